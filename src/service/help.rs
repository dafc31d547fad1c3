//! `/hjælp`: what can I do here, as who I am; and what is kept.

use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Post};
use crate::service::posts::{GREEN, information, note};
use crate::service::refusal::Failure;
use crate::text::{info, names};

impl Core {
    /// `/hjælp`.
    pub async fn help(&self, asker: &Asker) -> Result<Post, Failure> {
        let l = asker.language;
        let organisation = self.store.organisation(asker.guild).await?;
        let mut lines = vec![info::help_member(l), info::help_together(l)];
        let mut ours = Vec::new();
        match self.team_here(asker).await {
            Ok(team) => {
                let meanings = self.store.meanings(team.id).await?;
                ours.extend(meanings.iter().map(|(word, meaning)| {
                    info::help_word(l, &names::word(l, *word), &escape::words(meaning))
                }));
                if asker.administrator || self.seats_of(team.id, asker.user).await?.next().is_some() {
                    lines.push(info::help_trio(l, &escape::name(&team.name)));
                }
            }
            Err(Failure::Refused(_)) => lines = vec![info::help_no_team(l)],
            Err(failure) => return Err(failure),
        }
        if asker.administrator {
            lines.push(info::help_administrator(l));
        }
        let expectations: Vec<String> = Expectation::ALL
            .into_iter()
            .map(|e| {
                info::help_expectation_line(l, &names::expectation(l, e), &names::expectation_term(l, e))
            })
            .collect();
        let mut fields = vec![(info::help_expectations(l), expectations.join("\n"))];
        if !ours.is_empty() {
            // Five meanings of 300 characters may be more than one part of a card holds.
            fields.push((info::help_words(l), escape::cut(&ours.join("\n"), 1_024)));
        }
        // The commands stand beside the cards, whose characters are counted together: the information text is whole.
        Ok(Post {
            cards: vec![
                Card { fields, colour: GREEN, ..Card::default() },
                information(l, &self.defaults, &organisation),
            ],
            ..note(format!("**{}**\n{}", info::help_title(l), lines.join("\n\n")))
        })
    }

    /// *Hvad gemmes?*: the information text.
    pub async fn what_is_kept(&self, asker: &Asker) -> Result<Post, Failure> {
        let organisation = self.store.organisation(asker.guild).await?;
        let cards = vec![information(asker.language, &self.defaults, &organisation)];
        Ok(Post { cards, ..Post::default() })
    }
}
