//! Consent beyond the team: who may hear an example, for how long, and who is asked.

sentences! {
    button_wider_list();
    button_wider_open();
    button_wider_yes();
    button_wider_without_name();
    button_wider_no();
    wider_button_organisation();
    wider_button_outside();
    wider_list_title();
    wider_choose_hint();
    wider_none();
    wider_title();
    wider_terms();
    wider_stays();
    wider_organisation();
    wider_who_organisation(organisation: &str);
    wider_who_outside(organisation: &str);
    wider_named();
    wider_nameless();
    wider_team(since: &str, how: &str);
    wider_live(who: &str, since: &str, how: &str, until: &str);
    wider_told();
    wider_waits();
    wider_asked(who: &str);
    wider_ended(who: &str, at: &str);
    wider_refused(who: &str, at: &str);
    wider_unasked(who: &str);
    wider_ask_title();
    wider_ask(who: &str);
    wider_again_title();
    wider_again(who: &str, until: &str);
    wider_thanks_told(who: &str, until: &str);
    wider_thanks_waits(who: &str, until: &str);
    wider_thanks_no();
    wider_outdated();
    wider_gone();
}
