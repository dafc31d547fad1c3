//! What the commands answer. Their names and descriptions are found by [`super::labels`].

sentences! {
    setup_done(team: &str, channel: &str);
    setup_changed(team: &str);
    setup_unchanged(team: &str);
    setup_rhythm(cadence: &str);
    setup_next();
    setup_trio();
    setup_preview_hint();
    setup_change_hint();
    status_rhythm();
    status_next();
    status_no_next();
    status_last();
    status_last_none();
    status_last_line(title: &str, when: &str, link: &str);
    status_missing();
    status_nothing_missing();
    status_few_prompts();
    status_paused();
    status_paused_until(date: &str);
    status_skipped();
    status_skipped_line(date: &str, reason: &str);
    status_trio();
    status_trio_none();
    status_trio_line(seat: &str, name: &str);
    status_trio_waiting(seat: &str, name: &str);
    pause_done();
    pause_done_until(date: &str);
    pause_already();
    resume_done(next: &str);
    resume_not_paused(next: &str);
    send_now_done(channel: &str, next: &str);
    send_now_none_left();
    send_now_already();
    send_now_paused();
    trio_asked(names: &str);
    trio_nobody();
    trio_bot(name: &str);
    trio_already(name: &str);
    trio_question_title();
    trio_question(asker: &str, seat: &str, team: &str);
    button_trio_yes();
    button_trio_no();
    trio_yes(seat: &str, team: &str);
    trio_no(team: &str);
    trio_outdated();
}
