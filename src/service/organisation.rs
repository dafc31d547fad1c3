//! `/organisation indstillinger`: what an administrator sets for the whole server.

mod typed;

pub use typed::{CONTACT, CONTROLLER, DATE, PURPOSE, REFERENCE};

use crate::domain::escape;
use crate::domain::ids::{ChannelId, RoleId};
use crate::domain::language::Language;
use crate::domain::organisation::{Matter, Organisation, Step};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Count, Look, Post, Row};
use crate::service::posts::{GREEN, button};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{dates, names, organisation, settings};

impl Core {
    /// `/organisation indstillinger`.
    pub async fn organisation(&self, asker: &Asker) -> Result<Post, Failure> {
        let kept = self.organisation_of(asker).await?;
        Ok(self.organisation_panel(asker.language, &kept, String::new()))
    }

    /// The server's settings, for somebody who may change them.
    async fn organisation_of(&self, asker: &Asker) -> Result<Organisation, Failure> {
        if !asker.administrator {
            return Err(Refusal::OnlyAdministrator.into());
        }
        Ok(self.store.organisation(asker.guild).await?)
    }

    /// What can be chosen for one matter, with what stands.
    pub async fn organisation_choices(&self, asker: &Asker, matter: Matter) -> Result<Post, Failure> {
        let kept = self.organisation_of(asker).await?;
        let l = asker.language;
        let (action, hint) = (Action::OrganisationSet(matter), heading(l, matter));
        let (row, stands) = match matter {
            Matter::ReaderRole => (Row::Role { action, hint }, kept.reader_role.is_some()),
            Matter::Channel => (Row::Channel { action, hint }, kept.channel.is_some()),
            _ => return Err(Refusal::Outdated.into()),
        };
        let mut buttons = vec![button(settings::button_back(l), Look::Secondary, Action::Organisation)];
        if stands {
            let clear = Action::OrganisationUnset(matter);
            buttons.push(button(organisation::button_unset(l), Look::Danger, clear));
        }
        let help = match matter {
            Matter::ReaderRole => organisation::help_reader_role(l),
            _ => organisation::help_channel(l),
        };
        Ok(Post {
            cards: vec![Card {
                title: heading(l, matter),
                text: format!("{}\n\n{help}", stands_line(l, &kept, matter)),
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![row, Row::Buttons(buttons)],
            ..Post::default()
        })
    }

    /// A role or a channel, chosen; the panel follows, with what has changed.
    pub async fn set_organisation(
        &self,
        asker: &Asker,
        matter: Matter,
        keys: &[String],
    ) -> Result<Post, Failure> {
        self.organisation_of(asker).await?;
        let id: i64 = keys.first().and_then(|key| key.parse().ok()).ok_or(Refusal::Outdated)?;
        if matter == Matter::Channel {
            let wrong_kind = organisation::channel_kind(asker.language, &format!("<#{id}>"));
            self.can_post_in(asker, ChannelId(id), wrong_kind).await?;
        }
        self.change_organisation(asker, matter, |kept| {
            let mut changed = kept.clone();
            match matter {
                Matter::ReaderRole => changed.reader_role = Some(RoleId(id)),
                Matter::Channel => changed.channel = Some(ChannelId(id)),
                _ => return Err(Refusal::Outdated),
            }
            Ok(changed)
        })
        .await
    }

    /// A role or a channel, cleared.
    pub async fn unset_organisation(&self, asker: &Asker, matter: Matter) -> Result<Post, Failure> {
        self.change_organisation(asker, matter, |kept| {
            let mut changed = kept.clone();
            match matter {
                Matter::ReaderRole => changed.reader_role = None,
                Matter::Channel => changed.channel = None,
                _ => return Err(Refusal::Outdated),
            }
            Ok(changed)
        })
        .await
    }

    /// Changes the settings from how they stand; when the record is complete by that, what waited for it goes on.
    async fn change_organisation(
        &self,
        asker: &Asker,
        matter: Matter,
        change: impl Fn(&Organisation) -> Result<Organisation, Refusal>,
    ) -> Result<Post, Failure> {
        let (before, after) = loop {
            let before = self.organisation_of(asker).await?;
            let after = change(&before)?.noted(self.now());
            let kept = (&before, &after);
            if before == after
                || self.store.change_organisation(asker.guild, kept, asker.user, self.now()).await?
            {
                break (before, after);
            }
        };
        if self.defaults.go_live_required {
            self.unpark_since(self.now()).await?;
        }
        let l = asker.language;
        let mut said = if before == after {
            settings::setting_unchanged(l)
        } else {
            settings::setting_changed(l, &heading(l, matter), &stands_line(l, &after, matter))
        };
        if !before.missing().is_empty() && after.missing().is_empty() {
            said = format!("{said}\n{}", organisation::record_complete(l));
        }
        Ok(self.organisation_panel(l, &after, said))
    }

    fn organisation_panel(&self, l: Language, kept: &Organisation, said: String) -> Post {
        let mut fields: Vec<(String, String)> =
            Matter::ALL.map(|matter| (heading(l, matter), stands_line(l, kept, matter))).into();
        if self.defaults.go_live_required && !kept.missing().is_empty() {
            fields.push((organisation::heading_waiting(l), organisation::waiting(l)));
        }
        let options =
            Matter::ALL.map(|matter| (matter.key().to_owned(), heading(l, matter), String::new())).into();
        Post {
            text: said,
            cards: vec![Card {
                title: organisation::organisation_title(l),
                fields,
                footer: organisation::organisation_footer(l),
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![Row::Choice {
                action: Action::Organisation,
                hint: settings::choose_setting_hint(l),
                options,
                count: Count::One,
                chosen: Vec::new(),
            }],
            ..Post::default()
        }
    }
}

/// What a matter is called.
fn heading(l: Language, matter: Matter) -> String {
    match matter {
        Matter::ReaderRole => organisation::heading_reader_role(l),
        Matter::Channel => organisation::heading_channel(l),
        Matter::Contact => organisation::heading_contact(l),
        Matter::Legal => organisation::heading_legal(l),
        Matter::Med => names::step(l, Step::Med),
        Matter::Dpia => names::step(l, Step::Dpia),
        Matter::Platform => names::step(l, Step::Platform),
        Matter::Notice => names::step(l, Step::Notice),
    }
}

/// What stands for a matter, in words.
fn stands_line(l: Language, kept: &Organisation, matter: Matter) -> String {
    let nothing = || organisation::not_set(l);
    let typed = |line: &Option<String>| line.as_deref().map_or_else(nothing, escape::escape);
    match matter {
        Matter::ReaderRole => kept.reader_role.map_or_else(nothing, |role| format!("<@&{role}>")),
        Matter::Channel => kept.channel.map_or_else(nothing, |channel| format!("<#{channel}>")),
        Matter::Contact => typed(&kept.contact),
        Matter::Legal => organisation::legal_line(l, &typed(&kept.controller), &typed(&kept.purpose)),
        Matter::Med | Matter::Dpia | Matter::Platform | Matter::Notice => match matter.step() {
            Some(step) => step_line(l, kept, step),
            None => nothing(),
        },
    }
}

/// When and where a step was settled, or that it is missing.
pub(super) fn step_line(l: Language, kept: &Organisation, step: Step) -> String {
    match kept.record.get(&step) {
        None => organisation::step_missing(l),
        Some(settled) => organisation::step_settled(
            l,
            &dates::full_date(l, settled.date),
            &escape::escape(&settled.reference),
        ),
    }
}
