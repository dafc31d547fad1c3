//! What a team has learned.

use crate::support::{Town, shown};
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;

/// What people look at.
pub(in crate::errors) struct Learnings {
    /// Mette sees one of hers, shared; with the button below it.
    pub(in crate::errors) post: Message,
    /// Solvej has said that a step went differently.
    pub(in crate::errors) differently: Message,
    /// Solvej decides on one of her own each.
    pub(in crate::errors) edit: Message,
    pub(in crate::errors) share: Message,
    pub(in crate::errors) offer: Message,
    pub(in crate::errors) erase: Message,
    /// Ida is told of one that was left to TRIO.
    pub(in crate::errors) left: Message,
}

impl Learnings {
    async fn write(town: &Town, who: &str, learned: &str) -> Message {
        let form = town.user(who).command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
        let words = [("tried", "Vi prøvede det"), ("happened", "Det gik ikke"), ("learned", learned)];
        town.user(who).submit(&form, &words).unwrap().message().await.unwrap()
    }

    /// `differently`: the answer to whoever has said so of a step.
    pub(super) async fn of(town: &Town, differently: Message) -> Box<Self> {
        let shared = Self::write(town, "Mette", "Vi spørger først").await;
        town.click("Mette", shared.id, "Del med teamet").await;
        let left = Self::write(town, "Leif", "Vi ringer først").await;
        town.click("Leif", left.id, "Lad TRIO dele den").await;
        town.settled().await;
        let bot = town.world.bot();
        let find = |words: &str| {
            let with = |m: &&Message| m.author == bot && m.only_for.is_none() && shown(m).contains(words);
            town.with(|state| state.everything_said().filter(with).max_by_key(|m| m.id).cloned().unwrap())
        };
        let (post, left) = (find("Vi spørger først"), find("lader jer bestemme"));
        Box::new(Self {
            post,
            differently,
            edit: Self::write(town, "Solvej", "ét").await,
            share: Self::write(town, "Solvej", "to").await,
            offer: Self::write(town, "Solvej", "tre").await,
            erase: Self::write(town, "Solvej", "fire").await,
            left,
        })
    }

    /// What `who` does with them, if `used` is one of the acts on learnings.
    pub(super) fn tried(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "Learn" => who.click(self.post.id, "Vi har også lært noget"),
            "LearnFromStep" => who.click(self.differently.id, "Skriv, hvad vi lærte"),
            "EditLearning" => who.click(self.edit.id, "Ret"),
            "ShareLearning" => who.click(self.share.id, "Del med teamet"),
            "OfferLearning" => who.click(self.offer.id, "Lad TRIO dele den"),
            "ReadLearning" => who.press(self.left.id, &read(&self.left)),
            "EraseLearning" => who.click(self.erase.id, "Slet"),
            _ => return None,
        })
    }
}

/// The id of *Læs den*.
fn read(left: &Message) -> String {
    left.components[0]["components"][0]["custom_id"].as_str().unwrap().to_owned()
}
