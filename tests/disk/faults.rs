//! Nothing that was said to be kept is lost, nothing is posted that could not be recorded, and everything goes on by
//! itself once the disk is well.

use super::{House, PEOPLE};
use std::time::Duration;

/// The most times that people answer on a disk that flaps.
const MOST_ROUNDS: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing_and_is_told() {
    fails("full", "takes no writes").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_disk_loses_nothing_and_is_told() {
    fails("read-only", "takes no writes").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_does_not_keep_what_it_took_loses_nothing_and_is_told() {
    fails("no-sync", "takes no writes").await;
}

async fn fails(how: &str, reason: &str) {
    let mut house = House::new().await;
    let thread = house.prompts()[0].id;
    let mut kept = vec!["før".to_owned()];
    house.world.user("Asta").say(thread, "før").unwrap();
    house.keeps(&kept).await;
    // A prompt falls due while the disk fails. The scheduler hears of it by the work that an answer makes.
    let soon = "UPDATE teams SET next_prompt_date = date('now'),
        next_prompt_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '+3 seconds')";
    house.execute(soon).await;
    kept.push("lige før".to_owned());
    house.answer("Bo", "lige før").await.unwrap();

    house.disk(how);
    let (after, said) = house.readiness_is(503).await;
    assert!(after < Duration::from_secs(5), "told after {after:?}");
    assert!(said.contains(reason), "{said}");
    // More often than there are connections.
    for (n, who) in PEOPLE.iter().enumerate() {
        let said = house.answer(who, &format!("imens {n}")).await.unwrap();
        assert!(said.contains("Det gik galt hos mig") && said.contains(&format!("imens {n}")), "{said}");
    }
    house.world.user("Mette").say(thread, "i tråden imens").unwrap();
    house.logged("what was heard could not be kept yet").await;
    house.logged("what is due could not be planned").await;
    assert_eq!(house.prompts().len(), 1, "what cannot be recorded is not posted");

    house.disk("");
    let (after, _) = house.readiness_is(200).await;
    assert!(after < Duration::from_secs(10), "well again after {after:?}");
    kept.push("i tråden imens".to_owned());
    house.keeps(&kept).await;
    kept.push("bagefter".to_owned());
    house.answer("Ida", "bagefter").await.unwrap();
    house.wait("the prompt that was due", |house| (house.prompts().len() == 2).then_some(())).await;

    // Killed while it fails: what people were told is kept is there.
    house.disk(how);
    house.readiness_is(503).await;
    house.kill();
    house.disk("");
    house.start().await;
    house.keeps(&kept).await;
    assert_eq!(house.prompts().len(), 2, "nothing is posted twice");
}

/// A disk that fails now and then, four people at once, and a kill in the middle.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_were_told_is_kept_is_there_whenever_the_process_dies() {
    let mut house = House::new().await;
    let (mut acknowledged, mut refused) = (Vec::new(), 0);
    // How many are refused depends on how fast the machine is: both kinds have to come.
    for round in 0..MOST_ROUNDS {
        if round >= 3 && !acknowledged.is_empty() && refused > 0 {
            break;
        }
        let answers = async {
            let ask = async |who: &str, n: usize| {
                let text = format!("{who} svarer for gang nummer {n} i runde {round}.");
                let said = house.answer(who, &text).await.unwrap();
                let kept = said.contains("Tak, fordi du delte det");
                assert!(kept || said.contains(&text), "neither kept nor given back: {said}");
                kept.then_some(text).ok_or(said)
            };
            let both = async |one: &str, other: &str| {
                let mut all = Vec::new();
                for who in [one, other] {
                    all.push(ask(who, all.len()).await);
                }
                all
            };
            let (a, b, c, d) = tokio::join!(
                both("Asta", "Bo"),
                both("Mette", "Jens"),
                both("Leif", "Ida"),
                both("Ole", "Solvej")
            );
            [a, b, c, d].concat()
        };
        let flapping = async {
            for fails in ["full", "", "no-sync", "", "read-only"].iter().cycle() {
                house.disk(fails);
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
        };
        let answers = tokio::select! {
            answers = answers => answers,
            () = flapping => unreachable!("it goes on for ever"),
        };
        for answer in answers {
            match answer {
                Ok(text) => acknowledged.push(text),
                Err(_) => refused += 1,
            }
        }
        house.kill();
        house.disk("");
        house.start().await;
        let kept = house.kept().await;
        let lost: Vec<_> = acknowledged.iter().filter(|text| !kept.contains(text)).collect();
        assert!(lost.is_empty(), "told to be kept, and lost: {lost:?}");
    }
    assert!(!acknowledged.is_empty() && refused > 0, "{} kept, {refused} refused", acknowledged.len());
    assert_eq!(house.prompts().len(), 1);
}
