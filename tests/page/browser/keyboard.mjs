// Everything by the keyboard alone: a form, a menu by Shift+F10, another colleague, a leap; the focus is never lost.

import { assert, end, open } from "./lib.mjs";

const page = await open();
/** What has the focus: its kind, its id, classes and role, and its words. */
const focus = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    const kind = [at.tagName.toLowerCase(), ...(at.id ? [`#${at.id}`] : []), ...[...at.classList].map((name) => `.${name}`)];
    const role = at.getAttribute("role") ?? "";
    return `${kind.join("")} ${role} ${at.getAttribute("aria-label") ?? at.textContent.trim().slice(0, 60)}`;
  });
/** Waits until the focus is on what looks like this: it may come back a moment later. */
const on = async (like) => {
  for (let waited = 0; !like.test(await focus()); waited += 50) {
    assert.ok(waited < 60_000, `the focus is on ${await focus()}, not on ${like}`);
    await page.waitForTimeout(50);
  }
};
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Tabs on until the focus is on what has these words. */
const to = async (words, key = "Tab") => {
  for (let n = 0; n < 80; n++) {
    if ((await focus()).includes(words)) return;
    await press(key);
  }
  assert.fail(`no way to ${words}; the focus is on ${await focus()}`);
};

// The first stop leads past everything, to the field.
await press("Tab");
await on(/skrivefeltet/);
await press("Enter");
await on(/#write/);

// From the field up through the messages; the menu of one opens by the keyboard and gives the focus back.
await page.locator("#write").focus();
await press("Shift+Tab");
await to("Aktør", "Shift+Tab");
await page.locator('.message[tabindex="0"]').focus();
await press("Shift+F10");
await page.getByRole("menu").waitFor();
await on(/ menuitem /);
await press("ArrowDown", "ArrowDown", "Escape");
await on(/\.message/);
await press("ArrowUp");
await on(/\.message/);

// The question's button opens a form that keeps the focus inside and gives it back.
await page.getByRole("button", { name: "Svar", exact: true }).focus();
await press("Enter");
await page.locator("dialog textarea").waitFor();
await on(/^textarea/);
for (let n = 0; n < 8; n++) {
  await press("Tab");
  assert.ok(
    await page.evaluate(
      () => document.activeElement === document.body || Boolean(document.activeElement.closest("dialog")),
    ),
    await focus(),
  );
}
await page.locator("dialog textarea").focus();
await page.keyboard.type("Kun med tasterne.");
await to("Send");
await press("Enter");
await page.locator("dialog").waitFor({ state: "detached" });
await page.locator("#main .messages").getByText("Kun du kan se dette").last().waitFor();
// What had the focus may just have been drawn anew.
await on(/^(?!body)/);

// New messages are told to whoever listens.
await page.locator("#says p").first().waitFor({ state: "attached" });

// A command with a required option left out says so and stays.
await page.locator("#write").focus();
await page.keyboard.type("/frem");
await page.getByRole("option").first().waitFor();
await press("Enter");
await page.locator(".command").waitFor();
await to("Brug kommandoen");
await press("Enter");
await page.getByText("Feltet skal udfyldes.").waitFor();
await on(/^select/);
await press("Escape");
await on(/#write/);

// Another colleague by the keyboard, and a leap in time.
await page.locator(".me-button").focus();
await press("Enter");
await on(/\.person/);
await press("ArrowDown", "Enter");
await page.locator('.me-button strong:text-is("Bo")').waitFor();
await to("En dag");
await press("Enter");
await page.locator(".clock", { hasText: "6. okt." }).waitFor();
await end();
