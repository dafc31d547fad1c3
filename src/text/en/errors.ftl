# When something is in the way: what it was, and what to do. Only the person sees it.

error-ours = That went wrong on my side, not yours. Try again in a moment.
error-ours-with-text = That went wrong on my side, not yours. Your text is here, ready to copy.
error-your-text = Your text:
error-no-team-here = There is no team here. The command works in a channel that has one, or in one of its threads.
error-no-team-here-but = There is no team here. Try in { $channels }.
error-only-in-server = The command works only in a team's channel on a server, not in private messages.
error-only-administrator = Only someone who may manage the server can do that. Ask an administrator.
error-only-trio = Only the team's TRIO (leader, AMR, TR) and the server's administrators can do that. Ask one of them.
error-not-for-you = That button is for somebody else, so nothing has happened.
error-button-outdated = That button no longer works. Use my newest message, or write `/hjælp` in the team's channel.
error-too-fast = That was a little fast. Wait a minute and try again.
error-too-long = The text has { $length } characters, and there is room for { $most }. Shorten it a little and send again.
error-unknown-date = I do not understand the date "{ $text }". Write it as 2026-12-24 or 24-12-2026.
error-date-past = { $date } is too early. Choose tomorrow or later.
error-unknown-time = I do not understand the time "{ $text }". Write it as 09:00.
error-unknown-month = I cannot use the month "{ $text }". Write a month that has begun, like this: 2026-11.
error-cron = I do not understand the plan "{ $text }": { $reason } Write for example "0 9 * * 1" for every Monday at 9.
error-cron-fields = There must be five fields, not { $count }.
error-cron-field = Field number { $number } cannot be read ("{ $text }").
error-cron-never = No date fits it.
error-cron-too-often = That plan gives several questions on the same day, and one a day is plenty. Choose one time.
error-missing-permissions = In { $channel } I lack these permissions: { $permissions }. Give them to my role in the channel's settings and try again.
error-cannot-see-channel = I cannot see { $channel }. Let my role view the channel and try again.
error-channel-gone = That channel no longer exists. Choose another one.
error-channel-kind = A team lives in a text channel or a forum, and { $channel } is of another kind. Choose another channel under `channel`.
error-channel-announcement = { $channel } is an announcement channel that other servers can follow. What you share should stay with you. Choose a text channel or a forum instead.
error-channel-media = { $channel } is a media channel, made for pictures and films. With me it is the words that count. Choose a text channel or a forum instead.
error-channel-voice = { $channel } is a voice channel, where written answers are soon lost. Choose a text channel or a forum instead.
error-channel-category = { $channel } is a category, and nobody can write in it. Choose one of the channels in it.
error-forum-no-tag = Every post in { $channel } needs a tag, and there is none that I may use. Create a tag that everyone may use, or turn the requirement off in the forum's settings. Then try again.
error-channel-is-thread = A team lives in a channel, not in a thread. Try again in the channel itself.
error-not-informed = First I have to tell in the team's channel what I keep. It is on its way, so try again in a moment. If nothing appears in the channel, `/team status` can say what is in the way.
error-never-open = That leaves no day on which I can ask. Keep at least one day a year open.
error-platform-down = Discord is not answering right now. Try again in a moment.
error-command-changed = The command has changed since. Restart Discord and try again. `/hjælp` shows what you can do here.

kept-without-permission = Thank you, I have kept it. But it is not shown yet, for I lack a permission in { $channel }: { $permissions }. Please tell an administrator. Once I have it, it appears by itself.
kept-for-later = Thank you, I have kept it. But it is not shown yet, for I cannot write in { $channel }. { $reason } Once that is mended, it appears by itself.
kept-without-channel = Thank you. But the channel has been deleted, so it cannot be shown anywhere.

parked-told = I cannot write to { $team } in { $channel }. { $reason } Once that is mended, I go on by myself.
parked-told-permissions = I cannot write to { $team } in { $channel }. I lack: { $permissions }. Once the permissions are there, I go on by myself.
waiting-here = There is something for you
waiting-text = I could not write to you privately. Press the button, and I show it to you alone.
waiting-nothing = There is nothing for you right now.
button-show-waiting = Show me
