// How long it takes from starting the demo to its link, and from the link to a page in which one can write.
//
//   cargo build --release
//   AKTOR_TEST_CHROMIUM=… AKTOR_TEST_PLAYWRIGHT=… node tests/page/browser/speed.mjs target/release/aktor
//
// Ends with 1 when the middle one of the runs is slower than promised: 2 s, then 1 s.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { browser } from "./lib.mjs";

const RUNS = 7;
const program = process.argv[2] ?? "target/release/aktor";
const starts = [];
const opens = [];
for (let run = 0; run < RUNS; run++) {
  const began = performance.now();
  const demo = spawn(program, ["demo", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const link = await new Promise((then) => {
    createInterface({ input: demo.stdout }).on(
      "line",
      (line) => line.includes("http://127.0.0.1:") && line.includes("#") && then(line.trim()),
    );
  });
  const shown = performance.now();
  const page = await (await browser.newContext()).newPage();
  await page.goto(link, { waitUntil: "commit" });
  await page.locator("#write").fill("Skrevet");
  const ready = performance.now();
  starts.push(shown - began);
  opens.push(ready - shown);
  await page.context().close();
  demo.kill("SIGINT");
  await new Promise((then) => demo.on("exit", then));
}
await browser.close();

const middle = (all) => all.toSorted((a, b) => a - b)[(all.length - 1) / 2];
const told = (what, all, most) =>
  `${what}: ${Math.round(middle(all))} ms in the middle of ${RUNS} (${all.map(Math.round).join(", ")}); promised ${most} ms`;
console.log(told("from start to the link", starts, 2000));
console.log(told("from the link to writing", opens, 1000));
process.exitCode = middle(starts) <= 2000 && middle(opens) <= 1000 ? 0 : 1;
