//! What a team will be asked: the plan that TRIO sees and changes.

use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::ids::{OccasionId, TeamId};
use crate::domain::language::Language;
use crate::domain::own::TeamLibrary;
use crate::domain::plan::{Plan, Promise, Wish};
use crate::domain::print;
use crate::domain::prompt::Prompt;
use crate::domain::rotation::{Coverage, Past};
use crate::domain::team::Team;
use crate::service::action::{Action, PlanMove, Replan};
use crate::service::core::{Asker, Core};
use crate::service::platform::{Button, Card, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{dates, names, plan as sentences};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;

/// The coming prompts that TRIO is shown: each has a row of buttons, and a message holds five.
const SHOWN: usize = 4;
/// Prompts among which the next look ahead is sought: a daily rhythm has no more in three working days and a weekend.
pub(super) const SOUGHT_AMONG: usize = 8;
/// How often a plan that others change at the same moment is made anew.
const TRIES: usize = 8;

/// A plan: the coming dates, and what stands on each.
pub(super) type Laid = Vec<(NaiveDate, Option<Promise>)>;

/// What is known of a team's plan before its dates are looked at.
struct Known<'a> {
    library: &'a TeamLibrary<'a>,
    history: Vec<Past>,
    promised: BTreeMap<NaiveDate, Promise>,
}

