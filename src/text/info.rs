//! The information text and the help.

/// The version of the information text; shown with it, and kept with each team that has seen it.
pub const INFORMATION_VERSION: u16 = 4;

sentences! {
    information_title();
    information_text(days: u32, controller: &str, contact: &str);
    information_purpose();
    information_news_title();
    information_news();
    information_version(version: u32);
    information_controller_unnamed();
    information_contact_unnamed();
    help_title();
    help_member();
    help_together();
    help_trio(team: &str);
    help_administrator();
    help_no_team();
    help_words();
    help_word(word: &str, meaning: &str);
    help_expectations();
    help_expectation_line(label: &str, term: &str);
}
