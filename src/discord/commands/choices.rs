//! Options with a fixed set of choices. The value on the wire is the Danish label itself, so that it can be
//! read in a transcript and survives a change of their order.

use crate::domain::browse::Period;
use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use crate::domain::nomination::{Part, Value};
use crate::domain::prompt::Theme;
use crate::domain::words::Word;
use crate::service::set_up::Rhythm;
use chrono::Weekday;
use poise::serenity_prelude as serenity;
use poise::{SlashArgError, SlashArgument};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident($inner:ty) { $($label:literal => $value:expr),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub(super) struct $name(pub(super) $inner);

        #[async_trait::async_trait]
        impl SlashArgument for $name {
            async fn extract(
                _: &serenity::Context,
                _: &serenity::CommandInteraction,
                value: &serenity::ResolvedValue<'_>,
            ) -> Result<Self, SlashArgError> {
                match value {
                    $(serenity::ResolvedValue::String($label) => Ok(Self($value)),)+
                    _ => Err(SlashArgError::new_command_structure_mismatch("a choice that is not offered")),
                }
            }

            fn create(option: serenity::CreateCommandOption) -> serenity::CreateCommandOption {
                option.kind(serenity::CommandOptionType::String)$(.add_string_choice($label, $label))+
            }
        }
    )+};
}

choices! {
    /// `ugedag`.
    ChosenDay(Weekday) {
        "mandag" => Weekday::Mon,
        "tirsdag" => Weekday::Tue,
        "onsdag" => Weekday::Wed,
        "torsdag" => Weekday::Thu,
        "fredag" => Weekday::Fri,
        "lørdag" => Weekday::Sat,
        "søndag" => Weekday::Sun,
    }
    /// `rytme`.
    ChosenRhythm(Rhythm) {
        "hver uge" => Rhythm::Weekly,
        "hver 2. uge" => Rhythm::Biweekly,
        "hver måned" => Rhythm::Monthly,
    }
    /// `sprog`.
    ChosenLanguage(Language) {
        "dansk" => Language::Danish,
        "english" => Language::English,
    }
    /// `forventning`.
    ChosenExpectation(Expectation) {
        "Tag ansvar for opgaven" => Expectation::Task,
        "Påvirk helheden positivt" => Expectation::Context,
        "Led og følg, når opgaven kalder" => Expectation::LeadFollow,
        "Bring andre i spil" => Expectation::Others,
    }
    /// `periode`.
    ChosenPeriod(Period) {
        "denne måned" => Period::ThisMonth,
        "sidste måned" => Period::LastMonth,
        "i år" => Period::ThisYear,
        "alle" => Period::All,
    }
    /// `ord`.
    ChosenWord(Word) {
        "aktørskab" => Word::Agency,
        "frisættelse" => Word::Freedom,
        "kurs" => Word::Direction,
        "koordinering" => Word::Coordination,
        "commitment" => Word::Commitment,
    }
    /// `tema`.
    ChosenTheme(Theme) {
        "Ansvar for opgaven" => Theme::Task,
        "Helheden" => Theme::Context,
        "At lede og følge" => Theme::LeadFollow,
        "Andre i spil" => Theme::Others,
        "OLFA: før vi går i gang" => Theme::Olfa,
        "Kurs" => Theme::Direction,
        "Koordinering" => Theme::Coordination,
        "Commitment" => Theme::Commitment,
        "Tillid" => Theme::Trust,
        "Ordentlighed" => Theme::Decency,
        "Udvikling" => Theme::Growth,
        "Fællesskab" => Theme::Community,
        "Blik for borgeren" => Theme::Citizen,
        "Digitale muligheder" => Theme::Digital,
        "En attraktiv arbejdsplads" => Theme::Workplace,
        "En stærk fortælling" => Theme::Story,
        "Psykologisk tryghed" => Theme::Safety,
        "Det lærte vi" => Theme::Learning,
        "Værd at fejre" => Theme::Celebration,
        "Frisættelse" => Theme::Freedom,
        "På tværs" => Theme::Across,
        "Ordene hos os" => Theme::OurWords,
    }
    /// `værdi`.
    ChosenValue(Value) {
        "Tillid" => Value::Trust,
        "Ordentlighed" => Value::Decency,
        "Udvikling" => Value::Growth,
        "Fællesskab" => Value::Community,
    }
    /// `rolle`.
    ChosenPart(Part) {
        "gik forrest" => Part::Led,
        "fulgte godt" => Part::Followed,
    }
}
