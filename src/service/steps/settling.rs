//! What somebody of the team says of a step, and on which day it is talked about again.

use super::cards::{asked_again, state_line};
use super::{LONGEST_DATE, WHEN, coming_day};
use crate::domain::ids::StepId;
use crate::domain::language::Language;
use crate::domain::step::{NextStep, State, Verdict};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Form, Input, Look, Post, Row};
use crate::service::posts::{button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{learnings, steps};

impl Core {
    /// *Gjort*, *I gang*, *Gik anderledes*, *Droppet*, said of a step in the version that was `seen`.
    pub async fn settle_step(
        &self,
        asker: &Asker,
        id: StepId,
        seen: u16,
        verdict: Verdict,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        loop {
            let (row, team) = self.living_step(asker, id).await?;
            let step = &row.step;
            if step.version != seen {
                // Pressed again because nobody answered: it was taken in.
                let same = step.version == seen.saturating_add(1) && step.state == verdict.state();
                return if same { Ok(settled(l, &team, step)) } else { Err(answered(l, &team, step)) };
            }
            let now = self.now();
            if !step.can_be_settled(now) {
                return Err(Refusal::Said(steps::next_step_closed(l)).into());
            }
            let after = step.after(verdict, self.today(team.zone), now);
            if self.keep_settled(&team, seen, &after).await? {
                return Ok(settled(l, &team, &after));
            }
        }
    }

    /// The form for another day. No query: opening it is the acknowledgement.
    pub fn move_step_form(&self, asker: &Asker, id: StepId, seen: u16) -> Form {
        let l = asker.language;
        Form {
            action: Action::StepMoved(id, seen),
            title: steps::next_step_move_form_title(l),
            inputs: vec![Input {
                key: WHEN,
                label: steps::next_step_when_label(l),
                hint: steps::next_step_when_hint(l),
                value: String::new(),
                most: LONGEST_DATE,
                required: true,
                tall: false,
            }],
        }
    }

    /// Another day for a step, sent.
    pub async fn move_step(&self, asker: &Asker, id: StepId, seen: u16, when: &str) -> Result<Post, Failure> {
        let l = asker.language;
        loop {
            let (row, team) = self.living_step(asker, id).await?;
            let step = &row.step;
            let due = coming_day(l, when, self.today(team.zone))?;
            if step.version != seen {
                let same =
                    step.version == seen.saturating_add(1) && (step.state, step.due) == (State::Open, due);
                return if same { Ok(settled(l, &team, step)) } else { Err(answered(l, &team, step)) };
            }
            if !step.can_be_settled(self.now()) {
                return Err(Refusal::Said(steps::next_step_closed(l)).into());
            }
            let moved = step.moved(due);
            if self.keep_settled(&team, seen, &moved).await? {
                return Ok(settled(l, &team, &moved));
            }
        }
    }

    /// Keeps what was decided with the work that follows from it; false: somebody else was quicker.
    async fn keep_settled(&self, team: &Team, seen: u16, step: &NextStep) -> Result<bool, Failure> {
        let mut work = vec![self.refreshing_step(team, step.id)];
        if step.state == State::Open {
            work.push(self.asking(team, step));
        }
        let kept = self.store.settle_step(seen, step, &work, self.now()).await?;
        self.ring();
        Ok(kept)
    }
}

/// What is said to whoever has settled a step.
fn settled(l: Language, team: &Team, step: &NextStep) -> Post {
    match step.state {
        State::Done => note(steps::next_step_settled_done(l)),
        State::Differently => {
            let learn = Action::LearnFromStep(step.id);
            let learn = button(learnings::button_learn_from_step(l), Look::Primary, learn);
            Post { rows: vec![Row::Buttons(vec![learn])], ..note(steps::next_step_settled_differently(l)) }
        }
        State::Dropped => note(steps::next_step_settled_dropped(l)),
        State::Open => {
            let other = Action::MoveStep(step.id, step.version);
            let other = button(steps::button_step_move(l), Look::Secondary, other);
            let text = steps::next_step_settled_under_way(l, &asked_again(l, team, step));
            Post { rows: vec![Row::Buttons(vec![other])], ..note(text) }
        }
    }
}

/// What is said when somebody else was quicker.
fn answered(l: Language, team: &Team, step: &NextStep) -> Failure {
    Refusal::Said(steps::next_step_answered(l, &state_line(l, team, step))).into()
}
