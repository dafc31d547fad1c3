//! Beyond the team: only with the consent of everybody concerned, to that reach, to these words, within the year.

use super::{NAMELESS, NO, YES, of};
use aktor::domain::consent::{Grant, Reach, Standing, concerned, following, standing, told, widened};
use aktor::domain::ids::UserId;
use aktor::domain::language::Language::Danish;
use aktor::domain::nomination::{Consent, Nomination, NominationState};
use chrono::{DateTime, Duration, Months, TimeZone as _, Utc};
use proptest::prelude::*;
use proptest::sample::select;

const GIVER: UserId = UserId(99);
const METTE: UserId = UserId(1);
const BO: UserId = UserId(2);

/// The names of everybody in [`of_all`], by their ids.
const NAMES: [(UserId, &str); 4] = [(METTE, "Mette"), (BO, "Bo"), (UserId(3), "Jens"), (GIVER, "Asta")];

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 11, 22, 9, 0, 0).unwrap()
}

fn ago(days: i64) -> DateTime<Utc> {
    now() - Duration::days(days)
}

/// An example that names three and tells of its giver, with these answers.
fn of_all(answers: [Option<Consent>; 3]) -> Nomination {
    let mut n = of(&[("Mette", answers[0]), ("Bo", answers[1]), ("Jens", answers[2])]);
    "<@1> hjalp <@2>. Mette, Bo og Jens gik. Asta blev.".clone_into(&mut n.what);
    "Jens og Bo og Mette lo, sagde Asta.".clone_into(&mut n.meant);
    n.version = 2;
    n
}

/// A consent given so many days ago.
fn grant(user: UserId, reach: Reach, named: bool, days: i64) -> Grant {
    Grant { named, given_at: Some(ago(days)), ..Grant::asked(user, reach, 2) }
}

fn is_told(n: &Nomination, grants: &[Grant], reach: Reach) -> bool {
    told(Danish, n, grants, reach, now()).is_some()
}

#[test]
fn it_is_told_further_only_when_everybody_concerned_has_said_yes_to_that() {
    let n = of_all([YES, NAMELESS, NO]);
    assert_eq!(
        concerned(&n),
        [GIVER, METTE, BO],
        "who said no has nothing to say of what is told without them"
    );
    let all = [GIVER, METTE, BO].map(|user| grant(user, Reach::Organisation, true, 3));
    assert!(is_told(&n, &all, Reach::Organisation) && is_told(&n, &all, Reach::Team));
    assert!(!is_told(&n, &all, Reach::Outside), "that asks again");
    for missing in 0..3 {
        let mut rest = all.to_vec();
        rest.remove(missing);
        assert!(!is_told(&n, &rest, Reach::Organisation), "{missing}");
        rest.push(Grant::asked(all[missing].user, Reach::Organisation, 2));
        assert!(!is_told(&n, &rest, Reach::Organisation), "silence is a no: {missing}");
        for wrong in [
            Grant { withdrawn_at: Some(ago(1)), ..all[missing] },
            Grant { version: 1, ..all[missing] },
            Grant { given_at: Some(ago(366)), ..all[missing] },
        ] {
            *rest.last_mut().unwrap() = wrong;
            assert!(!is_told(&n, &rest, Reach::Organisation), "{wrong:?}");
        }
        let renewed = Grant { given_at: Some(ago(700)), renewed_at: Some(ago(300)), ..all[missing] };
        *rest.last_mut().unwrap() = renewed;
        assert!(is_told(&n, &rest, Reach::Organisation));
    }
    let closed = Nomination { state: NominationState::Asking, ..n };
    assert!(Reach::ALL.iter().all(|reach| !is_told(&closed, &all, *reach)));
}

#[test]
fn it_ends_after_a_year_to_the_moment() {
    let n = of(&[]);
    let n = Nomination { whole_team: true, version: 2, ..n };
    let since = now() - Months::new(12);
    let own = |at| [Grant { given_at: Some(at), ..Grant::asked(GIVER, Reach::Outside, 2) }];
    assert!(!is_told(&n, &own(since), Reach::Outside));
    assert!(
        is_told(&n, &own(since + Duration::milliseconds(1)), Reach::Outside),
        "the giver alone is concerned"
    );
    let nobody = Nomination { giver: UserId(0), ..n };
    assert!(!is_told(&nobody, &own(ago(1)), Reach::Outside), "of who was erased nobody can ask");
}

