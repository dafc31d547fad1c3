//! What the invented colleagues of a home-care team answer: by prompt where the play comes to it, else by
//! theme, so that the play goes on when the library grows and the rotation asks something else.
//!
//! No citizens, nobody's health, no real persons.

use super::general::general;
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
    /// Words that fit whoever says them.
    pub(super) const fn new(way: Way, words: &'static str) -> Self {
        voice("", way, words)
    }

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
        "olfa-01" => OLFA_01.to_vec(),
        "fejring-04" => FEJRING_04.to_vec(),
        "digitalt-06" => DIGITALT_06.to_vec(),
        "borger-06" => BORGER_06.to_vec(),
        "olfa-13" => OLFA_13.to_vec(),
        "andre-i-spil-03" => ANDRE_I_SPIL_03.to_vec(),
        "tryghed-05" => TRYGHED_05.to_vec(),
        "kurs-04" => KURS_04.to_vec(),
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

const FEJRING_04: [Voice; 4] = [
    voice("Jens", Thread, "Hele september uden at aflyse et eneste bad."),
    voice("Solvej", Reply, "Køreplanen holdt tre uger. Jeg turde ikke sige det højt."),
    voice("Bo", Thread, "Hvem har nøglen til det blå skab? Jeg står dernede nu.").goes(),
    voice("Ida", Button, "Min første rute alene. Bagefter spiste jeg en romkugle."),
];

const DIGITALT_06: [Voice; 4] = [
    voice(
        "Mette",
        Thread,
        "Om borgeren har sagt ja, og om jeg når at læse det igennem, før det bliver gemt.",
    ),
    voice("Bo", Reply, "Hvor optagelsen ligger bagefter, og hvem der kan høre den."),
    voice(
        "Asta",
        Button,
        "Om det kan kende forskel på det, der bliver sagt, og det, der bliver ment. Det kan jeg knap nok selv.",
    ),
    voice(
        "Jens",
        Thread,
        "Jeg ville ringe og spørge en, der ved det. Fem minutter. Den sparede time løber ingen steder.",
    ),
];

const BORGER_06: [Voice; 4] = [
    voice(
        "Asta",
        Thread,
        "Når vi siger \"toeren\" om et sted, hvor der bor et menneske. Jeg øver mig i at lade være, også når vi kun er \
         os i bilen.",
    ),
    voice(
        "Jens",
        Reply,
        "Når planen er rød, bliver alle til minutter. Så prøver jeg at huske én ting om den, jeg skal ind til, før \
         jeg ringer på.",
    ),
    voice("Ida", Button, "Den nye plads, sagde jeg i går. Så så jeg billederne i entreen."),
    voice(
        "Mette",
        Thread,
        "Det går stærkest til morgenmødet. Det hjælper, når en af jer spørger: Og hvordan går det så?",
    ),
];

const OLFA_13: [Voice; 4] = [
    voice("Solvej", Thread, "Jeg fejer. Og tredje gang skriver jeg ikke, så ringer jeg."),
    voice(
        "Bo",
        Reply,
        "Jeg fejer det værste og siger til, at ruten bliver fem minutter forsinket. Det er billigere end en fod.",
    ),
    voice(
        "Karen",
        Thread,
        "Tag de fem minutter, og sig det bagefter. Hjørnet er min opgave: Hvem ejer det, og hvad skal der til?",
    ),
    voice(
        "Ida",
        Button,
        "Jeg ville spørge pedellen, om vi kan se på hjørnet sammen. To ser mere end to meldinger.",
    ),
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

const TRYGHED_05: [Voice; 4] = [
    voice("Ida", Thread, "… jeg har hørt en anden sige det først."),
    voice("Bo", Reply, "… vi står ude ved bilerne. Ved mødebordet er det sværere."),
    voice("Asta", Button, "… den, der spørger, selv ser ud til at undre sig."),
    voice("Jens", Thread, "… klokken er over 14. Før det lader jeg, som om jeg har overblik."),
];

const KURS_04: [Voice; 4] = [
    voice(
        "Mette",
        Thread,
        "Den pæne opslagstavle blev ikke til noget i tre uger. Tiden gik til at lære to nye op, og det kan mærkes nu.",
    ),
    voice("Asta", Reply, "Statusmødet om tirsdagen. Ingen har savnet det endnu."),
    voice(
        "Bo",
        Button,
        "Jeg lod bilen være snavset i november. Til gengæld fik alle den gennemgang af lifterne, vi havde lovet.",
    ),
    voice("Solvej", Thread, "De gamle mapper i kælderen. De løber ingen steder. Det gør vi andre."),
];
