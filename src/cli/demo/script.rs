//! The story: two months of an invented home-care team, through the bot's real commands, clicks, forms and
//! messages.
//!
//! Decides who does what and when. Everything the bot does about it happens because it heard of it.

use super::super::Failure;
use super::print::{Page, Paint, Spot};
use super::voices::{Then, Voice, Way, answers};
use super::world::{ADMINISTRATOR, CHANNEL, LOOK, PATIENCE, Stage, TEAM, local};
use crate::domain::redact::redact;
use crate::sandbox::actor::{Impossible, InteractionHandle};
use crate::sandbox::world::{Message, State, World, flag};
use chrono::{DateTime, Datelike as _, Duration, Utc};
use chrono_tz::Europe::Copenhagen;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

/// When the answers to a prompt are given: days after it, hour, minute.
const TIMES: [(i64, u32, u32); 4] = [(0, 9, 24), (0, 10, 40), (0, 12, 15), (1, 7, 50)];
/// The same for a prompt on a month's last day, so that the letter tells of them.
const TIMES_SAME_DAY: [(i64, u32, u32); 4] = [(0, 9, 24), (0, 10, 40), (0, 12, 15), (0, 14, 5)];

/// What a play came to.
#[derive(Debug)]
pub struct Played {
    /// The world as it stands at the end.
    pub world: World,
    /// The team's channel in it.
    pub channel: i64,
    /// How many questions the bot asked.
    pub prompts: usize,
    /// The second letter's text.
    pub letter: String,
    /// The second letter's picture, on disk.
    pub picture: PathBuf,
}

/// The play while it is on.
pub(super) struct Play<'a> {
    pub(super) stage: Stage,
    page: Page<'a>,
    shown: BTreeSet<i64>,
    prompts: usize,
}

/// The first afternoon: the Thursday before the first question.
pub(super) fn begin() -> DateTime<Utc> {
    local(2026, 10, 1, 13, 5)
}

impl<'a> Play<'a> {
    pub(super) fn new(stage: Stage, out: &'a mut (dyn Write + Send), paint: Paint) -> Self {
        Self { stage, page: Page::new(out, paint), shown: BTreeSet::new(), prompts: 0 }
    }

    /// The team is set up: the channel, then its TRIO.
    pub(super) async fn set_up(&mut self) -> Result<(), Failure> {
        self.command(ADMINISTRATOR, "opret-team", &[("navn", json!("Hjemmeplejen Øst"))]).await?;
        self.at(local(2026, 10, 1, 13, 12)).await?;
        let id = |name: &str| json!(self.stage.person(name).id.to_string());
        let seats = [("leder", id("Karen")), ("amr", id("Mette")), ("tr", id("Jens"))];
        self.command(ADMINISTRATOR, "team trio", &seats).await?;
        for (minute, name) in [(14, "Karen"), (31, "Mette"), (47, "Jens")] {
            self.at(local(2026, 10, 1, 13, minute)).await?;
            self.click_in_private(name, "Ja, det vil jeg gerne").await?;
        }
        Ok(())
    }

    /// October: four questions, and an example that is shared with a name.
    pub(super) async fn october(&mut self) -> Result<(), Failure> {
        self.week(local(2026, 10, 5, 9, 0)).await?;
        self.at(local(2026, 10, 7, 13, 20)).await?;
        let words = "Bo opdagede fredag aften, at to nøgler manglede i skabet, så weekendholdet ikke kunne komme ind \
                     om morgenen. Han kørte omkring kontoret, fandt dem og lagde en seddel. Lørdag begyndte uden \
                     en eneste opringning.";
        self.nominate("Asta", "Bo", "Tag ansvar for opgaven", words).await?;
        self.at(local(2026, 10, 7, 14, 50)).await?;
        self.click_in_private("Bo", "Ja, gerne").await?;

        self.week(local(2026, 10, 12, 9, 0)).await?;
        self.week(local(2026, 10, 19, 9, 0)).await?;
        self.week(local(2026, 10, 26, 9, 0)).await
    }

