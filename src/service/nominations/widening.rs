//! Telling an example to more than the team: asked anew of everybody whom it concerns, and for a year at a time.

use super::posts::example_card;
use crate::domain::consent::{ASKED_BEFORE, Grant, Reach, Standing, concerned, standing, widened};
use crate::domain::escape;
use crate::domain::ids::{NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, NominationState};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Button, Card, Count, Look, Place, Post, Row};
use crate::service::posts::{GREEN, WARM, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Claim, ExampleRow, NewDelivery};
use crate::text::{capitalised, consents, dates, nominations};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The most examples in a list.
const ON_A_PAGE: u16 = 5;
/// The most of an example's words in a list, and in a choice.
const GLIMPSE: usize = 90;

impl Core {
    /// A page of the examples that a person has part in, each with who may hear it; or the one that was chosen.
    pub async fn my_examples(&self, asker: &Asker, page: u16, chosen: Option<&str>) -> Result<Post, Failure> {
        if let Some(chosen) = chosen {
            let id = chosen.parse().map_err(|_| Refusal::Outdated)?;
            return self.my_example(asker, NominationId(id)).await;
        }
        let l = asker.language;
        let among = (i64::from(page) * i64::from(ON_A_PAGE), i64::from(ON_A_PAGE) + 1);
        let rows = self.store.examples_with(asker.guild, asker.user, among).await?;
        if rows.is_empty() {
            return Ok(note(consents::wider_none(l)));
        }
        let more = rows.len() > usize::from(ON_A_PAGE);
        let (mut fields, mut options) = (Vec::new(), Vec::new());
        for row in rows.iter().take(ON_A_PAGE.into()) {
            let Some(telling) = self.told_to(l, row, Reach::Team) else { continue };
            let glimpse = escape::plain(&telling.what.replace('\n', " "), GLIMPSE);
            options.push((row.nomination.id.to_string(), glimpse.clone(), String::new()));
            fields.push((glimpse, self.who_may_hear(l, row, asker.user).await?.join("\n")));
        }
        let turn = |label, page| button(label, Look::Secondary, Action::Consents(page));
        let newer = page.checked_sub(1).map(|page| turn(nominations::button_examples_newer(l), page));
        let older = more.then(|| turn(nominations::button_examples_older(l), page.saturating_add(1)));
        let choice = Row::Choice {
            action: Action::Consents(page),
            hint: consents::wider_choose_hint(l),
            options,
            count: Count::One,
            chosen: Vec::new(),
        };
        Ok(Post {
            cards: vec![Card {
                title: consents::wider_list_title(l),
                fields,
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![choice, Row::Buttons(newer.into_iter().chain(older).collect())],
            ..Post::default()
        })
    }

    /// One of those examples: who may hear it, and the buttons by which they decide it for their part.
    pub async fn my_example(&self, asker: &Asker, id: NominationId) -> Result<Post, Failure> {
        let l = asker.language;
        let row = self.with_part_in(asker, id).await?;
        let version = row.nomination.version;
        let mut text = self.who_may_hear(l, &row, asker.user).await?.join("\n");
        let mut rows = Vec::new();
        if row.nomination.giver.0 == 0 {
            text = format!("{text}\n\n{}", consents::wider_stays(l));
        } else {
            text = format!("{text}\n\n{}", consents::wider_terms(l));
            for reach in Reach::WIDER {
                let place = match reach {
                    Reach::Outside => consents::wider_button_outside(l),
                    _ => consents::wider_button_organisation(l),
                };
                let answers = self.answers(&row, asker.user, reach).into_iter();
                let buttons = answers.map(|answer| {
                    let label = format!("{place}: {}", label(l, answer));
                    button(label, look(answer), Action::Widen(id, version, reach, answer))
                });
                rows.push(Row::Buttons(buttons.collect()));
            }
        }
        let example = self.told_to(l, &row, Reach::Team).map(|telling| example_card(l, &telling));
        let card = Card { title: consents::wider_title(l), text, colour: GREEN, ..Card::default() };
        Ok(Post { cards: std::iter::once(card).chain(example).collect(), rows, ..Post::default() })
    }

    /// The button that leads there from the receipt of a yes.
    pub(super) fn may_more_hear(l: Language, id: NominationId) -> Row {
        let label = consents::button_wider_open(l);
        Row::Buttons(vec![button(label, Look::Secondary, Action::ShowConsent(id))])
    }

    /// Somebody's answer whether an example may be told further, to the words in this version: asked or of their own accord,
    /// anew or to go on. Whoever opens it has the others concerned asked.
    pub async fn widen(
        &self,
        asker: &Asker,
        (id, version): (NominationId, u16),
        reach: Reach,
        answer: Consent,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let key = (asker.user, reach);
        let row = loop {
            let row = self.with_part_in(asker, id).await?;
            let n = &row.nomination;
            if n.version != version {
                return Err(Refusal::Said(consents::wider_outdated(l)).into());
            }
            let team = self.store.team(n.team).await?.ok_or(Refusal::Outdated)?;
            if answer != Consent::No && (team.ended_at.is_some() || n.giver.0 == 0) {
                return Err(Refusal::Said(consents::wider_stays(l)).into());
            }
            let answer = match answer {
                Consent::Yes if !is_named(&row, asker.user) => Consent::WithoutName,
                answer => answer,
            };
            let now = self.now();
            let (changed, others) = widened(n, &row.consents, key, answer, now);
            if changed == row.consents {
                break row;
            }
            let mut work: Vec<NewDelivery> = others
                .into_iter()
                .map(|other| {
                    let key = format!("wider:{id}:{other}:{}:{}", reach.key(), self.random.id());
                    self.asking_wider(&row, &team, (other, reach), key, now)
                })
                .collect();
            if let Standing::Live(Some(until)) = standing(n, &changed, key, now) {
                let again = format!("renew:{id}:{}:{}:{}", asker.user, reach.key(), until.timestamp());
                work.push(self.asking_wider(&row, &team, key, again, until - ASKED_BEFORE));
            }
            if self.store.change_consents(&row, &changed, &work, now).await? {
                self.ring();
                break ExampleRow { consents: changed, ..row };
            }
        };
        let zone = self.zone_of(&row).await?;
        Ok(match standing(&row.nomination, &row.consents, key, self.now()) {
            Standing::Live(Some(until)) => {
                let who = self.who(l, &row, reach).await?;
                let until = day(l, zone, until);
                let text = match self.told_to(l, &row, reach) {
                    Some(_) => consents::wider_thanks_told(l, &who, &until),
                    None => consents::wider_thanks_waits(l, &who, &until),
                };
                Post { rows: vec![Self::may_more_hear(l, id)], ..note(text) }
            }
            _ => note(consents::wider_thanks_no(l)),
        })
    }

    fn asking_wider(
        &self,
        row: &ExampleRow,
        team: &Team,
        (user, reach): (UserId, Reach),
        key: String,
        at: DateTime<Utc>,
    ) -> NewDelivery {
        let n = &row.nomination;
        let job = Job::AskWider { nomination: n.id, user, reach, version: n.version };
        job.at(&self.random, key, row.guild, Some(n.team), team.private_time(at))
    }

    /// Asks somebody privately whether an example may be told further, or go on being told, if that is still to be asked.
    pub(in crate::service) async fn ask_wider(
        &self,
        claim: &Claim,
        (id, version): (NominationId, u16),
        (user, reach): (UserId, Reach),
    ) -> Result<Outcome, Failure> {
        if let Some(question) = self.wider_question((id, version), (user, reach)).await? {
            self.send_once(claim, Place::Person(user), &question).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// That question; `None`: there is nothing to ask any more.
    pub(in crate::service) async fn wider_question(
        &self,
        (id, version): (NominationId, u16),
        (user, reach): (UserId, Reach),
    ) -> Result<Option<Post>, Failure> {
        let Some(row) = self.store.nomination(id).await? else { return Ok(None) };
        let n = &row.nomination;
        let Some(team) = self.store.team(n.team).await? else { return Ok(None) };
        let (l, now) = (team.language, self.now());
        let asks = n.version == version && n.giver.0 != 0 && concerned(n).contains(&user);
        let Some(telling) = self.told_to(l, &row, Reach::Team).filter(|_| asks && team.ended_at.is_none())
        else {
            return Ok(None);
        };
        let who = self.who(l, &row, reach).await?;
        let (title, text) = match standing(n, &row.consents, (user, reach), now) {
            Standing::Asked => (consents::wider_ask_title(l), consents::wider_ask(l, &who)),
            Standing::Live(Some(until)) if until - ASKED_BEFORE <= now => {
                (consents::wider_again_title(l), consents::wider_again(l, &who, &day(l, team.zone, until)))
            }
            _ => return Ok(None),
        };
        let buttons = self
            .answers(&row, user, reach)
            .into_iter()
            .map(|answer| button(label(l, answer), look(answer), Action::Widen(id, version, reach, answer)));
        let text = format!("{text}\n\n{}", consents::wider_terms(l));
        Ok(Some(Post {
            cards: vec![Card { title, text, colour: WARM, ..Card::default() }, example_card(l, &telling)],
            rows: vec![Row::Buttons(buttons.collect::<Vec<Button>>())],
            ..Post::default()
        }))
    }

    /// What somebody can answer now: never what stands, unless it ends soon.
    fn answers(&self, row: &ExampleRow, user: UserId, reach: Reach) -> Vec<Consent> {
        let now = self.now();
        let stands = standing(&row.nomination, &row.consents, (user, reach), now);
        let named = own(row, user, reach).is_some_and(|grant| grant.named);
        let fixed = matches!(stands, Standing::Live(Some(until)) if until - ASKED_BEFORE > now);
        let mut answers = Vec::new();
        if is_named(row, user) && !(fixed && named) {
            answers.push(Consent::Yes);
        }
        if !fixed || named {
            answers.push(Consent::WithoutName);
        }
        if matches!(stands, Standing::Live(_) | Standing::Asked) {
            answers.push(Consent::No);
        }
        answers
    }

    /// Who may hear an example by what this person has said, a line each; and nothing of what others have.
    async fn who_may_hear(
        &self,
        l: Language,
        row: &ExampleRow,
        user: UserId,
    ) -> Result<Vec<String>, Failure> {
        let zone = self.zone_of(row).await?;
        let how = |named: bool| if named { consents::wider_named(l) } else { consents::wider_nameless(l) };
        let since = own(row, user, Reach::Team).and_then(|grant| grant.given_at).or(row.shared_at);
        let since = day(l, zone, since.unwrap_or(row.asked_at));
        let mut lines = vec![consents::wider_team(l, &since, &how(is_named(row, user)))];
        for reach in Reach::WIDER {
            let who = capitalised(&self.who(l, row, reach).await?);
            let grant = own(row, user, reach);
            lines.push(match standing(&row.nomination, &row.consents, (user, reach), self.now()) {
                Standing::Live(until) => {
                    let given = grant.and_then(|grant| grant.given_at);
                    let [since, until] = [given, until].map(|at| day(l, zone, at.unwrap_or_default()));
                    let how = how(grant.is_some_and(|grant| grant.named) && is_named(row, user));
                    let yes = consents::wider_live(l, &who, &since, &how, &until);
                    let told = self.told_to(l, row, reach).is_some();
                    let told = if told { consents::wider_told(l) } else { consents::wider_waits(l) };
                    format!("{yes} {told}")
                }
                Standing::Asked => consents::wider_asked(l, &who),
                Standing::Ended(at) => consents::wider_ended(l, &who, &day(l, zone, at)),
                Standing::Refused(at) => consents::wider_refused(l, &who, &day(l, zone, at)),
                Standing::Unasked => consents::wider_unasked(l, &who),
            });
        }
        Ok(lines)
    }

    /// Those whom a reach is about, by the name of the organisation where it is known.
    async fn who(&self, l: Language, row: &ExampleRow, reach: Reach) -> Result<String, Failure> {
        let controller = self.store.organisation(row.guild).await?.controller;
        let name = controller.map_or_else(|| consents::wider_organisation(l), |name| escape::escape(&name));
        Ok(match reach {
            Reach::Outside => consents::wider_who_outside(l, &name),
            _ => consents::wider_who_organisation(l, &name),
        })
    }

    async fn zone_of(&self, row: &ExampleRow) -> Result<Tz, Failure> {
        Ok(self.store.team(row.nomination.team).await?.map_or(self.defaults.zone, |team| team.zone))
    }

    /// A shared example that somebody told, or is named in with a yes.
    async fn with_part_in(&self, asker: &Asker, id: NominationId) -> Result<ExampleRow, Failure> {
        let gone = || Refusal::Said(consents::wider_gone(asker.language));
        let row = self.store.nomination(id).await?.ok_or_else(gone)?;
        let n = &row.nomination;
        // In a private conversation there is no guild.
        let elsewhere = asker.guild.0 != 0 && asker.guild != row.guild;
        let named = n.nominees.iter().any(|one| one.user == asker.user);
        if elsewhere || (n.giver != asker.user && !named && n.state != NominationState::Closed) {
            return Err(Refusal::NotForYou.into());
        }
        if n.state != NominationState::Shared || !concerned(n).contains(&asker.user) {
            return Err(gone().into());
        }
        Ok(row)
    }
}

/// Somebody's own consent to a reach.
fn own(row: &ExampleRow, user: UserId, reach: Reach) -> Option<&Grant> {
    row.consents.iter().find(|grant| grant.user == user && grant.reach == reach)
}

/// Whether the team reads this person's name.
fn is_named(row: &ExampleRow, user: UserId) -> bool {
    let n = &row.nomination;
    (n.giver == user && !n.without_giver)
        || n.nominees.iter().any(|one| one.user == user && one.answer == Some(Consent::Yes))
}

fn day(l: Language, zone: Tz, at: DateTime<Utc>) -> String {
    dates::full_date(l, at.with_timezone(&zone).date_naive())
}

fn label(l: Language, answer: Consent) -> String {
    match answer {
        Consent::Yes => consents::button_wider_yes(l),
        Consent::WithoutName => consents::button_wider_without_name(l),
        Consent::No => consents::button_wider_no(l),
    }
}

fn look(answer: Consent) -> Look {
    if answer == Consent::Yes { Look::Success } else { Look::Secondary }
}
