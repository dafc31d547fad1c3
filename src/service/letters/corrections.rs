//! *Ret teksten* and *Tag mig ud*: a posted letter follows what people decide about their own words.

use crate::domain::digest::{Chosen, Piece};
use crate::domain::ids::{LearningId, NominationId, OccasionId, ReplyId, StepId, TeamId, UserId};
use crate::domain::nomination::Nomination;
use crate::domain::reply::Via;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::nominations::{LONGEST_EXAMPLE, SUGGESTION};
use crate::service::platform::{Form, Input, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::store::{LetterRow, NewDelivery};
use crate::text::letter;
use std::collections::{BTreeMap, BTreeSet};

impl Core {
    /// *Tag mig ud*: a person's examples and quotes leave the letter.
    pub async fn leave_letter(&self, asker: &Asker, id: OccasionId) -> Result<Post, Failure> {
        let l = asker.language;
        let row = self.posted_letter(asker, id).await?;
        let (mut quoted, mut examples) = (false, Vec::new());
        for piece in pieces(&row) {
            match piece {
                Piece::Example(example) => {
                    let told = self.store.nomination(example).await?;
                    if told.is_some_and(|row| has_part_in(&row.nomination, asker.user)) {
                        examples.push(example);
                    }
                }
                Piece::Quote(quote) => {
                    quoted |= self.store.reply(quote).await?.is_some_and(|r| r.author == asker.user);
                }
            }
        }
        if !quoted && examples.is_empty() {
            return Err(Refusal::Said(letter::letter_not_in(l)).into());
        }
        let now = self.now();
        let key = format!("letter-refresh:{id}:{}", asker.interaction);
        let work = Job::RefreshLetter { occasion: id }.at(&self.random, key, row.guild, Some(row.team), now);
        // The letter first: done again after a crash, it finds the examples that are left.
        self.store.leave_letter(id, asker.user, &[work], now).await?;
        for example in examples {
            match self.leave_example(asker, example).await {
                // Done by another click meanwhile.
                Ok(_) | Err(Failure::Refused(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        self.ring();
        Ok(note(letter::letter_left(l)))
    }

    /// *Ret teksten*: the form with what the person has written or is named in.
    pub async fn correct_letter_form(&self, asker: &Asker, id: OccasionId) -> Result<Form, Failure> {
        let l = asker.language;
        let row = self.posted_letter(asker, id).await?;
        for piece in pieces(&row) {
            match piece {
                Piece::Example(example) => {
                    let Some(told) = self.store.nomination(example).await? else { continue };
                    let n = told.nomination;
                    if has_part_in(&n, asker.user) {
                        return Ok(Form {
                            action: Action::CorrectSent(example),
                            title: letter::letter_correct_title(l),
                            inputs: vec![Input {
                                key: SUGGESTION,
                                label: letter::letter_correct_label(l),
                                hint: String::new(),
                                value: n.what,
                                most: LONGEST_EXAMPLE,
                                required: true,
                                tall: true,
                            }],
                        });
                    }
                }
                Piece::Quote(quote) => {
                    // What was typed in the thread is changed there; the bot can only change its own posts.
                    let own = self.store.reply(quote).await?.filter(|r| r.author == asker.user);
                    if own.is_some_and(|r| r.via == Via::Button) {
                        return self.edit_form(asker, quote).await;
                    }
                }
            }
        }
        Err(Refusal::Said(letter::letter_correct_nothing(l)).into())
    }

    /// The work of bringing every letter up to date that tells this example; to be made in the transaction
    /// that changes it.
    pub(in crate::service) async fn letters_telling(
        &self,
        team: TeamId,
        example: NominationId,
    ) -> Result<Vec<NewDelivery>, Failure> {
        let example = Piece::Example(example);
        self.letters_with(team, |chosen| chosen.pieces().contains(&example)).await
    }

    /// The work of bringing every letter up to date that quotes one of these answers; to be made in the
    /// transaction that changes or erases them.
    pub(in crate::service) async fn letters_quoting(
        &self,
        answers: &[(ReplyId, TeamId)],
    ) -> Result<Vec<NewDelivery>, Failure> {
        let mut by_team: BTreeMap<TeamId, BTreeSet<Piece>> = BTreeMap::new();
        for (reply, team) in answers {
            by_team.entry(*team).or_default().insert(Piece::Quote(*reply));
        }
        let mut work = Vec::new();
        for (team, quotes) in by_team {
            work.extend(self.letters_with(team, |chosen| !chosen.pieces().is_disjoint(&quotes)).await?);
        }
        Ok(work)
    }

    /// The work of bringing every letter up to date that tells this step.
    pub(in crate::service) async fn letters_noting(
        &self,
        team: TeamId,
        step: StepId,
    ) -> Result<Vec<NewDelivery>, Failure> {
        self.letters_with(team, |chosen| chosen.steps.iter().any(|(id, _)| *id == step)).await
    }

    /// The work of bringing every letter up to date that tells this learning.
    pub(in crate::service) async fn letters_teaching(
        &self,
        team: TeamId,
        learning: LearningId,
    ) -> Result<Vec<NewDelivery>, Failure> {
        self.letters_with(team, |chosen| chosen.learning == Some(learning)).await
    }

    /// The work for every letter that tells something changed, those on their way to being posted included.
    async fn letters_with(
        &self,
        team: TeamId,
        changed: impl Fn(&Chosen) -> bool,
    ) -> Result<Vec<NewDelivery>, Failure> {
        let now = self.now();
        let letters = self.store.settled_letters(team).await?;
        let holding = letters.iter().filter(|row| changed(&chosen(row)));
        Ok(holding
            .map(|row| {
                let key = format!("letter-refresh:{}:{}", row.occasion, self.random.id());
                let job = Job::RefreshLetter { occasion: row.occasion };
                job.at(&self.random, key, row.guild, Some(row.team), now)
            })
            .collect())
    }

    async fn posted_letter(&self, asker: &Asker, id: OccasionId) -> Result<LetterRow, Failure> {
        let row = self.store.letter(id).await?;
        row.filter(|r| r.guild == asker.guild && r.shown.is_some()).ok_or_else(|| Refusal::Outdated.into())
    }
}

/// Whether a person told it, or is named in it with a yes.
fn has_part_in(nomination: &Nomination, user: UserId) -> bool {
    nomination.giver == user || nomination.nominees.iter().any(|one| one.user == user && one.says_yes())
}

fn pieces(row: &LetterRow) -> BTreeSet<Piece> {
    chosen(row).pieces()
}

fn chosen(row: &LetterRow) -> Chosen {
    serde_json::from_str(&row.chosen).unwrap_or_default()
}
