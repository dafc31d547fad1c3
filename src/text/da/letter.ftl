# The monthly letter.

letter-title = Månedsbrev · { $month }
letter-thread-name = Månedsbrev · { $month }
letter-story = En historie fra måneden
letter-small-things = De små ting
letter-expectations = Fire forventninger og muligheder
letter-expectation-story = Se historien ovenfor.
letter-learning = Det lærte vi
letter-learning-told = Vi prøvede: { $tried }
    Vi lærte: { $learned }
letter-learning-thanks = *Tak til den, der turde fortælle det.*
letter-doubts = *Det er svært lige nu*: { $themes }. Det er flere af os, der har skrevet om det.
letter-steps = Aftalt og gjort
letter-step-done = • {"**"}Gjort{"**"}: { $what }
letter-step-agreed = • {"**"}Aftalt{"**"}: { $what } (vi taler om det { $day })
letter-step-open = • {"**"}Stadig åbent{"**"}: { $what }
letter-take-along = Tag med til mødet
letter-footer = Svar gemmes i højst { $days } dage, citater står uden navn, og historier deles kun efter et ja. Vil du ud eller have noget rettet, så brug knapperne.
letter-quiet = Der blev ikke skrevet så meget i { $month }. Der blev helt sikkert gjort en del.
letter-quote = "{ $text }"
letter-rest-in-thread = Resten af brevet ligger i tråden.

button-leave-letter = Tag mig ud
button-correct-letter = Ret teksten
button-approve = Godkend
button-stop = Stop

letter-preview-title = Forhåndsvisning · månedsbrev for { $month }
letter-preview-text = Sådan bliver teamets brev. Det bliver delt, når det er godkendt, tidligst { $when }.
letter-preview-one = Din godkendelse er nok.
letter-preview-both = I skal begge godkende.
letter-preview-two = To af jer skal godkende. Én kan stoppe det.
letter-preview-only = Sådan ser brevet for { $month } ud lige nu. Kun du kan se det.
letter-preview-why = Derfor er det valgt
letter-preview-empty = Der er ikke noget at fortælle fra { $month } endnu.
letter-why-story = Historien: et eksempel om nogen, der ikke har været historien i lang tid.
letter-why-chance = Resten er trukket ved lod blandt det, der må deles.
letter-approved = Tak. Din godkendelse er noteret. Brevet bliver delt, når en mere fra TRIO har godkendt det.
letter-approved-posting = Tak. Brevet er godkendt og bliver delt { $when }.
letter-stopped = Så er brevet stoppet. Det bliver ikke delt.
letter-stopped-by-other = Brevet er stoppet af en anden i TRIO.
letter-already-posted = Brevet er allerede delt: { $link }
letter-closed = Det brev er lukket, så det kan hverken godkendes eller stoppes mere.
letter-reminder = Månedsbrevet for { $month } venter stadig på TRIO.
letter-left = Så er du ude af brevet. Det er rettet nu.
letter-not-in = Jeg fandt ikke noget af dig i brevet, så der er ikke noget at tage ud.
letter-correct-title = Ret teksten
letter-correct-label = Sådan skal der stå
letter-corrected = Så er teksten rettet.
letter-correct-nothing = Der står ikke noget i brevet, som du kan rette. Du kan rette det, du selv har skrevet eller er nævnt i.
