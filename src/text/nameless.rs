//! Answers without a name, and answers from a meeting.

sentences! {
    nameless_form_title();
    nameless_form_label();
    nameless_form_hint();
    nameless_where(link: &str);
    nameless_kept();
    nameless_enough();
    nameless_same_words();
    nameless_other_words(text: &str);
    nameless_kind_hint();
    nameless_no_kind();
    nameless_kind_none();
    nameless_kind_noted(kind: &str);
    nameless_kind_concern();
    button_erase_nameless();
    nameless_only_receipt();
    nameless_concern_told(team: &str, link: &str);
    meeting_form_title();
    meeting_form_label();
    meeting_form_hint();
    meeting_thanks();
    meeting_where(link: &str);
    meeting_kept();
}
