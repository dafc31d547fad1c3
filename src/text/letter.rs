//! The monthly letter: its headings, its preview, its corrections.

sentences! {
    letter_title(month: &str);
    letter_thread_name(month: &str);
    letter_story();
    letter_small_things();
    letter_expectations();
    letter_expectation_story();
    letter_take_along();
    letter_footer(days: u32);
    letter_quiet(month: &str);
    letter_quote(text: &str);
    letter_rest_in_thread();
    button_leave_letter();
    button_correct_letter();
    button_approve();
    button_stop();
    letter_preview_title(month: &str);
    letter_preview_text(when: &str);
    letter_preview_one();
    letter_preview_both();
    letter_preview_two();
    letter_preview_only(month: &str);
    letter_preview_why();
    letter_preview_empty(month: &str);
    letter_why_story();
    letter_why_chance();
    letter_approved();
    letter_approved_posting(when: &str);
    letter_stopped();
    letter_stopped_by_other();
    letter_already_posted(link: &str);
    letter_closed();
    letter_reminder(month: &str);
    letter_left();
    letter_not_in();
    letter_correct_title();
    letter_correct_label();
    letter_corrected();
    letter_correct_nothing();
}
