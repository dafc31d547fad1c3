# The plan that TRIO sees, and what it is told of it.

plan-title = Det næste for { $team }
plan-intro = Sådan ser de næste uger ud. Passer et spørgsmål ikke til jer lige nu, så byt det.
plan-footer = Det, I ser her, er det, teamet får. Kommer der nye spørgsmål til, ændrer det ikke planen.
plan-heading = Uge { $week } · { $when }
plan-rests-here = Ingen spørgsmål den dag. I har ladet den hvile.
plan-nothing-left = Her er der ikke noget at spørge om: alle temaer hviler.
plan-no-dates = Der er ingen datoer lige nu. Holder teamet pause, så brug `/team genoptag`.
plan-no-other = Der er ikke noget andet spørgsmål at bytte til. Lader I færre temaer hvile, er der flere at vælge imellem.
plan-date-passed = Den dato er ikke med i planen længere. Se den nye med `/team plan`.
plan-changed-meanwhile = Planen er ændret i mellemtiden. Sådan ser den ud nu.
plan-swapped = Byttet. Det her får I { $when }.
plan-rests = Så hviler I { $when }. Næste spørgsmål kommer, som det plejer.
plan-asked-again = Så er I med igen { $when }.
plan-ahead = Om tre arbejdsdage, { $when }, stiller jeg { $team } dette spørgsmål. Er det ikke det rigtige lige nu, kan I bytte det her.
plan-invitation =
    Et spørgsmål er lettere at svare på, når en anden er gået først. Det her stiller jeg { $team } i { $channel } { $when }:

    {"**"}{ $prompt }{"**"}

    Har du lyst til at skrive et af de første svar? Et par ærlige linjer er nok, og det er også helt fint at lade være.
plan-few-left = { $left ->
    [one] Der er ét spørgsmål tilbage, som teamet ikke har fået.
   *[other] Der er { $left } spørgsmål tilbage, som teamet ikke har fået.
} Derefter begynder jeg forfra. Flere temaer kan vækkes med `/team tilpas`.
plan-none-left = Teamet har fået alle spørgsmål, så nu begynder jeg forfra. Flere temaer kan vækkes med `/team tilpas`.

button-plan-swap = Byt { $day }
button-plan-lighter = Giv os en lettere
button-plan-rest = Spring over
button-plan-ask = Tag { $day } med igen
