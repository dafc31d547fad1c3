//! The store, driven directly, on both engines.

use crate::support::Postgres;
use aktor::store::Store;

#[tokio::test]
async fn the_schema_is_brought_up_to_date_once_and_found_again() {
    let Some(database) = Postgres::new().await else { return };
    for _ in 0..2 {
        let store = Store::open(&database.url()).await.unwrap();
        store.ping().await.unwrap();
        store.close().await;
    }
}
