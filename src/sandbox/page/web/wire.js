// The connection to the stand-in: calls with the key of this start, and the stream of what changes.

import { language } from "./words.js";

const keep = "aktor.key";
const shown = location.hash.slice(1);
if (/^[\w-]{20,}$/.test(shown)) {
  sessionStorage.setItem(keep, shown);
  history.replaceState(null, "", location.pathname);
}
const key = sessionStorage.getItem(keep);

/** Whether this tab was given a key. */
export const hasKey = () => key !== null;

/** A call was refused; `status` tells how, `message` why. */
export class Refused extends Error {
  constructor(status, why) {
    super(why);
    this.status = status;
  }
}

async function call(path, body) {
  const headers = { authorization: `Bearer ${key}` };
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(`api/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, told.error ?? answer.statusText);
  }
  return answer;
}

/** Reads something. */
export const read = async (path) => (await call(path)).json();
/** Does something as somebody. */
export const act = async (me, deed) => (await call("act", { me, locale: language(), ...deed })).json();
/** Asks for time to pass, or for company. */
export const wish = async (what, body) => (await call(what, body)).json();

const pictures = new Map();
/** The address of a file that this page was handed, kept for as long as the page lives. */
export function picture(me, url) {
  const place = /\/attachments\/(\d+)\/(\d+)\//.exec(url ?? "");
  if (!place) return Promise.resolve(null);
  const at = `${place[1]}/${place[2]}`;
  if (!pictures.has(at)) {
    pictures.set(
      at,
      call(`file/${at}?me=${me}`)
        .then(async (answer) => URL.createObjectURL(await answer.blob()))
        .catch(() => {
          pictures.delete(at);
          return null;
        }),
    );
  }
  return pictures.get(at);
}

/** Follows what `me` sees until `stop` is aborted; begins anew after every loss. */
export async function follow(me, stop, { heard, fresh, lost }) {
  let waits = 250;
  while (!stop.aborted) {
    try {
      const answer = await fetch(`api/stream?me=${me}`, { headers: { authorization: `Bearer ${key}` }, signal: stop });
      if (!answer.ok) throw new Refused(answer.status, "stream");
      fresh();
      waits = 250;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        for (const line of lines) if (line) heard(JSON.parse(line));
      }
    } catch (problem) {
      if (stop.aborted) return;
      if (problem instanceof Refused && problem.status === 401) return lost(true);
    }
    if (stop.aborted) return;
    lost(false);
    await new Promise((then) => setTimeout(then, waits));
    waits = Math.min(waits * 2, 4000);
  }
}
