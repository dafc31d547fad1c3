// Doing things as the chosen colleague, and what comes of it: a form to fill in, a word about what went wrong.

import { toast } from "./dom.js";
import { messageById, state } from "./state.js";
import { refusal, say } from "./words.js";
import { act, read } from "./wire.js";

let openForm = () => {};
/** Who shows the forms that the bot asks people to fill in. */
export const formsGoTo = (opener) => {
  openForm = opener;
};

/** Does something; what came of it, or null when it was refused. A refusal is told, or handed to `wrong`. */
export async function deed(what, wrong = toast) {
  try {
    const came = await act(state.me, what);
    if (came.silent) wrong(say("silent"));
    if (came.modal) openForm(came.interaction, came.modal, what.channel ?? messageById(what.message)?.channel_id);
    return came;
  } catch (problem) {
    wrong(
      problem.message.includes("refused with") || !problem.status
        ? refusal(problem.message)
        : `${say("failed")} (${problem.message.split("; what was said")[0].slice(0, 140)})`,
    );
    return null;
  }
}

const offered = new Map();
/** The commands and menus that are offered here; asked for once a visit, again after `forgetOffers`. */
export function offers(channel) {
  const key = `${state.me}:${channel}`;
  if (!offered.has(key))
    offered.set(
      key,
      read(`commands?me=${state.me}&channel=${channel}`).catch(() => {
        offered.delete(key);
        return [];
      }),
    );
  return offered.get(key);
}
/** What is offered may have changed. */
export const forgetOffers = () => offered.clear();
