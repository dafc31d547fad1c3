//! The team's next steps: agreed with a date, shown, taken up by who wants to, asked about when the day comes, and settled by
//! whoever of the team says how it went.

mod cards;
mod settling;
mod showing;

use self::cards::{asked_again, line, step_buttons};
use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::ids::StepId;
use crate::domain::language::Language;
use crate::domain::step::{
    DAYS_ON, FARTHEST, Hand, Helper, LONGEST_FRAME, LONGEST_STEP, NextStep, State, asked_on,
};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::platform::{Card, Count, Form, Input, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::one_line;
use crate::store::{Agreed, NewDelivery, StepRow};
use crate::text::{dates, steps};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

/// The key of *Hvad gør vi?*.
pub const STEP: &str = "step";
/// The key of *Inden for hvilken ramme?*.
pub const FRAME: &str = "frame";
/// The key of *Hvornår taler vi om det igen?*.
pub const WHEN: &str = "when";

/// The longest date that is typed, in characters.
const LONGEST_DATE: u16 = 100;
/// The hour at which a team is asked how it went: after the morning's post.
const HOUR: u32 = 11;
/// The most that can be chosen among.
const MOST_CHOICES: usize = 25;
/// The most characters of a step in the list.
const IN_THE_LIST: usize = 120;

/// A next step as somebody typed it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// What the team will do.
    pub what: &'a str,
    /// Inside which frame.
    pub frame: &'a str,
    /// When it talks about it again.
    pub when: &'a str,
}

impl Team {
    /// When this team is asked about a step that is due on `due`.
    fn step_asked_at(&self, due: NaiveDate) -> DateTime<Utc> {
        let day = asked_on(self.calendar(), due);
        cadence::to_utc(self.zone, day, NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default())
    }
}

impl Core {
    /// The form for a next step, beginning with what there is of it. No query: opening it is the acknowledgement.
    pub fn step_form(&self, asker: &Asker, what: &str, when: &str) -> Form {
        let l = asker.language;
        let input = |key, label, hint, value: &str, most, required| Input {
            key,
            label,
            hint,
            value: value.to_owned(),
            most,
            required,
            tall: key == STEP,
        };
        let in_two_weeks = self.today(self.defaults.zone) + Days::new(DAYS_ON);
        let when = if when.is_empty() { dates::full_date(l, in_two_weeks) } else { when.to_owned() };
        Form {
            action: Action::StepSent,
            title: steps::next_step_form_title(l),
            inputs: vec![
                input(
                    STEP,
                    steps::next_step_what_label(l),
                    steps::next_step_what_hint(l),
                    what,
                    LONGEST_STEP,
                    true,
                ),
                input(
                    FRAME,
                    steps::next_step_frame_label(l),
                    steps::next_step_frame_hint(l),
                    "",
                    LONGEST_FRAME,
                    false,
                ),
                input(
                    WHEN,
                    steps::next_step_when_label(l),
                    steps::next_step_when_hint(l),
                    &when,
                    LONGEST_DATE,
                    true,
                ),
            ],
        }
    }

    /// Agrees a next step, lets it be shown, and sees that the team is asked about it when the day comes.
    pub async fn agree_step(&self, asker: &Asker, typed: Typed<'_>) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let what = one_line(typed.what, LONGEST_STEP)?;
        if what.is_empty() {
            return Err(Refusal::Empty.into());
        }
        let frame = one_line(typed.frame, LONGEST_FRAME)?;
        let due = coming_day(l, typed.when, self.today(team.zone))?;
        let now = self.now();
        let step = NextStep {
            id: StepId(self.random.id()),
            team: team.id,
            author: asker.user,
            what,
            frame,
            due,
            state: State::Open,
            version: 1,
            agreed_at: now,
            settled_at: None,
            helpers: Vec::new(),
        };
        let show = Job::ShowStep { step: step.id };
        let show = show.at(&self.random, format!("step:{}", step.id), team.guild, Some(team.id), now);
        let work = [show, self.asking(&team, &step)];
        let id = match self.store.agree_step(asker.interaction, team.guild, &step, &work, now).await? {
            Agreed::As(id) => id,
            Agreed::TooMany => return Err(Refusal::Said(steps::next_step_too_many(l)).into()),
        };
        self.ring();
        let said = |l, place: &str| steps::next_step_agreed(l, place, &asked_again(l, &team, &step));
        let text = self.told_shared(l, &team, Some(asker), said).await?;
        let erase = button(steps::button_step_erase(l), Look::Danger, Action::EraseStep(id));
        Ok(Post { rows: vec![Row::Buttons(vec![erase])], ..note(text) })
    }

