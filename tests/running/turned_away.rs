//! Turned away by the platform: the process ends with a code by which a supervisor knows whether trying again makes
//! sense, and a sentence that says what to change where.

use super::program::{Program, said};
use crate::support::Town;

/// The close code, and what the sentence must name.
const FOR_GOOD: [(u16, &str); 6] = [
    (4_004, "DISCORD_TOKEN"),
    (4_010, "second application"),
    (4_011, "second application"),
    (4_012, "Update Aktør"),
    (4_013, "Update Aktør"),
    (4_014, "Privileged Gateway Intents"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_that_is_turned_away_for_good_ends_with_78_and_what_to_change() {
    for (code, what) in FOR_GOOD {
        let town = Town::without_bot().await;
        let program = Program::connected(&town).await;
        town.sandbox.gateway().close_all(code);
        let (took, output) = program.ended().await;
        let (ended, sentence) = said(&output);
        assert_eq!(ended, Some(78), "{code}: {sentence}");
        assert!(sentence.contains(what), "{code}: {sentence}");
        assert!(took < std::time::Duration::from_secs(30), "{code}: {took:?}");
        town.end().await;
    }
}
