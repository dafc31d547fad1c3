//! Who is who on the page: an invented municipality with four workplaces, and the colleagues whom one can be.

use super::world::{ADMINISTRATOR, CHANNEL, TEAM};
use crate::domain::language::Language;
use crate::sandbox::actor::Impossible;
use crate::sandbox::page::{Person, Words};
use crate::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, World, permission};
use crate::text::demo as say;

/// Whom one begins as; the tour's first step is theirs.
pub(super) const FIRST: &str = "Asta";
/// The colleague whom the tour highlights.
pub(super) const NAMED: &str = "Bo";
/// The one of the TRIO whom the tour approves as.
pub(super) const APPROVES: &str = "Mette";
/// The leader of the team.
pub(super) const LEADER: &str = "Karen";
/// The channel in which the tour creates another team.
pub(super) const SCHOOL: &str = "skolen-ved-åen";
/// The channel that everybody sees.
const ALL: &str = "alle-kolleger";
/// The committee's channel.
const COMMITTEE: &str = "hovedudvalget";
/// The member of the committee.
const READER: &str = "Birgit";

/// A sentence of the page.
pub(super) type Say = fn(Language) -> String;

/// The road crew's forum.
const ROADS: &str = "vej-og-park";

/// A workplace: its role, its channel, its people.
const PLACES: [(&str, &str, &[&str]); 3] = [
    ("Skolen ved Åen", SCHOOL, &["Freja", "Magnus", "Lise", "Anton", "Rikke"]),
    ("Vej og Park", ROADS, &["Troels", "Kaj", "Dennis", "Gitte", "Viggo"]),
    ("Jobcentret", "jobcentret", &["Yasmin", "Peter", "Hanne", "Nadia", "Søren"]),
];

/// Whom one can be: name, what they do, where they find themselves.
const PEOPLE: [(&str, Say, &str); 10] = [
    (FIRST, say::demo_job_carer, CHANNEL),
    (NAMED, say::demo_job_helper, CHANNEL),
    ("Freja", say::demo_job_teacher, SCHOOL),
    ("Troels", say::demo_job_roads, ROADS),
    ("Yasmin", say::demo_job_caseworker, "jobcentret"),
    (LEADER, say::demo_job_leader, CHANNEL),
    (APPROVES, say::demo_job_environment, CHANNEL),
    ("Jens", say::demo_job_union, CHANNEL),
    (ADMINISTRATOR, say::demo_job_administrator, SCHOOL),
    (READER, say::demo_job_committee, COMMITTEE),
];

/// A sentence in both languages.
pub(super) fn both(say: impl Fn(Language) -> String) -> Words {
    Words { da: say(Language::Danish), en: say(Language::English) }
}

/// The municipality: a channel for all, one for each workplace that only those who work there see.
pub(super) fn town(bot: &str) -> GuildSpec {
    const HOME_CARE: &str = "Hjemmeplejen Øst";
    let see = permission::VIEW_CHANNEL;
    let own = |name: &str, role: &str| {
        let forum = ChannelSpec::forum(name).tag("Praktisk").tag("Vagter");
        let channel = if name == ROADS { forum } else { ChannelSpec::text(name) };
        let channel = channel.deny_everyone(see).allow_role(role, see).allow_role(bot, see);
        channel.allow_role("Administrator", see)
    };
    let mut guild = GuildSpec::new("Norddjurs")
        .owner(ADMINISTRATOR)
        .role("Administrator", permission::MANAGE_GUILD)
        .role("HU", 0)
        .role("TRIO", 0)
        .role(HOME_CARE, 0);
    for (role, ..) in PLACES {
        guild = guild.role(role, 0);
    }
    guild = guild.channel(ALL).channel_with(own(CHANNEL, HOME_CARE));
    for (role, channel, _) in PLACES {
        guild = guild.channel_with(own(channel, role));
    }
    guild = guild.channel_with(own(COMMITTEE, "HU"));
    for name in TEAM {
        let member = MemberSpec::new(name).role(HOME_CARE);
        let trio = [LEADER, APPROVES, "Jens"].contains(&name);
        guild = guild.member_with(if trio { member.role("TRIO") } else { member });
    }
    for (role, _, names) in PLACES {
        for name in names {
            guild = guild.member_with(MemberSpec::new(name).role(role));
        }
    }
    let administrator = MemberSpec::new(ADMINISTRATOR).role("Administrator");
    guild.member_with(administrator).member_with(MemberSpec::new(READER).role("HU"))
}

/// What was said before the bot came: nobody moves into an empty house.
pub(super) fn furnish(world: &World) -> Result<(), Impossible> {
    let at = |name: &str| world.channel(name).unwrap_or_default();
    world
        .user(ADMINISTRATOR)
        .say(at(ALL), "Goddag til alle. Her skriver vi det, der angår os alle sammen.")?;
    world.user("Lise").say(at(SCHOOL), "Kaffen til forældremødet er bestilt. Hvem tager mælken med?")?;
    world.user("Hanne").say(at("jobcentret"), "Telefonvagten fredag er dækket. Tak, Søren.")?;
    let veste = "De hænger i skuret, fra M til XXL. Tag en, der passer, og sig til, hvis der mangler nogen.";
    let post =
        world.user("Gitte").open_post(at(ROADS), "De nye gule veste er kommet", veste, &["Praktisk"])?;
    world.user("Viggo").say(post, "Endelig en med lommer.")?;
    let vagt = "Jeg skal til sølvbryllup lørdag. Jeg tager gerne uge 45 i stedet.";
    world.user("Kaj").open_post(at(ROADS), "Kan nogen tage saltvagten i uge 43?", vagt, &["Vagter"]).map(drop)
}

/// Whom one can be in `world`.
pub(super) fn people(world: &World) -> Vec<Person> {
    let home = |channel: &str| world.channel(channel).unwrap_or_default();
    let person = |(name, job, channel): &(&str, Say, &str)| Person {
        id: world.user(name).id,
        job: both(job),
        home: home(channel),
    };
    PEOPLE.iter().map(person).collect()
}

/// Whether a colleague is one whom one can be: those are left to whoever sits at the page.
pub(super) fn is_played(name: &str) -> bool {
    PEOPLE.iter().any(|(one, ..)| *one == name)
}