    /// The work of asking how it went with a step as it is now.
    fn asking(&self, team: &Team, step: &NextStep) -> NewDelivery {
        let job = Job::AskStep { step: step.id, version: step.version };
        let key = format!("step-ask:{}:{}", step.id, step.version);
        job.at(&self.random, key, team.guild, Some(team.id), team.step_asked_at(step.due))
    }

    /// The work of bringing a step's posts up to date.
    fn refreshing_step(&self, team: &Team, id: StepId) -> NewDelivery {
        let key = format!("step-refresh:{id}:{}", self.random.id());
        let job = Job::RefreshStep { step: id };
        job.at(&self.random, key, team.guild, Some(team.id), self.now())
    }

    /// A step with its team, as far as it is still there.
    async fn kept_step(&self, asker: &Asker, id: StepId) -> Result<(StepRow, Team), Failure> {
        let gone = || Failure::from(Refusal::Said(steps::next_step_gone(asker.language)));
        let row = self.store.step(id).await?.filter(|row| row.guild == asker.guild).ok_or_else(gone)?;
        let team = self.store.team(row.step.team).await?.ok_or_else(gone)?;
        Ok((row, team))
    }

    /// The same of a team that goes on.
    async fn living_step(&self, asker: &Asker, id: StepId) -> Result<(StepRow, Team), Failure> {
        let (row, team) = self.kept_step(asker, id).await?;
        match team.ended_at {
            None => Ok((row, team)),
            Some(_) => Err(Refusal::Said(steps::next_step_gone(asker.language)).into()),
        }
    }

    /// *Jeg går forrest* and *Jeg er med*: somebody's name stands at the step from now on.
    pub async fn lend_hand(&self, asker: &Asker, id: StepId, hand: Hand) -> Result<Post, Failure> {
        let l = asker.language;
        let (row, team) = self.living_step(asker, id).await?;
        let closed = || Failure::from(Refusal::Said(steps::next_step_closed(l)));
        if row.step.state != State::Open {
            return Err(closed());
        }
        let helper = Helper { user: asker.user, name: asker.name.clone(), hand };
        if !row.step.helpers.contains(&helper) {
            let work = [self.refreshing_step(&team, id)];
            if !self.store.lend_hand(id, &helper, &work, self.now()).await? {
                return Err(closed());
            }
            self.ring();
        }
        let said = match hand {
            Hand::Leads => steps::next_step_you_lead(l),
            Hand::Joins => steps::next_step_you_join(l),
        };
        let withdraw = button(steps::button_step_withdraw(l), Look::Secondary, Action::WithdrawHand(id));
        Ok(Post { rows: vec![Row::Buttons(vec![withdraw])], ..note(said) })
    }

    /// *Træk mig tilbage*.
    pub async fn withdraw_hand(&self, asker: &Asker, id: StepId) -> Result<Post, Failure> {
        let l = asker.language;
        let (_, team) = self.living_step(asker, id).await?;
        let work = [self.refreshing_step(&team, id)];
        let gone = self.store.withdraw_hand(id, asker.user, &work, self.now()).await?;
        self.ring();
        Ok(note(if gone { steps::next_step_withdrawn(l) } else { steps::next_step_not_in(l) }))
    }

