//! `/team afslut`: a team stops, and whoever stops it decides what becomes of what is kept.

use crate::domain::escape;
use crate::domain::ids::{DeliveryId, TeamId};
use crate::domain::language::Language;
use crate::domain::team::Team;
use crate::service::action::{Action, Fate};
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::platform::{Card, Look, Post, Row};
use crate::service::posts::{WARM, button, note};
use crate::service::refusal::Failure;
use crate::text::finish;

impl Core {
    /// `/team afslut`: asks what becomes of the data.
    pub async fn finish(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        Ok(self.finish_question(asker.language, &team))
    }

    /// What was decided, or has to be confirmed once more.
    pub async fn finish_as(&self, asker: &Asker, id: TeamId, fate: Fate) -> Result<Post, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        let l = asker.language;
        let name = escape::name(&team.name);
        match fate {
            Fate::Stay => Ok(note(finish::finish_not(l, &name))),
            Fate::AskErase => Ok(erase_question(l, &team)),
            Fate::Keep => {
                self.end_team(asker, team, false).await?;
                Ok(note(finish::finish_kept(l, &name, self.defaults.retention_days)))
            }
            Fate::Erase => {
                self.end_team(asker, team, true).await?;
                Ok(note(finish::finish_erased(l, &name)))
            }
        }
    }

    /// Ends a team: what waits to be done is dropped, but for what people have decided about their own words.
    async fn end_team(&self, asker: &Asker, mut team: Team, erase: bool) -> Result<(), Failure> {
        let now = self.now();
        loop {
            let mut ended = Team { ended_at: Some(now), paused: None, parked: None, ..team.clone() };
            ended.dosing.earlier = None;
            if erase {
                ended.dosing.core_task = None;
            }
            let open = self.store.open_work_of(team.id).await?;
            let drop: Vec<DeliveryId> = open
                .into_iter()
                .filter(|(_, job)| !serde_json::from_str::<Job>(job).is_ok_and(Job::outlives_its_team))
                .map(|(id, _)| id)
                .collect();
            if self.store.end_team((&team, &ended), asker.user, &drop, erase, now).await? {
                break;
            }
            team = self.team_of_panel(asker, team.id).await?;
        }
        self.rounds_changed().await?;
        self.ring();
        Ok(())
    }

    fn finish_question(&self, l: Language, team: &Team) -> Post {
        let answer = |label, look, fate| button(label, look, Action::Finish(team.id, fate));
        let name = escape::name(&team.name);
        Post {
            cards: vec![Card {
                title: finish::finish_title(l, &name),
                text: finish::finish_question(l),
                fields: vec![
                    (
                        finish::button_finish_keep(l),
                        finish::finish_keep_means(l, self.defaults.retention_days),
                    ),
                    (finish::button_finish_erase(l), finish::finish_erase_means(l)),
                ],
                colour: WARM,
                ..Card::default()
            }],
            rows: vec![Row::Buttons(vec![
                answer(finish::button_finish_keep(l), Look::Primary, Fate::Keep),
                answer(finish::button_finish_erase(l), Look::Danger, Fate::AskErase),
                answer(finish::button_finish_not(l), Look::Secondary, Fate::Stay),
            ])],
            ..Post::default()
        }
    }
}

/// Erasing cannot be undone, so it is asked about once more.
fn erase_question(l: Language, team: &Team) -> Post {
    let answer = |label, look, fate| button(label, look, Action::Finish(team.id, fate));
    Post {
        cards: vec![Card {
            title: finish::erase_title(l, &escape::name(&team.name)),
            text: format!("{}\n\n{}", finish::erase_question(l), finish::finish_erase_means(l)),
            colour: WARM,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(vec![
            answer(finish::button_erase_yes(l), Look::Danger, Fate::Erase),
            answer(finish::button_finish_not(l), Look::Secondary, Fate::Stay),
        ])],
        ..Post::default()
    }
}