    /// November: October's letter, five questions, an example without a name, one that is refused, one of
    /// the whole team.
    pub(super) async fn november(&mut self) -> Result<(), Failure> {
        self.letter(local(2026, 11, 2, 8, 0), &["Mette", "Jens"], Some(local(2026, 11, 2, 9, 0))).await?;
        self.at(local(2026, 11, 4, 11, 30)).await?;
        let what = "Solvej lagde ruterne om, så aftenholdet og dagholdet mødes ved bilerne i et kvarter. Begge \
                    hold blev spurgt, før noget blev ændret.";
        let meant =
            "Nu ved jeg, hvad der er sket, før jeg kører. Og jeg ringer ikke længere til nogen, der har fri.";
        self.nominate_by_button("Ida", "Solvej", "Påvirk helheden positivt", (what, meant)).await?;
        self.at(local(2026, 11, 5, 9, 10)).await?;
        self.click_in_private("Solvej", "Ja, uden mit navn").await?;

        self.week(local(2026, 11, 9, 9, 0)).await?;
        self.at(local(2026, 11, 11, 12, 45)).await?;
        let words = "Leif tog de nye med på ruten og lod dem føre ordet hele vejen. Bagefter spurgte han, hvad han selv \
                     kunne gøre anderledes.";
        self.nominate("Jens", "Leif", "Bring andre i spil", words).await?;
        self.at(local(2026, 11, 11, 14, 5)).await?;
        self.click_in_private("Leif", "Nej tak").await?;

        self.week(local(2026, 11, 16, 9, 0)).await?;
        self.at(local(2026, 11, 18, 12, 30)).await?;
        let words = "Telefonerne var nede hele formiddagen. Den, der kendte papirlisterne bedst, tog føringen, og vi andre \
                     fulgte. Ved middagstid havde alle fået besøg.";
        let options = [
            ("forventning", json!("Led og følg, når opgaven kalder")),
            ("hele-teamet", json!(true)),
            ("eksempel", json!(words)),
        ];
        self.command("Mette", "fremhæv", &options).await?;

        self.week(local(2026, 11, 23, 9, 0)).await?;
        self.at(local(2026, 11, 26, 8, 30)).await?;
        self.command("Mette", "team status", &[]).await?;
        self.week(local(2026, 11, 30, 9, 0)).await
    }

    /// The second letter; its text and its picture end the play.
    pub(super) async fn finale(mut self) -> Result<Played, Failure> {
        let letter = self.letter(local(2026, 12, 1, 8, 0), &["Karen", "Mette"], None).await?;
        let (text, picture) = self.keep(&letter)?;
        let aside = self.stage.left_over().await?;
        if aside > 0 {
            return Err(self
                .stage
                .broken("ending", format_args!("{aside} pieces of work could not be done")));
        }
        let (world, channel) = (self.stage.world.clone(), self.stage.channel);
        if let Some(first) = world.violations().first() {
            return Err(self
                .stage
                .broken("ending", format_args!("the bot broke a rule of the platform: {first}")));
        }
        self.page.heading("Brevet for november, til at læse højt", "")?;
        self.page.text(&text)?;
        self.stage.close().await?;
        Ok(Played { world, channel, prompts: self.prompts, letter: text, picture })
    }

    /// A question at `asked`, and what is answered to it.
    async fn week(&mut self, asked: DateTime<Utc>) -> Result<(), Failure> {
        self.at(asked).await?;
        let round = self.stage.round().await?;
        if round.opened_at != asked {
            return Err(self.stage.broken("waiting for the week's question", "it did not come"));
        }
        self.prompts += 1;
        let (prompt, thread) = (round.message.0, round.thread.map_or(round.message.0, |thread| thread.0));
        let theme = self.stage.app.core().library.get(&round.prompt).map(|prompt| prompt.theme);
        let theme = theme.ok_or_else(|| self.stage.broken("reading the question", "it is unknown"))?;
        let day = asked.with_timezone(&Copenhagen).date_naive();
        let last_day = (day + Duration::days(1)).month() != day.month();
        let times = if last_day { TIMES_SAME_DAY } else { TIMES };
        for (voice, (days, hour, minute)) in answers(&round.prompt, theme).into_iter().zip(times) {
            let day = day + Duration::days(days);
            self.at(local(day.year(), day.month(), day.day(), hour, minute)).await?;
            self.voice(voice, prompt, thread).await?;
        }
        Ok(())
    }

