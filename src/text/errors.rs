//! What was in the way, and what to do about it.

sentences! {
    error_ours();
    error_ours_with_text();
    error_your_text();
    error_no_team_here();
    error_no_team_here_but(channels: &str);
    error_only_in_server();
    error_only_administrator();
    error_only_trio();
    error_not_for_you();
    error_button_outdated();
    error_too_fast();
    error_too_long(length: u32, most: u32);
    error_unknown_date(text: &str);
    error_date_past(date: &str);
    error_unknown_time(text: &str);
    error_unknown_month(text: &str);
    error_cron(text: &str, reason: &str);
    error_cron_fields(count: u32);
    error_cron_field(number: u32, text: &str);
    error_cron_never();
    error_cron_too_often();
    error_missing_permissions(channel: &str, permissions: &str);
    error_cannot_see_channel(channel: &str);
    error_channel_gone();
    error_channel_kind(channel: &str);
    error_channel_announcement(channel: &str);
    error_channel_media(channel: &str);
    error_channel_voice(channel: &str);
    error_channel_category(channel: &str);
    error_forum_no_tag(channel: &str);
    error_channel_is_thread();
    error_not_informed();
    error_never_open();
    error_platform_down();
    error_command_changed();
    kept_without_permission(channel: &str, permissions: &str);
    kept_for_later(channel: &str, reason: &str);
    kept_without_channel();
    parked_told(team: &str, channel: &str, reason: &str);
    parked_told_permissions(team: &str, channel: &str, permissions: &str);
    waiting_here();
    waiting_text();
    waiting_nothing();
    button_show_waiting();
}
