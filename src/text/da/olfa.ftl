# OLFA cards.

button-olfa-go = Jeg går i gang
button-olfa-talk = Vi taler om det først
button-olfa-wait = Jeg venter
button-olfa-share = Del med teamet
button-olfa-erase = Slet
button-olfa-too = Vej en idé selv

olfa-form-title = Hold en idé op mod OLFA
olfa-idea-label = Hvad er idéen?
olfa-idea-hint = Den, du går og gemmer på. Én linje er nok
olfa-organisation-label = Organisation: Gavner det opgaven?
olfa-organisation-hint = Tænk på det, I er her for
olfa-leadership-label = Ledelse: Er det inden for rammen?
olfa-leadership-hint = Aftaler, økonomi, god forvaltning
olfa-community-label = Fællesskab: Gavner det os?
olfa-community-hint = Kollegerne, og dem vi arbejder sammen med
olfa-employee-label = Ansat: Hvad gør jeg så?
olfa-employee-hint = Det første, du selv kan gøre
olfa-core-task = Kerneopgaven: { $task }
olfa-title = OLFA
olfa-incomplete = Idéen og alle fire hjørner skal med. En halv sætning er nok.
olfa-decide = Sådan ser din idé ud. Kun du kan se den. Hvad gør du?
olfa-decided = Din beslutning: { $verdict }. Kun du kan se det. Vil du dele det med teamet, står dit navn ved. Ellers sletter jeg kortet i morgen.
olfa-goes = { $name } går i gang.
olfa-talks = { $name } vil gerne tale med jer om det først.
olfa-waits = { $name } venter med den.
olfa-too-many = Du har flere kort, som ikke er delt. Del eller slet et af dem først.
olfa-shared = Så er det delt. Det står i { $place }.
olfa-erased = Så er kortet slettet.
olfa-gone = Det kort findes ikke længere.
