# Names of the things people choose between. The official term stands beside the label in help texts.

expectation-task = Own the task
expectation-context = Improve the whole
expectation-lead-follow = Lead and follow as the task calls for it
expectation-others = Bring others into play

expectation-term-task = Personal responsibility for the task
expectation-term-context = Positive influence on the whole
expectation-term-lead-follow = Flexible authority
expectation-term-others = Agency for others

word-agency = agency
word-freedom = freedom to act
word-direction = direction
word-coordination = coordination
word-commitment = commitment

value-trust = Trust
value-decency = Decency
value-growth = Growth
value-community = Community

part-led = took the lead
part-followed = followed well

seat-leader = Leader
seat-environment = Health and safety representative (AMR)
seat-union = Union representative (TR)
seat-deputy-leader = Deputy for the leader
seat-deputy-environment = Deputy for AMR
seat-deputy-union = Deputy for TR

theme-task = Owning the task
theme-context = The whole
theme-lead-follow = Leading and following
theme-others = Others into play
theme-olfa = OLFA: before we start
theme-direction = Direction
theme-coordination = Coordination
theme-commitment = Commitment
theme-trust = Trust
theme-decency = Decency
theme-growth = Growth
theme-community = Community
theme-citizen = An eye for the citizen
theme-digital = Digital possibilities
theme-workplace = A good place to work
theme-story = A strong story
theme-safety = Psychological safety
theme-learning = What we learned
theme-celebration = Worth celebrating
theme-freedom = Set free to act
theme-across = Across the house
theme-our-words = Our words

form-sentence = Finish the sentence
form-question = Something to think about
form-case = An everyday situation
form-hunt = Spot a good example
form-exercise = Try something small
form-olfa = OLFA check

lens-direction = Direction
lens-coordination = Coordination
lens-commitment = Commitment

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

rhythm-weekly = every week
rhythm-biweekly = every 2nd week
rhythm-monthly = every month
rhythm-cron = own plan

cadence-weekly = every { $weekday } at { $time }
cadence-biweekly = every other { $weekday } at { $time }
cadence-monthly = the first { $weekday } of the month at { $time }
cadence-cron = on your own plan (`{ $cron }`)

language-da = dansk
language-en = english

step-med = Discussion in the MED committee
step-dpia = Impact assessment (DPIA)
step-platform = Assessment of the platform
step-notice = Notice to the staff

parked-go-live = I am waiting for an administrator to write the last of it in `/organisation settings`.
parked-permission = I lack a permission in the channel.
parked-channel-gone = The channel is gone.
parked-guild-gone = I am no longer on the server.
parked-history-unreadable = I cannot read what already stands in the channel, and will not risk writing the same thing twice.
parked-tag-missing = Every post in the forum needs a tag, and there is none that I may use. Create a tag that everyone may use, or turn the requirement off in the forum's settings.

skip-too-late = I was down for too long to make it.
skip-paused = The team was paused.
skip-no-prompt = There were no more questions to ask.
skip-quiet-month = It was a quiet month.
skip-stopped = The TRIO stopped it.
skip-rested = The TRIO let this date rest.
skip-trio-unreachable = I couldn't write in the channel the TRIO has chosen, so the TRIO didn't see it in advance.
skip-not-live = The server had not gone live yet.
skip-ended = The team was finished.
skip-lapsed = It was not approved in time.

permission-view-channel = View Channels
permission-send-messages = Send Messages
permission-send-messages-in-threads = Send Messages in Threads
permission-create-public-threads = Create Public Threads
permission-create-posts = Create Posts
permission-send-messages-in-posts = Send Messages in Posts
permission-embed-links = Embed Links
permission-attach-files = Attach Files
permission-read-message-history = Read Message History

voice-colleague = A colleague
voice-meeting = From the meeting

answer-kind-idea = Idea
answer-kind-perspective = Perspective
answer-kind-question = Question
answer-kind-concern = Concern
answer-kind-misstep = Misstep
answer-kind-means-idea = Something we could try
answer-kind-means-perspective = Another way of seeing it
answer-kind-means-question = Something I would like to know
answer-kind-means-concern = Something that weighs on me
answer-kind-means-misstep = Something that did not go as it should
