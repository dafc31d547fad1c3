//! `/organisation indstillinger`, and what goes before anything goes live.

sentences! {
    organisation_title();
    organisation_footer();
    heading_reader_role();
    heading_channel();
    heading_contact();
    heading_legal();
    heading_record();
    heading_waiting();
    waiting();
    record_complete();
    record_line(step: &str, stands: &str);
    not_set();
    legal_line(controller: &str, purpose: &str);
    step_missing();
    step_settled(date: &str, reference: &str);
    step_half();
    step_future(date: &str);
    button_unset();
    help_reader_role();
    help_channel();
    contact_label();
    contact_hint();
    controller_label();
    controller_hint();
    purpose_label();
    purpose_hint();
    step_date_label();
    step_date_hint();
    step_reference_label();
    step_reference_hint();
    channel_kind(channel: &str);
    not_live(missing: &str);
    setup_waits();
}
