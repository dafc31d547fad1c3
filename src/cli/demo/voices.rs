//! What the invented colleagues of a home-care team answer: by prompt where the play comes to it, else by
//! theme, so that the play goes on when the library grows and the rotation asks something else.
//!
//! No citizens, nobody's health, no real persons.

use crate::domain::prompt::Theme;

/// How an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In the prompt's thread.
    Thread,
    /// As a reply to the prompt in the channel.
    Reply,
    /// Through the button and its form.
    Button,
}

/// What becomes of an answer afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It stands.
    Stands,
    /// Its writer changes it to this.
    Becomes(&'static str),
    /// Its writer deletes it.
    Goes,
}

/// One answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    /// Whose.
    pub(super) who: &'static str,
    /// How.
    pub(super) way: Way,
    /// The words.
    pub(super) words: &'static str,
    /// What becomes of them.
    pub(super) then: Then,
}

const fn voice(who: &'static str, way: Way, words: &'static str) -> Voice {
    Voice { who, way, words, then: Then::Stands }
}

impl Voice {
    const fn becomes(self, words: &'static str) -> Self {
        Self { then: Then::Becomes(words), ..self }
    }

    const fn goes(self) -> Self {
        Self { then: Then::Goes, ..self }
    }
}

use Way::{Button, Reply, Thread};

/// The answers to a prompt, in the order in which they are given.
pub(super) fn answers(prompt: &str, theme: Theme) -> Vec<Voice> {
    match prompt {
        "ordentlighed-01" => ORDENTLIGHED_01.to_vec(),
        "fejring-01" => FEJRING_01.to_vec(),
        "olfa-01" => OLFA_01.to_vec(),
        "borger-03" => BORGER_03.to_vec(),
        "frisaettelse-03" => FRISAETTELSE_03.to_vec(),
        "faellesskab-02" => FAELLESSKAB_02.to_vec(),
        "andre-i-spil-03" => ANDRE_I_SPIL_03.to_vec(),
        "koordinering-01" => KOORDINERING_01.to_vec(),
        "ansvar-02" => ANSVAR_02.to_vec(),
        _ => {
            let [first, second, third] = general(theme);
            vec![voice("Asta", Thread, first), voice("Bo", Reply, second), voice("Ida", Button, third)]
        }
    }
}

const ORDENTLIGHED_01: [Voice; 4] = [
    voice(
        "Asta",
        Thread,
        "Bilerne. Nogen havde gjort dem alle seks klar, før vi mødte: handsker, sprit, lygter, der virker. \
         Vi andre kom ud ad døren til tiden.",
    ),
    voice(
        "Bo",
        Reply,
        "Nøgleskabet. Der er kommet nye mærker på, og der er ryddet op nedefra. Det må have taget en time. \
         Jeg har ikke ledt efter en nøgle siden.",
    ),
    voice(
        "Ida",
        Button,
        "Jeg spurgte om det samme for tredje gang og fik lov at prøve selv, mens en kollega stod ved siden \
         af. Det var gået hurtigere, hvis hun bare havde gjort det.",
    ),
    voice(
        "Mette",
        Thread,
        "Loftliften, der drillede. Der blev søgt om en ny i stedet for endnu en lap på den gamle.",
    )
    .becomes(
        "Loftliften, der drillede. Der blev søgt om en ny i stedet for endnu en lap på den gamle. To skemaer \
             og en opringning, og i dag kom den.",
    ),
];

const FEJRING_01: [Voice; 4] = [
    voice(
        "Jens",
        Thread,
        "At vi kom gennem hele september uden at aflyse et eneste bad. Det burde have udløst en kage.",
    ),
    voice(
        "Solvej",
        Reply,
        "Køreplanen holdt tre uger i træk. Jeg sagde det ikke højt, for så plejer den at gå i stykker.",
    ),
    voice("Bo", Thread, "Hvem har nøglen til det blå skab? Jeg står dernede nu.").goes(),
    voice(
        "Ida",
        Button,
        "Jeg kørte min første rute alene. Der var ingen fanfare, men jeg spiste en romkugle i bilen.",
    ),
];

