//! The page of `aktor demo`: who the invented colleagues are, the guided tour, what became of a leap in time.

sentences! {
    demo_job_carer();
    demo_job_helper();
    demo_job_teacher();
    demo_job_roads();
    demo_job_caseworker();
    demo_job_leader();
    demo_job_environment();
    demo_job_union();
    demo_job_administrator();
    demo_job_committee();
    demo_tour_answer();
    demo_tour_answer_text();
    demo_tour_nominate();
    demo_tour_nominate_text();
    demo_tour_consent();
    demo_tour_consent_text();
    demo_tour_letter();
    demo_tour_letter_text();
    demo_tour_withdraw();
    demo_tour_withdraw_text();
    demo_tour_team();
    demo_tour_team_text();
    demo_leap_passed(when: &str);
    demo_leap_question(when: &str);
    demo_leap_no_question();
    demo_leap_preview(names: &str);
    demo_leap_letter(when: &str);
    demo_leap_no_letter();
    demo_fill_done(answers: i64);
    demo_fill_nobody();
    demo_fill_no_question();
    demo_broken();
}