#[test]
fn nobody_is_named_further_than_in_the_team() {
    let mut n = of_all([YES, NAMELESS, YES]);
    let mut all = [GIVER, METTE, BO, UserId(3)].map(|user| grant(user, Reach::Outside, true, 3));
    all[3].named = false;
    let telling = told(Danish, &n, &all, Reach::Outside, now()).unwrap();
    assert_eq!((telling.names, telling.nameless), (vec!["Mette".to_owned()], 2));
    assert_eq!(telling.what, "Mette hjalp en kollega. Mette, en kollega og en kollega gik. Asta blev.");
    assert_eq!(telling.giver.as_deref(), Some("Asta"));
    n.without_giver = true;
    let telling = told(Danish, &n, &all, Reach::Outside, now()).unwrap();
    assert!(telling.giver.is_none() && telling.what.ends_with("En kollega blev."), "{}", telling.what);
}

#[test]
fn whoever_opens_it_has_everybody_else_asked_once() {
    let n = of_all([YES, YES, NO]);
    let open =
        |grants: &[Grant], user, answer| widened(&n, grants, (user, Reach::Organisation), answer, now());
    let (opened, asked) = open(&[], METTE, Consent::Yes);
    assert_eq!(asked, [GIVER, BO]);
    let stands = |grants: &[Grant], user| standing(&n, grants, (user, Reach::Organisation), now());
    assert_eq!(stands(&opened, METTE), Standing::Live(Some(now() + Months::new(12))));
    assert_eq!([stands(&opened, BO), stands(&opened, GIVER)], [Standing::Asked; 2]);
    assert_eq!(open(&opened, METTE, Consent::Yes), (opened.clone(), vec![]), "a second click");
    let (refused, asked) = open(&opened, BO, Consent::No);
    assert_eq!((stands(&refused, BO), asked), (Standing::Refused(now()), vec![]));
    let (again, asked) = open(&refused, GIVER, Consent::WithoutName);
    assert_eq!(
        (stands(&again, BO), asked),
        (Standing::Refused(now()), vec![]),
        "a no is not asked about again"
    );
    let (after_all, _) = open(&again, BO, Consent::Yes);
    assert!(matches!(stands(&after_all, BO), Standing::Live(_)), "but it can be changed");
    assert!(is_told(&n, &after_all, Reach::Organisation));
    // Other words are asked about anew.
    let other = Nomination { version: 3, ..n.clone() };
    assert!(!is_told(&other, &after_all, Reach::Organisation));
    let (_, asked) = widened(&other, &after_all, (BO, Reach::Organisation), Consent::Yes, now());
    assert_eq!(asked, [GIVER, METTE]);
}

#[test]
fn a_yes_that_ends_soon_is_renewed_and_another_is_left_as_it_is() {
    let n = of_all([YES, None, NO]);
    let after = |days, answer| {
        let (after, asked) =
            widened(&n, &[grant(METTE, Reach::Outside, true, days)], (METTE, Reach::Outside), answer, now());
        assert!(asked.is_empty() || days > 365, "going on asks nobody");
        after[0]
    };
    assert_eq!(after(100, Consent::Yes), grant(METTE, Reach::Outside, true, 100));
    assert_eq!(after(340, Consent::Yes).renewed_at, Some(now()));
    let nameless = after(100, Consent::WithoutName);
    assert_eq!(
        (nameless.named, nameless.renewed_at, nameless.given_at),
        (false, Some(now()), Some(ago(100)))
    );
    assert_eq!(after(400, Consent::Yes).given_at, Some(now()), "it had ended");
    assert_eq!(after(100, Consent::No).withdrawn_at, Some(now()));
}

