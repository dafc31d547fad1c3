//! `/team indstillinger`: everything a team has set, in words, and how each thing is changed. What a panel shows is
//! read from what is kept, never from the panel, so it works after a restart and on two devices.

mod typed;
mod words;

pub use typed::{CHRISTMAS, CLOSING_DAYS, CORE_TASK, SUMMER, WEEKS, ZONE};

use crate::domain::escape;
use crate::domain::ids::{ChannelId, TeamId};
use crate::domain::language::Language;
use crate::domain::settings::Setting;
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, ChannelInfo, ChannelKind, Count, Look, Permission, Post, Row};
use crate::service::posts::{GREEN, button};
use crate::service::refusal::{Failure, Refusal};
use crate::text::settings;

/// What the bot needs in a channel that is not a team's.
const NEEDED_TO_POST: [Permission; 5] = [
    Permission::ViewChannel,
    Permission::SendMessages,
    Permission::EmbedLinks,
    Permission::AttachFiles,
    Permission::ReadMessageHistory,
];

impl Core {
    /// `/team indstillinger`.
    pub async fn settings(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        self.settings_panel(asker.language, &team, String::new()).await
    }

    /// The panel once more, as everything is now.
    pub async fn settings_again(&self, asker: &Asker, id: TeamId) -> Result<Post, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        self.settings_panel(asker.language, &team, String::new()).await
    }

    /// What can be chosen for one setting, with what stands.
    pub async fn setting_choices(
        &self,
        asker: &Asker,
        id: TeamId,
        setting: Setting,
    ) -> Result<Post, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        let l = asker.language;
        let mut rows = match setting {
            Setting::DaysOff => vec![choice(l, &team, Setting::DaysOff), choice(l, &team, Setting::Policy)],
            Setting::TrioChannel => {
                vec![Row::Channel { action: Action::Set(team.id, setting), hint: words::hint(l, setting) }]
            }
            setting => vec![choice(l, &team, setting)],
        };
        let mut buttons = vec![button(settings::button_back(l), Look::Secondary, Action::Settings(team.id))];
        if setting == Setting::TrioChannel && team.dosing.trio_channel.is_some() {
            let clear = Action::Unset(team.id, setting);
            buttons.push(button(settings::button_no_channel(l), Look::Danger, clear));
        }
        rows.push(Row::Buttons(buttons));
        let (title, stands) = words::field(l, &team, setting);
        let text = format!("{stands}\n\n{}", words::help(l, setting));
        Ok(Post {
            cards: vec![Card { title, text, colour: GREEN, ..Card::default() }],
            rows,
            ..Post::default()
        })
    }

    /// A choice for one setting; the panel follows, with what has changed.
    pub async fn set_by_choice(
        &self,
        asker: &Asker,
        id: TeamId,
        setting: Setting,
        keys: &[String],
    ) -> Result<Post, Failure> {
        let key = keys.first().ok_or(Refusal::Outdated)?;
        let channel = match setting {
            Setting::TrioChannel => Some(self.channel_for_trio(asker, id, key).await?),
            _ => None,
        };
        let (before, after) = self
            .change_team(asker, id, |team| match channel {
                Some(channel) => Ok(with_channel(team, Some(channel))),
                None => checked(self, setting.choose(team, key).ok_or(Refusal::Outdated)?),
            })
            .await?;
        self.settings_said(asker.language, &before, &after, &[setting], Vec::new()).await
    }

    /// One setting, cleared.
    pub async fn unset(&self, asker: &Asker, id: TeamId, setting: Setting) -> Result<Post, Failure> {
        if setting != Setting::TrioChannel {
            return Err(Refusal::Outdated.into());
        }
        let (before, after) = self.change_team(asker, id, |team| Ok(with_channel(team, None))).await?;
        self.settings_said(asker.language, &before, &after, &[setting], Vec::new()).await
    }

    /// The channel chosen for TRIO, if the bot can do in it what it has to.
    async fn channel_for_trio(&self, asker: &Asker, id: TeamId, key: &str) -> Result<ChannelId, Failure> {
        let l = asker.language;
        let team = self.team_of_panel(asker, id).await?;
        let channel = ChannelId(key.parse().map_err(|_| Refusal::Outdated)?);
        if channel == team.channel {
            return Err(Refusal::Said(settings::trio_channel_own(l, &format!("<#{channel}>"))).into());
        }
        self.can_post_in(asker, channel, settings::trio_channel_kind(l, &format!("<#{channel}>"))).await?;
        Ok(channel)
    }

    /// Refuses a channel in which the bot cannot post: of another server or kind, unseen, or without a permission.
    pub(super) async fn can_post_in(
        &self,
        asker: &Asker,
        channel: ChannelId,
        wrong_kind: String,
    ) -> Result<(), Failure> {
        let ChannelInfo { kind, .. } = self.channel_seen(asker.guild, channel).await?;
        if kind != ChannelKind::Text {
            return Err(Refusal::Said(wrong_kind).into());
        }
        let mut missing = self.missing_in(asker.guild, channel).await?;
        missing.retain(|permission| NEEDED_TO_POST.contains(permission));
        if missing.is_empty() { Ok(()) } else { Err(Refusal::MissingPermissions(channel, missing).into()) }
    }

    /// The panel, with what has changed above it.
    async fn settings_said(
        &self,
        l: Language,
        before: &Team,
        after: &Team,
        changed: &[Setting],
        mut more: Vec<String>,
    ) -> Result<Post, Failure> {
        let mut lines: Vec<String> = changed
            .iter()
            .map(|setting| (words::field(l, before, *setting), words::field(l, after, *setting)))
            .filter(|(was, is)| was != is)
            .map(|(_, (heading, is))| settings::setting_changed(l, &heading, &is))
            .collect();
        if lines.is_empty() {
            lines.push(settings::setting_unchanged(l));
        }
        lines.append(&mut more);
        self.settings_panel(l, after, lines.join("\n")).await
    }

    async fn settings_panel(&self, l: Language, team: &Team, said: String) -> Result<Post, Failure> {
        let mut fields: Vec<(String, String)> =
            Setting::offered().map(|setting| words::field(l, team, setting)).collect();
        fields.push(self.dates_field(l, team).await?);
        let options = Setting::offered()
            .map(|setting| (setting.key().to_owned(), words::heading(l, setting), String::new()))
            .collect();
        Ok(Post {
            text: said,
            cards: vec![Card {
                title: settings::settings_title(l, &escape::name(&team.name)),
                fields,
                footer: settings::settings_footer(l),
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![Row::Choice {
                action: Action::Settings(team.id),
                hint: settings::choose_setting_hint(l),
                options,
                count: Count::One,
                chosen: Vec::new(),
            }],
            ..Post::default()
        })
    }
}

/// The choice for one setting, with what stands.
fn choice(l: Language, team: &Team, setting: Setting) -> Row {
    let options = setting
        .keys(team)
        .into_iter()
        .map(|key| {
            let label = words::option(l, setting, &key);
            (key, label, String::new())
        })
        .collect();
    Row::Choice {
        action: Action::Set(team.id, setting),
        hint: words::hint(l, setting),
        options,
        count: Count::One,
        chosen: setting.stands(team).into_iter().collect(),
    }
}

fn with_channel(team: &Team, channel: Option<ChannelId>) -> Team {
    let mut team = team.clone();
    team.dosing.trio_channel = channel;
    team
}

/// The team, if its calendar leaves a date on which something can be asked.
fn checked(core: &Core, team: Team) -> Result<Team, Refusal> {
    let dates = Team { paused: None, ..team.clone() }.next_prompts(core.now(), 1);
    if dates.is_empty() { Err(Refusal::NeverOpen) } else { Ok(team) }
}
