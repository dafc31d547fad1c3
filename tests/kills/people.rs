//! People who write, edit and delete in the threads and press buttons all the while, and what each of them would
//! say afterwards of what they did by button.

use super::scene::PEOPLE;
use crate::support::{buttons, shown};
use aktor::sandbox::actor::Actor;
use aktor::sandbox::world::{Message, World};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long somebody waits for an answer to a button before they give up.
const PATIENCE: Duration = Duration::from_secs(4);
/// A number that nobody has; every message with it earns its author one private word.
const CPR: &str = "010203-1234";

/// An answer by button, as its writer knows it.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    /// A word that stands in this answer alone, whatever becomes of its text.
    pub(super) token: String,
    /// The texts that may be kept.
    pub(super) texts: Vec<String>,
    /// The receipt came: it is kept, unless deleted.
    pub(super) promised: bool,
    /// It was deleted: for certain, or perhaps.
    pub(super) deleted: Option<bool>,
}

/// What was done by button so far.
pub(super) type Ledger = Arc<Mutex<Vec<Answered>>>;

/// Lets people be busy until it is cancelled; what is still waited for then is given up.
pub(super) async fn busy(world: World, seed: u64, ledger: Ledger) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut said: Vec<(Actor, i64)> = Vec::new();
    let mut waiting = tokio::task::JoinSet::new();
    for n in 0_u64.. {
        tokio::time::sleep(Duration::from_millis(random.random_range(10..120))).await;
        while waiting.try_join_next().is_some() {}
        let prompts = prompts(&world);
        let Some(prompt) = prompts.choose(&mut random) else { continue };
        let who = world.user(PEOPLE.choose(&mut random).copied().unwrap_or_default());
        let known = (!said.is_empty()).then(|| random.random_range(0..said.len()));
        match (random.random_range(0..20), known) {
            // A thread that is not open yet cannot be written in.
            (0..=7, _) => said.extend(who.say(prompt.id, &format!("besked {n}")).map(|id| (who, id))),
            (8, _) => {
                let _ = who.say(prompt.id, &format!("besked {n} om {CPR}"));
            }
            (9 | 10, _) if prompt.id != prompt.channel => {
                said.extend(who.reply(prompt.id, &format!("svar i kanalen {n}")).map(|id| (who, id)));
            }
            (11..=13, Some(at)) => {
                let (author, id) = &said[at];
                author.edit(*id, &format!("rettet til {n}")).unwrap();
            }
            (14 | 15, Some(at)) => {
                let (author, id) = said.swap_remove(at);
                author.delete(id).unwrap();
            }
            (16..=19, _) => {
                let after = random.random_range(0..3);
                waiting.spawn(answer(who, prompt.clone(), format!("svar{n}x"), after, ledger.clone()));
            }
            _ => {}
        }
    }
}

/// The bot's prompts that people can see.
fn prompts(world: &World) -> Vec<Message> {
    let bot = world.bot();
    let state = world.state();
    let is = |m: &&Message| m.author == bot && buttons(m).iter().any(|label| label == "Svar");
    state.everything_said().filter(|m| m.only_for.is_none()).filter(is).cloned().collect()
}

/// *Svar*, and perhaps *Ret* or *Slet* afterwards.
async fn answer(who: Actor, prompt: Message, token: String, after: u32, ledger: Ledger) {
    let at = {
        let mut ledger = ledger.lock().unwrap();
        let text = format!("{token} først");
        ledger.push(Answered { token: token.clone(), texts: vec![text], promised: false, deleted: None });
        ledger.len() - 1
    };
    let receipt = within(fill(&who, prompt.id, "Svar", format!("{token} først"))).await;
    let Some(receipt) = receipt.filter(|receipt| buttons(receipt).iter().any(|label| label == "Ret")) else {
        return;
    };
    ledger.lock().unwrap()[at].promised = true;
    match after {
        1 => {
            let text = format!("{token} rettet");
            ledger.lock().unwrap()[at].texts.push(text.clone());
            if within(fill(&who, receipt.id, "Ret", text.clone()))
                .await
                .is_some_and(|m| says(&m, "Så er dit svar rettet"))
            {
                ledger.lock().unwrap()[at].texts = vec![text];
            }
        }
        2 => {
            ledger.lock().unwrap()[at].deleted = Some(false);
            let asked = async {
                let clicked = who.click(receipt.id, "Slet").ok()?;
                clicked.message().await.ok()
            };
            if within(asked).await.is_some_and(|m| says(&m, "slettet")) {
                ledger.lock().unwrap()[at].deleted = Some(true);
            }
        }
        _ => {}
    }
}

fn says(message: &Message, word: &str) -> bool {
    shown(message).contains(word)
}

async fn within<T>(asking: impl Future<Output = Option<T>>) -> Option<T> {
    tokio::time::timeout(PATIENCE, asking).await.ok().flatten()
}

/// Opens the form behind a button, fills it in and sends it; the answer, if one comes.
async fn fill(who: &Actor, message: i64, label: &str, text: String) -> Option<Message> {
    let form = who.click(message, label).ok()?.modal().await.ok()?;
    who.submit(&form, &[("answer", &text)]).ok()?.message().await.ok()
}

/// How many private words a person may have got about numbers in their messages, at least and at most: words about the
/// same thread are the same, so one that stands may be taken for another whose fate was not known.
pub(super) fn numbers_told(world: &World, person: i64) -> (usize, usize) {
    let state = world.state();
    let theirs = state.everything_said().filter(|m| m.author == person && m.content.contains(CPR));
    let threads: Vec<i64> = theirs.map(|m| m.channel).collect();
    (threads.iter().collect::<BTreeSet<_>>().len(), threads.len())
}
