//! What a team will be asked: the plan that TRIO sees and changes, and the look ahead that it gets by itself.

use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::ids::{OccasionId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use crate::domain::plan::{Plan, Promise, Wish};
use crate::domain::prompt::{Courage, Prompt};
use crate::domain::rotation::Past;
use crate::domain::team::Team;
use crate::service::action::{Action, PlanMove, Replan};
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Button, Card, Look, Place, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Claim, NewDelivery};
use crate::text::{dates, names, plan as sentences};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;

/// The coming prompts that TRIO is shown: each has a row of buttons, and a message holds five.
const SHOWN: usize = 4;
/// Fewer unused prompts than this are told of.
pub const FEW: usize = 8;
/// Working days between the look ahead and the prompt it tells of.
const DAYS_AHEAD: u32 = 3;
/// Prompts among which the next look ahead is sought: a daily rhythm has no more in three working days and a weekend.
const SOUGHT_AMONG: usize = 8;
/// The hour of the look ahead.
const HOUR: u32 = 8;
/// How often a plan that others change at the same moment is made anew.
const TRIES: usize = 8;

/// A plan: the coming dates, and what stands on each.
type Laid = Vec<(NaiveDate, Option<Promise>)>;

impl Team {
    /// TRIO's next look ahead after `after`: when it is due, and the date of the prompt it tells of.
    pub fn next_preview(&self, after: DateTime<Utc>) -> Option<(DateTime<Utc>, NaiveDate)> {
        let coming = self.next_prompts(after, SOUGHT_AMONG);
        coming.into_iter().map(|(_, date)| (self.preview_of(date), date)).find(|(at, _)| *at > after)
    }

    fn preview_of(&self, date: NaiveDate) -> DateTime<Utc> {
        let before = |day: NaiveDate| self.calendar().previous_working_day(day, None);
        let day = (0..DAYS_AHEAD).try_fold(date, |day, _| before(day)).unwrap_or(date);
        cadence::to_utc(self.zone, day, NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default())
    }
}

/// What is known of a team's plan before its dates are looked at.
struct Known<'a> {
    library: Vec<&'a Prompt>,
    history: Vec<Past>,
    promised: BTreeMap<NaiveDate, Promise>,
}

impl Known<'_> {
    fn plan<'a>(&'a self, team: &'a Team) -> Plan<'a> {
        Plan {
            library: &self.library,
            history: &self.history,
            seed: team.id.0.cast_unsigned(),
            resting: &team.dosing.resting,
        }
    }

    /// What is promised once `laid` is: the rest of what was, without what has found its date in `laid`.
    fn promised_with(&self, laid: &Laid) -> BTreeMap<NaiveDate, Promise> {
        let last = laid.last().map(|(date, _)| *date);
        let mut promised = self.promised.clone();
        promised.retain(|date, promise| {
            last.is_none_or(|last| *date > last)
                || !laid.iter().any(|(other, laid)| other == date || laid.as_ref() == Some(promise))
        });
        promised.extend(laid.iter().filter_map(|(date, promise)| Some((*date, promise.clone()?))));
        promised
    }
}

