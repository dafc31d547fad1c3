// A form with selects: of people, of days (two at least), of places (none needed); and a text.

import { end, open, open_to_all, picture } from "./lib.mjs";

const page = await open();
await page.locator("#write").fill("/vagt");
await page.getByRole("option", { name: /vagt/ }).waitFor();
await page.locator("#write").press("Enter");
await page.getByRole("button", { name: "Brug kommandoen" }).click();
const sheet = page.locator("dialog");
await sheet.getByText("Vælg, hvem og hvornår.").waitFor();
await sheet.getByRole("group", { name: "Hvem" }).getByLabel("Bo", { exact: true }).check();
await sheet.getByRole("group", { name: "Dage" }).getByLabel("Mandag").check();
await sheet.getByLabel("Hvorfor").fill("Bo har byttet med mig.");
await sheet.getByRole("button", { name: "Send" }).click();
await sheet.getByText("Vælg mindst 2").waitFor();
await sheet.getByRole("group", { name: "Dage" }).getByLabel("Onsdag").check();
await open_to_all(page, "a form with selects");
await picture(page, "form-selects");
await sheet.getByRole("button", { name: "Send" }).click();
await page.locator("#main .messages").getByText("Byttet.").waitFor();
await sheet.waitFor({ state: "detached" });
await end();
