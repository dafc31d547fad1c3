//! Pausing a team, posting at once, and looking at how it stands.

use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::language::Language;
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState};
use crate::domain::plan::Promise;
use crate::domain::team::{Pause, Team};
use crate::service::adjust::rhythm_line;
use crate::service::core::{Asker, Core, Hearing};
use crate::service::hindrance::Hindrance;
use crate::service::job::Job;
use crate::service::look_ahead::few_left;
use crate::service::planning::occasion_id;
use crate::service::platform::{Card, Post};
use crate::service::posts::{GREEN, note};
use crate::service::refusal::{Failure, Refusal, permission_list};
use crate::text::{commands, dates, names};
use chrono::{DateTime, Duration, NaiveTime, Utc};

impl Core {
    /// `/team pause`.
    pub async fn pause(&self, asker: &Asker, until: Option<&str>) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let today = self.today(team.zone);
        let until = match until {
            None => None,
            Some(text) => {
                let date =
                    cadence::parse_date(text, today).map_err(|_| Refusal::UnknownDate(text.to_owned()))?;
                if date <= today {
                    return Err(Refusal::PastDate(date).into());
                }
                Some(date)
            }
        };
        let paused = Some(Pause { until });
        let (before, _) =
            self.change_team(asker, team.id, |team| Ok(Team { paused, ..team.clone() })).await?;
        if before.paused == paused {
            return Ok(note(commands::pause_already(l)));
        }
        Ok(note(match until {
            Some(date) => commands::pause_done_until(l, &dates::full_date(l, date)),
            None => commands::pause_done(l),
        }))
    }

    /// `/team genoptag`.
    pub async fn resume(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let (before, team) =
            self.change_team(asker, team.id, |team| Ok(Team { paused: None, ..team.clone() })).await?;
        let paused = before.paused.is_some();
        let next = self.next_lines(l, &team, 1).await?.pop().unwrap_or_else(|| commands::status_no_next(l));
        Ok(note(if paused { commands::resume_done(l, &next) } else { commands::resume_not_paused(l, &next) }))
    }

    /// `/team send-nu`: asks the next prompt at once; the next date stands.
    pub async fn post_now(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        if team.paused.is_some() {
            return Err(Refusal::Said(commands::send_now_paused(l)).into());
        }
        self.must_be_live(team.guild).await?;
        let missing = self.missing_in(team.guild, team.channel).await?;
        if !missing.is_empty() {
            return Err(Refusal::MissingPermissions(team.channel, missing).into());
        }
        if !self.takes_posts(&team).await? {
            return Err(Refusal::NoTag(team.channel).into());
        }
        let now = self.now();
        // Whoever has just mended what was in the way need not wait for it to be noticed.
        if team.parked.is_some() {
            self.store.set_parked(team.id, None, &[], now).await?;
        }
        // One a day: who asks twice gets one post.
        let date = self.today(team.zone);
        let library = self.library_of(team.id).await?;
        let Some(prompt) = self.next_prompt(&team, &library, None, None).await? else {
            return Err(Refusal::Said(commands::send_now_none_left(l)).into());
        };
        let id = occasion_id(team.id, OccasionKind::ExtraPrompt, date);
        let occasion = Occasion {
            id,
            team: team.id,
            kind: OccasionKind::ExtraPrompt,
            date,
            due_at: now,
            state: OccasionState::Planned,
            skipped: None,
            prompt: Some(prompt),
        };
        let work = Job::PostPrompt { occasion: id }.at(
            &self.random,
            format!("prompt:{id}"),
            team.guild,
            Some(team.id),
            now,
        );
        if self.store.plan(asker.user, team.guild, &[(occasion, vec![work])], now).await?.is_empty() {
            return Err(Refusal::Said(commands::send_now_already(l)).into());
        }
        self.ring();
        let next = self.next_lines(l, &team, 1).await?.pop().unwrap_or_else(|| commands::status_no_next(l));
        Ok(note(commands::send_now_done(l, &format!("<#{}>", team.channel), &next)))
    }

    /// `/team status`.
    pub async fn team_status(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let mut fields = vec![
            (commands::status_rhythm(l), paused_line(l, &team, rhythm_line(l, &team, self.today(team.zone)))),
            (commands::status_next(l), {
                let lines = self.next_lines(l, &team, 3).await?;
                if lines.is_empty() { commands::status_no_next(l) } else { lines.join("\n") }
            }),
            (commands::status_last(l), self.last_line(l, &team).await?),
            (commands::status_missing(l), self.missing_line(l, &team).await?),
        ];
        if let Some(few) = few_left(l, self.coverage(&team).await?.unused) {
            fields.push((commands::status_few_prompts(l), few));
        }
        let skipped: Vec<String> = self
            .store
            .recent_occasions(team.id, 20)
            .await?
            .iter()
            .filter_map(|o| {
                let reason = names::skip_reason(l, o.skipped?);
                Some(commands::status_skipped_line(l, &dates::full_date(l, o.date), &reason))
            })
            .take(5)
            .collect();
        if !skipped.is_empty() {
            fields.push((commands::status_skipped(l), skipped.join("\n")));
        }
        if self.may_change(asker, team.id).await.is_ok() {
            let waits = self.waits_for_trio(l, &team).await?;
            if !waits.is_empty() {
                fields.push((commands::status_waits(l), waits.join("\n")));
            }
        }
        fields.push((commands::status_trio(l), self.trio_lines(l, &team).await?));
        fields.extend(self.record_lines(l, &self.store.organisation(team.guild).await?));
        Ok(Post {
            cards: vec![Card { title: escape::name(&team.name), fields, colour: GREEN, ..Card::default() }],
            ..Post::default()
        })
    }

    /// Now, or the end of the day if that day has had its prompt: there is one a day, whatever is changed.
    pub(super) async fn after_today(&self, team: &Team) -> Result<DateTime<Utc>, Failure> {
        let today = self.today(team.zone);
        let had = self.store.occasion_on(team.id, OccasionKind::Prompt, today).await?.is_some();
        let tomorrow = cadence::to_utc(team.zone, today + Duration::days(1), NaiveTime::MIN);
        Ok(if had { tomorrow - Duration::milliseconds(1) } else { self.now() })
    }

    pub(super) async fn next_lines(
        &self,
        l: Language,
        team: &Team,
        count: usize,
    ) -> Result<Vec<String>, Failure> {
        let promises = self.store.promises(team.id).await?;
        let next = team.next_prompts(self.after_today(team).await?, count + promises.len());
        let asked = next.iter().filter(|(_, date)| promises.get(date) != Some(&Promise::Rest)).take(count);
        Ok(asked.map(|(at, _)| dates::moment(l, &at.with_timezone(&team.zone))).collect())
    }

    async fn last_line(&self, l: Language, team: &Team) -> Result<String, Failure> {
        let Some(round) = self.store.latest_round(team.id).await? else {
            return Ok(commands::status_last_none(l));
        };
        let library = self.library_of(team.id).await?;
        let title = library.get(&round.prompt).map(|prompt| escape::name(&prompt.wording(l).title));
        let title = title.unwrap_or_else(|| commands::status_last_unknown(l));
        let when = dates::moment(l, &round.opened_at.with_timezone(&team.zone));
        Ok(match self.place_of(&round).await {
            Some(place) => commands::status_last_line(l, &title, &when, &place),
            None => commands::status_last_deleted(l, &title, &when),
        })
    }

    async fn missing_line(&self, l: Language, team: &Team) -> Result<String, Failure> {
        let hindrance = self.hindrance(team).await?.map(|hindrance| match hindrance {
            Hindrance::Permissions(missing) => permission_list(l, &missing),
            Hindrance::Other(why) => names::parked(l, why),
        });
        let unread = (self.defaults.hearing == Hearing::Buttons).then(|| commands::status_buttons_only(l));
        let missing: Vec<String> = hindrance.into_iter().chain(unread).collect();
        Ok(if missing.is_empty() { commands::status_nothing_missing(l) } else { missing.join("\n") })
    }
}

/// The rhythm, and the pause if there is one.
fn paused_line(l: Language, team: &Team, rhythm: String) -> String {
    match team.paused {
        None => rhythm,
        Some(Pause { until: None }) => format!("{rhythm}\n{}", commands::status_paused(l)),
        Some(Pause { until: Some(date) }) => {
            format!("{rhythm}\n{}", commands::status_paused_until(l, &dates::full_date(l, date)))
        }
    }
}
