// The pictures in the README: the week's question with its thread, and a month's letter, as the page shows them.
// To take new ones: `scripts/test`, then copy `target/pictures/page/readme-*.png` to `docs/prompt.png` and `docs/letter.png`,
// with a palette of 256 colours (they are half as large then).

import { approve, be, end, go, leap, open, picture } from "./lib.mjs";

const page = await open({ size: { width: 1280, height: 800 }, scale: 1.5 });
await page.getByRole("button", { name: "Skjul rundvisningen" }).click();
await page.getByRole("button", { name: "Svar", exact: true }).click();
await page.locator("dialog textarea").fill("Tavlen ud på gangen: ja hele vejen rundt. Jeg spørger Karen i dag.");
await page.locator("dialog").getByRole("button", { name: "Send" }).click();
await page.locator(".is-private").getByRole("button", { name: "Afvis besked" }).click();
await page.locator(".thread-card").click();
await page.locator("#aside .message").last().waitFor();
await page.locator("#main .scroll").evaluate((one) => {
  one.scrollTop = one.scrollHeight;
});
await page.mouse.move(640, 20);
await page.evaluate(() => document.activeElement.blur());
await picture(page, "readme-prompt");
await page.locator("#aside").getByRole("button", { name: "Luk" }).click();

await be(page, "Mette");
await go(page, "hjemmepleje");
await leap(page, "letter");
await go(page, "private");
await approve(page);
await go(page, "hjemmepleje");
await leap(page, "letter");
const letter = page
  .locator(".message")
  .filter({ has: page.locator(".embed h3", { hasText: "Månedsbrev" }) })
  .first();
await page.waitForFunction((one) => one.naturalWidth > 300, await letter.locator("img").first().elementHandle());
await page.locator(".toast").evaluateAll((all) => all.forEach((one) => one.remove()));
await page.setViewportSize({ width: 980, height: 1700 });
await page.mouse.move(640, 20);
await page.evaluate(() => document.activeElement.blur());
await letter.scrollIntoViewIfNeeded();
await picture(letter, "readme-letter");
await end();
