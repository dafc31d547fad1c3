// Every main state, light and dark, wide and on a phone: open to all by axe's measure, nothing sticks out, and a
// picture of each for people to judge.

import { approve, be, end, fits, go, leap, open, open_to_all, picture, sizes } from "./lib.mjs";

// Something to look at: an example, and a month's letter.
const first = await open();
await be(first, "Mette");
await go(first, "hjemmepleje");
await leap(first, "letter");
await go(first, "private");
await approve(first);
await go(first, "hjemmepleje");
await leap(first, "letter");
await leap(first, "question");
await first.context().close();

for (const [size, look] of [
  ["wide", "light"],
  ["wide", "dark"],
  ["phone", "light"],
  ["phone", "dark"],
]) {
  const page = await open({ size: sizes[size], look });
  const narrow = size === "phone";
  const state = async (name) => {
    const where = `${name}-${size}-${look}`;
    await open_to_all(page, where);
    await fits(page, where);
    await picture(page, where);
  };
  await page.locator(".message").last().waitFor();
  await state("channel");

  await page.locator(".thread-card").last().click();
  await page.locator("#aside .message").last().waitFor();
  await state("thread");
  await page.locator("#aside").getByRole("button", { name: "Luk" }).click();

  await page.getByRole("button", { name: "Svar", exact: true }).last().click();
  await page.locator("dialog textarea").waitFor();
  await state("form");
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Hvad gemmes?" }).last().click();
  await page.locator(".is-private").last().waitFor();
  await state("private-answer");

  await page.getByRole("button", { name: "Medlemmer" }).click();
  await page.locator("#aside .person").first().waitFor();
  await page.locator("#aside .person").filter({ hasText: "Bo" }).first().click();
  await page.getByRole("menu").waitFor();
  await state("person");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.locator("#write").fill("/");
  await page.locator(".suggest .option").first().waitFor();
  await state("commands");
  await page.locator("#write").fill("/fremhæv");
  await page.locator("#write").press("Enter");
  await page.locator(".command").waitFor();
  await state("command");
  await page.keyboard.press("Escape");

  if (narrow) await page.locator("#drawer").click();
  await page.locator(".me-button").click();
  await state("people");
  await page.keyboard.press("Escape");
  if (narrow) await page.locator(".veil").click({ position: { x: 380, y: 500 } });

  const letter = page
    .locator(".message")
    .filter({ has: page.locator(".embed h3", { hasText: "Månedsbrev" }) })
    .first();
  await letter.scrollIntoViewIfNeeded();
  await page
    .locator(".embed img")
    .first()
    .evaluate((image) => image.decode().catch(() => {}));
  await letter.evaluate((one) => one.scrollIntoView({ block: "start" }));
  await state("letter");

  await be(page, "Mette");
  await go(page, "private");
  await page.locator("#main .message").last().waitFor();
  await state("private");
  await be(page, "Troels");
  await page.locator(".post").first().waitFor();
  await state("forum");
  await page.context().close();
}

const english = await open({ language: "en" });
await open_to_all(english, "in English");
await picture(english, "channel-english");
await english.emulateMedia({ media: "print" });
await picture(english, "print", { fullPage: true });
await end();
