//! Consent: who lets an example be told, to whom, with or without their name, since when, until when. Whether something may
//! be told is decided here and nowhere else: what shows an example takes a [`Telling`], and only this room makes one.
//!
//! Decides on what is kept alone. It does not know how people are asked, nor how an example is laid out.

mod words;

pub use words::{names_somebody, text_without, without};

use crate::domain::expectation::Expectation;
use crate::domain::ids::{NominationId, UserId};
use crate::domain::keyed::keyed;
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, Nomination, NominationState, Nominee, Part, Value};
use chrono::{DateTime, Duration, Months, Utc};
use serde::{Deserialize, Serialize};

/// For how long consent to be told beyond the team holds, unless it is renewed.
pub const HOLDS: Months = Months::new(12);
/// How long before its end whoever gave it is asked whether it may go on.
pub const ASKED_BEFORE: Duration = Duration::days(30);

/// To whom an example is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The team it was given in.
    Team,
    /// Everybody in the organisation.
    Organisation,
    /// Anybody.
    Outside,
}

keyed! { Reach {
    Team = "team",
    Organisation = "organisation",
    Outside = "outside",
} }

impl Reach {
    /// Those beyond the team: each asks again, and holds for a year.
    pub const WIDER: [Self; 2] = [Self::Organisation, Self::Outside];
}

/// One person's consent to one reach, as it is kept. Without [`given_at`](Self::given_at) they were asked, or said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub user: UserId,
    /// To whom it may be told.
    pub reach: Reach,
    /// Whether under their name.
    pub named: bool,
    /// The version of the words that it is about: other words ask again.
    pub version: u16,
    /// Since when.
    pub given_at: Option<DateTime<Utc>>,
    /// When they last let it go on.
    pub renewed_at: Option<DateTime<Utc>>,
    /// When they said no, or took it back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Where somebody's consent stands, for the words as they are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They were never asked about these words.
    Unasked,
    /// They were asked, and have not answered: that is a no.
    Asked,
    /// They have said yes, and it holds until then; for the team it does not end.
    Live(Option<DateTime<Utc>>),
    /// Its year is over.
    Ended(DateTime<Utc>),
    /// They said no then, or took it back.
    Refused(DateTime<Utc>),
}

impl Grant {
    /// Somebody who was asked about the words in a version, and has not answered.
    pub fn asked(user: UserId, reach: Reach, version: u16) -> Self {
        Self { user, reach, named: false, version, given_at: None, renewed_at: None, withdrawn_at: None }
    }

    /// When a consent that was given ends by itself.
    fn until(&self) -> Option<DateTime<Utc>> {
        let begins = self.renewed_at.or(self.given_at)?;
        // At the end of time nothing is left to be told.
        Some(begins.checked_add_months(HOLDS).unwrap_or(begins))
    }

    /// Where it stands for the words in `version`.
    fn standing(&self, version: u16, now: DateTime<Utc>) -> Standing {
        match (self.withdrawn_at, self.until()) {
            _ if self.version != version => Standing::Unasked,
            (Some(at), _) => Standing::Refused(at),
            (None, None) => Standing::Asked,
            (None, Some(_)) if self.reach == Reach::Team => Standing::Live(None),
            (None, Some(until)) if now < until => Standing::Live(Some(until)),
            (None, Some(until)) => Standing::Ended(until),
        }
    }

    /// What a named colleague has answered to the words in `version`, when this is their consent for the team. A no holds for
    /// words that come later, too.
    pub fn answer(&self, version: u16) -> Option<Consent> {
        match self {
            Self { withdrawn_at: Some(_), .. } => Some(Consent::No),
            Self { given_at: None, .. } => None,
            one if one.version != version => None,
            Self { named: true, .. } => Some(Consent::Yes),
            _ => Some(Consent::WithoutName),
        }
    }

    /// The same after its person has answered for the words in `version`: given anew, renewed when it would end soon or as to
    /// the name, or withdrawn.
    #[must_use]
    pub fn answered(self, answer: Consent, version: u16, now: DateTime<Utc>) -> Self {
        let named = answer == Consent::Yes;
        match self.standing(version, now) {
            _ if answer == Consent::No => {
                Self { version, withdrawn_at: self.withdrawn_at.or(Some(now)), ..self }
            }
            Standing::Live(until) => {
                let soon = until.is_some_and(|until| until - ASKED_BEFORE <= now);
                let renewed_at = if soon || named != self.named { Some(now) } else { self.renewed_at };
                Self { named, renewed_at, ..self }
            }
            _ => Self { named, version, given_at: Some(now), renewed_at: None, withdrawn_at: None, ..self },
        }
    }

    /// Withdrawn, unless it was before.
    fn withdrawn(&mut self, now: DateTime<Utc>) {
        self.withdrawn_at = self.withdrawn_at.or(Some(now));
    }
}

/// Where a person's consent stands among all of an example's, for its words as they are now.
pub fn standing(
    nomination: &Nomination,
    grants: &[Grant],
    (user, reach): (UserId, Reach),
    now: DateTime<Utc>,
) -> Standing {
    let own = grants.iter().find(|grant| grant.user == user && grant.reach == reach);
    own.map_or(Standing::Unasked, |grant| grant.standing(nomination.version, now))
}

/// Everybody without whose consent a shared example is told to nobody beyond the team: who told it, and every named colleague
/// who said yes.
pub fn concerned(nomination: &Nomination) -> Vec<UserId> {
    let colleagues = nomination.nominees.iter().filter(|n| n.says_yes()).map(|n| n.user);
    std::iter::once(nomination.giver).chain(colleagues).collect()
}

