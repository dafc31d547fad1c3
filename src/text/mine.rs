//! `/mine-data`: what is kept about whoever asks.

sentences! {
    mine_title();
    mine_nothing();
    mine_what_next();
    mine_footer(days: u32);
    mine_answers(count: u32);
    mine_examples_given(count: u32);
    mine_examples_about(count: u32);
    mine_consents(count: u32);
    mine_steps(count: u32);
    mine_hands(count: u32);
    mine_learnings(count: u32);
    mine_cards(count: u32);
    mine_questions(count: u32);
    mine_meanings(count: u32);
    mine_trio(count: u32);
    mine_rest(count: u32);
    mine_file();
    mine_file_name();
    mine_not_in_file();
    mine_too_much();
    erase_me_title();
    erase_me_question();
    erase_me_goes();
    erase_me_stays();
    erase_me_what_stays();
    erase_me_nameless();
    erase_me_nameless_stays();
    erase_me_copies();
    button_erase_me_yes();
    button_erase_me_no();
    erase_me_done();
    erase_me_not();
}
