//! Answers of the invented colleagues that fit whatever is asked about a theme: concrete, in nobody's trade in particular.
//!
//! No citizens, nobody's health, no real persons.

use crate::domain::prompt::Theme;

/// Answers that fit any prompt of a theme.
pub(super) fn general(theme: Theme) -> [&'static str; 3] {
    let found = ANSWERS.iter().find(|(one, _)| *one == theme);
    found.map_or([OPEN[0], OPEN[1], OPEN[2]], |(_, answers)| *answers)
}

const ANSWERS: [(Theme, [&str; 3]); 22] = [
    (
        Theme::Task,
        [
            "Jeg slipper den først, når jeg ved, hvem der har den efter mig. Det er tit bare en opringning.",
            "Jeg skriver det ned samme dag. I morgen har jeg glemt, at det var vigtigt.",
            "Jeg siger højt, hvad jeg ikke når. Så kan en anden tage over.",
        ],
    ),
    (
        Theme::Context,
        [
            "Vi ringede til dem, der kommer efter os, og spurgte, hvad de mangler. Det tog fire minutter.",
            "Det er tit noget småt: at lade døren stå, eller at lægge nøglen, hvor den næste leder.",
            "Jeg ser ikke altid enden på det, jeg sætter i gang. Det vil jeg gerne blive bedre til at spørge om.",
        ],
    ),
    (
        Theme::LeadFollow,
        [
            "Den, der kender stien, går forrest. Det behøver ikke være mig.",
            "Jeg er god til at gå foran og øver mig i at gå bagved uden at rette.",
            "Det hjælper, når en siger: Jeg tager den. Så kan vi andre holde op med at kigge på hinanden.",
        ],
    ),
    (
        Theme::Others,
        [
            "Jeg stod ved siden af med hænderne på ryggen. Det var sværere, end det lyder.",
            "Vi har en, der kan mere, end hun siger. Jeg er begyndt at spørge hende først.",
            "Et \"hvad tænker du selv?\" kom vi længere med end mit gode råd.",
        ],
    ),
    (
        Theme::Olfa,
        [
            "Jeg begynder altid med opgaven. Rammen glemmer jeg, til nogen nævner den.",
            "Vi prøvede det i en uge og så efter. Så var der ikke så meget at blive uenige om.",
            "Jeg ville spørge den, det koster noget for, før jeg gik i gang. Det er sjældent mig selv.",
        ],
    ),
    (
        Theme::Direction,
        [
            "Når alt haster, spørger jeg, hvad der er værst at lade ligge. Så falder resten på plads.",
            "Hvis jeg skal kunne forklare det ved køkkenbordet derhjemme, skal det være enkelt.",
            "Vi kunne godt sige højt, hvad vi vælger fra. Ellers vælger travlheden for os.",
        ],
    ),
    (
        Theme::Coordination,
        [
            "En seddel på døren. Den virker stadig bedre end tre beskeder i tre systemer.",
            "Jeg skriver det, jeg selv ville have brug for at vide, hvis jeg kom efter mig.",
            "Jeg hører tit tingene ved kaffemaskinen. Det er hyggeligt, indtil man har haft fri den dag.",
        ],
    ),
    (
        Theme::Commitment,
        [
            "At I spørger, hvordan det gik bagefter. Så gider jeg godt igen.",
            "Vi lover lidt mindre nu, og så holder vi det. Det er jeg glad for.",
            "Jeg går ikke hjem uden at have sagt farvel. Det lyder af lidt, men det er en aftale for mig.",
        ],
    ),
    (
        Theme::Trust,
        [
            "Jeg fik nøglen og ingen vejledning. Det gik fint.",
            "Ingen kiggede mig over skulderen, men jeg vidste, hvem jeg kunne ringe til.",
            "Når det går skævt, bliver der spurgt, før der bliver konkluderet. Det bygger jeg på.",
        ],
    ),
    (
        Theme::Decency,
        [
            "Vi rydder op efter os, også når ingen ser det. Det er ikke mere mystisk end det.",
            "Jeg vil hellere have et klart nej end et langt måske.",
            "I kan regne med, at jeg siger det til jer og ikke om jer.",
        ],
    ),
    (
        Theme::Growth,
        [
            "Jeg øver mig, når der er ro på, for ellers tør jeg ikke.",
            "For et år siden gik jeg uden om det. Nu er det mig, de spørger.",
            "Jeg vil gerne lære det fra mig. Det tager fem minutter og en kop kaffe.",
        ],
    ),
    (
        Theme::Community,
        [
            "At nogen havde hældt kaffe op til den, der kom sidst. Det var mig.",
            "Vi griner mest, når noget er gået skævt og er blevet rettet op igen.",
            "Det betyder noget, at der bliver sagt godmorgen med navn på.",
        ],
    ),
    (
        Theme::Citizen,
        [
            "Jeg prøver at spørge i stedet for at gætte. Jeg gætter forkert oftere, end jeg tror.",
            "Når jeg sætter mig ned, bliver samtalen en anden. Også når jeg kun har fem minutter.",
            "Det, der står på listen, er ikke altid det, det handler om.",
        ],
    ),
    (
        Theme::Digital,
        [
            "Jeg spørger den yngste, og hun spørger mig om alt det, der ikke står på en skærm.",
            "Så længe jeg kan se, hvad den har skrevet, og rette det, er jeg med.",
            "Det tog mig et halvt år at turde sige, at jeg ikke kunne finde knappen.",
        ],
    ),
    (
        Theme::Workplace,
        [
            "For mig er det kollegerne. Resten kan man altid klage lidt over.",
            "Jeg cykler gladere hjem de dage, hvor vi nåede at tale sammen.",
            "Lidt mere ro om formiddagen, så ville jeg ikke bytte med nogen.",
        ],
    ),
    (
        Theme::Story,
        [
            "Der er stille bagefter, og ingen har lagt mærke til noget. Så er det gået godt.",
            "Jeg ville fortælle om en helt almindelig torsdag. Den er der ingen, der tror på.",
            "Vi fortæller mest om det, der gik galt. Det andet er der mere af.",
        ],
    ),
    (
        Theme::Safety,
        [
            "Det blev lettere, da en, jeg ser op til, sagde \"det ved jeg heller ikke\".",
            "Jeg siger det helst til én først. Så kommer modet til at sige det til resten.",
            "Når der bliver stille et øjeblik, før nogen svarer, ved jeg, at der bliver lyttet.",
        ],
    ),
    (
        Theme::Learning,
        [
            "Vi havde travlt og sprang det sidste tjek over. Nu har det fået sin egen krog på væggen.",
            "Jeg var helt sikker. Det er som regel der, jeg skulle have spurgt.",
            "Næste gang spørger vi dem, der skal bruge det, før vi går i gang.",
        ],
    ),
    (
        Theme::Celebration,
        [
            "Vi nåede det, og så gik vi bare videre. Der kunne godt have været en kage.",
            "Et tak i døren er rigeligt for mig. Men sig det gerne højt om de andre.",
            "Jeg tager det første skridt på mandag, og så siger jeg til her, når det er gjort.",
        ],
    ),
    (
        Theme::Freedom,
        [
            "Jeg tror, vi må mere, end vi tror. Jeg spørger og skriver svaret her.",
            "Det er rart at bestemme selv, når jeg også ved, hvor langt jeg må gå.",
            "Vi har altid gjort det sådan. Jeg har spurgt tre, og ingen ved hvorfor.",
        ],
    ),
    (
        Theme::Across,
        [
            "Jeg ringede i stedet for at skrive. Det viste sig, at de sad med det samme.",
            "Vi kender kun deres hovednummer. Et navn ville gøre en forskel.",
            "Det er lettere at være sur på en afdeling end på en, man har drukket kaffe med.",
        ],
    ),
    (
        Theme::OurWords,
        [
            "Hos os siger vi det mere lige ud: Gå bare i gang, og sig til, hvad du gør.",
            "Jeg bliver mindre træt, når ordene er nogle, jeg også bruger derhjemme.",
            "Jeg ved, hvordan det ser ud, når det lykkes. Ordet for det betyder mindre for mig.",
        ],
    ),
];

