//! Prompts that a team suggests, hides and rewords.

use super::{GUILD, KAREN, Opened, TEAM, at, team, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{TeamId, UserId};
use aktor::domain::own::{Change, State, Words};
use aktor::domain::prompt::Theme;
use aktor::domain::team::Team;
use aktor::store::NextDates;
use std::collections::BTreeMap;

on_both_engines!(
    a_suggestion_is_decided_on_once,
    its_author_takes_back_a_suggestion_or_a_name,
    what_nobody_decides_on_is_erased_in_time,
    what_a_team_changes_in_prompts_is_its_own,
    a_team_that_ends_keeps_what_it_has_approved_unless_everything_goes,
);

const ASTA: UserId = UserId(7);

fn words(text: &str) -> Words {
    Words::of(text.to_owned())
}

/// Suggests a prompt; its number.
async fn suggest(store: &Opened, state: State, text: &str, by: Option<&str>, minutes: i64) -> u32 {
    store.suggest_prompt(TEAM, (state, Theme::Trust, &words(text)), ASTA, by, at(minutes)).await.unwrap()
}

/// What is kept: number, state, whether the author is known.
async fn kept(store: &Opened) -> Vec<(u32, State, bool)> {
    let own = store.own_prompts(TEAM).await.unwrap();
    own.iter().map(|own| (own.number, own.state, own.author.is_some())).collect()
}

async fn a_suggestion_is_decided_on_once() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    assert_eq!(suggest(&store, State::Suggested, "et\0", Some("As\0ta"), 0).await, 1);
    assert_eq!(suggest(&store, State::Draft, "to", None, 0).await, 2);
    assert_eq!(suggest(&store, State::Suggested, "tre", None, 0).await, 3);
    let first = store.own_prompt(TEAM, 1).await.unwrap().unwrap();
    assert_eq!((first.words, first.by.as_deref(), first.theme), (words("et"), Some("Asta"), Theme::Trust));
    assert_eq!(store.own_prompt(TeamId(2), 1).await.unwrap(), None);
    let edited = Words { help: "Det må godt være småt.".to_owned(), ..words("ét") };
    assert!(!store.approve_prompt(TEAM, 2, &edited, KAREN, at(1)).await.unwrap(), "it has not been sent");
    assert!(!store.send_draft(TEAM, 2, KAREN, at(1)).await.unwrap(), "it is Asta's");
    assert!(store.send_draft(TEAM, 2, ASTA, at(1)).await.unwrap());
    assert!(!store.send_draft(TEAM, 2, ASTA, at(1)).await.unwrap());
    assert!(store.approve_prompt(TEAM, 1, &edited, KAREN, at(1)).await.unwrap());
    assert!(!store.approve_prompt(TEAM, 1, &words("igen"), KAREN, at(1)).await.unwrap());
    let told = [work(1, "refused", 5)];
    assert!(!store.refuse_prompt(TEAM, 1, "nej", &[work(2, "late", 5)], KAREN, at(1)).await.unwrap());
    assert!(store.refuse_prompt(TEAM, 3, "ikke nu", &told, KAREN, at(1)).await.unwrap());
    assert!(store.is_open("refused").await.unwrap() && !store.is_open("late").await.unwrap());
    let first = store.own_prompt(TEAM, 1).await.unwrap().unwrap();
    assert_eq!((first.words, first.by), (edited, None), "nobody's name stands with what others wrote");
    assert_eq!(store.own_prompt(TEAM, 3).await.unwrap().unwrap().reason.as_deref(), Some("ikke nu"));
    let states = [(1, State::Approved, true), (2, State::Suggested, true), (3, State::Refused, true)];
    assert_eq!(kept(&store).await, states);
}

async fn its_author_takes_back_a_suggestion_or_a_name() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    for state in [State::Draft, State::Suggested, State::Suggested, State::Suggested] {
        suggest(&store, state, "solsort", Some("Asta"), 0).await;
    }
    store.approve_prompt(TEAM, 3, &words("solsort"), KAREN, at(1)).await.unwrap();
    assert!(!store.withdraw_prompt(TEAM, 2, KAREN).await.unwrap(), "it is Asta's");
    assert!(!store.withdraw_prompt(TeamId(2), 2, ASTA).await.unwrap());
    assert!(!store.withdraw_prompt(TEAM, 3, ASTA).await.unwrap(), "it is the team's by now");
    for number in [1, 2] {
        assert!(store.withdraw_prompt(TEAM, number, ASTA).await.unwrap());
        assert!(!store.withdraw_prompt(TEAM, number, ASTA).await.unwrap());
    }
    let left = [(3, State::Approved, true), (4, State::Suggested, true)];
    assert_eq!(kept(&store).await, left);
    let approved = store.approved_prompts(TEAM).await.unwrap();
    assert_eq!(approved.iter().map(|own| own.number).collect::<Vec<_>>(), [3]);
    assert!(!store.unname_prompt(TEAM, 3, KAREN).await.unwrap());
    assert!(!store.unname_prompt(TEAM, 4, ASTA).await.unwrap(), "nobody has taken it in");
    assert!(store.unname_prompt(TEAM, 3, ASTA).await.unwrap());
    assert!(!store.unname_prompt(TEAM, 3, ASTA).await.unwrap());
    assert_eq!(store.own_prompt(TEAM, 3).await.unwrap().unwrap().by, None);
    assert_eq!(store.own_prompt(TEAM, 4).await.unwrap().unwrap().by.as_deref(), Some("Asta"));
}