    /// One answer, and what becomes of it.
    async fn voice(&mut self, voice: Voice, prompt: i64, thread: i64) -> Result<(), Failure> {
        let person = self.stage.person(voice.who);
        if voice.way == Way::Button {
            let spot = self.spot(self.stage.channel);
            self.act(&spot, voice.who, "trykker på **[ Svar ]** og skriver i feltet.")?;
            let form = self.done(voice.who, "pressing Svar", person.click(prompt, "Svar"))?;
            let form = self.done(voice.who, "opening the form", form.modal().await)?;
            let field = form.body["components"][0]["components"][0]["custom_id"].as_str().unwrap_or_default();
            let sent =
                self.done(voice.who, "sending the form", person.submit(&form, &[(field, voice.words)]))?;
            self.receipt(voice.who, &sent).await?;
            return self.show().await;
        }
        let written = match voice.way {
            Way::Reply => person.reply_quietly(prompt, voice.words),
            Way::Thread | Way::Button => person.say(thread, voice.words),
        };
        let message = self.done(voice.who, "answering", written)?;
        self.stage.taken_in(message, |kept| kept.is_some()).await?;
        if !redact(voice.words).found.is_empty() {
            self.warned(voice.who, message).await?;
        }
        self.show().await?;
        match voice.then {
            Then::Stands => Ok(()),
            Then::Becomes(words) => {
                self.at(self.stage.clock.now() + Duration::minutes(6)).await?;
                self.done(voice.who, "changing an answer", person.edit(message, words))?;
                self.stage.taken_in(message, |kept| kept.is_some_and(|reply| reply.text == words)).await?;
                let spot = self.spot(if voice.way == Way::Reply { self.stage.channel } else { thread });
                self.act(&spot, voice.who, &format!("retter sit svar: {words}"))
            }
            Then::Goes => {
                self.at(self.stage.clock.now() + Duration::minutes(3)).await?;
                self.done(voice.who, "deleting an answer", person.delete(message))?;
                self.stage.taken_in(message, |kept| kept.is_none()).await?;
                let spot = self.spot(thread);
                self.act(&spot, voice.who, "sletter sin besked igen. Så er den også væk hos botten.")
            }
        }
    }

    /// Waits until the bot has told a writer that a message holds something personal.
    async fn warned(&self, who: &str, message: i64) -> Result<(), Failure> {
        let person = self.stage.person(who);
        let looking = async {
            while person.inbox().last().is_none_or(|newest| newest.id < message) {
                tokio::time::sleep(LOOK).await;
            }
        };
        self.stage.within("the warning to the writer", looking).await
    }

    /// `/fremhæv` of a colleague.
    async fn nominate(&mut self, giver: &str, whom: &str, what_of: &str, words: &str) -> Result<(), Failure> {
        let whom = self.stage.person(whom).id.to_string();
        let options = [("forventning", json!(what_of)), ("kollega", json!(whom)), ("eksempel", json!(words))];
        self.command(giver, "fremhæv", &options).await
    }

    /// The same through the prompt's button: whom, what of, and the form.
    async fn nominate_by_button(
        &mut self,
        giver: &str,
        whom: &str,
        what_of: &str,
        (what, meant): (&str, &str),
    ) -> Result<(), Failure> {
        let prompt = self.stage.round().await?.message.0;
        let person = self.stage.person(giver);
        let spot = self.spot(self.stage.channel);
        self.act(&spot, giver, "trykker på **[ Fremhæv kollega ]**.")?;
        let asked = self.done(giver, "pressing Fremhæv kollega", person.click(prompt, "Fremhæv kollega"))?;
        let asked = self.done(giver, "choosing a colleague", asked.message().await)?;
        let colleague = self.stage.person(whom).id.to_string();
        let chosen = self.done(
            giver,
            "choosing a colleague",
            person.choose(asked.id, &select(&asked), &[&colleague]),
        )?;
        let chosen = self.done(giver, "choosing an expectation", chosen.message().await)?;
        let opened = self.done(
            giver,
            "choosing an expectation",
            person.choose(chosen.id, &select(&chosen), &[what_of]),
        )?;
        let form = self.done(giver, "opening the form", opened.modal().await)?;
        self.act(&spot, giver, &format!("vælger {whom} og *{what_of}* og skriver i felterne."))?;
        let fields = [("Hvad skete der?", what), ("Hvad betød det?", meant)];
        let sent = self.done(giver, "sending the form", person.submit(&form, &fields))?;
        self.receipt(giver, &sent).await?;
        self.show().await
    }

