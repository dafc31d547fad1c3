//! Answers without a name: what is known of one, and what may be made of it. Who wrote it is not among that, nor when
//! within its month.

use crate::domain::calendar::Calendar;
use crate::domain::ids::{GuildId, NamelessId, OccasionId, TeamId};
use crate::domain::keyed::keyed;
use chrono::NaiveDate;
use std::fmt;

/// The most answers without a name that one person gives in one round.
pub const MOST_PER_ROUND: usize = 3;
/// Whole working days after which a concern that nobody has answered is pointed out.
pub const DAYS_UNANSWERED: u32 = 3;

/// What the writer alone holds, in the private receipt: whoever shows it may erase the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReceiptKey(pub [u8; 16]);

impl fmt::Debug for ReceiptKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptKey")
    }
}

/// Whose voice it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// One person's, who chose *Svar uden navn*.
    Colleague,
    /// A meeting's: an answer that was given together.
    Meeting,
}

keyed! { Voice {
    Colleague = "colleague",
    Meeting = "meeting",
} }

/// What its writer says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// *Idé*.
    Idea,
    /// *Perspektiv*.
    Perspective,
    /// *Spørgsmål*.
    Question,
    /// *Bekymring*.
    Concern,
    /// *Fejltrin*.
    Misstep,
}

keyed! { Kind {
    Idea = "idea",
    Perspective = "perspective",
    Question = "question",
    Concern = "concern",
    Misstep = "misstep",
} }

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It is on its way into the thread.
    Waiting,
    /// It stands there.
    Posted,
    /// It could not be shown, and is kept.
    Unshown,
    /// Its words are gone; its post is about to be.
    Erased,
}

keyed! { Stage {
    Waiting = "waiting",
    Posted = "posted",
    Unshown = "unshown",
    Erased = "erased",
} }

/// An answer without a name, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nameless {
    /// Its id: random, and without an order.
    pub id: NamelessId,
    /// The round it belongs to.
    pub round: OccasionId,
    /// Its team.
    pub team: TeamId,
    /// Its guild.
    pub guild: GuildId,
    /// Whose voice it is.
    pub voice: Voice,
    /// The first day of the month in which it was written: nothing more precise is kept.
    pub month: NaiveDate,
    /// Its words, redacted.
    pub text: String,
    /// A hash of its words, by which its post is known again: no message id is kept, for a message's id tells when
    /// it was written.
    pub print: String,
    /// The hash of its [`ReceiptKey`].
    pub receipt: String,
    /// What its writer says it is.
    pub kind: Option<Kind>,
    /// From which day on AMR and TR are told of it, if it is a concern that nobody has answered by then.
    pub ask_on: Option<NaiveDate>,
    /// How far it has come.
    pub stage: Stage,
}

/// The day on which a concern written on `written` is looked at again: three whole working days lie between.
pub fn looked_at_again(calendar: &Calendar, written: NaiveDate) -> Option<NaiveDate> {
    calendar.nth_working_day(written, DAYS_UNANSWERED + 1)
}

#[cfg(test)]
mod tests {
    use super::looked_at_again;
    use crate::domain::calendar::Calendar;
    use chrono::{Datelike as _, NaiveDate};

    #[test]
    fn three_whole_working_days_lie_between_a_concern_and_the_word_about_it() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let calendar = Calendar::default();
        for (written, told) in [
            (day(11, 2), day(11, 6)),
            (day(11, 3), day(11, 9)),
            (day(11, 6), day(11, 12)),
            (day(11, 7), day(11, 12)),
            // Christmas lies between.
            (day(12, 21), day(1, 5).and_then(|day| day.with_year(2027))),
        ] {
            assert_eq!(written.and_then(|written| looked_at_again(&calendar, written)), told, "{written:?}");
        }
    }
}
