//! What fell due while nothing was written to the database may have been done without its knowing.

use super::{GUILD, KAREN, Opened, at, occasion, round, work};
use crate::support::on_both_engines;
use aktor::domain::absence::Absence;
use aktor::store::Store;

on_both_engines!(
    what_fell_due_meanwhile_is_doubted_and_nothing_else,
    an_absence_is_known_at_later_starts_and_work_made_late_is_doubted_too,
);

async fn what_fell_due_meanwhile_is_doubted_and_nothing_else() {
    let store = Opened::with_team().await;
    assert_eq!(store.notice_absence(None, at(0)).await.unwrap(), None, "a new database has missed nothing");
    let all = [work(1, "before", 0), work(2, "meanwhile", 50), work(3, "after", 61)];
    store.enqueue(&all, at(10)).await.unwrap();
    assert_eq!(store.notice_absence(Some(at(11)), at(12)).await.unwrap(), None, "a minute is not long");
    assert_eq!(store.doubts(at(0)), None);
    let absence = store.notice_absence(Some(at(11)), at(60)).await.unwrap();
    assert_eq!(absence, Some(Absence { since: at(11), until: at(60) }));
    assert_eq!(
        (store.doubts(at(0)), store.doubts(at(60)), store.doubts(at(61))),
        (Some(at(11)), Some(at(60)), None)
    );
    let claims = store.claim("a", at(61), at(62), 9, true).await.unwrap();
    let seen: Vec<_> = claims.iter().map(|claim| (claim.key.as_str(), claim.fresh, claim.tried_at)).collect();
    assert_eq!(seen, [("before", false, at(11)), ("meanwhile", false, at(50)), ("after", true, at(61))]);
    // It is certain of this attempt that nothing came of it; of what may have been done before it is not.
    store.release(&claims[1], at(70), true, "busy").await.unwrap();
    let again = store.claim("a", at(70), at(71), 9, true).await.unwrap();
    let again = again.iter().find(|claim| claim.key == "meanwhile").unwrap();
    assert_eq!((again.fresh, again.tried_at), (false, at(50)));
}

async fn an_absence_is_known_at_later_starts_and_work_made_late_is_doubted_too() {
    let opened = Opened::with_team().await;
    opened.enqueue(&[work(1, "made before", 900)], at(0)).await.unwrap();
    let absence = Some(Absence { since: at(0), until: at(600) });
    assert_eq!(opened.notice_absence(None, at(600)).await.unwrap(), absence);
    opened.enqueue(&[work(2, "life", 900)], at(601)).await.unwrap();
    // Another start, a moment after something was written.
    let store = Store::open(&opened.database.url()).await.unwrap();
    assert_eq!((store.doubts(at(5)), store.absence()), (None, None), "not looked yet");
    assert_eq!(store.notice_absence(Some(at(601)), at(601)).await.unwrap(), absence);
    let (mut late, mut new) = (occasion(10, 0), occasion(11, 1));
    (late.due_at, new.due_at) = (at(5), at(700));
    let planned = [(late, vec![work(3, "late", 610)]), (new, vec![work(4, "new", 700)])];
    store.plan(KAREN, GUILD, &planned, at(602)).await.unwrap();
    let claims = store.claim("a", at(602), at(603), 9, true).await.unwrap();
    assert_eq!(claims.len(), 0);
    let claims = store.claim("a", at(700), at(701), 9, true).await.unwrap();
    let seen: Vec<_> = claims.iter().map(|claim| (claim.key.as_str(), claim.fresh, claim.tried_at)).collect();
    assert_eq!(seen, [("late", false, at(5)), ("new", true, at(700))]);
    // What follows on a post that was found belongs to its time.
    let follows = [work(5, "reminder", 30), work(6, "next reminder", 650)];
    store.record_prompt_posted(&claims[0], &round(10), &follows, at(701)).await.unwrap();
    let claims = store.claim("a", at(702), at(703), 9, true).await.unwrap();
    let fresh: Vec<_> = claims.iter().filter(|c| c.key.contains("reminder")).map(|c| c.fresh).collect();
    assert_eq!(fresh, [false, true]);
}
