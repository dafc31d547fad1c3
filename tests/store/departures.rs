//! Who has left their server.

use super::{GUILD, KAREN, Opened, at, said};
use crate::support::on_both_engines;
use aktor::domain::ids::UserId;

on_both_engines!(everybody_is_listed_once_and_who_has_left_until_they_are_back);

async fn everybody_is_listed_once_and_who_has_left_until_they_are_back() {
    let store = Opened::with_round().await;
    store.keep_replies(&[said(1, "a"), said(2, "b")], &[], at(0)).await.unwrap();
    let (first, second, gone) = (UserId(1_001), UserId(1_002), UserId(7));
    let mut all = store.everybody().await.unwrap();
    all.sort_unstable();
    assert_eq!(all, [(GUILD, KAREN), (GUILD, first), (GUILD, second)]);
    store.note_departure(GUILD, gone, at(1)).await.unwrap();
    store.note_departure(GUILD, first, at(2)).await.unwrap();
    store.note_departure(GUILD, first, at(3)).await.unwrap();
    let mut left = store.departures().await.unwrap();
    left.sort_unstable();
    assert_eq!(left, [((GUILD, gone), at(1)), ((GUILD, first), at(2))], "when it was noticed first");
    assert_eq!(store.everybody().await.unwrap().len(), 4, "of whom nothing else is kept, too");
    store.note_return(GUILD, first).await.unwrap();
    store.note_return(GUILD, second).await.unwrap();
    assert_eq!(store.departures().await.unwrap(), [((GUILD, gone), at(1))]);
    store.database.execute("UPDATE teams SET created_by = 0").await;
    assert!(!store.everybody().await.unwrap().iter().any(|(_, user)| user.0 == 0), "nobody is nobody");
}
