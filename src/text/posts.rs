//! What stands in a team's channel: the prompt, its thread, the introduction, the reminder.

sentences! {
    prompt_heading(week: u32);
    prompt_extra_heading(week: u32);
    prompt_thread_name(week: u32, title: &str);
    prompt_core_task(line: &str);
    prompt_how();
    prompt_how_by_button();
    introduction_by_button_title();
    introduction_by_button();
    prompt_minutes(minutes: u32);
    prompt_kept(days: u32);
    button_answer();
    button_nameless();
    button_nominate();
    button_what_is_kept();
    introduction_title();
    introduction_text(cadence: &str);
}
