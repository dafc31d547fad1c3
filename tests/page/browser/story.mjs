// The whole story by mouse: a team is created, a question answered, a colleague highlighted from their menu, who says
// yes; the month's letter is approved and posted; the colleague takes themselves out again.

import { approve, assert, be, comes, end, go, leap, open } from "./lib.mjs";

const page = await open();
/** A step of the tour has been taken. */
const taken = (step) => page.locator(`.tour [data-step="${step}"].is-taken`).waitFor();

// Ole creates a team in the school's channel.
await be(page, "Ole");
await go(page, "skolen");
await page.locator("#write").pressSequentially("/opret");
await page.getByRole("option", { name: /opret-team/ }).waitFor();
await page.locator("#write").press("Enter");
const form = page.locator(".command");
await form.getByRole("button", { name: "ugedag" }).click();
await form.getByLabel("ugedag", { exact: true }).selectOption({ label: "tirsdag" });
await form.getByRole("button", { name: "klokkeslæt" }).click();
await form.locator(".proposals .option").first().waitFor();
await form.getByRole("combobox", { name: "klokkeslæt" }).fill("10:00");
await form.getByRole("button", { name: "Brug kommandoen" }).click();
await page.locator("#main .messages").getByText("Goddag, jeg hedder Aktør").waitFor();
await comes(() => page.locator("#main .messages").getByText("Kun du kan se dette").count(), 1);

// Nobody else sees the private answer.
await be(page, "Freja");
await page.locator("#main .messages").getByText("Goddag, jeg hedder Aktør").waitFor();
await comes(() => page.locator("#main .messages").getByText("Kun du kan se dette").count(), 0);

// Asta answers by the button; what she typed survives closing the form by mistake.
await be(page, "Asta");
await page.getByRole("button", { name: "Svar", exact: true }).click();
const dialog = page.locator("dialog.sheet").last();
await dialog.locator("textarea").fill("Jeg sagde højt, at jeg ikke vidste det. Det gjorde resten lettere.");
await page.keyboard.press("Escape");
await page.getByRole("button", { name: "Skriv videre" }).click();
await dialog.getByRole("button", { name: "Send" }).click();
await page.locator("#main .messages").getByText("Kun du kan se dette").last().waitFor();
await page.locator(".thread-card").filter({ hasText: "Asta: Jeg sagde højt" }).waitFor();
await taken(0);

// In the thread she writes, corrects what she wrote, and deletes it again.
await page.locator(".thread-card").click();
const side = page.locator("#aside");
const field = side.locator("textarea");
await field.fill("Tak for **alle** svarene @Bo");
await page.getByRole("option", { name: /^Bo/ }).waitFor();
await field.press("Enter");
await field.press("Enter");
await side.locator(".mention", { hasText: "@Bo" }).waitFor();
await field.press("ArrowUp");
const editor = side.locator(".message textarea");
await editor.fill("Tak for svarene");
await editor.press("Enter");
await side.getByText("(rettet)").waitFor();
const mine = side.locator(".message").filter({ hasText: "Tak for svarene" });
await mine.click({ button: "right" });
await page.getByRole("menuitem", { name: "Tag mit svar ud" }).click();
await side.getByText("Dit svar er taget ud.").waitFor();
await mine.click({ button: "right" });
await page.getByRole("menuitem", { name: "Slet besked" }).click();
await page.locator("dialog").getByRole("button", { name: "Slet", exact: true }).click();
await mine.waitFor({ state: "detached" });

// She reacts to somebody's answer, and takes it back.
const answer = side.locator(".message").filter({ hasText: "Mette" }).first();
await answer.click({ button: "right" });
await page.getByRole("menuitem", { name: "❤️" }).click();
const heart = answer.getByRole("button", { name: "❤️: 1" });
await heart.click();
await heart.waitFor({ state: "detached" });

// What Mette wrote can be the beginning of an example.
await answer.click({ button: "right" });
await page.getByRole("menuitem", { name: "Fremhæv som godt eksempel" }).click();
await side.locator(".is-private .select").click();
await page.locator("dialog .choice").nth(1).click();
await page.locator("dialog").getByRole("button", { name: "Vælg" }).click();
await page.locator("dialog textarea").first().waitFor();
await page.keyboard.press("Escape");
await page.locator("dialog").waitFor({ state: "detached" });
await side.getByRole("button", { name: "Luk" }).click();

// She highlights Bo from his menu.
await page.getByRole("button", { name: "Medlemmer" }).click();
await page.locator("#aside .person").filter({ hasText: "Bo" }).first().click({ button: "right" });
await page.getByRole("menuitem", { name: "Fremhæv kollega" }).click();
await page.locator(".message .select").last().click();
await page.locator("dialog .choice").first().click();
await page.locator("dialog").getByRole("button", { name: "Vælg" }).click();
const told = "Bo fandt de to nøgler, der manglede, og lagde en seddel til weekendholdet.";
await page.locator("dialog textarea").first().fill(told);
await page.locator("dialog").getByRole("button", { name: "Send" }).click();
await page.locator("dialog").waitFor({ state: "detached" });
await page.locator("#main .messages").getByText("Jeg spørger Bo privat").waitFor();
assert.equal(await page.locator(".embed").filter({ hasText: told }).count(), 0, "nothing is shown before the yes");

await taken(1);

// Bo is asked privately, and says yes.
await be(page, "Bo");
await page.locator("[data-place=letters] .count").waitFor();
await go(page, "private");
await page.locator("#main .messages").getByText(told).waitFor();
await page.getByRole("button", { name: "Ja, gerne" }).click();
await go(page, "hjemmepleje");
await page.locator(".thread-card").first().click();
await side.locator(".embed").filter({ hasText: told }).waitFor();
await taken(2);

// A month passes, with answers; the letter is previewed, approved and posted.
await be(page, "Mette");
await go(page, "hjemmepleje");
await leap(page, "letter", /til gennemsyn/);
await go(page, "private");
await page.locator("#main .messages").getByText("Forhåndsvisning").last().waitFor();
await approve(page);
await go(page, "hjemmepleje");
await leap(page, "letter", /Månedsbrevet er kommet/);
const letter = page.locator(".message").filter({ has: page.locator(".embed h3", { hasText: "Månedsbrev · oktober" }) });
await letter.first().waitFor();
const image = letter.locator("img").first();
await image.waitFor();
assert.ok((await image.getAttribute("alt")).length > 20, "the picture says what it shows");
await page.waitForFunction((one) => one.naturalWidth > 300, await image.elementHandle());

// Bo changes his mind: the example is taken out where it stands.
await be(page, "Bo");
await go(page, "hjemmepleje");
const thread = page.locator(".thread-card").filter({ hasText: "Uge 41" });
await thread.click();
const example = side.locator(".message").filter({ hasText: told });
await example.getByRole("button", { name: "Tag mig ud" }).click();
await side.locator(".embed").filter({ hasText: told }).waitFor({ state: "detached" });
for (const step of [0, 1, 2, 3, 4, 5]) await taken(step);

// What is not sent is still there after a look elsewhere; another language is one click away.
await side.getByRole("button", { name: "Luk" }).click();
await page.locator("#write").fill("Halvt skrevet");
await go(page, "alle-kolleger");
await comes(() => page.locator("#write").inputValue(), "");
await go(page, "hjemmepleje");
await comes(() => page.locator("#write").inputValue(), "Halvt skrevet");
await page.locator("#language").click();
await page.getByRole("button", { name: "Next question" }).waitFor();
await comes(() => page.locator("#write").inputValue(), "Halvt skrevet");
await comes(() => page.locator("html").getAttribute("lang"), "en");
await end();
