//! OLFA cards.

sentences! {
    button_olfa_go();
    button_olfa_talk();
    button_olfa_wait();
    button_olfa_share();
    button_olfa_erase();
    button_olfa_too();
    olfa_form_title();
    olfa_idea_label();
    olfa_idea_hint();
    olfa_organisation_label();
    olfa_organisation_hint();
    olfa_leadership_label();
    olfa_leadership_hint();
    olfa_community_label();
    olfa_community_hint();
    olfa_employee_label();
    olfa_employee_hint();
    olfa_core_task(task: &str);
    olfa_title();
    olfa_incomplete();
    olfa_decide();
    olfa_decided(verdict: &str);
    olfa_goes(name: &str);
    olfa_talks(name: &str);
    olfa_waits(name: &str);
    olfa_too_many();
    olfa_shared(place: &str);
    olfa_erased();
    olfa_gone();
}
