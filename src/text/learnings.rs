//! What the team has learned.

sentences! {
    button_learning_share();
    button_learning_share_named();
    button_learning_offer();
    button_learning_edit();
    button_learning_erase();
    button_learning_read();
    button_learning_too();
    button_learn_from_step();
    learning_form_title();
    learning_tried_label();
    learning_tried_hint();
    learning_happened_label();
    learning_happened_hint();
    learning_learned_label();
    learning_learned_hint();
    learning_next_label();
    learning_next_hint();
    learning_title();
    learning_from(name: &str);
    learning_nameless();
    learning_incomplete();
    learning_mentions();
    learning_preview();
    learning_too_many();
    learning_shared(place: &str);
    learning_edited();
    learning_offered();
    learning_no_trio();
    learning_offer(team: &str);
    learning_read();
    learning_erased();
    learning_gone();
}