/// What is said when a theme comes back and its own answers have been used.
pub(super) const OPEN: [&str; 12] = [
    "Den skal jeg lige have med hjem. Jeg skriver, når jeg har tænkt.",
    "Jeg talte med en kollega om det i bilen. Vi blev ikke enige, men vi blev klogere.",
    "For mig er det mest de små ting. Dem, ingen skriver ned.",
    "Jeg er ikke sikker. Det ændrer sig, når der er travlt, og det siger vel også noget.",
    "Jeg ville have svaret noget andet for et år siden. Det tager jeg som et godt tegn.",
    "Det kommer an på dagen. På de gode dage går det af sig selv.",
    "Jeg vil hellere høre, hvad de nye siger. Vi andre er holdt op med at se det.",
    "Godt spørgsmål. Skal vi tage det fem minutter på mødet på torsdag?",
    "Jeg er enig med det, der er skrevet. Og så ville jeg spørge en gang mere.",
    "Det ærlige svar er, at jeg ikke har tænkt over det før nu.",
    "Jeg prøver mig frem. Går det ikke, siger jeg det.",
    "Vi er bedre til det, end vi går og siger.",
];

/// What somebody tells of a colleague: the expectation as its choice is called, and what happened.
pub(super) const EXAMPLES: [(&str, &str); 12] = [
    (
        "Påvirk helheden positivt",
        "Da to planer ramte hinanden, blev begge parter ringet op, før nogen kørte. Det tog ti minutter, og ingen stod \
         og ventede.",
    ),
    (
        "Bring andre i spil",
        "Den nye fik lov at føre ordet hele vejen. Bagefter blev der spurgt, hvad vi andre kunne gøre anderledes.",
    ),
    (
        "Tag ansvar for opgaven",
        "Aftalen var ved at falde mellem to stole. Den blev samlet op, afleveret det rigtige sted og skrevet ind, så \
         vi alle kunne se det.",
    ),
    (
        "Led og følg, når opgaven kalder",
        "Systemet var nede hele formiddagen. Den, der kendte papirlisterne bedst, gik forrest, og vi andre fulgte.",
    ),
    (
        "Påvirk helheden positivt",
        "Naboteamet manglede en bil til middag. Ruten blev lagt om, og nøglen lå klar, før de nåede at spørge to gange.",
    ),
    (
        "Bring andre i spil",
        "Der blev spurgt rundt om bordet, også til dem, der plejer at sidde stille. Det bedste forslag kom til sidst.",
    ),
    (
        "Tag ansvar for opgaven",
        "Fejlen blev sagt højt samme dag, sammen med et forslag til, hvordan den ikke sker igen.",
    ),
    (
        "Led og følg, når opgaven kalder",
        "Planen var en andens, og den blev fulgt helt til dørs, også da den var besværlig. Så vidste vi, om den holdt.",
    ),
    (
        "Påvirk helheden positivt",
        "Depotet blev ryddet op og fik mærker på hylderne. Nu kan aftenholdet også finde tingene.",
    ),
    (
        "Bring andre i spil",
        "Vagtplanen blev lagt sammen med to, der aldrig har prøvet det før. Nu er der tre, som kan.",
    ),
    (
        "Tag ansvar for opgaven",
        "Der blev ringet tilbage, selv om det egentlig var en anden afdelings sag. Så var den klaret inden frokost.",
    ),
    (
        "Led og følg, når opgaven kalder",
        "Midt i travlheden sagde en: Jeg tager telefonen, tag I resten. Det var alt, vi manglede.",
    ),
];
