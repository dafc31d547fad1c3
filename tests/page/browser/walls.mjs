// Another page of the same browser, which even knows the key: it reads nothing, does nothing, shows nothing of ours. And
// our own page runs nothing that was put into it and asks nobody else.

import { createServer } from "node:http";
import { assert, complaints, end, link, open } from "./lib.mjs";

const [ours, key] = link.split("/#");
const page = await open();
const other = createServer((_, answer) => {
  answer.setHeader("content-type", "text/html");
  answer.end("<!doctype html><title>another page</title>");
});
await new Promise((then) => other.listen(0, "127.0.0.1", then));
const theirs = `http://127.0.0.1:${other.address().port}/`;

const stranger = await page.context().newPage();
await stranger.goto(theirs);
const tried = await stranger.evaluate(
  async ([ours, key]) => {
    const authorization = `Bearer ${key}`;
    const outcome = (asked) => asked.then((answer) => answer.type).catch(() => "refused");
    const loads = (made, address) =>
      new Promise((then) => {
        made.onload = () => then("loaded");
        made.onerror = () => then("refused");
        made.src = address;
        document.body.append(made);
      });
    const frame = document.createElement("iframe");
    await loads(frame, `${ours}/`);
    return {
      read: await outcome(fetch(`${ours}/api/start`, { headers: { authorization } })),
      write: await outcome(fetch(`${ours}/api/leap`, { method: "POST", headers: { authorization }, body: "{}" })),
      script: await loads(document.createElement("script"), `${ours}/app.js`),
      picture: await loads(new Image(), `${ours}/icon.svg`),
    };
  },
  [ours, key],
);
assert.deepEqual(tried, {
  read: "refused",
  write: "refused",
  script: "refused",
  picture: "refused",
});
const framed = stranger.frames().find((one) => one.parentFrame());
assert.ok(framed.url().startsWith("chrome-error:"), `framed: ${framed.url()}`);
// The browser says of each that it was blocked; nothing else was complained about.
const blocked = /CORS|Access-Control|frame-ancestors|ERR_BLOCKED_BY_RESPONSE|403|ERR_FAILED|Framing/;
assert.deepEqual(
  complaints.splice(0).filter((said) => !blocked.test(said)),
  [],
);
await stranger.close();

// What somebody writes stays text, and what gets into the page all the same does not run.
const trap = "<img src=x onerror=\"document.title='caught'\"><script>document.title='caught'</script>";
await page.locator("#write").fill(trap);
await page.locator("#write").press("Enter");
await page.locator("#main .message").getByText(trap).waitFor();
assert.deepEqual(complaints, []);
const ran = await page.evaluate(async (theirs) => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'caught'";
  document.body.append(script);
  const asked = await fetch(theirs).then(
    () => "answered",
    () => "refused",
  );
  return { title: document.title, asked };
}, theirs);
assert.equal(ran.asked, "refused");
assert.notEqual(ran.title, "caught");
assert.ok(
  complaints.every((said) => /Content Security Policy|asked elsewhere|Refused|violates/.test(said)),
  `${complaints}`,
);
complaints.length = 0;
other.close();
await end();
