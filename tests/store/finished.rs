//! The end of a team.

use super::{GUILD, KAREN, Opened, TEAM, at, date, occasion, said, team, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{DeliveryId, OccasionId};
use aktor::domain::occasion::{OccasionState, SkipReason};
use aktor::domain::team::{Seat, Team};
use aktor::store::NextDates;

on_both_engines!(
    a_team_ends_with_its_work_its_dates_and_its_rounds,
    what_people_wrote_goes_only_when_everything_is_erased
);

async fn ended() -> (Opened, Team, Team) {
    let store = Opened::with_round().await;
    let next = NextDates { prompt: Some((at(60), date(7))), ..NextDates::default() };
    store.save_team(None, &team(1), KAREN, next, &[], at(0)).await.unwrap();
    let seen = store.team(TEAM).await.unwrap().unwrap();
    let ended = Team { ended_at: Some(at(30)), ..seen.clone() };
    (store, seen, ended)
}

async fn a_team_ends_with_its_work_its_dates_and_its_rounds() {
    let (store, seen, ended) = ended().await;
    let planned = (occasion(11, 1), vec![work(2, "prompt:11", 5), work(3, "remove", 5)]);
    store.plan(KAREN, GUILD, &[planned], at(0)).await.unwrap();
    let open = store.open_work_of(TEAM).await.unwrap();
    assert_eq!(open, [(DeliveryId(2), "{\"job\":2}".to_owned()), (DeliveryId(3), "{\"job\":3}".to_owned())]);
    let stale = Team { k: 9, ..seen.clone() };
    assert!(
        !store.end_team((&stale, &ended), KAREN, &[DeliveryId(2)], true, at(30)).await.unwrap(),
        "it has changed"
    );
    assert_eq!(store.open_work_of(TEAM).await.unwrap().len(), 2);
    assert!(store.end_team((&seen, &ended), KAREN, &[DeliveryId(2)], false, at(30)).await.unwrap());
    assert_eq!(store.team(TEAM).await.unwrap(), Some(ended));
    assert_eq!(store.next_dates(TEAM).await.unwrap(), NextDates::default());
    assert_eq!(store.open_work_of(TEAM).await.unwrap(), [(DeliveryId(3), "{\"job\":3}".to_owned())]);
    let skipped = store.occasion(OccasionId(11)).await.unwrap().unwrap();
    assert_eq!((skipped.state, skipped.skipped), (OccasionState::Skipped, Some(SkipReason::Ended)));
    let posted = store.occasion(OccasionId(10)).await.unwrap().unwrap();
    assert_eq!(posted.state, OccasionState::Posted);
    let round = store.round(OccasionId(10)).await.unwrap().unwrap();
    assert!(round.accepts(at(29)) && !round.accepts(at(30)), "{round:?}");
}

async fn what_people_wrote_goes_only_when_everything_is_erased() {
    for everything in [false, true] {
        let (store, seen, ended) = ended().await;
        store.keep_replies(&[said(1, "solsortens sang")], &[], at(1)).await.unwrap();
        store.seat_trio(TEAM, &[(Seat::Leader, KAREN, work(9, "seat", 5))], KAREN, at(1)).await.unwrap();
        let drop = [DeliveryId(9)];
        assert!(store.end_team((&seen, &ended), KAREN, &drop, everything, at(30)).await.unwrap());
        let left = usize::from(!everything);
        assert_eq!(store.replies_of_round(OccasionId(10)).await.unwrap().len(), left);
        assert_eq!(store.trio(TEAM).await.unwrap().len(), left);
        assert_eq!(store.prompt_history(TEAM).await.unwrap().len(), 0, "none was settled in this test");
        assert!(store.round(OccasionId(10)).await.unwrap().is_some(), "dates and ids stay");
        // The work's key can be used again after everything was erased.
        store.enqueue(&[work(10, "seat", 6)], at(31)).await.unwrap();
        assert_eq!(store.open_work_of(TEAM).await.unwrap().len(), usize::from(everything));
    }
}