impl Core {
    async fn known(&self, team: &Team) -> Result<Known<'_>, Failure> {
        let asked = self.store.prompt_history(team.id).await?;
        Ok(Known {
            library: self.library.iter().collect(),
            history: asked.iter().filter_map(|(_, id)| self.library.get(id).map(Past::from)).collect(),
            promised: self.store.promises(team.id).await?,
        })
    }

    /// The prompt for a date, or for the next one that does not rest: what was promised, else what the rotation
    /// chooses. None when there is none to ask.
    pub(super) async fn next_prompt(
        &self,
        team: &Team,
        date: Option<NaiveDate>,
    ) -> Result<Option<String>, Failure> {
        let known = self.known(team).await?;
        let mut dates: Vec<NaiveDate> = match date {
            Some(date) => vec![date],
            // One more than can have been told to rest.
            None => team.next_prompts(self.now(), known.promised.len() + 1).iter().map(|d| d.1).collect(),
        };
        if dates.is_empty() {
            dates.push(self.today(team.zone));
        }
        let laid = known.plan(team).lay(&dates, &known.promised);
        Ok(laid.into_iter().find_map(|(_, promise)| match promise {
            Some(Promise::Ask(id)) => Some(id),
            _ => None,
        }))
    }

    /// How many prompts a team has not been asked in its present round through the library.
    pub(super) async fn unused_prompts(&self, team: &Team) -> Result<usize, Failure> {
        Ok(self.known(team).await?.plan(team).unused())
    }

    /// `/team plan`.
    pub async fn show_plan(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let dates = self.coming_dates(&team, SHOWN).await?;
        if dates.is_empty() {
            return Err(Refusal::Said(sentences::plan_no_dates(l)).into());
        }
        let (laid, ()) = self.change_plan(&team, &dates, |_, _| Ok(())).await?;
        Ok(self.plan_post(l, &team, &laid, false, sentences::plan_intro(l)))
    }

    /// *Byt*, *Giv os en lettere*, *Spring over* and *Tag med igen*: the plan as it is after that.
    pub async fn replan(&self, asker: &Asker, replan: Replan) -> Result<Post, Failure> {
        let l = asker.language;
        let team = self.team_of_panel(asker, replan.team).await?;
        let mut dates = self.coming_dates(&team, SHOWN.max(SOUGHT_AMONG)).await?;
        let Some(nth) = dates.iter().position(|date| *date == replan.date) else {
            return Err(Refusal::Said(sentences::plan_date_passed(l)).into());
        };
        dates.truncate(SHOWN.max(nth + 1));
        let (laid, said) = self
            .change_plan(&team, &dates, |plan, laid| {
                // Somebody was quicker: they see what stands now, and nothing is changed unseen.
                if print(laid[nth].1.as_ref()) != replan.seen {
                    return Ok(sentences::plan_changed_meanwhile(l));
                }
                let when = dates::day(l, replan.date);
                Ok(match replan.wish {
                    PlanMove::Another | PlanMove::Lighter => {
                        let wish =
                            if replan.wish == PlanMove::Another { Wish::Another } else { Wish::Lighter };
                        let other = plan
                            .instead(laid, nth, wish)
                            .ok_or_else(|| Refusal::Said(sentences::plan_no_other(l)))?;
                        laid[nth].1 = Some(Promise::Ask(other));
                        sentences::plan_swapped(l, &when)
                    }
                    PlanMove::Rest => {
                        laid[nth].1 = Some(Promise::Rest);
                        sentences::plan_rests(l, &when)
                    }
                    PlanMove::Ask => {
                        laid[nth].1 = None;
                        sentences::plan_asked_again(l, &when)
                    }
                })
            })
            .await?;
        let shown =
            if replan.alone { vec![laid[nth].clone()] } else { laid[..laid.len().min(SHOWN)].to_vec() };
        Ok(self.plan_post(l, &team, &shown, replan.alone, said))
    }

    /// The local dates of the next prompts. One that is planned for today already is none of them.
    async fn coming_dates(&self, team: &Team, count: usize) -> Result<Vec<NaiveDate>, Failure> {
        let next = team.next_prompts(self.after_today(team).await?, count);
        Ok(next.into_iter().map(|(_, date)| date).collect())
    }

    /// Lays a team's plan for `dates`, lets `change` change it, fills what that left open and keeps it: from then
    /// on it is promised.
    async fn change_plan<T>(
        &self,
        team: &Team,
        dates: &[NaiveDate],
        change: impl Fn(&Plan<'_>, &mut Laid) -> Result<T, Refusal>,
    ) -> Result<(Laid, T), Failure> {
        for _ in 0..TRIES {
            let known = self.known(team).await?;
            let plan = known.plan(team);
            let mut laid = plan.lay(dates, &known.promised);
            let said = change(&plan, &mut laid)?;
            let wanted = known.promised_with(&laid);
            let laid = plan.lay(dates, &wanted);
            if self.store.promise(team.id, &known.promised, &known.promised_with(&laid)).await? {
                return Ok((laid, said));
            }
        }
        Err(Refusal::Outdated.into())
    }

    /// The look ahead at a date, as an occasion with its work; none when nobody would see it.
    pub(super) async fn planned_preview(
        &self,
        team: &Team,
        due_at: DateTime<Utc>,
        date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<(Occasion, Vec<NewDelivery>)>, Failure> {
        let somebody = team.dosing.trio_channel.is_some() || !self.trio_members(team.id).await?.is_empty();
        // Made up for in working hours, and only as long as it is a look ahead.
        let at = match cadence::lateness(due_at, now, team.zone, team.calendar()) {
            cadence::Late::OnTime => due_at,
            cadence::Late::CatchUpAt(at) => at,
            cadence::Late::TooLate => return Ok(None),
        };
        if !somebody || at >= asked_at(team, date) {
            return Ok(None);
        }
        let id = OccasionId(self.random.id());
        let occasion = Occasion {
            id,
            team: team.id,
            kind: OccasionKind::Preview,
            date,
            due_at,
            state: OccasionState::Planned,
            skipped: None,
            prompt: None,
        };
        let job = Job::LookAhead { occasion: id };
        let work = job.at(&self.random, format!("preview:{id}"), team.guild, Some(team.id), at);
        Ok(Some((occasion, vec![work])))
    }

    /// Shows TRIO what is coming: in its channel if it has one. Before a bold prompt each of them is invited to
    /// answer first; and when few are left, that is told.
    pub(super) async fn look_ahead(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        let now = self.now();
        let (Some(occasion), Some(team)) = (self.store.occasion(id).await?, self.team_of(claim).await?)
        else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let mut dates = self.coming_dates(&team, SOUGHT_AMONG).await?;
        let nth = dates.iter().position(|date| *date == occasion.date);
        let (OccasionState::Planned, Some(nth)) = (occasion.state, nth) else {
            // The rhythm has changed since, or the team pauses.
            self.store.end_occasion(claim, id, &[], now).await?;
            return Ok(Outcome::Done);
        };
        dates.truncate(nth + 1);
        let (laid, ()) = self.change_plan(&team, &dates, |_, _| Ok(())).await?;
        let Some((date, Some(Promise::Ask(prompt)))) = laid.get(nth) else {
            self.store.end_occasion(claim, id, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let unused = self.unused_prompts(&team).await?;
        if let Some(channel) = team.dosing.trio_channel {
            let l = team.language;
            let mut intro = vec![sentences::plan_ahead(l, &escape::name(&team.name), &dates::day(l, *date))];
            if unused < FEW {
                intro.push(few_left(l, unused));
            }
            let post = self.plan_post(l, &team, &laid[nth..=nth], true, intro.join("\n"));
            match self.send_once(claim, Place::Channel(channel), &post).await {
                Ok(_) => {}
                // It is TRIO's own channel that is out of reach: the team's posts go on.
                Err(Failure::Platform(error)) if error.is_lasting() => {
                    tracing::warn!(team = %team.id, %error, "TRIO's channel cannot be reached");
                    self.store.skip_occasion(claim, id, SkipReason::TrioUnreachable, now).await?;
                    return Ok(Outcome::Done);
                }
                Err(failure) => return Err(failure),
            }
        }
        let bold = self.library.get(prompt).is_some_and(|prompt| prompt.courage == Courage::Bold);
        let at = team.private_time(now);
        let mut work = Vec::new();
        for user in self.trio_members(team.id).await? {
            if bold {
                let invite = Job::InviteTrio { team: team.id, user, date: *date };
                work.push(invite.at(
                    &self.random,
                    format!("invite:{id}:{user}"),
                    team.guild,
                    Some(team.id),
                    at,
                ));
            }
            if unused < FEW && team.dosing.trio_channel.is_none() {
                let tell = Job::TellFewPrompts { team: team.id, user };
                // Once in each round through the library: as long as few are left, the key is the same.
                let key = format!("few:{}:{user}:{}", team.id, self.rounds_through(&team).await?);
                work.push(tell.at(&self.random, key, team.guild, Some(team.id), at));
            }
        }
        self.store.end_occasion(claim, id, &work, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    async fn rounds_through(&self, team: &Team) -> Result<u64, Failure> {
        Ok(self.known(team).await?.plan(team).rounds())
    }

    /// Invites a member of TRIO to answer first, if what comes still takes courage.
    pub(super) async fn invite_trio(
        &self,
        claim: &Claim,
        user: UserId,
        date: NaiveDate,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?
            && self.coming_dates(&team, SOUGHT_AMONG).await?.contains(&date)
            && self.trio_members(team.id).await?.contains(&user)
            && let Some(id) = self.next_prompt(&team, Some(date)).await?
            && let Some(prompt) = self.library.get(&id).filter(|prompt| prompt.courage == Courage::Bold)
            && self.store.promises(team.id).await?.get(&date) != Some(&Promise::Rest)
        {
            let l = team.language;
            let when = dates::moment(l, &asked_at(&team, date).with_timezone(&team.zone));
            let text = sentences::plan_invitation(
                l,
                &escape::name(&team.name),
                &format!("<#{}>", team.channel),
                &when,
                prompt.wording(l).text.trim(),
            );
            self.send_once(claim, Place::Person(user), &note(text)).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// Tells a member of TRIO that few prompts are left.
    pub(super) async fn tell_few_prompts(&self, claim: &Claim, user: UserId) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let unused = self.unused_prompts(&team).await?;
            if unused < FEW && self.trio_members(team.id).await?.contains(&user) {
                let l = team.language;
                let text = format!("**{}**\n{}", escape::name(&team.name), few_left(l, unused));
                self.send_once(claim, Place::Person(user), &note(text)).await?;
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// The plan as TRIO sees it, with the buttons that change it.
    fn plan_post(
        &self,
        l: Language,
        team: &Team,
        laid: &[(NaiveDate, Option<Promise>)],
        alone: bool,
        intro: String,
    ) -> Post {
        let mut card = Card {
            title: sentences::plan_title(l, &escape::name(&team.name)),
            colour: GREEN,
            footer: sentences::plan_footer(l),
            ..Card::default()
        };
        let mut rows = Vec::new();
        for (date, promise) in laid {
            let at = asked_at(team, *date).with_timezone(&team.zone);
            let heading = sentences::plan_heading(l, date.iso_week().week(), &dates::moment(l, &at));
            card.fields.push((heading, self.promise_text(l, promise.as_ref())));
            let buttons = plan_buttons(l, team.id, *date, promise.as_ref(), alone);
            if !buttons.is_empty() {
                rows.push(Row::Buttons(buttons));
            }
        }
        Post { cards: vec![card], rows, ..note(intro) }
    }

    fn promise_text(&self, l: Language, promise: Option<&Promise>) -> String {
        let prompt = match promise {
            Some(Promise::Rest) => return sentences::plan_rests_here(l),
            Some(Promise::Ask(id)) => self.library.get(id),
            None => None,
        };
        prompt.map_or_else(
            || sentences::plan_nothing_left(l),
            |prompt| {
                let theme = names::theme(l, prompt.theme);
                format!("*{theme}*\n{}", prompt.wording(l).text.trim())
            },
        )
    }
}

/// That few prompts are left, and what to do about it.
pub(super) fn few_left(l: Language, unused: usize) -> String {
    match u32::try_from(unused).unwrap_or(u32::MAX) {
        0 => sentences::plan_none_left(l),
        left => sentences::plan_few_left(l, left),
    }
}

/// When a date's prompt is due.
fn asked_at(team: &Team, date: NaiveDate) -> DateTime<Utc> {
    cadence::to_utc(team.zone, date, team.cadence.time().unwrap_or_default())
}

/// A few bytes by which a button knows whether the plan is still the one it was shown with.
fn print(promise: Option<&Promise>) -> u32 {
    match promise {
        Some(Promise::Ask(id)) => id
            .bytes()
            .fold(0x811c_9dc5, |print: u32, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193)),
        Some(Promise::Rest) => 1,
        None => 0,
    }
}

fn plan_buttons(
    l: Language,
    team: TeamId,
    date: NaiveDate,
    promise: Option<&Promise>,
    alone: bool,
) -> Vec<Button> {
    let day = dates::numbers(l, date);
    let does = |wish| Action::Replan(Replan { team, date, seen: print(promise), wish, alone });
    match promise {
        Some(Promise::Ask(_)) => vec![
            button(sentences::button_plan_swap(l, &day), Look::Secondary, does(PlanMove::Another)),
            button(sentences::button_plan_lighter(l), Look::Secondary, does(PlanMove::Lighter)),
            button(sentences::button_plan_rest(l), Look::Secondary, does(PlanMove::Rest)),
        ],
        Some(Promise::Rest) => {
            vec![button(sentences::button_plan_ask(l, &day), Look::Secondary, does(PlanMove::Ask))]
        }
        None => Vec::new(),
    }
}
