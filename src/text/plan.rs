//! The plan that TRIO sees, and what it is told of it.

sentences! {
    plan_title(team: &str);
    plan_intro();
    plan_footer();
    plan_heading(week: u32, when: &str);
    plan_rests_here();
    plan_nothing_left();
    plan_no_dates();
    plan_no_other();
    plan_date_passed();
    plan_changed_meanwhile();
    plan_swapped(when: &str);
    plan_rests(when: &str);
    plan_asked_again(when: &str);
    plan_ahead(team: &str, when: &str);
    plan_invitation(team: &str, channel: &str, when: &str, prompt: &str);
    plan_few_left(left: u32);
    plan_none_left();
    button_plan_swap(day: &str);
    button_plan_lighter();
    button_plan_rest();
    button_plan_ask(day: &str);
}
