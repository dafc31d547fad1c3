# Names of the things people choose between. The official term stands beside the label in help texts.

expectation-task = Tag ansvar for opgaven
expectation-context = Påvirk helheden positivt
expectation-lead-follow = Led og følg, når opgaven kalder
expectation-others = Bring andre i spil

expectation-term-task = Personligt ansvar for opgaven
expectation-term-context = Positiv påvirkning af sammenhængen
expectation-term-lead-follow = Fleksible autoritetsforhold
expectation-term-others = Aktørskab for andre

word-agency = aktørskab
word-freedom = frisættelse
word-direction = kurs
word-coordination = koordinering
word-commitment = commitment

value-trust = Tillid
value-decency = Ordentlighed
value-growth = Udvikling
value-community = Fællesskab

part-led = gik forrest
part-followed = fulgte godt

seat-leader = Leder
seat-environment = AMR
seat-union = TR
seat-deputy-leader = Suppleant for leder
seat-deputy-environment = Suppleant for AMR
seat-deputy-union = Suppleant for TR

theme-task = Ansvar for opgaven
theme-context = Helheden
theme-lead-follow = At lede og følge
theme-others = Andre i spil
theme-olfa = OLFA: før vi går i gang
theme-direction = Kurs
theme-coordination = Koordinering
theme-commitment = Commitment
theme-trust = Tillid
theme-decency = Ordentlighed
theme-growth = Udvikling
theme-community = Fællesskab
theme-citizen = Blik for borgeren
theme-digital = Digitale muligheder
theme-workplace = En attraktiv arbejdsplads
theme-story = En stærk fortælling
theme-safety = Psykologisk tryghed
theme-learning = Det lærte vi
theme-celebration = Værd at fejre
theme-freedom = Frisættelse
theme-across = På tværs
theme-our-words = Ordene hos os

form-sentence = Færdiggør sætningen
form-question = Til eftertanke
form-case = En situation fra hverdagen
form-hunt = Find et godt eksempel
form-exercise = Prøv noget lille
form-olfa = OLFA-tjek

lens-direction = Kurs
lens-coordination = Koordinering
lens-commitment = Commitment

weekday-monday = mandag
weekday-tuesday = tirsdag
weekday-wednesday = onsdag
weekday-thursday = torsdag
weekday-friday = fredag
weekday-saturday = lørdag
weekday-sunday = søndag

month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

rhythm-weekly = hver uge
rhythm-biweekly = hver 2. uge
rhythm-monthly = hver måned
rhythm-cron = egen plan

cadence-weekly = hver { $weekday } kl. { $time }
cadence-biweekly = hver anden { $weekday } kl. { $time }
cadence-monthly = den første { $weekday } i måneden kl. { $time }
cadence-cron = efter jeres egen plan (`{ $cron }`)

language-da = dansk
language-en = english

step-med = Drøftelse i MED
step-dpia = Konsekvensanalyse (DPIA)
step-platform = Vurdering af platformen
step-notice = Besked til medarbejderne

parked-go-live = Jeg venter på, at en administrator skriver det sidste i `/organisation indstillinger`.
parked-permission = Jeg mangler en rettighed i kanalen.
parked-channel-gone = Kanalen findes ikke længere.
parked-guild-gone = Jeg er ikke længere med på serveren.
parked-history-unreadable = Jeg kan ikke læse, hvad der allerede står i kanalen, og vil ikke risikere at skrive det samme to gange.
parked-tag-missing = Hvert opslag i forummet skal have et tag, og der er ikke noget, jeg må bruge. Opret et tag, som alle må bruge, eller slå kravet fra under forummets indstillinger.

skip-too-late = Jeg var ude af drift for længe til at nå det.
skip-paused = Teamet holdt pause.
skip-no-prompt = Der var ikke flere spørgsmål at stille.
skip-quiet-month = Det var en stille måned.
skip-stopped = TRIO stoppede det.
skip-rested = TRIO lod datoen hvile.
skip-trio-unreachable = Jeg kunne ikke skrive i den kanal, TRIO har valgt, så TRIO så det ikke på forhånd.
skip-not-live = Vi var ikke gået i gang på serveren endnu.
skip-ended = Teamet blev afsluttet.
skip-lapsed = Det blev ikke godkendt i tide.

permission-view-channel = Se kanaler
permission-send-messages = Send beskeder
permission-send-messages-in-threads = Send beskeder i tråde
permission-create-public-threads = Opret offentlige tråde
permission-create-posts = Opret opslag
permission-send-messages-in-posts = Send beskeder i opslag
permission-embed-links = Integrer links
permission-attach-files = Vedhæft filer
permission-read-message-history = Se meddelelseshistorik

voice-colleague = En kollega
voice-meeting = Fra mødet

answer-kind-idea = Idé
answer-kind-perspective = Perspektiv
answer-kind-question = Spørgsmål
answer-kind-concern = Bekymring
answer-kind-misstep = Fejltrin
answer-kind-means-idea = Noget, vi kunne prøve
answer-kind-means-perspective = En anden måde at se det på
answer-kind-means-question = Noget, jeg gerne vil vide
answer-kind-means-concern = Noget, der går mig på
answer-kind-means-misstep = Noget, der ikke gik, som det skulle
