//! Suggested prompts, and prompts that a team changes.

use crate::support::Town;
use aktor::domain::ids::{ChannelId, GuildId, UserId};
use aktor::domain::plan::Promise;
use aktor::domain::prompt::Audience;
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;
use serde_json::json;

/// What people look at.
pub(in crate::errors) struct Prompts {
    /// Solvej has suggested what there is already.
    pub(in crate::errors) draft: Message,
    /// Asta looks through more than a page.
    pub(in crate::errors) list: Message,
    /// Ida chooses among those that wait.
    pub(in crate::errors) waiting: Message,
    /// Mette may take back what she has suggested.
    pub(in crate::errors) mine: Message,
    /// Ida decides on one each.
    pub(in crate::errors) approve: Message,
    pub(in crate::errors) edit: Message,
    pub(in crate::errors) refuse: Message,
    /// Ida looks at a prompt that nobody has been promised.
    pub(in crate::errors) shown: Message,
}

impl Prompts {
    pub(super) async fn of(town: &Town, home: i64) -> Box<Self> {
        for (who, text) in [
            ("Leif", "Hvilken nøgle mangler der altid i skabet?"),
            ("Ole", "Hvem kører du helst turen med, og hvad snakker I om undervejs?"),
            ("Jens", "Bedste madpakke i ugens løb?"),
            ("Mette", "Gik cyklen i stykker igen?"),
        ] {
            let said = Self::suggest(town, who, text).await;
            assert!(said.components.is_empty(), "{said:?}");
        }
        let (core, guild) = (town.core(), town.with(|state| state.channel(home).unwrap().guild).unwrap());
        let team = core.store.team_of_channel(GuildId(guild), ChannelId(home)).await.unwrap().unwrap();
        let laid = core.store.promises(team.id).await.unwrap();
        let promised = |id: &String| laid.values().any(|one| *one == Promise::Ask(id.clone()));
        let free = core.library.for_audience(Audience::Team).map(|prompt| &prompt.id);
        let mut free = free.filter(|id| !promised(id));
        let shown = free.next().unwrap().clone();
        let others = core.library.iter().filter(|prompt| prompt.audience != Audience::Team);
        for id in others.map(|prompt| &prompt.id).chain(free).take(10) {
            core.store.hide_prompt(team.id, id, true, UserId(1), core.now()).await.unwrap();
        }
        let there = &core.library.get(&shown).unwrap().da.text;
        let decide = async |number: &str| {
            town.command("Ida", town.channel, "spørgsmål godkend", &[("forslag", json!(number))]).await
        };
        Box::new(Self {
            draft: Self::suggest(town, "Solvej", there).await,
            list: town.command("Asta", town.channel, "spørgsmål liste", &[]).await,
            waiting: town.command("Ida", town.channel, "spørgsmål liste", &[]).await,
            mine: town.command("Mette", town.channel, "spørgsmål liste", &[]).await,
            approve: decide("1").await,
            edit: decide("2").await,
            refuse: decide("3").await,
            shown: town.command("Ida", town.channel, "spørgsmål skjul", &[("spørgsmål", json!(shown))]).await,
        })
    }

    /// What `who` does with them, if `used` is one of the acts on prompts.
    pub(super) fn tried(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "SendAnyway" => who.click(self.draft.id, "Send alligevel"),
            "TurnPrompts" => who.click(self.list.id, "Næste"),
            "TakeBack" => who.choose(self.mine.id, "Træk noget af dit eget tilbage", &["suggestion:4"]),
            "ShowSuggested" => who.choose(self.waiting.id, "Se et forslag, der venter", &["1"]),
            "ApprovePrompt" => who.click(self.approve.id, "Godkend"),
            "EditPrompt" => who.click(self.edit.id, "Ret og godkend"),
            "RefusePrompt" => who.click(self.refuse.id, "Afvis"),
            "ChangePrompt" => who.click(self.shown.id, "Skjul"),
            "RewordPrompt" => who.click(self.shown.id, "Skriv om"),
            _ => return None,
        })
    }

    async fn suggest(town: &Town, who: &str, text: &str) -> Message {
        let options = [("tekst", json!(text)), ("tema", json!("Værd at fejre"))];
        town.command(who, town.channel, "spørgsmål foreslå", &options).await
    }
}
