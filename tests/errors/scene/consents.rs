//! Who may hear an example.

use super::Scene;
use crate::support::Town;
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;

/// What people look at.
pub(in crate::errors) struct Consents {
    /// Jens has said yes to an example that Solvej told of him.
    pub(in crate::errors) receipt: Message,
    /// He wants the organisation to hear it: Solvej is asked.
    pub(in crate::errors) question: Message,
    /// Jens looks at what is kept about him.
    mine: Message,
}

impl Consents {
    pub(super) async fn of(town: &Town, school: i64) -> Box<Self> {
        Scene::tell(town, "Solvej", school, "Jens").await;
        let receipt = town.click("Jens", town.letter_to("Jens").id, "Ja, gerne").await;
        town.settled().await;
        let panel = town.click("Jens", receipt.id, "Må flere høre det?").await;
        town.click("Jens", panel.id, "I organisationen: Ja, gerne").await;
        town.settled().await;
        let question = town.letter_to("Solvej");
        let mine = town.command("Jens", school, "mine-data vis", &[]).await;
        Box::new(Self { receipt, question, mine })
    }

    /// What `who` does with them, if `used` is one of the acts on them.
    pub(super) fn tried(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "Consents" => who.click(self.mine.id, "Hvem må høre mine eksempler?"),
            "ShowConsent" => who.click(self.receipt.id, "Må flere høre det?"),
            "Widen" => who.click(self.question.id, "Ja, gerne"),
            _ => return None,
        })
    }
}
