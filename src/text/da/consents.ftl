# Consent beyond the team: who may hear an example, for how long, and who is asked.

button-wider-list = Hvem må høre mine eksempler?
button-wider-open = Må flere høre det?
button-wider-yes = Ja, gerne
button-wider-without-name = Ja, uden mit navn
button-wider-no = Nej, kun i teamet
wider-button-organisation = I organisationen
wider-button-outside = Udenfor

wider-list-title = Hvem må høre dine eksempler?
wider-choose-hint = Vælg et eksempel, hvis du vil ændre det
wider-none = Du er ikke med i noget godt eksempel, der er delt.
wider-title = Hvem må høre det her eksempel?
wider-terms = Uden for teamet bliver det kun fortalt, hvis alle, der er med i det, siger ja til netop de her ord. Siger nogen nej eller ingenting, bliver det i teamet, og ingen får at vide, hvem det var. Et ja gælder i et år. Du kan altid trække det tilbage med `/mine-data vis`.
wider-stays = Det bliver i teamet: Teamet er afsluttet, eller den, der fortalte det, er her ikke længere.

wider-organisation = organisationen
wider-who-organisation = andre i { $organisation }
wider-who-outside = folk uden for { $organisation }

wider-named = med dit navn
wider-nameless = uden dit navn
wider-team = Teamet: siden den { $since }, { $how }.
wider-live = { $who }: ja fra den { $since }, { $how }, til den { $until }.
wider-told = Det må fortælles nu.
wider-waits = Det bliver først fortalt, når alle, der er med i det, har sagt ja.
wider-asked = { $who }: Du er spurgt og har ikke svaret. Det tæller som et nej.
wider-ended = { $who }: Dit ja løb ud den { $at }.
wider-refused = { $who }: nej siden den { $at }.
wider-unasked = { $who }: ikke endnu.

wider-ask-title = Må flere høre det?
wider-ask = Du er med i et godt eksempel, som teamet har hørt. En af jer, der er med i det, vil gerne lade { $who } høre det. Må de det? Du svarer på ordene, som de står herunder.
wider-again-title = Må det fortælles et år mere?
wider-again = For snart et år siden sagde du ja til, at { $who } må høre det her. Dit ja gælder til den { $until }. Må det gælde et år mere? Svarer du ikke, holder det op af sig selv.

wider-thanks-told = Tak. Alle, der er med i det, har sagt ja, så nu må { $who } høre det. Dit ja gælder til den { $until }.
wider-thanks-waits = Tak. Jeg fortæller det først til { $who }, når alle, der er med i det, har sagt ja. Dit ja gælder til den { $until }.
wider-thanks-no = Helt i orden. Det bliver i teamet, og ingen får at vide, at du sagde nej.
wider-outdated = Ordene er ændret siden. Se, hvordan de er nu, med `/mine-data vis`.
wider-gone = Det eksempel er ikke delt længere, så der er ikke noget at svare på.
