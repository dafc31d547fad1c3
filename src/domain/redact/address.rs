//! Danish street addresses: a street's name and a house number, with what may follow.

use super::shadow::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Parts of names that stand before the street's own word.
const BEFORE: &str = r"(?:(?:gammel|gl\.?|ny|nordre|nørre|nr\.|ndr\.?|søndre|sønder|sdr\.?|vestre|vester|østre|øster|store|st\.|lille|ll\.|sankt|skt\.?|sct\.?|over|neder|indre|ydre|mellem|bag|ved)\s+)?";

/// What follows the name: number, letter, floor and door, postcode and city.
const AFTER: &str = r"(?i:,?\s+(?:nr\.?\s*|nummer\s+|husnr\.?\s*)?)(?P<number>\d{1,3})(?P<letter>[A-Za-z]\b|\s[A-HJ-Za-hj-z]\b)?(?:\s?-\s?\d{1,3}[A-Za-z]?\b)?(?P<more>(?:,?\s*(?i:(?:st|kl|mezz)\b\.?|\d{1,2}\.?\s?sal\b|\d{1,2}\.)(?:\s?(?i:sal)\b)?(?:,?\s*(?i:tv|th|mf|dør\s?\d{1,3}|lejl\.?\s?\d{1,3}|\d{1,3})\b\.?)?)?(?:,?\s+(?i:DK-)?\d{4}\s+(?:\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*|\p{Ll}{3,}))?)";

/// Street words that are seldom anything else, in any case of letters.
static SURE: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{L}[\p{L}'’.-]*(?:vej|vejen|gade|gaden|allé|alle|alléen|alleen|stræde|strædet|vænge|vænget|boulevard|boulevarden)";
    pattern(&format!(r"(?P<name>(?i:{BEFORE}\b{name}))\b\.?{AFTER}"))
});

/// Street words that are other words too: only with a capital letter.
static CAPITAL: LazyLock<Regex> = LazyLock::new(|| {
    let ends = r"park|parken|plads|pladsen|torv|torvet|bakke|bakken|sti|stien|toft|toften|lund|lunden|eng|engen|mark|marken|skov|skoven|kær|kæret|dal|dalen|kaj|kajen|havn|havnen|bro|broen|passage|passagen|gård|gården|hegn|hegnet|krog|krogen|høj|højen|ager|ageren|sving|svinget|bue|buen|løkke|løkken|ringen|diget|have|haven|vang|vangen|skrænten|skellet|skel|leddet|banke|banken|have|række|rækken|kilden|bakkerne|højene|tværvej|ås|åsen|klit|klitten|strand|stranden|gyde|gyden|slippen|kvarteret|hjørnet|parkvej|side|siden|volden|vold|bredden|kanten|krattet|lyngen|mosen|møllen|minde|lyst|stræk|brink|brinken|drag|draget|fælled|fælleden|stykket|skrænt|terrassen|terrasserne|tangen|længen|tofterne|engene|plantagen|holmen|holm|odden|næs|næsset|sund|sundet|vig|vigen|dammen|søen|åen";
    pattern(&format!(r"(?P<name>(?:(?i:{BEFORE}))\b\p{{Lu}}[\p{{L}}'’-]+(?i:{ends}))\b{AFTER}"))
});

/// Names of several words, and the few that are one short word.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    let kind = r"(?i:vej|gade|allé|alle|stræde|plads|torv|boulevard|vænge|park|bakke|sti|kaj|ager|toft|mark|landevej|kirkevej|strandvej|bro|havn|passage|gård|eng|lund|vang|skov)";
    pattern(&format!(
        r"(?P<name>(?:\b\p{{Lu}}[\p{{L}}'’-]*\.?\s?){{1,4}}\s(?:{kind}|Have)|\b(?:nørre|vester|øster|sønder|ny|gammel|gl\.)\s{kind}|\b(?:Torvet|Havnen|Kajen|Strandparken|Algade|Storegade|Bredgade|Vejen))\b{AFTER}"
    ))
});

/// Whatever a street is called: with a postcode and a city behind the number there is no doubt.
static WITH_CITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<name>\b\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){0,3}) (?P<number>\d{1,3})(?P<letter>\s?[A-Za-z])?(?P<more>(?:,[^,\n\d]{0,12}(?:\d{1,2}\.)?[^,\n\d]{0,12})?,? (?:DK-)?(?:[13-9]\d{3}|2[1-9]\d\d|2000) \p{Lu}\p{L}+(?: [A-ZÆØÅ]\b)?)",
    )
});

