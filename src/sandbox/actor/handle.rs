//! What a person waits for after a command, a click, a modal: the application's answer.

use super::{Impossible, impossible};
use crate::sandbox::world::{Answer, Message, World};
use serde_json::Value;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);
const LINES: usize = 40;

/// An interaction under way.
#[derive(Clone, Debug)]
pub struct InteractionHandle {
    pub(super) world: World,
    /// The interaction's id.
    pub id: i64,
}

/// A modal that stands open on a person's screen.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The interaction that was answered with it.
    pub interaction: i64,
    /// The modal as it was sent.
    pub body: Value,
}

impl InteractionHandle {
    /// The first answer, *thinking…* included.
    pub async fn acknowledged(&self) -> Result<Answer, Impossible> {
        self.wait(PATIENCE, |_| true).await
    }

    /// The answer that stays: not *thinking…*.
    pub async fn answer(&self) -> Result<Answer, Impossible> {
        self.answer_within(PATIENCE).await
    }

    /// The answer that stays, within `most` of real time.
    pub async fn answer_within(&self, most: Duration) -> Result<Answer, Impossible> {
        self.wait(most, |answer| !matches!(answer, Answer::Deferred)).await
    }

    /// The answer as a message: a new one, the changed one that carried the component, or what is said after
    /// an acknowledgement without a visible effect.
    pub async fn message(&self) -> Result<Message, Impossible> {
        let found = self.world.wait_for(PATIENCE, |state| match state.answer(self.id)? {
            Answer::Message(message) | Answer::Updated(message) => Some(Ok(message)),
            Answer::Deferred => None,
            Answer::Acknowledged => {
                let (channel, id) = *state.interaction(self.id)?.followups.first()?;
                state.message(channel, id).cloned().map(Ok)
            }
            other => Some(Err(other)),
        });
        match found.await {
            Some(Ok(message)) => Ok(message),
            Some(Err(other)) => self.unexpected("a message", &other),
            None => self.failed(&format!("no message answers interaction {}", self.id)),
        }
    }

    /// The answer as a modal.
    pub async fn modal(&self) -> Result<Opened, Impossible> {
        match self.answer().await? {
            Answer::Modal(body) => Ok(Opened { interaction: self.id, body }),
            other => self.unexpected("a modal", &other),
        }
    }

    /// The answer as choices for a half-typed option.
    pub async fn choices(&self) -> Result<Vec<Value>, Impossible> {
        match self.answer().await? {
            Answer::Choices(choices) => Ok(choices),
            other => self.unexpected("choices", &other),
        }
    }

    /// Waits for the message that comes after the answer, the `nth` counted from 0.
    pub async fn followup(&self, nth: usize) -> Result<Message, Impossible> {
        let found = self.world.wait_for(PATIENCE, |state| {
            let (channel, id) = *state.interaction(self.id)?.followups.get(nth)?;
            state.message(channel, id).cloned()
        });
        match found.await {
            Some(message) => Ok(message),
            None => self.failed(&format!("no followup {nth} to interaction {}", self.id)),
        }
    }

    async fn wait(&self, most: Duration, enough: impl Fn(&Answer) -> bool) -> Result<Answer, Impossible> {
        let found =
            self.world.wait_for(most, |state| state.answer(self.id).filter(|answer| enough(answer))).await;
        match found {
            Some(answer) => Ok(answer),
            None => self.failed(&format!("no answer to interaction {} within {most:?}", self.id)),
        }
    }

    fn unexpected<T>(&self, wanted: &str, got: &Answer) -> Result<T, Impossible> {
        self.failed(&format!("wanted {wanted}, got {got:?}"))
    }

    fn failed<T>(&self, why: &str) -> Result<T, Impossible> {
        impossible(format!("{why}; what was said last:\n{}", self.world.transcript().tail(LINES)))
    }
}
