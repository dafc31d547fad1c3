//! Next steps.

use crate::support::{Town, buttons, shown};
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::json;

/// What people look at.
pub(in crate::errors) struct Steps {
    /// The team is asked how it went.
    pub(in crate::errors) question: Message,
    /// A step that is open.
    pub(in crate::errors) card: Message,
    /// Mette goes first with it.
    pub(in crate::errors) leads: Message,
    /// Asta has agreed another.
    pub(in crate::errors) agreed: Message,
    /// Asta looks at one, and at all.
    pub(in crate::errors) one: Message,
    pub(in crate::errors) all: Message,
}

/// The first of the steps to choose among.
fn first(panel: &Message) -> &str {
    panel.components[0]["components"][0]["options"][0]["value"].as_str().unwrap()
}

impl Steps {
    /// Somebody agrees a step; what only they see.
    pub(super) async fn agree(town: &Town, who: &str, what: &str, when: &str) -> Message {
        let options = [("hvad", json!(what)), ("hvornår", json!(when))];
        let receipt = town.command(who, town.channel, "næste-skridt aftal", &options).await;
        assert_eq!(buttons(&receipt), ["Slet skridtet"], "{}", shown(&receipt));
        town.settled().await;
        receipt
    }

    /// The bot's last post with this button.
    fn last(town: &Town, label: &str) -> Message {
        let bot = town.world.bot();
        let with =
            |m: &&Message| m.author == bot && m.only_for.is_none() && buttons(m).contains(&label.to_owned());
        town.with(|state| state.everything_said().filter(with).max_by_key(|m| m.id).cloned().unwrap())
    }

    /// What Solvej sees who has said of the other step that it went differently.
    pub(super) async fn differently(town: &Town) -> Message {
        let bot = town.world.bot();
        let asks = |m: &&Message| {
            m.author == bot
                && buttons(m).contains(&"Gjort".to_owned())
                && shown(m).contains("Vi skriver det op")
                && m.only_for.is_none()
        };
        let question = town.with(|state| state.everything_said().find(asks).cloned().unwrap());
        let said = town.click("Solvej", question.id, "Gik anderledes").await;
        town.settled().await;
        said
    }

    pub(super) async fn of(town: &Town) -> Box<Self> {
        // Asta has typed much in this minute.
        town.pass(Duration::minutes(2)).await;
        let question = Self::last(town, "Gjort");
        Self::agree(town, "Leif", "Vi skriver nøglerne op", "15/12").await;
        let card = Self::last(town, "Jeg er med");
        let leads = town.click("Mette", card.id, "Jeg går forrest").await;
        town.settled().await;
        let agreed = Self::agree(town, "Asta", "Vi tager handsker med", "16/12").await;
        let panel = town.command("Asta", town.channel, "næste-skridt status", &[]).await;
        let one = town.user("Asta").choose(panel.id, "Vælg et skridt", &[first(&panel)]).unwrap();
        let one = one.message().await.unwrap();
        let all = town.command("Asta", town.channel, "næste-skridt status", &[]).await;
        Box::new(Self { question, card, leads, agreed, one, all })
    }

    /// What `who` does with them, if `used` is one of the acts on steps.
    pub(super) fn tried(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "LendHand" => who.click(self.card.id, "Jeg er med"),
            "WithdrawHand" => who.click(self.leads.id, "Træk mig tilbage"),
            "StepVerdict" => who.click(self.question.id, "Gik anderledes"),
            "MoveStep" => who.click(self.one.id, "Vælg en anden dag"),
            "ShowStep" => who.choose(self.all.id, "Vælg et skridt", &[first(&self.all)]),
            "EraseStep" => who.click(self.agreed.id, "Slet skridtet"),
            _ => return None,
        })
    }
}