/// An example as it may be told: the names and the words that may stand. Nothing of it is escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The example.
    pub id: NominationId,
    /// What it shows.
    pub expectation: Expectation,
    /// The value it is tagged with.
    pub value: Option<Value>,
    /// The part of the one colleague whom it is about.
    pub part: Option<Part>,
    /// The whole team is meant.
    pub whole_team: bool,
    /// The colleagues who are named, in the order in which they were given.
    pub names: Vec<String>,
    /// How many more said yes, without their name.
    pub nameless: usize,
    /// Who told it, if they are named.
    pub giver: Option<String>,
    /// *Hvad skete der?*
    pub what: String,
    /// *Hvad betød det?*; may be empty.
    pub meant: String,
    /// Only this room makes one.
    _decided: Decided,
}

/// What keeps everybody else from making a [`Telling`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decided;

/// What of an example may be told to `reach`, in `language`; `None`: nothing. To the team it is told once it is shared and for
/// as long as anybody it names stands by it (or the whole team is meant). Beyond the team everybody concerned must have said
/// yes to just that, to these words, within the year; nobody is named there who is not named in the team.
pub fn told(
    language: Language,
    nomination: &Nomination,
    grants: &[Grant],
    reach: Reach,
    now: DateTime<Utc>,
) -> Option<Telling> {
    let stands_by = nomination.nominees.is_empty() || nomination.nominees.iter().any(Nominee::says_yes);
    if nomination.state != NominationState::Shared || !stands_by {
        return None;
    }
    let live = |user: UserId| {
        let own = grants.iter().find(|grant| grant.user == user && grant.reach == reach)?;
        matches!(own.standing(nomination.version, now), Standing::Live(_)).then_some(own.named)
    };
    if reach != Reach::Team && !concerned(nomination).into_iter().all(|user| live(user).is_some()) {
        return None;
    }
    let named = |user: UserId| reach == Reach::Team || live(user) == Some(true);
    Some(reading(
        language,
        nomination,
        |nominee| nominee.answer == Some(Consent::Yes) && named(nominee.user),
        !nomination.without_giver && named(nomination.giver),
    ))
}

/// An example as those whom it concerns read it in a question to them: as it would be told with the yes of everybody who has
/// not answered.
pub fn as_put(language: Language, nomination: &Nomination) -> Telling {
    let named = |nominee: &Nominee| matches!(nominee.answer, None | Some(Consent::Yes));
    reading(language, nomination, named, !nomination.without_giver)
}

fn reading(
    language: Language,
    nomination: &Nomination,
    is_named: impl Fn(&Nominee) -> bool,
    giver: bool,
) -> Telling {
    let n = nomination;
    let names = n.nominees.iter().filter(|one| is_named(one)).map(|one| one.name.clone());
    let words = |text: &str| words::shown(language, n, (&is_named, giver), text);
    Telling {
        id: n.id,
        expectation: n.expectation,
        value: n.value,
        part: n.part.filter(|_| n.nominees.len() == 1),
        whole_team: n.whole_team,
        names: names.filter(|name| !name.is_empty()).collect(),
        nameless: n.nominees.iter().filter(|one| one.says_yes() && !is_named(one)).count(),
        giver: giver.then(|| n.giver_name.clone()),
        what: words(&n.what),
        meant: words(&n.meant),
        _decided: Decided,
    }
}

/// What an answer for a wider reach makes of an example's consents, and whom it asks: whoever opens it for others has
/// everybody else concerned asked who was not asked about these words before, or whose year is over.
pub fn widened(
    nomination: &Nomination,
    grants: &[Grant],
    (user, reach): (UserId, Reach),
    answer: Consent,
    now: DateTime<Utc>,
) -> (Vec<Grant>, Vec<UserId>) {
    let version = nomination.version;
    let before = |user| standing(nomination, grants, (user, reach), now);
    let opens = answer != Consent::No && !matches!(before(user), Standing::Live(_));
    let mut after = grants.to_vec();
    let own = put(&mut after, Grant::asked(user, reach, version));
    *own = own.answered(answer, version, now);
    let mut asked = concerned(nomination);
    asked.retain(|other| {
        opens && *other != user && matches!(before(*other), Standing::Unasked | Standing::Ended(_))
    });
    for other in &asked {
        *put(&mut after, Grant::asked(*other, reach, version)) = Grant::asked(*other, reach, version);
    }
    (after, asked)
}

/// What becomes of an example's consents when it is changed from how it was read: what its named colleagues answered is kept,
/// and whoever is out of it, or takes their name off what they told, is out everywhere.
pub fn following(
    read: &Nomination,
    changed: &Nomination,
    grants: &[Grant],
    now: DateTime<Utc>,
) -> Vec<Grant> {
    let mut after = grants.to_vec();
    let mut out = Vec::new();
    for nominee in &changed.nominees {
        let before = read.nominees.iter().find(|one| one.user == nominee.user).and_then(|one| one.answer);
        let Some(answer) = nominee.answer else { continue };
        if before == Some(answer) && (answer == Consent::No || read.version == changed.version) {
            continue;
        }
        let own = put(&mut after, Grant::asked(nominee.user, Reach::Team, changed.version));
        *own = own.answered(answer, changed.version, now);
        if answer == Consent::No {
            out.push(nominee.user);
        }
    }
    if changed.without_giver && !read.without_giver {
        out.push(changed.giver);
    }
    for grant in after.iter_mut().filter(|grant| out.contains(&grant.user)) {
        grant.withdrawn(now);
    }
    after
}

/// The consent of the same person to the same reach; `new`, if there is none.
fn put(grants: &mut Vec<Grant>, new: Grant) -> &mut Grant {
    let at = grants.iter().position(|grant| grant.user == new.user && grant.reach == new.reach);
    let at = at.unwrap_or_else(|| {
        grants.push(new);
        grants.len() - 1
    });
    &mut grants[at]
}
