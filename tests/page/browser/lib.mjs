// The page in Chromium: opening it, being somebody, and what must hold wherever one is.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

// Installed outside of the sources so that these stay clean.
const required = createRequire(`${process.env.AKTOR_TEST_PLAYWRIGHT}/`);
const { chromium } = required("playwright-core");
const axe = readFileSync(required.resolve("axe-core"), "utf8");

export const link = process.env.AKTOR_LINK;
const pictures = process.env.AKTOR_PICTURES;
const wide = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };
export const sizes = { wide, phone };

export const browser = await chromium.launch({
  executablePath: process.env.AKTOR_TEST_CHROMIUM,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** What the browser complained about, anywhere. */
export const complaints = [];

/** The page, opened by its link in a browser of its own. */
export async function open({ size = wide, look = "light", language = "da", motion = "reduce", scale = 1 } = {}) {
  const touch = size.width < 500;
  const context = await browser.newContext({
    viewport: size,
    colorScheme: look,
    locale: language === "da" ? "da-DK" : "en-GB",
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: motion,
    deviceScaleFactor: scale,
    timezoneId: "America/Lima",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(`${said.type()}: ${said.text()}`);
  });
  page.on("pageerror", (problem) => complaints.push(problem.stack));
  page.on("request", (asked) => {
    if (!/^(blob:)?http:\/\/127\.0\.0\.1:/.test(asked.url())) complaints.push(`asked elsewhere: ${asked.url()}`);
  });
  await page.goto(link);
  await page.locator("#write").waitFor();
  return page;
}

/** Becomes a colleague. */
export async function be(page, name) {
  if (await page.locator("#drawer").isVisible()) await page.locator("#drawer").click();
  await page.locator(".me-button").click();
  await page
    .locator(".person")
    .filter({ has: page.locator(`strong:text-is("${name}")`) })
    .click();
  await page.locator(`.me-button strong:text-is("${name}")`).waitFor({ state: "attached" });
}

/** Goes to a channel by its name, or to the private messages. */
export async function go(page, name) {
  const place =
    name === "private"
      ? page.locator("[data-place=letters]")
      : page.locator(".place:not(.is-thread)").filter({ hasText: name });
  if (await page.locator("#drawer").isVisible()) await page.locator("#drawer").click();
  await place.first().click();
  await page
    .locator("#where")
    .filter({ hasText: name === "private" ? "Aktør" : name })
    .waitFor();
}

/** Lets time pass until the page says what came of it. */
export async function leap(page, far, like = /./) {
  await page.locator(".toast").evaluateAll((all) => all.forEach((one) => one.remove()));
  await page.locator(`[data-leap=${far}]`).click();
  await page.locator(".toast").filter({ hasText: like }).first().waitFor();
}

/** Waits until what is read is what is expected: what was done is shown a moment later. */
export async function comes(read, expected) {
  for (let waited = 0; !isDeepStrictEqual(await read(), expected); waited += 50) {
    if (waited >= 60_000) return assert.deepEqual(await read(), expected);
    await new Promise((then) => setTimeout(then, 50));
  }
}

/** Approves, in the private conversation that is shown, the letter that was previewed last. */
export async function approve(page) {
  await page.getByRole("button", { name: "Godkend" }).last().click();
  await page
    .locator("#main .messages")
    .getByText(/Godkendt|godkendelse er noteret|godkendt/i)
    .last()
    .waitFor();
}

/** Nothing that axe knows of keeps anybody out, here and now. */
export async function open_to_all(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }),
  );
  const told = violations.map(
    (one) =>
      `${one.id} (${one.impact}): ${one.help}\n${one.nodes
        .slice(0, 4)
        .map((node) => `    ${node.html.slice(0, 180)}\n    ${node.failureSummary?.split("\n").slice(1, 3).join(" ")}`)
        .join("\n")}`,
  );
  assert.deepEqual(told, [], `${where} keeps somebody out:\n${told.join("\n")}`);
}

/** Nothing sticks out sideways. */
export async function fits(page, where) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inner <= outer, `${where} is ${inner} pixels wide on ${outer}`);
}

/** A picture of what is shown, for people to judge. */
export async function picture(target, name, has = {}) {
  await target.screenshot({ path: `${pictures}/${name}.png`, animations: "disabled", ...has });
}

/** Ends the scenario: nothing may have been complained about. */
export async function end() {
  await browser.close();
  assert.deepEqual(complaints, []);
}
export { assert };
