// The line to the test: it asks on standard input, one JSON object a line; what was done, refused and seen goes back on
// standard output.

import { createInterface } from 'node:readline';

function write(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Tells what the client saw. */
export function saw(kind, what = {}) {
  write({ saw: kind, what });
}

/** Does what the test asks, each by a function of `deeds`, until the line is closed. */
export async function listen(deeds) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, deed, how } = JSON.parse(line);
    answer(id, deeds[deed], how);
  }
}

async function answer(id, deed, how) {
  try {
    write({ id, done: (await deed(how)) ?? null });
  } catch (error) {
    if (error.code === undefined && error.status === undefined) {
      write({ id, failed: String(error.stack) });
    } else {
      write({ id, refused: { code: error.code, status: error.status ?? null } });
    }
  }
}