    /// A month's letter: previewed at `preview` (08:00), approved by two, posted at ten; the letter.
    /// A question that comes in between is part of it.
    async fn letter(
        &mut self,
        preview: DateTime<Utc>,
        approving: &[&str],
        question: Option<DateTime<Utc>>,
    ) -> Result<Message, Failure> {
        self.at(preview).await?;
        for (nth, who) in (1..).zip(approving) {
            self.at(preview + Duration::minutes(11 * nth)).await?;
            self.click_in_private(who, "Godkend").await?;
        }
        if let Some(asked) = question {
            self.week(asked).await?;
        }
        self.at(preview + Duration::hours(2)).await?;
        let state = self.stage.world.state();
        let bot = state.bot();
        let posted = state
            .said_in(self.stage.channel)
            .rfind(|message| {
                message.author == bot && message.sent >= preview && !message.attachments.is_empty()
            })
            .cloned();
        drop(state);
        posted.ok_or_else(|| self.stage.broken("waiting for the monthly letter", "it was not posted"))
    }

    /// A slash command in the team's channel, with its private answer.
    async fn command(&mut self, who: &str, path: &str, options: &[(&str, Value)]) -> Result<(), Failure> {
        let spot = self.spot(self.stage.channel);
        let told = self.told(options);
        self.act(&spot, who, &format!("skriver **/{path}**{told}"))?;
        let used = self.stage.person(who).command(self.stage.channel, path, options);
        let handle = self.done(who, &format!("using /{path}"), used)?;
        self.receipt(who, &handle).await?;
        self.show().await
    }

    /// A click on the newest private message that has the button.
    async fn click_in_private(&mut self, who: &str, label: &str) -> Result<(), Failure> {
        let person = self.stage.person(who);
        let found = person.inbox().into_iter().rev().find(|message| has_button(message, label));
        let found = found.ok_or_else(|| {
            self.stage.broken(&format!("{who} was looking for [{label}]"), "there is no such private message")
        })?;
        self.act(&Spot::Private(who.to_owned()), who, &format!("trykker på **[ {label} ]**."))?;
        let handle = self.done(who, &format!("pressing {label}"), person.click(found.id, label))?;
        self.done(who, "waiting for the answer", handle.acknowledged().await)?;
        // The answer takes the question's place; a refusal would come after it.
        let asked = (found.content.clone(), found.embeds.clone(), found.components.clone());
        let settled = |state: &State| {
            let refused = state.interaction(handle.id)?.followups.first().copied();
            let (channel, id) = refused.unwrap_or((found.channel, found.id));
            let now = state.message(channel, id)?;
            let changed = (now.content.clone(), now.embeds.clone(), now.components.clone()) != asked;
            (refused.is_some() || changed).then(|| (now.clone(), refused.is_some()))
        };
        let answer = self.stage.world.wait_for(PATIENCE, settled).await;
        let answer = answer
            .ok_or_else(|| self.stage.broken(&format!("{who} was pressing {label}"), "no answer came"))?;
        if answer.1 {
            return Err(self.stage.broken(&format!("{who} was pressing {label}"), &answer.0.content));
        }
        {
            let state = self.stage.world.state();
            self.page.whisper(&state, &answer.0, who)?;
        }
        self.show().await
    }

    /// The private answer to what somebody did.
    async fn receipt(&mut self, who: &str, handle: &InteractionHandle) -> Result<(), Failure> {
        let answer = self.done(who, "reading the answer", handle.message().await)?;
        self.shown.insert(answer.id);
        let state = self.stage.world.state();
        self.page.whisper(&state, &answer, who)
    }

    /// Lets time pass until `to`, and shows what happened on the way.
    async fn at(&mut self, to: DateTime<Utc>) -> Result<(), Failure> {
        self.stage.travel(to).await?;
        self.show().await
    }

