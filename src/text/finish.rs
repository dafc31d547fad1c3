//! `/team afslut`: what becomes of what is kept.

sentences! {
    finish_title(team: &str);
    finish_question();
    finish_keep_means(days: u32);
    finish_erase_means();
    button_finish_keep();
    button_finish_erase();
    button_finish_not();
    erase_title(team: &str);
    erase_question();
    button_erase_yes();
    finish_not(team: &str);
    finish_kept(team: &str, days: u32);
    finish_erased(team: &str);
}