/// Words that end like a street and are none.
static NO_STREET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|\s)(?:om|motor|motortrafik|cykel|gang|ud|gen|ind|af|adgangs|tilkørsels|afkørsels|flugt|brand|køre|lede|svar|luft|transport|karriere)vej(?:en)?$|(?:^|\s)(?:gå|side|gennemfarts|handels|trafik)gade(?:n)?$|^(?:hoved|lande)vej$|(?i)(?:arbejds|lege|parkerings|bygge|praktik|elev|institutions|plejehjems|genbrugs|kontor|sidde|stå|lære|bus|rutebil|markeds|samlings|ventelist|p-|boldspil|sports|camping|op|job|skole|daginstitutions|vuggestue|børnehave|aflastnings|første|anden|tredje)-?plads(?:en)?$|(?:cykel|gang|natur|motions|fod|vandre|løbe|kloster)sti(?:en)?$|(?:børne|skov|vugge|zoo|køkken|ur|barn)have(?:n)?$|(?:vindmølle|bil|maskin|sol|solcelle|vogn|lege|industri|ud)park(?:en)?$|(?:udde|frem|hverd|ind|udgangs|mid)gang$|(?:^|\s)(?:kaffe|data|vidensdata)banken?$|(?:in|ud|bag|for|med|over|under|web|inder|yder|hjemme|facebook|lang|begge)siden?$|(?:^|\s)(?:bag|for|venstre|højre)side$|(?:^|\s)(?:værkt|øre|over|under)?haven$",
    )
});

/// Words after the number that say what it counts.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[.,]\d|:\d|\s?%| ?- |\.?\s+(?:gange?|minut(?:ter)?|min|timer?|dage?|uger?|måned(?:er)?|år|km|meter|m|kr|kroner|procent|stk|personer|mennesker|borgere|beboere|børn|elever|kolleger|kollegaer|medarbejdere|huse|biler|steder|hold|teams?|møder?|opgaver?|træer|skridt|andre|nye|pladser|cykler|trin|ud|til\s\d|sekunder|besøg|vagter|ture?|klasser|stole|borde|spor|hjul|minutes?|hours?|days?|weeks?|months?|years?|times|percent|people|persons|residents|children|pupils|colleagues|metres?|miles?|more|new|of|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b)",
    )
});

/// Houses that are called as streets are.
static HOUSE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:plejecenter|plejecentret|plejehjem|plejehjemmet|børnehaven?|afdeling|afdelingen|team|teamet|hus|huset|bofællesskab(?:et)?|botilbud(?:det)?|skolen?|vuggestuen?|sfo|gruppe|gruppen|institutionen|dagtilbud(?:det)?|stue)\s$",
    )
});

/// Where street addresses stand in a shadow.
pub(super) fn find(shadow: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (pattern, weak) in [(&*SURE, false), (&*CAPITAL, true), (&*SEVERAL, false), (&*WITH_CITY, false)] {
        for hit in pattern.captures_iter(shadow) {
            let (Some(whole), Some(name)) = (hit.get(0), hit.name("name")) else { continue };
            let full = hit.name("letter").is_some() || hit.name("more").is_some_and(|more| more.len() > 3);
            let counted = COUNTED.is_match(&shadow[whole.end()..]);
            let cut = shadow[whole.end()..].starts_with(|c: char| c.is_alphanumeric());
            let house = weak && !full && HOUSE_BEFORE.is_match(&shadow[..whole.start()]);
            let known = found.iter().any(|other| other.start < whole.end() && whole.start() < other.end);
            if !known && !cut && !house && (!counted || full) && !NO_STREET.is_match(name.as_str()) {
                // `kl. 9` is a time; without one it is the basement.
                let hour = hit.name("more").filter(|more| is_hour(more.as_str()));
                let end = hour.map_or(whole.end(), |more| more.start());
                // A full stop belongs to the sentence.
                let end = whole.start() + shadow[whole.start()..end].trim_end_matches('.').len();
                found.push(whole.start()..end);
            }
        }
    }
    found.into_iter()
}

fn is_hour(more: &str) -> bool {
    let more = more.trim_start_matches([',', ' ']).to_lowercase();
    let Some(after) = more.strip_prefix("kl") else { return false };
    let after = after.trim_start_matches(['.', ' ']);
    // Four digits are a postcode.
    (1..=2).contains(&after.bytes().take_while(u8::is_ascii_digit).count())
}
