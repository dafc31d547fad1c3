//! Ideas that are weighed.

use crate::support::{Town, buttons};
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;
use serde_json::json;

/// What is said of the four corners.
pub(in crate::errors) const CORNERS: [(&str, &str); 4] =
    [("organisation", "Ja"), ("leadership", "Jo"), ("community", "Ja da"), ("employee", "Jeg spørger")];

/// What people look at.
pub(in crate::errors) struct Cards {
    /// One that the team sees.
    pub(in crate::errors) post: Message,
    /// Jens decides on, shares and erases one of his own each.
    pub(in crate::errors) decide: Message,
    pub(in crate::errors) share: Message,
    pub(in crate::errors) erase: Message,
}

impl Cards {
    async fn weigh(town: &Town, who: &str, idea: &str) -> Message {
        let options = [("idé", json!(idea))];
        let form = town.user(who).command(town.channel, "olfa", &options).unwrap().modal().await.unwrap();
        town.user(who).submit(&form, &CORNERS).unwrap().message().await.unwrap()
    }

    pub(super) async fn of(town: &Town) -> Box<Self> {
        let card = Self::weigh(town, "Ida", "Vi deler bil").await;
        town.click("Ida", card.id, "Jeg går i gang").await;
        town.click("Ida", card.id, "Del med teamet").await;
        town.settled().await;
        let bot = town.world.bot();
        let with = |m: &&Message| {
            m.author == bot && m.only_for.is_none() && buttons(m).contains(&"Vej en idé selv".to_owned())
        };
        let post = town.with(|state| state.everything_said().find(with).cloned().unwrap());
        let share = Self::weigh(town, "Jens", "Vi deler kaffe").await;
        let share = town.click("Jens", share.id, "Jeg går i gang").await;
        Box::new(Self {
            post,
            decide: Self::weigh(town, "Jens", "Vi deler cykel").await,
            share,
            erase: Self::weigh(town, "Jens", "Vi deler nøgle").await,
        })
    }

    /// What `who` does with them, if `used` is one of the acts on cards.
    pub(super) fn tried(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "Weigh" => who.click(self.post.id, "Vej en idé selv"),
            "DecideOlfa" => who.click(self.decide.id, "Jeg venter"),
            "ShareOlfa" => who.click(self.share.id, "Del med teamet"),
            "EraseOlfa" => who.click(self.erase.id, "Slet"),
            _ => return None,
        })
    }
}
