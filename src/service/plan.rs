//! What a team will be asked: the plan that TRIO sees, and changes.

use crate::domain::plan::{Plan, Promise};
use crate::domain::prompt::Prompt;
use crate::domain::rotation::Past;
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::refusal::Failure;
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
        let dates = match date {
            Some(date) => vec![date],
            // One more than can have been told to rest.
            None => {
                team.next_prompts(self.now(), known.promised.len() + 1).into_iter().map(|d| d.1).collect()
            }
        };
        let row = known.plan(team).lay(&dates, &known.promised);
        Ok(row.into_iter().find_map(|(_, promise)| match promise {
            Some(Promise::Ask(id)) => Some(id),
            _ => None,
        }))
    }
}