const OLFA_01: [Voice; 4] = [
    voice(
        "Mette",
        Thread,
        "Ideen: Vi ringer ti minutter før, når vi er forsinkede. Det hjælper opgaven, og rammen er der \
         allerede. Jeg prøver det fra torsdag og siger til, hvis det koster for meget tid.",
    ),
    voice(
        "Bo",
        Thread,
        "Ideen: Én vagttelefon, så dagholdet kan få fat i os på 20 12 34 56 hele aftenen. God for os. Men er den \
         inden for rammen?",
    )
    .becomes(
        "Ideen: Én vagttelefon, så dagholdet kan få fat i os hele aftenen. God for os. Men er den inden for rammen?",
    ),
    voice(
        "Karen",
        Thread,
        "Den er inden for rammen, hvis vi bruger den telefon, vi allerede betaler for. Jeg sætter den på \
         til onsdag.",
    ),
    voice(
        "Asta",
        Button,
        "Ideen: Den, der møder først, sætter også kaffe over til nattevagten. Fire gange ja. Jeg gør det bare.",
    ),
];

const BORGER_03: [Voice; 4] = [
    voice(
        "Solvej",
        Thread,
        "Hvornår på dagen de helst vil have besøg. Ikke hvornår vi kan, men hvornår de helst vil.",
    ),
    voice(
        "Asta",
        Thread,
        "Hvad de var gode til, før de fik brug for os. Der står tit et helt arbejdsliv i de stuer.",
    ),
    voice("Bo", Reply, "Om vi taler for meget. Eller for lidt."),
    voice(
        "Jens",
        Button,
        "Hvad vi roligt kan holde op med. Der er ting, vi gør af gammel vane, som ingen har bedt om.",
    ),
];

const FRISAETTELSE_03: [Voice; 4] = [
    voice(
        "Ida",
        Thread,
        "At bytte om på to besøg, når det giver bedre mening. Jeg har troet, det skulle godkendes hver gang. \
         Skal det det?",
    ),
    voice(
        "Solvej",
        Thread,
        "Nej. Inden for samme formiddag må du bytte, bare du skriver det i planen. Det har vi vist aldrig \
         fået sagt højt.",
    ),
    voice(
        "Jens",
        Button,
        "At gå en tur i stedet for at gøre rent. Jeg spørger visitationen, hvor grænsen går, og skriver svaret her.",
    ),
    voice(
        "Mette",
        Reply,
        "Vi kunne samle dem på en seddel: Det må du godt. Jeg hænger en op på tavlen i dag.",
    ),
];

const FAELLESSKAB_02: [Voice; 4] = [
    voice(
        "Bo",
        Thread,
        "Da jeg tog den samme rundkørsel fire gange, fordi gps'en blev ved med at sige \"vend om\". Alle kunne \
         følge mig på kortet.",
    ),
    voice("Asta", Thread, "Og så ringede der en og spurgte, om vi skulle sende kaffe ud."),
    voice("Ida", Button, "Jeg sagde god weekend til alle. Det var tirsdag. Alle svarede i lige måde."),
    voice("Jens", Reply, "Kagen i køleskabet med sedlen: Prøve, må ikke åbnes. Den holdt til klokken ti."),
];

const ANDRE_I_SPIL_03: [Voice; 4] = [
    voice(
        "Solvej",
        Thread,
        "… julevagtplanen. Jeg har lavet den alene i seks år, og den bliver bedre, hvis en fra aftenholdet \
         sidder med.",
    ),
    voice("Bo", Thread, "Det vil jeg gerne. Jeg har alligevel meninger om den plan hvert år bagefter."),
    voice(
        "Mette",
        Button,
        "… bestillingen af handsker og sprit. Det er ikke svært, det er bare altid mig, der husker det.",
    ),
    voice("Ida", Reply, "Handsker og sprit vil jeg gerne have. Så lærer jeg også, hvor tingene kommer fra."),
];

const KOORDINERING_01: [Voice; 4] = [
    voice(
        "Bo",
        Thread,
        "Et billede på telefonen af, hvor liften stod, og én linje om den knap, der driller. Jeg behøvede ikke \
         ringe til nogen.",
    ),
    voice(
        "Asta",
        Reply,
        "To minutter ved bilerne, ansigt til ansigt. Intet skema kan det, de to minutter kan.",
    ),
    voice(
        "Ida",
        Button,
        "Der stod, hvad der var gjort, hvad der manglede, og hvem jeg kunne spørge. Mere skal jeg ikke bruge.",
    ),
    voice("Jens", Thread, "Der stod klokkeslæt på. Ring efter 13 er bedre end ring senere."),
];

