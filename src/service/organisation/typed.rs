//! What is typed for an organisation: the contact, the legal texts, the steps of the go-live record.

use super::heading;
use crate::domain::escape;
use crate::domain::language::Language;
use crate::domain::organisation::{LONGEST_LINE, LONGEST_PURPOSE, Matter, Organisation, StepError, settled};
use crate::domain::redact::{self, Kind};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Form, Input, Post};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::short_enough;
use crate::text::{dates, organisation};
use chrono::NaiveDate;

/// The keys of the inputs.
pub const CONTACT: &str = "contact";
/// As [`CONTACT`].
pub const CONTROLLER: &str = "controller";
/// As [`CONTACT`].
pub const PURPOSE: &str = "purpose";
/// As [`CONTACT`].
pub const DATE: &str = "date";
/// As [`CONTACT`].
pub const REFERENCE: &str = "reference";

impl Core {
    /// The form for a matter that is typed, with what stands.
    pub async fn organisation_form(&self, asker: &Asker, matter: Matter) -> Result<Form, Failure> {
        let kept = self.organisation_of(asker).await?;
        let l = asker.language;
        let inputs = match (matter, matter.step()) {
            (_, Some(step)) => {
                let settled = kept.record.get(&step);
                vec![
                    input(
                        DATE,
                        (organisation::step_date_label(l), organisation::step_date_hint(l)),
                        settled.map_or(String::new(), |settled| settled.date.to_string()),
                        40,
                    ),
                    input(
                        REFERENCE,
                        (organisation::step_reference_label(l), organisation::step_reference_hint(l)),
                        settled.map_or(String::new(), |settled| settled.reference.clone()),
                        LONGEST_LINE,
                    ),
                ]
            }
            (Matter::Contact, _) => vec![input(
                CONTACT,
                (organisation::contact_label(l), organisation::contact_hint(l)),
                kept.contact.unwrap_or_default(),
                LONGEST_LINE,
            )],
            (Matter::Legal, _) => vec![
                input(
                    CONTROLLER,
                    (organisation::controller_label(l), organisation::controller_hint(l)),
                    kept.controller.unwrap_or_default(),
                    LONGEST_LINE,
                ),
                Input {
                    tall: true,
                    ..input(
                        PURPOSE,
                        (organisation::purpose_label(l), organisation::purpose_hint(l)),
                        kept.purpose.unwrap_or_default(),
                        LONGEST_PURPOSE,
                    )
                },
            ],
            _ => return Err(Refusal::Outdated.into()),
        };
        Ok(Form { action: Action::OrganisationSent(matter), title: heading(l, matter), inputs })
    }

    /// A form for the organisation, sent; the panel follows, with what has changed.
    pub async fn set_organisation_typed(
        &self,
        asker: &Asker,
        matter: Matter,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let today = self.today(self.defaults.zone);
        let l = asker.language;
        self.change_organisation(asker, matter, |kept| with(l, kept, matter, &field, today)).await
    }
}

fn input(key: &'static str, (label, hint): (String, String), value: String, most: usize) -> Input {
    let most = u16::try_from(most).unwrap_or(u16::MAX);
    Input { key, label, hint, value, most, required: false, tall: false }
}

/// The settings with what was typed for a matter.
fn with(
    l: Language,
    kept: &Organisation,
    matter: Matter,
    field: &impl Fn(&str) -> String,
    today: NaiveDate,
) -> Result<Organisation, Refusal> {
    let mut changed = kept.clone();
    if let Some(step) = matter.step() {
        let reference = line(&field(REFERENCE), LONGEST_LINE, true)?.unwrap_or_default();
        let settled = settled(&field(DATE), &reference, today).map_err(|error| match error {
            StepError::Half => Refusal::Said(organisation::step_half(l)),
            StepError::Date(text) => Refusal::UnknownDate(redact::redact(&text).text),
            StepError::Future(date) => {
                Refusal::Said(organisation::step_future(l, &dates::full_date(l, date)))
            }
        })?;
        match settled {
            Some(settled) => drop(changed.record.insert(step, settled)),
            None => drop(changed.record.remove(&step)),
        }
        return Ok(changed);
    }
    match matter {
        // How somebody is reached is what it is for.
        Matter::Contact => changed.contact = line(&field(CONTACT), LONGEST_LINE, false)?,
        Matter::Legal => {
            changed.controller = line(&field(CONTROLLER), LONGEST_LINE, false)?;
            changed.purpose = line(&field(PURPOSE), LONGEST_PURPOSE, true)?;
        }
        _ => return Err(Refusal::Outdated),
    }
    Ok(changed)
}

/// What was typed as one line; refused when it holds a personal number, or, if `private`, how somebody is reached.
fn line(typed: &str, most: usize, private: bool) -> Result<Option<String>, Refusal> {
    let found = redact::redact(typed).found;
    if let Some(kind) = found.into_iter().find(|kind| private || *kind == Kind::Cpr) {
        return Err(Refusal::Personal(kind));
    }
    short_enough(typed.trim(), most)?;
    Ok(Some(escape::plain(typed, most)).filter(|line| !line.is_empty()))
}
