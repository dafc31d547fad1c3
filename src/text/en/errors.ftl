# When something is in the way: what it was, and what to do. Only the person sees it.

error-ours = That went wrong on my side, not yours. Try again in a moment.
error-ours-with-text = That went wrong on my side, not yours. Your text is here, ready to copy.
error-your-text = Your text:
error-no-team-here = There is no team here. The command works in a channel that has one, or in one of its threads.
error-no-team-here-but = There is no team here. Try in { $channels }.
error-only-in-server = The command works only in a team's channel on a server, not in private messages.
error-only-administrator = Only someone who may manage the server can do that. Ask an administrator.
error-only-trio = Only the team's TRIO (leader, AMR, TR) and the server's administrators can do that.
error-not-for-you = That button is not for you.
error-button-outdated = That button no longer applies.
error-already-done = That has already been done.
error-too-fast = That was a little fast. Wait a minute and try again.
error-too-long = The text has { $length } characters, and there is room for { $most }. Shorten it a little and send again.
error-unknown-date = I do not understand the date "{ $text }". Write it as 2026-12-24 or 24-12-2026.
error-date-past = { $date } has already passed. Choose a day to come.
error-unknown-time = I do not understand the time "{ $text }". Write it as 09:00.
error-unknown-month = I do not understand the month "{ $text }". Write it as 2026-11.
error-cron = I do not understand the plan "{ $text }": { $reason }
error-cron-fields = There must be five fields, not { $count }.
error-cron-field = Field number { $number } cannot be read: { $text }
error-cron-never = No date fits it.
error-cron-too-often = That plan gives several questions on the same day. One a day at most is plenty.
error-missing-permissions = I am not allowed to do this in { $channel }: { $permissions }. Give my role these permissions in the channel's settings and try again.
error-cannot-see-channel = I cannot see { $channel }. Let my role view the channel and try again.
error-channel-kind = A team lives in a text channel. { $channel } is of another kind.
error-channel-is-thread = A team lives in a channel, not in a thread. Try again in the channel itself.
error-platform-down = Discord is not answering right now. Try again in a moment.

parked-told = I cannot write to { $team } in { $channel }. { $reason } Once that is mended, I go on by myself.
parked-told-permissions = I cannot write to { $team } in { $channel }. I lack: { $permissions }. Once the permissions are there, I go on by myself.
waiting-here = There is something for you
waiting-text = I could not write to you privately. Press the button, and I show it to you alone.
waiting-nothing = There is nothing for you right now.
button-show-waiting = Show me
