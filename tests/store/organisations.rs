//! What is set for a whole server.

use super::{GUILD, KAREN, Opened, at, date};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, GuildId, RoleId, UserId};
use aktor::domain::organisation::{Organisation, Settled, Step};

on_both_engines!(settings_are_kept_for_each_server_and_changed_only_from_how_they_stand);

async fn settings_are_kept_for_each_server_and_changed_only_from_how_they_stand() {
    let store = Opened::new().await;
    let nothing = Organisation::default();
    assert_eq!(store.organisation(GUILD).await.unwrap(), nothing);
    let settled = Settled { date: date(0), reference: "Sag 26/1234 🌱".to_owned() };
    let first = Organisation {
        reader_role: Some(RoleId(7)),
        channel: Some(ChannelId(8)),
        contact: Some("dpo@norddjurs.example".to_owned()),
        controller: Some("Norddjurs Kommune".to_owned()),
        purpose: Some("At vi taler sammen".to_owned()),
        record: [(Step::Med, settled.clone()), (Step::Notice, settled)].into(),
        complete_since: Some(at(5)),
    };
    assert!(store.change_organisation(GUILD, (&nothing, &first), KAREN, at(0)).await.unwrap());
    assert_eq!(store.organisation(GUILD).await.unwrap(), first);
    assert_eq!(store.organisation(GuildId(1)).await.unwrap(), nothing, "another server's are its own");
    let late = Organisation { contact: None, ..nothing.clone() };
    assert!(!store.change_organisation(GUILD, (&nothing, &late), UserId(5), at(1)).await.unwrap());
    assert_eq!(store.organisation(GUILD).await.unwrap(), first);
    let second = Organisation { contact: None, ..first.clone() };
    assert!(store.change_organisation(GUILD, (&first, &second), UserId(5), at(2)).await.unwrap());
    assert_eq!(store.organisation(GUILD).await.unwrap(), second);
}
