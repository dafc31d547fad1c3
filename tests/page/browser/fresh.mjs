// What somebody finds who is here for the first time: nothing is dead, nothing is said that does not hold, a step of the
// tour is ticked off for what it asks and for nothing else, and nobody says the same words twice.

import { assert, be, comes, end, go, leap, open, picture, sizes } from "./lib.mjs";

const page = await open();
const field = page.locator("#write");
const taken = (step) => page.locator(`.tour [data-step="${step}"].is-taken`).count();
/** What was done has been followed up: a minute has passed. */
const minute = async (deed) => {
  const before = await page.locator(".clock").innerText();
  await deed();
  await page.waitForFunction((before) => document.querySelector(".clock").innerText !== before, before);
};

// The first private conversation opens at the first click; it offers no commands, and says so.
await be(page, "Freja");
await go(page, "private");
await page.getByText("Kommandoer bruger du i en kanal.").waitFor();
await field.fill("/hjælp");
await field.press("Enter");
await page.getByRole("alert").getByText("Her kan du ikke bruge kommandoer").waitFor();
await comes(() => field.inputValue(), "/hjælp");

// A channel without a team says so, and shows the way to one; a command that is not there is told of.
await go(page, "skolen");
await page.getByText("Aktør skriver ikke i denne kanal endnu").waitFor();
await field.fill("/findesikke");
await field.press("Enter");
await page.getByRole("alert").getByText("Her findes ingen kommando, der hedder /findesikke").waitFor();
await comes(() => field.inputValue(), "/findesikke");
await picture(page, "without-team");
await page.locator(".notice").getByRole("button", { name: "Bliv Asta" }).click();
await page.locator('.me-button strong:text-is("Asta")').waitFor();
await comes(() => page.getByText("Aktør skriver ikke i denne kanal endnu").count(), 0);

// Neither small talk nor an answer that is refused is an answer.
await minute(async () => {
  await field.fill("Godmorgen");
  await field.press("Enter");
});
await page.getByRole("button", { name: "Svar", exact: true }).click();
await page.locator("dialog textarea").fill("Ring til mig på 20 12 34 56.");
await minute(() => page.locator("dialog").getByRole("button", { name: "Send" }).click());
await page.locator(".is-private").last().waitFor();
assert.equal(await taken(0), 0, "a refused answer ticks the step off");
if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");

// Any other deed of Bo is neither his yes nor his taking himself out.
await be(page, "Bo");
await minute(() => page.getByRole("button", { name: "Hvad gemmes?" }).last().click());
assert.deepEqual([await taken(1), await taken(2), await taken(4)], [0, 0, 0]);

// A command is named whole; what only one person sees is put away by a name of its own, and is not printed.
await be(page, "Mette");
await field.pressSequentially("/team plan");
await page.getByRole("option").first().waitFor();
await field.press("Enter");
await page.getByRole("button", { name: "Brug kommandoen" }).click();
await page.getByText("Mette brugte /team plan").waitFor();
await page.emulateMedia({ media: "print" });
assert.equal(await page.locator(".is-private").last().isVisible(), false);
await page.emulateMedia({ media: "screen" });
await page.locator(".is-private").getByRole("button", { name: "Afvis besked" }).first().click();

// However often the colleagues are let write, nobody says what was said before.
for (let week = 0; week < 4; week++) {
  for (let again = 0; again < 2; again++) {
    await page.locator(".toast").evaluateAll((all) => all.forEach((one) => one.remove()));
    await page.getByRole("button", { name: "Fyld med eksempler" }).click();
    await page.locator(".toast").first().waitFor({ timeout: 60_000 });
  }
  await leap(page, "question");
}
const said = await page.evaluate(async () => {
  const { state } = await import("./state.js");
  const all = [...state.message.values()].flatMap((place) => [...place.values()]);
  const people = all.filter((one) => !one.only_me && state.channel.get(one.channel_id)?.guild_id && one.type !== 21);
  return people.map((one) => one.embeds[0]?.description ?? one.content).filter((text) => text.length > 40);
});
assert.ok(said.length > 12, `${said.length} answers`);
assert.deepEqual(
  said.filter((text, n) => said.indexOf(text) !== n),
  [],
);

// On a phone the question's heading is in sight, and so is all of the editor of the newest message.
const phone = await open({ size: sizes.phone });
await phone.locator(".thread-card").last().waitFor();
await picture(phone, "phone-first");
const asked = phone.locator("#main .message").filter({ has: phone.getByRole("button", { name: "Svar", exact: true }) });
await comes(async () => {
  const [question, tour] = [await asked.last().boundingBox(), await phone.locator(".tour").boundingBox()];
  return question.y >= tour.y + tour.height - 1 || "the question begins under the tour";
}, true);
await phone.locator("#write").fill("Godmorgen igen");
await phone.locator("#write").press("Enter");
await phone.locator("#main .message").getByText("Godmorgen igen").waitFor();
await phone.locator("#write").press("ArrowUp");
const save = phone.locator("#main .message").getByRole("button", { name: "Gem", exact: true });
await save.waitFor();
await picture(phone, "phone-edit");
await comes(async () => {
  const [button, below] = [await save.boundingBox(), await phone.locator("#composer").boundingBox()];
  return button.y + button.height <= below.y || "the editor is under the field";
}, true);
await end();
