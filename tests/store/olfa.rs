//! OLFA cards.

use super::{GUILD, KAREN, Opened, TEAM, at, removal, team, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, InteractionId, MessageId, OlfaId, UserId};
use aktor::domain::olfa::{MOST_UNSHARED, Olfa, Verdict};
use aktor::domain::team::Team;
use aktor::store::NextDates;

on_both_engines!(
    a_card_is_kept_once_for_its_author,
    a_card_is_shared_once_and_only_when_something_is_decided,
    a_card_that_is_erased_or_old_or_of_a_team_that_ends_is_gone,
);

fn card(id: i64, idea: &str) -> Olfa {
    Olfa {
        id: OlfaId(id),
        team: TEAM,
        author: UserId(7),
        name: None,
        idea: idea.to_owned(),
        corners: ["ja", "jo", "måske", "jeg spørger"].map(str::to_owned),
        verdict: None,
        written_at: at(0),
        shared_at: None,
    }
}

async fn write(store: &Opened, source: i64, card: &Olfa) -> Option<OlfaId> {
    store.write_olfa(InteractionId(source), GUILD, card).await.unwrap()
}

async fn a_card_is_kept_once_for_its_author() {
    let store = Opened::with_team().await;
    assert_eq!(write(&store, 1, &card(1, "En nøgle\0tavle")).await, Some(OlfaId(1)));
    assert_eq!(write(&store, 1, &card(2, "andet")).await, Some(OlfaId(1)), "the same event");
    assert_eq!(write(&store, 2, &card(3, "En nøgletavle")).await, Some(OlfaId(1)), "the same words");
    let row = store.olfa(OlfaId(1)).await.unwrap().unwrap();
    assert_eq!((row.olfa, row.guild, row.shown), (card(1, "En nøgletavle"), GUILD, None));
    for n in 2..=i64::try_from(MOST_UNSHARED).unwrap() {
        assert_eq!(write(&store, 10 + n, &card(n, &n.to_string())).await, Some(OlfaId(n)));
    }
    assert_eq!(write(&store, 99, &card(99, "én til")).await, None);
    let other = Olfa { author: KAREN, ..card(98, "én til") };
    assert_eq!(write(&store, 98, &other).await, Some(OlfaId(98)), "somebody else's");
}

async fn a_card_is_shared_once_and_only_when_something_is_decided() {
    let store = Opened::with_team().await;
    write(&store, 1, &card(1, "En nøgletavle")).await;
    let share = async |n: i64| {
        let key = format!("show:{n}");
        let done = store.share_olfa(OlfaId(1), "As\0ta", &work(n, &key, 0), at(n)).await.unwrap();
        assert_eq!(store.is_open(&key).await.unwrap(), done);
        done
    };
    assert!(!share(1).await, "nothing is decided");
    assert!(store.decide_olfa(OlfaId(1), Verdict::Wait).await.unwrap());
    assert!(store.decide_olfa(OlfaId(1), Verdict::Go).await.unwrap());
    assert!(share(2).await);
    assert!(!share(3).await, "it is shared");
    assert!(!store.decide_olfa(OlfaId(1), Verdict::Talk).await.unwrap(), "the team has seen it");
    let claim = store.claim_one(at(0)).await;
    let place = (ChannelId(11), MessageId(12));
    store.record_olfa_shown(&claim, OlfaId(1), place, &work(50, "remove", 60), at(0)).await.unwrap();
    assert!(!store.is_open("remove").await.unwrap());
    let row = store.olfa(OlfaId(1)).await.unwrap().unwrap();
    let (name, verdict) = (Some("Asta".to_owned()), Some(Verdict::Go));
    let expected = Olfa { name, verdict, shared_at: Some(at(2)), ..card(1, "En nøgletavle") };
    assert_eq!((row.olfa, row.shown), (expected, Some(place)));
}

async fn a_card_that_is_erased_or_old_or_of_a_team_that_ends_is_gone() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    for n in 1..=5 {
        write(&store, n, &card(n, &n.to_string())).await;
        store.decide_olfa(OlfaId(n), Verdict::Go).await.unwrap();
    }
    store.share_olfa(OlfaId(4), "Asta", &work(4, "show:4", 0), at(0)).await.unwrap();
    let (claim, place) = (store.claim_one(at(0)).await, (ChannelId(11), MessageId(14)));
    store.record_olfa_shown(&claim, OlfaId(4), place, &work(53, "unneeded", 0), at(0)).await.unwrap();
    assert!(store.erase_olfa(OlfaId(4), removal, &[], at(2)).await.unwrap());
    assert!(store.is_open("remove:14").await.unwrap(), "where it is known to stand when it is erased");
    store.share_olfa(OlfaId(1), "Asta", &work(1, "show", 0), at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    assert!(store.erase_olfa(OlfaId(1), removal, &[work(50, "gone", 0)], at(2)).await.unwrap());
    assert!(!store.erase_olfa(OlfaId(1), removal, &[work(51, "again", 0)], at(2)).await.unwrap());
    assert!(store.is_open("gone").await.unwrap() && !store.is_open("again").await.unwrap());
    let place = (ChannelId(11), MessageId(12));
    store.record_olfa_shown(&claim, OlfaId(1), place, &work(52, "remove", 0), at(0)).await.unwrap();
    assert!(store.is_open("remove").await.unwrap(), "it was erased on its way");
    store.share_olfa(OlfaId(2), "Asta", &work(2, "show:2", 90), at(90)).await.unwrap();
    store.share_olfa(OlfaId(3), "Asta", &work(3, "show:3", 90), at(200)).await.unwrap();
    assert_eq!(store.expire_olfa(at(0), at(0)).await.unwrap(), 0);
    assert_eq!(
        store.expire_olfa(at(1), at(91)).await.unwrap(),
        2,
        "a draft, and one that was shared long ago"
    );
    for everything in [false, true] {
        let seen = store.team(TEAM).await.unwrap().unwrap();
        let ended = Team { ended_at: Some(at(300)), ..seen.clone() };
        assert!(store.end_team((&seen, &ended), KAREN, &[], everything, at(300)).await.unwrap());
        assert!(store.olfa(OlfaId(3)).await.unwrap().is_none(), "it has not been posted");
    }
}
