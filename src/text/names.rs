//! The names of the things of the domain: expectations, themes, values, seats, weekdays, rhythms.

use crate::domain::cadence::Cadence;
use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use crate::domain::nameless::{Kind, Voice};
use crate::domain::nomination::{Part, Value};
use crate::domain::occasion::SkipReason;
use crate::domain::organisation::Step;
use crate::domain::prompt::{Form, Lens, Theme};
use crate::domain::team::{Parked, Seat};
use crate::domain::words::Word;
use crate::text::book;
use crate::text::dates;
use chrono::{NaiveTime, Weekday};

sentences! {
    cadence_weekly(weekday: &str, time: &str);
    cadence_biweekly(weekday: &str, time: &str);
    cadence_monthly(weekday: &str, time: &str);
    cadence_cron(cron: &str);
    rhythm_weekly();
    rhythm_biweekly();
    rhythm_monthly();
    rhythm_cron();
    permission_view_channel();
    permission_send_messages();
    permission_send_messages_in_threads();
    permission_create_public_threads();
    permission_create_posts();
    permission_send_messages_in_posts();
    permission_embed_links();
    permission_attach_files();
    permission_read_message_history();
}

/// An expectation's everyday label: *Tag ansvar for opgaven*.
pub fn expectation(language: Language, expectation: Expectation) -> String {
    named(language, "expectation", expectation.key())
}

/// An expectation's official term: *Personligt ansvar for opgaven*.
pub fn expectation_term(language: Language, expectation: Expectation) -> String {
    named(language, "expectation-term", expectation.key())
}

/// Whose voice an answer without a name is: *En kollega*.
pub fn voice(language: Language, voice: Voice) -> String {
    named(language, "voice", voice.key())
}

/// What the writer of an answer without a name says it is: *Bekymring*.
pub fn answer_kind(language: Language, kind: Kind) -> String {
    named(language, "answer-kind", kind.key())
}

/// What that means: *Noget, der går mig på*.
pub fn answer_kind_means(language: Language, kind: Kind) -> String {
    named(language, "answer-kind-means", kind.key())
}

/// A theme's name: *Blik for borgeren*.
pub fn theme(language: Language, theme: Theme) -> String {
    named(language, "theme", theme.key())
}

/// A form's name: *Færdiggør sætningen*.
pub fn form(language: Language, form: Form) -> String {
    named(language, "form", form.key())
}

/// A lens's name: *Kurs*.
pub fn lens(language: Language, lens: Lens) -> String {
    named(language, "lens", lens.key())
}

/// A word to agree upon, as it stands in a sentence: *aktørskab*.
pub fn word(language: Language, word: Word) -> String {
    named(language, "word", word.key())
}

/// A value's name: *Tillid*.
pub fn value(language: Language, value: Value) -> String {
    named(language, "value", value.key())
}

/// A part's name, to stand after a colleague's: *gik forrest*.
pub fn part(language: Language, part: Part) -> String {
    named(language, "part", part.key())
}

/// A seat's name: *Suppleant for AMR*.
pub fn seat(language: Language, seat: Seat) -> String {
    named(language, "seat", seat.key())
}

/// A seat inside a sentence: *leder*, *AMR*, *suppleant for TR*.
pub fn seat_inside(language: Language, seat: Seat) -> String {
    let label = self::seat(language, seat);
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label,
    }
}

/// A step of the go-live record: *Drøftelse i MED*.
pub fn step(language: Language, step: Step) -> String {
    named(language, "step", step.key())
}

/// A whole sentence on what keeps a team's posts from being sent.
pub fn parked(language: Language, parked: Parked) -> String {
    named(language, "parked", parked.key())
}

/// A whole sentence on why an occasion was let go.
pub fn skip_reason(language: Language, reason: SkipReason) -> String {
    named(language, "skip", reason.key())
}

/// A language's name in itself: *dansk*, *english*; the same for every reader.
pub fn language(named_language: Language) -> String {
    named(named_language, "language", named_language.code())
}

/// A weekday's name: *mandag*, *Monday*.
pub fn weekday(language: Language, weekday: Weekday) -> String {
    let key = match weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    };
    named(language, "weekday", key)
}

/// A month's name, 1 to 12: *november*, *November*.
pub fn month(language: Language, month: u32) -> String {
    named(language, "month", &month.to_string())
}

/// A rhythm's name: *hver uge*.
pub fn rhythm(language: Language, cadence: &Cadence) -> String {
    match cadence {
        Cadence::Weekly { .. } => rhythm_weekly(language),
        Cadence::Biweekly { .. } => rhythm_biweekly(language),
        Cadence::Monthly { .. } => rhythm_monthly(language),
        Cadence::Cron(_) => rhythm_cron(language),
    }
}

/// When a team's prompts come, to stand in a sentence: *hver mandag kl. 09.00*.
pub fn cadence(language: Language, cadence: &Cadence) -> String {
    type Said = fn(Language, &str, &str) -> String;
    let said = |say: Said, day: Weekday, at: NaiveTime| {
        say(language, &weekday(language, day), &dates::time(language, at))
    };
    match cadence {
        Cadence::Weekly { weekday, at } => said(cadence_weekly, *weekday, *at),
        Cadence::Biweekly { weekday, at, .. } => said(cadence_biweekly, *weekday, *at),
        Cadence::Monthly { weekday, at } => said(cadence_monthly, *weekday, *at),
        Cadence::Cron(plan) => cadence_cron(language, plan),
    }
}

fn named(language: Language, kind: &str, key: &str) -> String {
    book::sentence(language, &format!("{kind}-{key}"), [])
}
