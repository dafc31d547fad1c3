//! Good examples: given by one, consented to by those it names, shown to the team.

mod browsing;
mod consent;
mod offering;
mod posts;
mod sharing;
mod starting;
mod widening;

pub use posts::{MEANT, SUGGESTION, WHAT, not_shared};
pub(super) use sharing::{closed, decided};
pub use starting::Pointed;

use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{GuildId, MessageId, NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{
    DAYS_TO_ANSWER, MOST_NOMINEES, MOST_PER_DAY, Nomination, NominationState, Nominee,
};
use crate::domain::team::Team;
use crate::service::action::{Action, NominationDraft};
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::platform::{Count, Form, Post, Row};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::store::Given;
use crate::text::{dates, list, names, nominations};
use chrono::Duration;

/// The most characters of *Hvad skete der?*; one story in a letter is shown in full.
pub const LONGEST_EXAMPLE: u16 = 1_000;
/// The most characters of *Hvad betød det?*.
pub const LONGEST_MEANING: u16 = 500;

/// Asks privately who it is about. No query: it is the acknowledgement.
pub fn whom(asker: &Asker) -> Post {
    let l = asker.language;
    Post {
        rows: vec![Row::People {
            action: Action::NominateWhom,
            hint: nominations::nominate_whom_hint(l),
            most: MOST_NOMINEES,
        }],
        ..note(nominations::nominate_whom(l))
    }
}

/// Asks privately what it shows, once the colleagues are chosen.
pub fn what(asker: &Asker, chosen: &[UserId]) -> Result<Post, Refusal> {
    check_named(asker, chosen, false)?;
    let l = asker.language;
    let rows = vec![expectations(l, Action::NominateWhat(chosen.to_vec()))];
    Ok(Post { rows, ..note(nominations::nominate_what(l)) })
}

/// The choice of what it shows.
fn expectations(l: Language, action: Action) -> Row {
    let options = Expectation::ALL
        .into_iter()
        .map(|e| (e.key().to_owned(), names::expectation(l, e), names::expectation_term(l, e)))
        .collect();
    let hint = nominations::nominate_what_hint(l);
    Row::Choice { action, hint, options, count: Count::One, chosen: Vec::new() }
}

/// The form for the words; refused before it is opened when the colleagues cannot be named. No query.
pub fn form(asker: &Asker, draft: NominationDraft) -> Result<Form, Refusal> {
    check_named(asker, &draft.nominees, draft.whole_team)?;
    let l = asker.language;
    let hint = nominations::nominate_form_what_hint(l);
    Ok(posts::example_form(l, Action::NominateSent(draft), String::new(), hint))
}

fn check_named(asker: &Asker, named: &[UserId], whole_team: bool) -> Result<(), Refusal> {
    if named.contains(&asker.user) {
        return Err(Refusal::Oneself);
    }
    if named.is_empty() && !whole_team {
        return Err(Refusal::NobodyNamed);
    }
    if named.len() > usize::from(MOST_NOMINEES) {
        return Err(Refusal::TooManyNamed);
    }
    Ok(())
}

/// The people mentioned in *flere*; refused when something else stands there.
pub fn mentioned(text: &str) -> Result<Vec<UserId>, Refusal> {
    let mut people = Vec::new();
    for word in text.split([' ', ',', ';']).filter(|w| !w.is_empty()) {
        // Several mentions may stand together without a space.
        for part in word.split_inclusive('>') {
            let id =
                part.strip_prefix("<@").and_then(|p| p.strip_suffix('>')).map(|p| p.trim_start_matches('!'));
            match id.filter(|id| id.bytes().all(|b| b.is_ascii_digit())).and_then(|id| id.parse().ok()) {
                Some(id) => people.push(UserId(id)),
                None if matches!(part, "og" | "and" | "&") => {}
                None => return Err(Refusal::NoMention(escape::name(part))),
            }
        }
    }
    Ok(people)
}

impl Core {
    /// Takes in a good example and asks those it names, or shows it at once when it is the whole team's.
    pub async fn nominate(
        &self,
        asker: &Asker,
        draft: NominationDraft,
        what: &str,
        meant: &str,
    ) -> Result<Post, Failure> {
        let team = self.team_told(asker, draft.about).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let mut named: Vec<UserId> = Vec::new();
        for user in draft.nominees {
            if !named.contains(&user) {
                named.push(user);
            }
        }
        check_named(asker, &named, draft.whole_team)?;
        let what = fit(what, LONGEST_EXAMPLE)?;
        if what.is_empty() {
            return Err(Refusal::Empty.into());
        }
        let meant = fit(meant, LONGEST_MEANING)?;
        let nominees = self.nominees(asker.guild, &named).await?;
        let now = self.now();
        let id = NominationId(self.random.id());
        let nomination = Nomination {
            id,
            team: team.id,
            giver: asker.user,
            giver_name: asker.name.clone(),
            without_giver: draft.without_giver,
            whole_team: draft.whole_team,
            expectation: draft.expectation,
            value: draft.value,
            part: draft.role,
            what,
            meant,
            version: 1,
            state: if nominees.is_empty() { NominationState::Shared } else { NominationState::Asking },
            given_at: now,
            nominees,
        };
        let work = |job: Job, key: String, at| job.at(&self.random, key, team.guild, Some(team.id), at);
        let mut deliveries = Vec::new();
        if nomination.nominees.is_empty() {
            deliveries.push(work(Job::ShareExample { nomination: id }, format!("example:{id}"), now));
        } else {
            let asked_at = team.private_time(now);
            for nominee in &nomination.nominees {
                let job = Job::AskConsent { nomination: id, user: nominee.user, version: 1, kept: false };
                deliveries.push(work(job, format!("consent:{id}:{}:1", nominee.user), asked_at));
            }
            let until = now + Duration::days(DAYS_TO_ANSWER);
            deliveries.push(work(
                Job::SettleNomination { nomination: id, version: 1 },
                format!("settle:{id}"),
                team.private_time(until),
            ));
        }
        let day_began = now - Duration::hours(24);
        let given = self
            .store
            .give(
                (asker.interaction, draft.about),
                asker.guild,
                &nomination,
                (MOST_PER_DAY, day_began),
                &deliveries,
            )
            .await?;
        match given {
            Given::Taken | Given::Before => {}
            Given::TooMany => return Err(Refusal::TooManyToday.into()),
            Given::Told => return Err(Refusal::Said(nominations::nominate_message_told(l)).into()),
        }
        self.ring();
        if nomination.nominees.is_empty() {
            return Ok(note(self.told_shared(l, &team, Some(asker), nominations::nominate_sent_team).await?));
        }
        let who: Vec<String> = nomination.nominees.iter().map(|n| escape::name(&n.name)).collect();
        let until = (now + Duration::days(DAYS_TO_ANSWER)).with_timezone(&team.zone).date_naive();
        let count = u32::try_from(who.len()).unwrap_or(1);
        Ok(note(nominations::nominate_sent(l, count, &list(l, &who), &dates::day(l, until))))
    }

    /// The team it is told in: that of one's own answer, when it begins with one; else that of the channel.
    async fn team_told(&self, asker: &Asker, about: Option<MessageId>) -> Result<Team, Failure> {
        if let Some(message) = about
            && let Some(row) = self.store.answer_shown_by(asker.guild, message).await?
            && row.reply.author == asker.user
            && let Some(team) = self.store.team(row.team).await?.filter(|team| team.ended_at.is_none())
        {
            return Ok(team);
        }
        self.team_here(asker).await
    }

    /// The named colleagues with their display names; refused when one is a bot or not on this server.
    async fn nominees(&self, guild: GuildId, named: &[UserId]) -> Result<Vec<Nominee>, Failure> {
        let mut nominees = Vec::with_capacity(named.len());
        for user in named {
            let Some(member) = self.platform.member(guild, *user).await? else {
                return Err(Refusal::HasLeft(format!("<@{user}>")).into());
            };
            if member.bot {
                return Err(Refusal::IsBot(escape::name(&member.name)).into());
            }
            nominees.push(Nominee { user: *user, name: member.name, answer: None });
        }
        Ok(nominees)
    }
}