    /// Shows what is new in the channel, its threads and the private messages, in the order it was said.
    async fn show(&mut self) -> Result<(), Failure> {
        self.stage.settled().await?;
        let mut new: Vec<(Message, Spot)> = Vec::new();
        for name in TEAM.iter().chain([&ADMINISTRATOR]) {
            let inbox = self.stage.person(name).inbox();
            new.extend(inbox.into_iter().map(|message| (message, Spot::Private((*name).to_owned()))));
        }
        let state = self.stage.world.state();
        for message in state.said_in(self.stage.channel).filter(|message| message.kind != 18) {
            new.push((message.clone(), Spot::Channel));
            if message.flags & flag::HAS_THREAD != 0
                && let Some(thread) = state.channel(message.id)
            {
                let said = state.said_in(thread.id).filter(|message| message.kind != 21);
                new.extend(said.map(|message| (message.clone(), Spot::Thread(thread.name.clone()))));
            }
        }
        new.retain(|(message, _)| self.shown.insert(message.id));
        new.sort_by_key(|(message, _)| message.id);
        // The same private message to several is shown once.
        let mut before: Option<&Message> = None;
        for (message, spot) in &new {
            let whom = match (spot, before) {
                (Spot::Private(whom), Some(before)) if same_words(message, before) => Some(whom),
                _ => None,
            };
            match whom {
                Some(whom) => self.page.likewise(spot, whom)?,
                None => self.page.message(&state, message, spot)?,
            }
            before = Some(message);
        }
        Ok(())
    }

    /// The letter's text, with its picture on disk.
    fn keep(&self, letter: &Message) -> Result<(String, PathBuf), Failure> {
        let state = self.stage.world.state();
        let rest =
            state.said_in(letter.id).filter(|message| message.author == letter.author && message.kind != 21);
        let text: Vec<String> =
            std::iter::once(letter).chain(rest).map(|message| Page::read_out(&state, message)).collect();
        let month =
            (letter.sent.with_timezone(&Copenhagen).date_naive() - Duration::days(28)).format("%Y-%m");
        let path = std::env::temp_dir().join(format!("aktor-månedsbrev-{month}.png"));
        let Some(picture) = letter.attachments.first() else {
            return Err(self.stage.broken("looking at the letter", "it has no picture"));
        };
        std::fs::write(&path, picture.bytes.as_slice()).map_err(|error| {
            Failure::failed(format_args!("{} could not be written: {error}.", path.display()))
        })?;
        Ok((text.join("\n\n"), path))
    }

    /// Where a channel's messages stand on the page.
    fn spot(&self, channel: i64) -> Spot {
        let state = self.stage.world.state();
        match state.channel(channel).filter(|_| channel != self.stage.channel) {
            Some(thread) => Spot::Thread(thread.name.clone()),
            None => Spot::Channel,
        }
    }

    fn act(&mut self, spot: &Spot, who: &str, what: &str) -> Result<(), Failure> {
        self.page.act(self.stage.clock.now(), spot, who, what)
    }

    /// What somebody typed after a command.
    fn told(&self, options: &[(&str, Value)]) -> String {
        let state = self.stage.world.state();
        let mut told = String::new();
        for (name, value) in options {
            let shown = match value {
                Value::Bool(true) => "ja".to_owned(),
                Value::String(text) => {
                    let person = text.parse().ok().and_then(|id| state.user(id)?.global_name.clone());
                    person.map_or_else(|| text.clone(), |name| format!("@{name}"))
                }
                other => other.to_string(),
            };
            let _ = write!(told, " *{name}:* {shown}");
        }
        told
    }

    /// What somebody did, or one sentence about why it could not be done.
    fn done<T>(&self, who: &str, doing: &str, result: Result<T, Impossible>) -> Result<T, Failure> {
        result.map_err(|why| self.stage.broken(&format!("{who} was {doing} in #{CHANNEL}"), why))
    }
}

/// Whether two messages say the same.
fn same_words(one: &Message, other: &Message) -> bool {
    let said = |message: &Message| {
        (message.content.clone(), message.embeds.first().map(|card| card["description"].clone()))
    };
    one.author == other.author && said(one) == said(other)
}

/// The select that a private answer holds, by its id.
fn select(message: &Message) -> String {
    message.components[0]["components"][0]["custom_id"].as_str().unwrap_or_default().to_owned()
}

fn has_button(message: &Message, label: &str) -> bool {
    let rows = message.components.iter().filter_map(|row| row["components"].as_array());
    rows.flatten().any(|part| part["label"] == label)
}
