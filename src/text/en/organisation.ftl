# /organisation indstillinger, and what goes before anything goes live.

organisation-title = The organisation's settings
organisation-footer = For all teams on the server. Controller and contact stand in what everybody can read under What is kept?
heading-reader-role = HU's role
heading-channel = The organisation's channel
heading-contact = Contact about data
heading-legal = Controller and purpose
heading-record = Before we began
heading-waiting = We are waiting
waiting = I write and collect nothing until the discussion, both assessments and the notice have a date and a reference.
record-complete = Everything is in place now. What has been waiting begins.
record-line = { $step }: { $stands }
not-set = Not chosen yet.
legal-line =
    Controller: { $controller }
    Purpose: { $purpose }
step-missing = Missing.
step-settled = { $date } · { $reference }
step-half = Write both the date and the reference. Leave both fields empty to remove it.
step-future = { $date } has not come yet. Write the day it happened, with the year.
button-unset = Remove the choice
help-reader-role = Those who have the role can see the organisation's overview, never single answers.
help-channel = The organisation's letter comes here. It tells only what people have agreed to share, and lists no teams.
contact-label = Whom can people ask about their data?
contact-hint = The data protection officer, dpo@municipality.example
controller-label = Who is the controller?
controller-hint = Norddjurs Kommune
purpose-label = The purpose in your own words
purpose-hint = That we talk about responsibility and good examples from our everyday work
step-date-label = Which day?
step-date-hint = 2026-10-05
step-reference-label = Where can it be read?
step-reference-hint = Minutes of the committee, item 4. A case number is fine too.
channel-kind = The organisation's channel must be a text channel, and { $channel } is of another kind. Choose another.
not-live = We have not begun here yet. Still missing: { $missing }. An administrator writes it in `/organisation settings`.
setup-waits = I begin when the last of it stands in `/organisation settings`.