#[test]
fn whoever_is_out_of_it_is_out_everywhere() {
    let read = of_all([YES, YES, NO]);
    let wider = [GIVER, METTE, BO].map(|user| grant(user, Reach::Outside, true, 9));
    let grants = [grant(METTE, Reach::Team, true, 9), grant(BO, Reach::Team, true, 9)];
    let grants = [&grants[..], &wider].concat();
    assert_eq!(following(&read, &read, &grants, now()), grants, "nothing has changed");
    let mut left = read.clone();
    left.nominees[0].answer = NO;
    let withdrawn = |grants: &[Grant]| -> Vec<_> {
        grants.iter().filter(|g| g.withdrawn_at == Some(now())).map(|g| (g.user, g.reach)).collect()
    };
    let after = following(&read, &left, &grants, now());
    assert_eq!(withdrawn(&after), [(METTE, Reach::Team), (METTE, Reach::Outside)]);
    assert_eq!(after[0].answer(2), NO);
    let nameless = Nomination { without_giver: true, ..read.clone() };
    assert_eq!(withdrawn(&following(&read, &nameless, &grants, now())), [(GIVER, Reach::Outside)]);
    // Other words, which Bo wants: Mette is asked again, and nothing holds beyond the team.
    let mut reworded = Nomination { version: 3, ..read.clone() };
    reworded.nominees[0].answer = None;
    let after = following(&read, &reworded, &grants, now());
    assert_eq!((after[0].answer(3), after[1].answer(3)), (None, YES));
    assert!(!is_told(&reworded, &after, Reach::Outside));
}

fn answers() -> impl Strategy<Value = Option<Consent>> {
    select(vec![YES, NAMELESS, NO, None])
}

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    let days = || prop::option::weighted(0.8, 0..800_i64);
    let one = (any::<bool>(), 1..=2_u16, days(), days(), prop::option::weighted(0.2, 0..800_i64));
    let all: Vec<_> = NAMES.iter().flat_map(|(user, _)| Reach::WIDER.map(|reach| (*user, reach))).collect();
    let count = all.len();
    prop::collection::vec(prop::option::weighted(0.9, one), count).prop_map(move |drawn| {
        let grant = |((user, reach), drawn): (&(UserId, Reach), Option<_>)| {
            let (named, version, given, renewed, withdrawn): (
                bool,
                u16,
                Option<i64>,
                Option<i64>,
                Option<i64>,
            ) = drawn?;
            let given_at = given.map(ago);
            let renewed_at = given.and(renewed).map(ago).filter(|at| Some(*at) > given_at);
            let withdrawn_at = withdrawn.map(ago);
            Some(Grant { user: *user, reach: *reach, named, version, given_at, renewed_at, withdrawn_at })
        };
        all.iter().zip(drawn).filter_map(grant).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is kept: nothing of anybody is told where they have not let it be told, and then it is.
    #[test]
    fn nothing_of_a_person_is_told_without_their_live_consent(
        answers in [answers(), answers(), answers()],
        without_giver in prop::bool::weighted(0.3),
        state in select(vec![NominationState::Shared; 4].into_iter().chain(NominationState::ALL).collect::<Vec<_>>()),
        grants in grants(),
        easy in prop::bool::ANY,
    ) {
        let n = Nomination { without_giver, state, ..of_all(answers) };
        // Otherwise hardly anything would be told.
        let grants: Vec<Grant> = if easy {
            let given = |g: &Grant| Grant { version: 2, given_at: Some(ago(9)), withdrawn_at: None, ..*g };
            grants.iter().map(given).collect()
        } else {
            grants
        };
        for reach in Reach::ALL {
            let live = |user: UserId| {
                let own = grants.iter().find(|g| g.user == user && g.reach == reach)?;
                let since = own.renewed_at.or(own.given_at)?;
                (own.version == 2 && own.withdrawn_at.is_none() && now() < since + Months::new(12)).then_some(own.named)
            };
            let yes = |n: usize| matches!(answers[n], YES | NAMELESS);
            let may = |user: UserId| reach == Reach::Team || live(user).is_some();
            let anybody = (0..3).any(yes);
            let all = (0..3).filter(|n| yes(*n)).all(|n| may(NAMES[n].0)) && may(GIVER);
            let telling = told(Danish, &n, &grants, reach, now());
            prop_assert_eq!(telling.is_some(), state == NominationState::Shared && anybody && all);
            let Some(telling) = telling else { continue };
            let words = format!("{} {} {}", telling.what, telling.meant, telling.names.join(" "));
            prop_assert!(!words.contains("<@"));
            let stands = |name: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word == name);
            for (n, (user, name)) in NAMES.iter().take(3).enumerate() {
                let named = answers[n] == YES && (reach == Reach::Team || live(*user) == Some(true));
                prop_assert_eq!(stands(name), named, "{}: {}", name, words);
                prop_assert_eq!(telling.names.contains(&(*name).to_owned()), named);
            }
            let giver = !without_giver && (reach == Reach::Team || live(GIVER) == Some(true));
            prop_assert_eq!((telling.giver.is_some(), stands("Asta")), (giver, giver), "{}", words);
        }
    }
}
