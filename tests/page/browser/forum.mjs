// A forum: its posts are read, one is written, and a team lives in it, whose question comes as a post.

import { be, comes, end, fits, go, leap, open, open_to_all, picture, sizes } from "./lib.mjs";

const page = await open();
await be(page, "Troels");
await comes(() => page.locator(".post").count(), 2);
await open_to_all(page, "a forum");
await picture(page, "forum-wide-light");

// A post is read at the side, and answered there.
await page.locator(".post").filter({ hasText: "gule veste" }).click();
const side = page.locator("#aside");
await side.getByText("Endelig en med lommer.").waitFor();
await side.locator("textarea").fill("Jeg mangler en i XL.");
await side.locator("textarea").press("Enter");
await side.locator(".message").filter({ hasText: "Jeg mangler en i XL." }).waitFor();
await page.locator(".post").filter({ hasText: "2 svar" }).waitFor();
await side.getByRole("button", { name: "Luk" }).click();

// A new post: what is missing is said, what was typed survives closing it by mistake.
const sheet = page.locator("dialog");
await page.getByRole("button", { name: "Nyt opslag" }).click();
await sheet.getByRole("button", { name: "Send" }).click();
await sheet.getByText("Feltet skal udfyldes.").waitFor();
await sheet.getByLabel("Overskrift").fill("Hul i cykelstien ved åen");
await page.keyboard.press("Escape");
await page.getByRole("button", { name: "Luk uden at sende" }).click();
await page.getByRole("button", { name: "Nyt opslag" }).click();
await comes(() => sheet.getByLabel("Overskrift").inputValue(), "Hul i cykelstien ved åen");
await sheet.getByLabel("Hvad vil du skrive?").fill("Jeg har sat en kegle. Hvem har asfalt?");
await sheet.getByLabel("Praktisk").check();
await open_to_all(page, "the form of a new post");
await picture(page, "forum-new-post");
await sheet.getByRole("button", { name: "Send" }).click();
await side.locator(".message").filter({ hasText: "Jeg har sat en kegle." }).waitFor();
await page.locator(".post").first().filter({ hasText: "Hul i cykelstien" }).filter({ hasText: "Praktisk" }).waitFor();

// Ole makes the forum a team's, from inside a post; its question comes as a post.
await be(page, "Ole");
await go(page, "vej-og-park");
await page.locator(".post").filter({ hasText: "Hul i cykelstien" }).click();
await side.locator("textarea").fill("/opret");
await page.getByRole("option", { name: /opret-team/ }).waitFor();
await side.locator("textarea").press("Enter");
await side.getByRole("button", { name: "Brug kommandoen" }).click();
await side.getByText("Kun du kan se dette").waitFor();
await leap(page, "question", /Et nyt spørgsmål/);

await be(page, "Troels");
const question = page
  .locator(".post")
  .filter({ hasText: /Uge \d+/ })
  .first();
await question.waitFor();
await question.click();
await side.getByRole("button", { name: "Svar", exact: true }).click();
await sheet.locator("textarea").fill("Jeg ringer til den, der ejer vejen, før jeg kører.");
await sheet.getByRole("button", { name: "Send" }).click();
await side.locator(".message").filter({ hasText: "Jeg ringer til den, der ejer vejen" }).first().waitFor();
await picture(page, "forum-question");
await page.setViewportSize(sizes.phone);
await side.getByRole("button", { name: "Luk" }).click();
await fits(page, "a forum on a phone");
await picture(page, "forum-phone-light");
await end();
