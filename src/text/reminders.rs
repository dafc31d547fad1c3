//! Calling a round to mind, and a member's own pace.

sentences! {
    reminder(until: &str);
    nudge(team: &str, prompt: &str, link: &str);
    nudge_without_words(team: &str, link: &str);
    pace_title(team: &str);
    pace_nudge();
    pace_quiet();
    pace_pause();
    pace_set();
    pace_footer();
    button_pace_nudge();
    button_pace_quiet();
    button_pace_pause();
}
