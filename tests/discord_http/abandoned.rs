//! Requests whose answer nobody waits for any more.

use super::{ME, encoder};
use aktor::discord::http::Executor;
use aktor::discord::platform::DiscordPlatform;
use aktor::domain::ids::ChannelId;
use aktor::service::platform::Platform;
use secrecy::SecretString;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_request_that_is_given_up_does_not_hold_the_next_ones_back() {
    let silent = Arc::new(AtomicBool::new(true));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = silent.clone();
    let app = axum::Router::new().fallback(async move || {
        if asked.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        r#"{"id":"7","type":0,"guild_id":"1"}"#
    });
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let executor = Executor::new(&base, &SecretString::from("a.token")).unwrap();
    let platform = DiscordPlatform::new(executor, encoder(), ME);
    // As with somebody who asks how a team stands while the platform is slow.
    for _ in 0..3 {
        let look = platform.channel(ChannelId(7));
        assert!(tokio::time::timeout(Duration::from_millis(50), look).await.is_err());
    }
    silent.store(false, Ordering::SeqCst);
    let began = Instant::now();
    let found = tokio::time::timeout(Duration::from_secs(20), platform.channel(ChannelId(7))).await;
    assert!(found.is_ok_and(|found| found.is_ok()), "held back for {:?}", began.elapsed());
}