const ANSVAR_02: [Voice; 4] = [
    voice(
        "Asta",
        Thread,
        "Jeg ringer til hjælpemidler, før jeg starter bilen, og skriver det i planen, så den næste ved det. \
         Fem minutter for sent er bedre end et fald.",
    ),
    voice(
        "Bo",
        Reply,
        "Siger højt, at den bremser skidt i dag, så det ikke kun er mig, der ved det. Og så ringer jeg. \
         Ellers tror vi alle, at den forrige gjorde det.",
    ),
    voice(
        "Ida",
        Button,
        "Jeg ville have troet, det var en andens opgave. Nu ved jeg, hvem jeg ringer til. Nummeret hænger på \
         tavlen.",
    ),
    voice(
        "Mette",
        Thread,
        "Og skriv det ind som nærved-hændelse. Ikke for at finde en skyldig, men så vi kan se mønsteret.",
    ),
];

/// Answers that fit any prompt of a theme.
fn general(theme: Theme) -> [&'static str; 3] {
    match theme {
        Theme::Task | Theme::Direction => [
            "Jeg slipper den først, når jeg ved, hvem der har den efter mig. Det er tit bare en opringning.",
            "Jeg spørger mig selv, hvad der ville gøre forskel for dem, vi er her for. Så ved jeg som regel, hvad der kommer først.",
            "Jeg siger højt, hvad jeg gør, og hvad jeg ikke når. Så kan en anden tage over.",
        ],
        Theme::Context | Theme::Across | Theme::Coordination => [
            "Vi ringede til dem, der har opgaven efter os, og spurgte, hvad de mangler. Det tog fire minutter.",
            "Køkkenet sagde til i god tid, så vi kunne lægge ruten om. Sådan vil jeg også gerne være.",
            "Jeg skriver det, jeg selv ville have brug for at vide, hvis jeg kom efter mig.",
        ],
        Theme::LeadFollow | Theme::Safety | Theme::Trust => [
            "Det er lettest, når den, der har mest på hjerte, ikke er den eneste, der taler.",
            "Jeg fik lov at prøve det på min måde, og bagefter talte vi om det uden at lede efter fejl.",
            "Jeg siger til, når jeg er i tvivl. Det gik bedre, end jeg troede, første gang.",
        ],
        Theme::Others | Theme::Growth | Theme::Learning => [
            "Jeg lod den nye gøre det og stod ved siden af med hænderne på ryggen. Det var sværere, end det lyder.",
            "Vi prøvede noget, der ikke virkede. Nu ved vi, at vi skal spørge aftenholdet først.",
            "Jeg vil gerne lære det fra mig. Det tager fem minutter og en kop kaffe.",
        ],
        Theme::Olfa | Theme::Freedom | Theme::OurWords => [
            "Jeg spørger næsten altid, om det gavner opgaven. Rammen glemmer jeg, til nogen nævner den.",
            "Hos os betyder det, at man gerne må gå i gang, når man har sagt til, hvad man gør.",
            "Jeg tror, vi må mere, end vi tror. Jeg spørger og skriver svaret her.",
        ],
        Theme::Citizen | Theme::Commitment | Theme::Decency => [
            "Det, vi har lovet, står på tavlen. Når det ikke kan holdes, ringer vi, før de ringer.",
            "At banke på og vente på svaret. Det koster ti sekunder.",
            "I kan regne med, at jeg siger det til jer og ikke om jer.",
        ],
        Theme::Digital | Theme::Workplace => [
            "Kørebogen. Den må computeren gerne tage.",
            "Den halve time om morgenen, hvor alle er der, og ingen er kørt endnu.",
            "At nogen viste mig genvejen uden at sukke.",
        ],
        Theme::Community | Theme::Story | Theme::Celebration => [
            "At der altid er en, der har hældt kaffe op til den, der kommer sidst.",
            "Vi kom gennem ugen, selv om planen ikke gjorde.",
            "Vi griner mest, når noget er gået skævt og er blevet rettet op igen. Det skulle folk vide om os.",
        ],
    }
}
