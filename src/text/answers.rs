//! Answering: the form, the receipt, what is refused.

sentences! {
    answer_form_title();
    answer_form_label();
    answer_form_hint();
    answer_posted(name: &str, text: &str);
    answer_thanks();
    answer_where(link: &str);
    button_edit_answer();
    button_delete_answer();
    answer_edited();
    answer_deleted();
    answer_already_deleted();
    answer_not_yours();
    answer_empty();
    take_out_done();
    take_out_done_posted();
    take_out_back();
    take_out_closed();
    take_out_not_yours();
    take_out_no_answer();
    take_out_gone();
    take_out_unreadable();
    answer_is_out();
    round_closed();
    round_not_open_yet();
    thread_gone();
    thread_locked();
    round_none(next: &str);
    round_none_planned();
    reflection_thread(link: &str);
    reflection_elsewhere(link: &str);
    redacted_cpr();
    redacted_phone();
    redacted_email();
    redacted_address();
    redacted_cpr_in_thread(thread: &str);
    redacted_in_thread(thread: &str);
    redacted_in_thread_neutral();
}
