//! The process dies while it starts, at each boundary of starting, with a prompt that came due meanwhile.

use super::Doomed;
use super::trap::Trap;
use crate::support::{Town, local};
use chrono::Duration;

#[tokio::test]
async fn a_start_survives_a_death_at_every_boundary() {
    let mut town = Town::without_bot().await;
    let trap = Trap::default();
    town.hook = trap.hook();
    town.start().await;
    town.set_up(town.channel).await;
    let mut doomed = Doomed::new(town, trap);
    doomed.die().await;
    doomed.trap.passed();
    doomed.town.start().await;
    let starting = doomed.trap.passed();
    assert!(starting.iter().any(|boundary| boundary.what.starts_with("PUT ")), "{starting:?}");

    let mut monday = local(2026, 11, 2, 9, 0);
    for (nth, deadly) in starting.iter().enumerate() {
        let since = doomed.newest();
        doomed.die().await;
        doomed.town.clock.set(monday);
        // The tenth of many alike is that one too: each start passes them in the same order.
        let mut left = starting[..nth].iter().filter(|boundary| *boundary == deadly).count();
        let boundary = deadly.clone();
        doomed.trap.set(
            move |passed| {
                let here = *passed == boundary;
                left = left.wrapping_sub(usize::from(here));
                here && left == usize::MAX
            },
            || {},
        );
        let trap = doomed.trap.clone();
        tokio::select! {
            biased;
            () = trap.struck() => {}
            // What comes after being ready may come a little later.
            () = doomed.town.start() => trap.struck().await,
        }
        doomed.die().await;
        doomed.town.start().await;
        doomed.town.settled().await;
        doomed.assert_no_doubles(since, &deadly.to_string());
        let prompts = doomed.town.prompts(doomed.town.channel);
        let new = prompts.iter().filter(|prompt| prompt.id > since).count();
        assert_eq!(new, 1, "{deadly}\n{}", doomed.tail());
        monday += Duration::days(7);
        while monday.date_naive() >= local(2026, 12, 21, 0, 0).date_naive()
            && monday.date_naive() <= local(2027, 1, 3, 0, 0).date_naive()
        {
            monday += Duration::days(7);
        }
    }
    println!("{} deaths while starting", doomed.deaths);
    doomed.town.end().await;
}
