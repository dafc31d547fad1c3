# The team's own prompts: suggested, decided on, hidden, put into the team's own words.

own-asked-by = Stillet af { $name }
own-waiting = { $count ->
    [one] Der venter ét forslag til et spørgsmål. Se det med `/spørgsmål godkend`.
   *[other] Der venter { $count } forslag til spørgsmål. Se dem med `/spørgsmål godkend`.
}

own-thanks = Tak. TRIO læser dit forslag og bestemmer, om det kommer med. Dit navn bliver ikke vist.
own-thanks-named = Tak. TRIO læser dit forslag og bestemmer, om det kommer med. I så fald står der "Stillet af { $name }".
own-already = Findes allerede: { $text }
own-already-hidden = Findes, men er skjult: { $text }
own-exists =
    Det spørgsmål har I allerede:
    {"**"}{ $text }{"**"}
own-exists-hidden =
    Det spørgsmål har I, men I har skjult det:
    {"**"}{ $text }{"**"}
    TRIO kan tage det frem igen med `/spørgsmål skjul`.
own-alike =
    Det ligner et spørgsmål, I allerede har:
    {"**"}{ $text }{"**"}
    Spørger dit om noget andet, så send det bare.
own-alike-hidden =
    Det ligner et spørgsmål, I har skjult:
    {"**"}{ $text }{"**"}
    TRIO kan tage det frem igen med `/spørgsmål skjul`. Spørger dit om noget andet, så send det bare.
own-alike-waiting = Der venter allerede et forslag hos TRIO, som ligner. Spørger dit om noget andet, så send det bare.
own-draft-heading = Dit forslag
own-draft-kept = Jeg gemmer det i et døgn, så du kan tænke over det.
own-draft-gone = Det forslag har jeg ikke længere. Skriv det igen med `/spørgsmål foreslå`.
own-too-many = Der venter mange forslag hos TRIO lige nu. Gem dit til lidt senere, eller sig det til en af dem.
own-enough-of-yours = Du har fem forslag, der ikke er afgjort endnu. Træk et af dem tilbage med `/spørgsmål liste`, hvis du hellere vil foreslå det her.

own-list-title = Spørgsmålene hos { $team }
own-list-intro = Her er det, I selv har fundet på, og det, I har skjult eller skrevet om.
own-list-none = Her er ikke noget endnu. Går du og gemmer på et godt spørgsmål, så brug `/spørgsmål foreslå`.
own-list-waiting = { $count ->
    [one] Der venter ét forslag hos TRIO.
   *[other] Der venter { $count } forslag hos TRIO.
}
own-list-page = Side { $page } af { $pages }
own-mine-waiting = Dit forslag · venter på TRIO
own-mine-draft = Dit forslag · ikke sendt
own-mine-refused = Dit forslag · kom ikke med
own-refused-because = TRIO skriver: { $reason }
own-entry-reworded = jeres egne ord
own-entry-hidden = skjult
own-choose-hint = Se et forslag, der venter
own-take-back-hint = Træk noget af dit eget tilbage
own-take-back = Træk forslaget tilbage
own-take-name = Fjern mit navn
own-withdrawn = Så er dit forslag slettet.
own-unnamed = Så står dit navn der ikke, næste gang det bliver stillet. Det, der allerede er stillet, står, som det var.
own-not-taken-back = Der er ikke noget at trække tilbage længere. Sådan står det nu.

own-panel-title = Forslag til { $team }
own-panel-heading = Tråden kommer til at hedde "{ $heading }".
own-panel-named = Kommer det med, står der "Stillet af { $name }". Retter du i spørgsmålet, står navnet der ikke.
own-panel-alike = Det ligner et, I allerede har: { $text }
own-panel-alike-hidden = Det ligner et, I har skjult: { $text }
own-panel-more = { $count ->
    [one] Der venter ét til bagefter.
   *[other] Der venter { $count } til bagefter.
}
own-none-waiting = Der venter ikke noget forslag lige nu.
own-unknown-suggestion = Jeg kan ikke finde "{ $text }" blandt de forslag, der venter. Vælg et af dem, der dukker op, mens du skriver.
own-approved = Godkendt. Nu er det et af jeres spørgsmål og bliver stillet, når det er dets tur. Planen er den samme.
own-refused = Så kommer det ikke med. Den, der foreslog det, får jeres grund at vide privat.
own-decided-approved = Det forslag er allerede godkendt.
own-decided-refused = Det forslag har TRIO allerede sagt nej til.
own-decided-gone = Det forslag venter ikke længere.
own-edit-form-title = Ret og godkend
own-refuse-form-title = Hvorfor ikke?
own-text-label = Spørgsmålet
own-title-label = Titel på tråden
own-title-hint = Lad den stå tom, så laver jeg en.
own-help-label = En hjælpende linje
own-help-hint = Et lille eksempel at begynde med. Kan undværes.
own-reason-label = Jeres grund
own-reason-hint = Den, der foreslog det, får den at læse. Skriv, som du ville sige det.
own-told-refused =
    Tak for dit forslag til { $team }:
    {"**"}{ $text }{"**"}
    TRIO har læst det og tager det ikke med denne gang. De skriver: { $reason }
    Har du et andet, vil de gerne se det: `/spørgsmål foreslå`.

own-unknown-prompt = Jeg kan ikke finde spørgsmålet "{ $text }". Begynd at skrive noget af det, og vælg det på listen.
own-prompt-asked = Det bliver stillet, når det er dets tur.
own-prompt-hidden = Det er skjult og bliver ikke stillet.
own-prompt-reworded = Det står med jeres egne ord.
own-hidden = Så bliver det ikke stillet. Står det i planen, får I et andet den dag.
own-shown-again = Så er det med igen.
own-reworded = Så står det med jeres egne ord.
own-original = Så står det igen med de oprindelige ord.
own-last = Det er det sidste, jeg har at spørge om. Tag et andet frem først, eller lad færre temaer hvile med `/team tilpas`.
own-changed-meanwhile = En anden har skrevet det om i mellemtiden. Se, hvad der står nu, med `/spørgsmål skjul`.
own-reword-form-title = Med jeres egne ord

button-own-send = Send alligevel
button-own-back = Forrige
button-own-on = Næste
button-own-approve = Godkend
button-own-edit = Ret og godkend
button-own-refuse = Afvis
button-own-hide = Skjul
button-own-show = Tag frem igen
button-own-reword = Skriv om
button-own-original = Brug de oprindelige ord