    /// `/næste-skridt liste`: what is open, and what was done lately.
    pub async fn list_steps(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let all = self.store.steps(team.id).await?;
        let now = self.now();
        let lines = |which: &dyn Fn(&NextStep) -> bool| -> String {
            let some = all.iter().map(|row| &row.step).filter(|step| which(step));
            some.map(|step| line(l, &team, step, IN_THE_LIST)).collect::<Vec<_>>().join("\n")
        };
        let open = lines(&|step| step.state == State::Open);
        let done = lines(&|step| step.state == State::Done && step.can_be_settled(now));
        let mut text = vec![if open.is_empty() { steps::next_step_none(l) } else { open }];
        if !done.is_empty() {
            text.push(format!("**{}**\n{done}", steps::next_step_done_lately(l)));
        }
        Ok(Post {
            cards: vec![Card {
                title: steps::next_step_list(l, &escape::name(&team.name)),
                text: text.join("\n\n"),
                footer: steps::next_step_list_footer(l),
                colour: GREEN,
                ..Card::default()
            }],
            ..Post::default()
        })
    }

    /// `/næste-skridt status`: the steps of which somebody can say how it went.
    pub async fn choose_step(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let now = self.now();
        let mut all = self.store.steps(team.id).await?;
        all.retain(|row| row.step.can_be_settled(now));
        // What is open first, and then what was settled last.
        all.sort_by_key(|row| (row.step.settled_at.map(std::cmp::Reverse), row.step.due));
        if all.is_empty() {
            return Err(Refusal::Said(steps::next_step_none(l)).into());
        }
        let option = |row: &StepRow| {
            let (what, state) = (&row.step.what, cards::state_line(l, &team, &row.step));
            (row.step.id.to_string(), escape::plain(what, 100), escape::plain(&state, 100))
        };
        let choice = Row::Choice {
            action: Action::ShowStep,
            hint: steps::next_step_choose_hint(l),
            options: all.iter().take(MOST_CHOICES).map(option).collect(),
            count: Count::One,
            chosen: Vec::new(),
        };
        Ok(Post { rows: vec![choice], ..note(steps::next_step_choose(l)) })
    }

    /// One of them, chosen.
    pub async fn show_chosen_step(&self, asker: &Asker, chosen: Option<&str>) -> Result<Post, Failure> {
        let id = chosen.and_then(|key| key.parse().ok()).map(StepId).ok_or(Refusal::Outdated)?;
        let (row, team) = self.living_step(asker, id).await?;
        let l = asker.language;
        let mut buttons = step_buttons(l, &row.step);
        buttons.push(button(
            steps::button_step_move(l),
            Look::Secondary,
            Action::MoveStep(id, row.step.version),
        ));
        let mut rows = vec![Row::Buttons(buttons)];
        if row.step.author == asker.user || self.may_change(asker, team.id).await.is_ok() {
            let erase = button(steps::button_step_erase(l), Look::Danger, Action::EraseStep(id));
            rows.push(Row::Buttons(vec![erase]));
        }
        Ok(Post { cards: vec![cards::step_card(l, &team, &row.step)], rows, ..Post::default() })
    }

    /// *Slet skridtet*: by whoever wrote it down, or TRIO. Its words leave every post and letter.
    pub async fn erase_step(&self, asker: &Asker, id: StepId) -> Result<Post, Failure> {
        let l = asker.language;
        let (row, team) = self.kept_step(asker, id).await?;
        if row.step.author != asker.user && self.may_change(asker, team.id).await.is_err() {
            return Err(Refusal::Said(steps::next_step_not_yours(l)).into());
        }
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now);
        let letters = self.letters_noting(team.id, id).await?;
        self.store.erase_step(id, remove, &letters, asker.user, now).await?;
        self.ring();
        Ok(note(steps::next_step_erased(l)))
    }
}

/// A day to come, as somebody typed it.
fn coming_day(l: Language, typed: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let typed = one_line(typed, LONGEST_DATE)?;
    let day = cadence::parse_date(&typed, today).map_err(|_| Refusal::UnknownDate(typed))?;
    if day <= today {
        return Err(Refusal::PastDate(day));
    }
    if day > today + Days::new(FARTHEST) {
        return Err(Refusal::Said(steps::next_step_too_far(l)));
    }
    Ok(day)
}
