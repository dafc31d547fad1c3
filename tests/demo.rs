//! The demo: two months of an invented team, played through the real bot, end as they should.

use crate::support::{buttons, shown};
use aktor::cli::demo::{Paint, Played, play};
use aktor::sandbox::world::{Message, flag};

/// What the bot said where everybody on the team reads it: the channel and its threads.
fn public(played: &Played) -> Vec<Message> {
    let state = played.world.state();
    let bot = state.bot();
    let in_channel: Vec<Message> = state.said_in(played.channel).cloned().collect();
    let threads = in_channel.iter().filter(|message| message.flags & flag::HAS_THREAD != 0);
    let in_threads: Vec<Message> = threads.flat_map(|message| state.said_in(message.id)).cloned().collect();
    in_channel.into_iter().chain(in_threads).filter(|message| message.author == bot).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_months_play_to_the_end_and_nobody_is_named_without_a_yes() {
    let mut page = Vec::new();
    let played = play(&mut page, Paint::Plain, None).await.unwrap();
    let page = String::from_utf8(page).unwrap();

    assert!(played.prompts >= 5, "{} prompts", played.prompts);
    let said = public(&played);
    let asked = said.iter().filter(|message| shown(message).contains("Ugens spørgsmål · uge")).count();
    assert_eq!(asked, played.prompts);
    assert_eq!(played.world.violations(), Vec::<String>::new());

    for month in ["oktober", "november"] {
        let title = format!("Månedsbrev · {month}");
        let posted = said.iter().filter(|message| shown(message).contains(&title)).count();
        assert_eq!(posted, 1, "{month}'s letter is posted once");
    }

    // Bo said yes; Solvej yes without a name; Leif no. None of them gave an example.
    let examples: Vec<_> =
        said.iter().filter(|message| buttons(message).contains(&"Tag mig ud".to_owned())).collect();
    assert!(examples.iter().any(|message| shown(message).contains("Bo ")), "Bo's example is shared");
    assert!(examples.iter().any(|message| shown(message).contains("En kollega lagde ruterne om")));
    for message in &said {
        for name in ["Leif", "Solvej"] {
            let words = shown(message);
            assert!(!words.contains(name), "{name} is named: {words}");
        }
        assert!(!shown(message).contains("lod dem føre ordet"), "a refused example is told all the same");
    }

    assert!(played.letter.contains("november"), "{}", played.letter);
    assert!(played.letter.contains("Telefonerne var nede"), "the whole team's example: {}", played.letter);
    assert!(page.contains(&played.picture.display().to_string()));
    let picture = std::fs::read(&played.picture).unwrap();
    let size = picture_size(&picture).expect("a PNG that can be decoded");
    assert!(size.0 > 300 && size.1 > 200, "{size:?}");

    for line in page.lines() {
        assert!(line.chars().count() <= 92, "too broad for a terminal: {line}");
        assert!(!line.contains('\u{1b}'), "colours in a plain page: {line}");
    }
}

/// Decodes a PNG; its width and height.
fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let picture = resvg::tiny_skia::Pixmap::decode_png(bytes).ok()?;
    Some((picture.width(), picture.height()))
}