async fn what_nobody_decides_on_is_erased_in_time() {
    let store = Opened::with_team().await;
    for (state, by) in [
        (State::Draft, None),
        (State::Suggested, None),
        (State::Suggested, Some("Asta")),
        (State::Suggested, None),
    ] {
        suggest(&store, state, "solsort", by, 0).await;
    }
    suggest(&store, State::Suggested, "solsort", None, 9).await;
    for number in [2, 3] {
        store.approve_prompt(TEAM, number, &words("solsort"), KAREN, at(1)).await.unwrap();
    }
    assert_eq!(store.expire_own_prompts(at(0), at(0)).await.unwrap(), 0);
    assert_eq!(store.expire_own_prompts(at(5), at(0)).await.unwrap(), 1, "the draft");
    assert_eq!(store.expire_own_prompts(at(5), at(5)).await.unwrap(), 2);
    // Whoever wants to be named stays known, so that they can take their name off it.
    let left = [(2, State::Approved, false), (3, State::Approved, true), (5, State::Suggested, true)];
    assert_eq!(kept(&store).await, left);
    store.refuse_prompt(TEAM, 5, "nej", &[], KAREN, at(10)).await.unwrap();
    assert_eq!(store.expire_own_prompts(at(5), at(10)).await.unwrap(), 0);
    assert_eq!(store.expire_own_prompts(at(5), at(11)).await.unwrap(), 1);
    assert_eq!(suggest(&store, State::Suggested, "ny", None, 12).await, 6, "no number comes twice");
}

async fn what_a_team_changes_in_prompts_is_its_own() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    store.hide_prompt(TEAM, "a", false, KAREN, at(1)).await.unwrap();
    assert_eq!(store.prompt_changes(TEAM).await.unwrap(), BTreeMap::new(), "it was not hidden");
    for _ in 0..2 {
        store.hide_prompt(TEAM, "a", true, KAREN, at(1)).await.unwrap();
    }
    let (mine, other) = (words("vores\0"), words("andre"));
    let kept = words("vores");
    assert!(store.reword_prompt(TEAM, "a", None, Some(&mine), KAREN, at(1)).await.unwrap());
    assert!(
        !store.reword_prompt(TEAM, "a", None, Some(&other), KAREN, at(1)).await.unwrap(),
        "somebody was quicker"
    );
    assert!(store.reword_prompt(TEAM, "b", None, Some(&other), KAREN, at(1)).await.unwrap());
    let changes = |hidden, words: Option<&Words>| Change { hidden, words: words.cloned() };
    let expected = BTreeMap::from([
        ("a".to_owned(), changes(true, Some(&kept))),
        ("b".to_owned(), changes(false, Some(&other))),
    ]);
    assert_eq!(store.prompt_changes(TEAM).await.unwrap(), expected);
    assert_eq!(store.prompt_changes(TeamId(2)).await.unwrap(), BTreeMap::new());
    store.hide_prompt(TEAM, "a", false, KAREN, at(1)).await.unwrap();
    assert!(store.reword_prompt(TEAM, "b", Some(&other), None, KAREN, at(1)).await.unwrap());
    let expected = BTreeMap::from([
        ("a".to_owned(), changes(false, Some(&kept))),
        ("b".to_owned(), changes(false, None)),
    ]);
    assert_eq!(store.prompt_changes(TEAM).await.unwrap(), expected);
}

async fn a_team_that_ends_keeps_what_it_has_approved_unless_everything_goes() {
    for everything in [false, true] {
        let store = Opened::with_team().await;
        for state in [State::Draft, State::Suggested, State::Suggested] {
            suggest(&store, state, "solsort", Some("Asta"), 0).await;
        }
        store.approve_prompt(TEAM, 3, &words("solsort"), KAREN, at(1)).await.unwrap();
        store.hide_prompt(TEAM, "a", true, KAREN, at(1)).await.unwrap();
        let seen = store.team(TEAM).await.unwrap().unwrap();
        assert_eq!(seen.guild, GUILD);
        let ended = Team { ended_at: Some(at(30)), ..seen.clone() };
        assert!(store.end_team((&seen, &ended), KAREN, &[], everything, at(30)).await.unwrap());
        let left: &[_] = if everything { &[] } else { &[(3, State::Approved, true)] };
        assert_eq!(kept(&store).await, left);
        assert_eq!(store.prompt_changes(TEAM).await.unwrap().len(), usize::from(!everything));
        assert_eq!(suggest(&store, State::Suggested, "ny", None, 40).await, 4);
    }
}
