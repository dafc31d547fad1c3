# What the team has learned.

button-learning-share = Del med teamet
button-learning-share-named = Del med mit navn
button-learning-offer = Lad TRIO dele den
button-learning-edit = Ret
button-learning-erase = Slet
button-learning-read = Læs den
button-learning-too = Vi har også lært noget
button-learn-from-step = Skriv, hvad vi lærte

learning-form-title = Det lærte vi
learning-tried-label = Hvad prøvede vi?
learning-tried-hint = Vi prøvede at …
learning-happened-label = Hvad skete der?
learning-happened-hint = Det gik sådan her …
learning-learned-label = Hvad lærte vi?
learning-learned-hint = Nu ved vi, at …
learning-next-label = Hvad prøver vi nu?
learning-next-hint = Det må gerne stå tomt
learning-title = Det lærte vi
learning-from = Fortalt af { $name } · tak for modet
learning-nameless = Fortalt af en kollega · tak for modet
learning-incomplete = De tre første felter skal med: hvad vi prøvede, hvad der skete, og hvad vi lærte. En halv sætning er nok.
learning-mentions = En læring handler om os, ikke om en bestemt. Tag @ og navnet ud, skriv "vi" i stedet, og send igen.
learning-preview = Sådan ser den ud. Kun du kan se den. Deler du den ikke, sletter jeg den i morgen.
learning-too-many = Du har flere, som ikke er delt endnu. Del eller slet en af dem først.
learning-shared = Tak, fordi du delte det. Det kan vi andre bygge videre på. Du finder den i { $place }.
learning-edited = Så er den rettet.
learning-offered = Så ligger den hos TRIO. De kan læse den og dele den, men de får ikke dit navn. Du kan stadig rette eller slette den.
learning-no-trio = Teamet har ingen TRIO endnu. Du kan selv dele den, med eller uden dit navn.
learning-offer = En kollega i { $team } har skrevet om noget, vi har lært, og lader jer bestemme, om teamet skal se det.
learning-read = En kollega har skrevet det her. Deler I den, står der ikke noget navn ved.
learning-erased = Så er den slettet.
learning-gone = Den læring findes ikke længere.
