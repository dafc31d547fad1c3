//! A team's own words for what it works with.

sentences! {
    words_title(team: &str);
    words_intro();
    words_footer();
    words_heading(word: &str);
    words_not_yet();
    words_choose_hint();
    button_words_suggest();
    button_words_settle();
    button_words_more();
    words_suggested();
    words_suggestion(number: u32);
    words_use_hint();
    words_suggestion_gone();
    words_changed_meanwhile();
    words_enough_of_yours();
    words_mine(number: u32);
    words_withdraw_hint();
    words_withdrawn();
    words_form_title();
    words_form_hint();
    words_thanks();
    words_too_many();
    words_settled();
    words_asked();
    words_asked_again(meaning: &str);
    words_waiting(count: u32);
}