impl Known<'_> {
    fn plan<'a>(&'a self, team: &'a Team, asked: &'a [&'a Prompt]) -> Plan<'a> {
        Plan {
            library: asked,
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
    /// What is known of a team; what `but` asks has not been asked.
    async fn known<'a>(
        &self,
        team: &Team,
        library: &'a TeamLibrary<'a>,
        but: Option<OccasionId>,
    ) -> Result<Known<'a>, Failure> {
        let mut asked = self.store.prompt_history(team.id).await?;
        asked.retain(|(occasion, _)| Some(*occasion) != but);
        Ok(Known {
            history: asked.iter().filter_map(|(_, id)| library.get(id).map(Past::from)).collect(),
            library,
            promised: self.store.promises(team.id).await?,
        })
    }

    /// The prompt for a date, or for the next one that does not rest: what was promised, else what the rotation
    /// chooses. None when there is none to ask. `library` is the team's; what the occasion `but` was to ask has not
    /// been asked.
    pub(super) async fn next_prompt(
        &self,
        team: &Team,
        library: &TeamLibrary<'_>,
        date: Option<NaiveDate>,
        but: Option<OccasionId>,
    ) -> Result<Option<String>, Failure> {
        let known = self.known(team, library, but).await?;
        let mut dates: Vec<NaiveDate> = match date {
            // What is promised for later is not asked twice.
            Some(date) => {
                let later = known.promised.keys().copied().filter(|later| *later > date);
                std::iter::once(date).chain(later).collect()
            }
            // One more than can have been told to rest.
            None => team.next_prompts(self.now(), known.promised.len() + 1).iter().map(|d| d.1).collect(),
        };
        if dates.is_empty() {
            dates.push(self.today(team.zone));
        }
        let asked = known.library.asked();
        let mut laid = known.plan(team, &asked).lay(&dates, &known.promised);
        if date.is_some() {
            laid.truncate(1);
        }
        Ok(laid.into_iter().find_map(|(_, promise)| match promise {
            Some(Promise::Ask(id)) => Some(id),
            _ => None,
        }))
    }

    /// How far a team is through the library.
    pub(super) async fn coverage(&self, team: &Team) -> Result<Coverage, Failure> {
        let library = self.library_of(team.id).await?;
        let known = self.known(team, &library, None).await?;
        Ok(known.plan(team, &library.asked()).coverage())
    }

    /// `/team plan`.
    pub async fn show_plan(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let dates = self.coming_dates(&team, SHOWN).await?;
        if dates.is_empty() {
            return Err(Refusal::Said(sentences::plan_no_dates(l)).into());
        }
        let (laid, ()) = self.change_plan(None, &team, &dates, |_, _| Ok(())).await?;
        let mut intro = vec![sentences::plan_intro(l)];
        intro.extend(self.waits_for_trio(l, &team).await?);
        self.plan_post(l, &team, &laid, false, intro.join("\n")).await
    }

    /// *Byt*, *Giv os en lettere*, *Spring over* and *Tag med igen*: the plan as it is after that.
    pub async fn replan(&self, asker: &Asker, replan: Replan) -> Result<Post, Failure> {
        let l = asker.language;
        let team = self.team_of_panel(asker, replan.team).await?;
        let mut dates = self.coming_dates(&team, SOUGHT_AMONG).await?;
        let Some(nth) = dates.iter().position(|date| *date == replan.date) else {
            return Err(Refusal::Said(sentences::plan_date_passed(l)).into());
        };
        dates.truncate(SHOWN.max(nth + 1));
        let declined = self.store.declined(team.id, replan.date).await?;
        let (laid, (said, swapped)) = self
            .change_plan(Some(asker), &team, &dates, |plan, laid| {
                // Somebody was quicker: they see what stands now, and nothing is changed unseen.
                if print(laid[nth].1.as_ref()) != replan.seen {
                    return Ok((sentences::plan_changed_meanwhile(l), None));
                }
                let when = dates::day(l, replan.date);
                let was = laid[nth].1.clone();
                let said = match replan.wish {
                    PlanMove::Another | PlanMove::Lighter => {
                        let wish =
                            if replan.wish == PlanMove::Another { Wish::Another } else { Wish::Lighter };
                        let other = plan
                            .instead(laid, nth, wish, &declined)
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
                };
                let swapped = matches!(replan.wish, PlanMove::Another | PlanMove::Lighter);
                Ok((said, was.filter(|_| swapped)))
            })
            .await?;
        if let Some(Promise::Ask(was)) = swapped {
            self.store.decline(team.id, replan.date, &was, self.today(team.zone)).await?;
        }
        let shown =
            if replan.alone { vec![laid[nth].clone()] } else { laid[..laid.len().min(SHOWN)].to_vec() };
        self.plan_post(l, &team, &shown, replan.alone, said).await
    }

    /// The local dates of the next prompts. One that is planned for today already is none of them.
    pub(super) async fn coming_dates(&self, team: &Team, count: usize) -> Result<Vec<NaiveDate>, Failure> {
        let next = team.next_prompts(self.after_today(team).await?, count);
        Ok(next.into_iter().map(|(_, date)| date).collect())
    }

    /// Lays a team's plan for `dates`, lets `change` change it, fills what that left open and keeps it: from then
    /// on it is promised. What is changed is the act of whoever asks.
    pub(super) async fn change_plan<T>(
        &self,
        by: Option<&Asker>,
        team: &Team,
        dates: &[NaiveDate],
        change: impl Fn(&Plan<'_>, &mut Laid) -> Result<T, Refusal>,
    ) -> Result<(Laid, T), Failure> {
        for _ in 0..TRIES {
            let library = self.library_of(team.id).await?;
            let known = self.known(team, &library, None).await?;
            let asked = known.library.asked();
            let plan = known.plan(team, &asked);
            let mut laid = plan.lay(dates, &known.promised);
            let stood = laid.clone();
            let said = change(&plan, &mut laid)?;
            let changed = laid.iter().zip(&stood).find(|(now, before)| now != before).map(|(now, _)| now.0);
            let act = by.zip(changed).map(|(asker, date)| (asker.user, date, self.now()));
            let laid = plan.lay(dates, &known.promised_with(&laid));
            if self.store.promise(team.id, &known.promised, &known.promised_with(&laid), act).await? {
                return Ok((laid, said));
            }
        }
        Err(Refusal::Outdated.into())
    }

    /// The plan as TRIO sees it, with the buttons that change it.
    pub(super) async fn plan_post(
        &self,
        l: Language,
        team: &Team,
        laid: &[(NaiveDate, Option<Promise>)],
        alone: bool,
        intro: String,
    ) -> Result<Post, Failure> {
        let library = self.library_of(team.id).await?;
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
            card.fields.push((heading, promise_text(l, &library, promise.as_ref())));
            let buttons = plan_buttons(l, team.id, *date, promise.as_ref(), alone);
            if !buttons.is_empty() {
                rows.push(Row::Buttons(buttons));
            }
        }
        Ok(Post { cards: vec![card], rows, ..note(intro) })
    }
}

fn promise_text(l: Language, library: &TeamLibrary<'_>, promise: Option<&Promise>) -> String {
    let prompt = match promise {
        Some(Promise::Rest) => return sentences::plan_rests_here(l),
        Some(Promise::Ask(id)) => library.get(id),
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

/// When a date's prompt is due.
pub(super) fn asked_at(team: &Team, date: NaiveDate) -> DateTime<Utc> {
    let midnight = cadence::to_utc(team.zone, date, NaiveTime::MIN);
    let due = team.tempo().next(midnight - Duration::milliseconds(1), 1).unwrap_or_default();
    due.first().filter(|due| due.date == date).map_or_else(
        || cadence::to_utc(team.zone, date, team.cadence.time().unwrap_or_default()),
        |due| due.at,
    )
}

/// A few bytes by which a button knows whether the plan is still the one it was shown with.
fn print(promise: Option<&Promise>) -> u32 {
    match promise {
        Some(Promise::Ask(id)) => print::print([id.as_str()]),
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
