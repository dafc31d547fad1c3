//! A town in which everything that can be used is there to be used, and one way to use each.

mod consents;
mod learnings;
mod olfa;
mod prompts;
mod steps;
mod uses;

use self::consents::Consents;
use self::learnings::Learnings;
use self::olfa::Cards;
use self::prompts::Prompts;
use self::steps::Steps;
use crate::support::{Town, buttons, local};
use aktor::discord::components::Codec;
use aktor::domain::ids::{ReplyId, SuggestionId, UserId};
use aktor::domain::words::Word;
use aktor::faults::Hook;
use aktor::sandbox::actor::{Actor, InteractionHandle, Opened};
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{Answer, ChannelSpec, GuildSpec, MemberSpec, Message, State, permission};
use aktor::service::action::Action;
use aktor::service::core::Core;
use base64::Engine as _;
use chrono::Duration;
use serde_json::json;
use std::collections::BTreeMap;

/// Tuesday 1 December, half past ten: a prompt is open, one letter is posted and one waits, and so on.
pub(super) struct Scene {
    pub(super) town: Town,
    /// Where the team lives: the channel, or a forum in one of whose posts commands are used.
    pub(super) home: i64,
    /// A channel with a team whose letter is posted.
    pub(super) school: i64,
    /// A channel without a team.
    pub(super) road: i64,
    /// A channel that was deleted.
    pub(super) closed: i64,
    pub(super) prompt: Message,
    /// The private receipt of Asta's answer.
    pub(super) receipt: Message,
    /// The private receipt of an answer of Bo's without a name.
    pub(super) nameless: Box<Message>,
    /// Jens is asked for a seat.
    pub(super) seat: Message,
    /// Mette is asked about an example.
    pub(super) question: Message,
    /// Asta is asked about Solvej's words.
    pub(super) suggestion: Message,
    /// An example of Bo that is shown.
    pub(super) example: Message,
    /// The school's letter.
    pub(super) letter: Message,
    /// Ida is asked to approve a letter.
    pub(super) preview: Message,
    /// Leif chooses colleagues; Ole chooses an expectation.
    pub(super) whom: Message,
    pub(super) what: Message,
    /// Solvej has pointed at a message; Bo's messages with and without a team around.
    pub(super) pointed: Message,
    pub(super) said: i64,
    pub(super) said_elsewhere: i64,
    /// What Asta wrote in the thread herself.
    pub(super) own: i64,
    /// Ole is offered to make a good example of what he wrote; of another such message he is asked what it shows.
    pub(super) offer: Message,
    pub(super) tagged: Message,
    /// Asta looks through the school's good examples.
    pub(super) page: Message,
    /// Karen looks at the plan, Asta at her own pace.
    pub(super) plan: Message,
    pub(super) rhythm: Message,
    /// Leif is asked whether everything about him is to be erased.
    pub(super) erasing: Box<Message>,
    pub(super) panels: Panels,
    /// Asta looks at the team's words, Karen at one for which there is a suggestion.
    pub(super) words: Message,
    pub(super) word: Message,
    /// Asta looks at what she has suggested for it.
    pub(super) mine: Message,
    /// Karen looks at it too, and turns the page.
    pub(super) turned: Message,
    pub(super) prompts: Box<Prompts>,
    pub(super) steps: Box<Steps>,
    pub(super) learnings: Box<Learnings>,
    pub(super) cards: Box<Cards>,
    pub(super) consents: Box<Consents>,
    /// The id of *Vis mig det*.
    pub(super) show_waiting: String,
    /// Forms that stand open, by the act that sends them, and what is typed into each.
    pub(super) forms: BTreeMap<&'static str, (&'static str, Opened)>,
}

/// Panels that Karen looks at.
pub(super) struct Panels {
    /// Karen adjusts the team, looks at its settings, and chooses or clears TRIO's channel.
    pub(super) adjusting: Message,
    pub(super) settings: Message,
    pub(super) channel: Message,
    pub(super) cleared: Message,
    /// Karen is asked what becomes of the team.
    pub(super) finishing: Message,
    /// Karen looks at the organisation's settings, and chooses or clears the role of its readers.
    pub(super) organisation: Message,
    pub(super) role: Message,
    pub(super) no_role: Message,
}

/// What is typed wherever something can be typed.
pub(super) const TYPED: &str = "Hun blev ved, til det lykkedes.";

/// What sends a form, what opens it, and the field that is typed into.
const FORMS: [(&str, &str, &str); 19] = [
    ("AnswerSent", "Answer", "answer"),
    ("NamelessSent", "NamelessAnswer", "answer"),
    ("MeetingSent", "svar-fra-mødet", "answer"),
    ("EditReplySent", "EditReply", "answer"),
    ("NominateSent", "NominateWhat", "what"),
    ("SuggestSent", "Suggest", "suggestion"),
    ("CorrectSent", "CorrectLetter", "suggestion"),
    ("SetSent", "Settings", "core-task"),
    ("OrganisationSent", "Organisation", "contact"),
    ("MeaningSuggested", "SuggestMeaning", "meaning"),
    ("MeaningSettled", "SettleMeaning", "meaning"),
    ("EditPromptSent", "EditPrompt", "text"),
    ("RefusePromptSent", "RefusePrompt", "reason"),
    ("RewordSent", "RewordPrompt", "text"),
    ("StepSent", "AgreeStep", "step"),
    ("StepMoved", "MoveStep", "when"),
    ("LearningSent", "LearnFromStep", "tried"),
    ("LearningEdited", "EditLearning", "tried"),
    ("OlfaSent", "olfa", "idea"),
];

impl Scene {
    pub(super) async fn new() -> Self {
        Self::with_hook(Hook::default()).await
    }

    /// The same with a bot that may be stopped at its boundaries.
    pub(super) async fn with_hook(hook: Hook) -> Self {
        let neighbour = GuildSpec::new("Syddjurs")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel("plejehjemmet")
            .member_with(MemberSpec::new("Nanna").role("Administrator"));
        let mut town = Town::built(vec![neighbour], RateLimits::off(), None).await;
        town.hook = hook;
        town.start().await;
        let home = town.channel;
        Box::pin(Self::built(town, home)).await
    }

    /// The same with a team that lives in a forum, on a server of its own.
    pub(super) async fn in_forum() -> Self {
        let mut library = GuildSpec::new("Biblioteket")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel_with(ChannelSpec::forum("refleksion").tag("Nyt"))
            .channel("kaffestuen")
            .member_with(MemberSpec::new("Karen").role("Administrator"));
        for name in ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"] {
            library = library.member(name);
        }
        let mut town = Town::built(vec![library], RateLimits::off(), None).await;
        let home = town.world.channel("refleksion").unwrap();
        town.channel = town.user("Karen").open_post(home, "Velkommen", "Her bor vi", &[]).unwrap();
        town.start().await;
        Box::pin(Self::built(town, home)).await
    }

    /// Both.
    pub(super) async fn in_channel_and_forum() -> [(&'static str, Box<Self>); 2] {
        [("channel", Box::new(Self::new().await)), ("forum", Box::new(Self::in_forum().await))]
    }

    /// Whoever may do everything where the team lives.
    pub(super) fn owner(&self) -> Actor {
        let guild = self.town.with(|state| state.channel(self.home).unwrap().guild).unwrap();
        self.town.world.owner(guild).unwrap()
    }

    /// Opens the post in which commands are used, as a client does before it offers any.
    fn wake(town: &Town, home: i64) {
        if town.channel != home {
            town.user("Karen").set_thread(town.channel, false, false).unwrap();
        }
    }

    /// The last question that was asked where the team lives.
    fn last_prompt(town: &Town, home: i64) -> Message {
        town.with(|state| {
            let here = |m: &&Message| {
                m.channel == home || state.channel(m.channel).is_some_and(|c| c.parent == Some(home))
            };
            let asks = |m: &&Message| m.only_for.is_none() && buttons(m).contains(&"Svar".to_owned());
            state.everything_said().filter(here).filter(asks).max_by_key(|m| m.id).cloned().unwrap()
        })
    }

    /// The plan, Asta's own pace, all words, and one that Asta and many others have suggested a meaning for, as Karen
    /// and Asta see it.
    async fn weeks_and_words(town: &Town, home: i64) -> [Message; 6] {
        let plan = town.command("Karen", town.channel, "team plan", &[]).await;
        let rhythm = town.command("Asta", town.channel, "mine-data påmindelser", &[]).await;
        let one = [("ord", json!("aktørskab"))];
        let word = town.command("Asta", town.channel, "hos-os", &one).await;
        town.fill("Asta", word.id, "Foreslå", &[("meaning", TYPED)]).await;
        let look = async |town: &Town| town.command("Karen", town.channel, "hos-os", &one).await;
        let core = town.core();
        let team = core.store.teams(None).await.unwrap().into_iter().find(|team| team.channel.0 == home);
        for n in 1..=6 {
            let (id, other, meaning) = (SuggestionId(n), UserId(n), format!("at vi hjælpes ad, {n}"));
            let (team, later) = (team.as_ref().unwrap().id, town.clock.now() + Duration::seconds(n));
            core.store.suggest_meaning(id, team, Word::Agency, &meaning, other, later).await.unwrap();
        }
        let all = town.command("Asta", town.channel, "hos-os", &[]).await;
        let mine = town.command("Asta", town.channel, "hos-os", &one).await;
        let [word, turned] = [look(town).await, look(town).await];
        [plan, rhythm, all, word, mine, turned]
    }

    /// Ida has a seat in TRIO, and Jens is asked for one: the question.
    async fn seat(town: &Town) -> Message {
        let person = |name: &str| json!(town.user(name).id.to_string());
        let seats = [("leder", person("Ida")), ("amr", person("Jens"))];
        town.command("Karen", town.channel, "team trio", &seats).await;
        town.settled().await;
        town.click("Ida", town.letter_to("Ida").id, "Ja, det vil jeg gerne").await;
        town.letter_to("Jens")
    }

    async fn built(town: Town, home: i64) -> Self {
        let school = town.world.channel("skolen").unwrap();
        let road = town.world.channel("vej-og-park").unwrap();
        let closed = Self::closed(&town);
        town.set_up(town.channel).await;
        town.set_up(school).await;
        let seat = Self::seat(&town).await;
        Self::tell(&town, "Asta", school, "Bo").await;
        town.click("Bo", town.letter_to("Bo").id, "Ja, gerne").await;
        town.settled().await;

        Steps::agree(&town, "Solvej", "Vi ringer, før vi kører", "27/11").await;
        Steps::agree(&town, "Solvej", "Vi skriver det op", "26/11").await;
        town.travel(local(2026, 12, 1, 10, 30)).await;
        Self::wake(&town, home);
        let prompt = Self::last_prompt(&town, home);
        let receipt = town.fill("Asta", prompt.id, "Svar", &[("answer", "Vi delte vagten på ny.")]).await;
        let words = [("answer", "Jeg tør ikke spørge om hjælp.")];
        let nameless = town.fill("Bo", prompt.id, "Svar uden navn", &words).await;
        let preview = town.letter_to("Ida");
        let letter = town.posts(school).into_iter().rfind(|m| m.attachments.len() == 1).unwrap();
        Self::tell(&town, "Asta", town.channel, "Bo").await;
        town.click("Bo", town.letter_to("Bo").id, "Ja, gerne").await;
        Self::tell(&town, "Asta", town.channel, "Mette").await;
        let question = town.letter_to("Mette");
        Self::tell(&town, "Asta", town.channel, "Solvej").await;
        let words = [("suggestion", "Jeg blev ved, fordi det var vigtigt.")];
        town.fill("Solvej", town.letter_to("Solvej").id, "Foreslå andre ord", &words).await;
        town.settled().await;
        let suggestion = town.letter_to("Asta");
        let example = town.posts(prompt.id).into_iter().rfind(|m| !m.components.is_empty()).unwrap();
        let whom = town.click("Leif", prompt.id, "Fremhæv kollega").await;
        let what = town.click("Ole", prompt.id, "Fremhæv kollega").await;
        let mette = town.user("Mette").id.to_string();
        let what = town.user("Ole").choose(what.id, "Vælg kolleger", &[&mette]).unwrap();
        let what = what.message().await.unwrap();
        let said = town.user("Bo").say(prompt.id, "Jeg spurgte borgeren først.").unwrap();
        let said_elsewhere = town.user("Bo").say(road, "Hullet er lukket.").unwrap();
        let pointed = town.user("Solvej").message_menu(said, "Fremhæv som godt eksempel").unwrap();
        let pointed = pointed.message().await.unwrap();
        let own = town.user("Asta").say(prompt.id, "Jeg ringede til de pårørende.").unwrap();
        let [offer, tagged] = Self::offers(&town, "Ole", prompt.id).await;
        let tagged = town.click("Ole", tagged.id, "Fremhæv").await;
        Self::fill_shelf(&town, school).await;
        let page = town.command("Asta", school, "eksempler", &[]).await;
        let beside = if home == town.channel { road } else { town.world.channel("kaffestuen").unwrap() };
        let panels = Self::panels(&town, beside).await;
        let [plan, rhythm, words, word, mine, turned] = Self::weeks_and_words(&town, home).await;
        let erasing = town.command("Leif", town.channel, "mine-data slet", &[]).await;
        let prompts = Prompts::of(&town, home).await;
        let steps = Steps::of(&town).await;
        let learnings = Learnings::of(&town, Steps::differently(&town).await).await;
        let cards = Cards::of(&town).await;
        let consents = Consents::of(&town, school).await;
        town.pass(Duration::minutes(2)).await;

        let mut scene = Self {
            town,
            home,
            school,
            road,
            closed,
            prompt,
            receipt,
            nameless: Box::new(nameless),
            seat,
            question,
            suggestion,
            example,
            letter,
            preview,
            whom,
            what,
            pointed,
            said,
            said_elsewhere,
            own,
            offer,
            tagged,
            page,
            plan,
            rhythm,
            erasing: Box::new(erasing),
            panels,
            words,
            word,
            mine,
            turned,
            prompts,
            steps,
            learnings,
            cards,
            consents,
            show_waiting: String::new(),
            forms: BTreeMap::new(),
        };
        scene.show_waiting = scene.sealed(&Action::ShowWaiting).await;
        for sent in FORMS.map(|form| form.0) {
            assert!(scene.open(sent).await, "{sent}");
        }
        scene
    }

    /// Opens the form that this sends, in place of one that stood open before.
    /// False: it opens no more.
    pub(super) async fn open(&mut self, sent: &str) -> bool {
        let (sent, opener, field) = *FORMS.iter().find(|form| form.0 == sent).unwrap();
        let Ok(handle) = self.tried(opener) else { return false };
        let form = handle.modal().await;
        form.map(|form| self.forms.insert(sent, (field, form))).is_ok()
    }

    /// More examples than stand on a page.
    async fn fill_shelf(town: &Town, channel: i64) {
        for giver in ["Ida", "Mette", "Karen", "Bo"] {
            let options = [
                ("forventning", json!("Bring andre i spil")),
                ("hele-teamet", json!(true)),
                ("eksempel", json!(TYPED)),
            ];
            town.command(giver, channel, "fremhæv", &options).await;
        }
        town.settled().await;
    }

    /// What a person is offered who writes of Mette twice with the tag.
    async fn offers(town: &Town, who: &str, thread: i64) -> [Message; 2] {
        for _ in 0..2 {
            let text = format!("#godteksempel <@{}> tog over, da vi manglede en.", town.user("Mette").id);
            let message = town.user(who).say(thread, &text).unwrap();
            let kept = |core: Core| async move { core.store.reply(ReplyId(message)).await.unwrap() };
            town.wait_kept("what was written with the tag", kept).await;
        }
        let used = town.user(who).command(town.channel, "hjælp", &[]).unwrap();
        [used.followup(0).await.unwrap(), used.followup(1).await.unwrap()]
    }

    /// A channel that was deleted.
    fn closed(town: &Town) -> i64 {
        let guild = town.world.guild("Norddjurs").unwrap();
        let closed = town.world.add_channel(guild, "nedlagt");
        town.world.owner(guild).unwrap().delete_channel(closed).unwrap();
        closed
    }

    async fn panels(town: &Town, road: i64) -> Panels {
        let adjusting = town.command("Karen", town.channel, "team tilpas", &[]).await;
        let settings = town.command("Karen", town.channel, "team indstillinger", &[]).await;
        let channel = Self::channel(town, road).await;
        let cleared = Self::channel(town, road).await;
        let finishing = town.command("Karen", town.channel, "team afslut", &[]).await;
        let organisation = town.command("Karen", town.channel, "organisation indstillinger", &[]).await;
        let role = Self::role(town).await;
        let no_role = Self::role(town).await;
        Panels { adjusting, settings, channel, cleared, finishing, organisation, role, no_role }
    }

    /// The choice of the role of the organisation's readers, with one that stands.
    async fn role(town: &Town) -> Message {
        let karen = town.user("Karen");
        let open = |panel: i64| karen.choose(panel, "Hvad vil du ændre?", &["HU's rolle"]).unwrap();
        let panel = town.command("Karen", town.channel, "organisation indstillinger", &[]).await;
        let role = open(panel.id).message().await.unwrap();
        let taken = karen.choose(role.id, "HU's rolle", &[&Self::administrators(town)]).unwrap();
        open(taken.message().await.unwrap().id).message().await.unwrap()
    }

    /// The role of those who administrate the server where the team lives.
    pub(super) fn administrators(town: &Town) -> String {
        let guild = town.world.guild("Biblioteket").or_else(|| town.world.guild("Norddjurs")).unwrap();
        let found = |state: &State| {
            let role = state.guild(guild).unwrap().roles.values().find(|role| role.name == "Administrator");
            role.unwrap().id.to_string()
        };
        town.with(found)
    }

    /// The choice of TRIO's channel, with one that stands.
    async fn channel(town: &Town, stands: i64) -> Message {
        let karen = town.user("Karen");
        let open = |panel: i64| karen.choose(panel, "Hvad vil du ændre?", &["TRIO's kanal"]).unwrap();
        let panel = town.command("Karen", town.channel, "team indstillinger", &[]).await;
        let channel = open(panel.id).message().await.unwrap();
        let taken = karen.choose(channel.id, "Vælg en kanal", &[&stands.to_string()]).unwrap();
        open(taken.message().await.unwrap().id).message().await.unwrap()
    }

    async fn tell(town: &Town, giver: &str, channel: i64, colleague: &str) {
        let options = [
            ("forventning", json!("Tag ansvar for opgaven")),
            ("kollega", json!(town.user(colleague).id.to_string())),
            ("eksempel", json!(TYPED)),
        ];
        town.command(giver, channel, "fremhæv", &options).await;
        town.settled().await;
    }

    /// An act's id as the bot itself writes it.
    pub(super) async fn sealed(&self, action: &Action) -> String {
        let key = self.town.core().store.instance("button-key").await.unwrap().unwrap();
        let key = base64::engine::general_purpose::STANDARD.decode(key).unwrap();
        Codec::new(&key.try_into().unwrap()).write(action)
    }

    /// What the person sees of what was answered: a message, or a form.
    pub(super) async fn heard(&self, used: &str, handle: &InteractionHandle) -> Heard {
        let answer = handle.answer().await.unwrap_or_else(|why| panic!("{used} is not answered: {why}"));
        match answer {
            Answer::Modal(form) => Heard::Form(form.to_string()),
            _ => Heard::Words(Box::new(handle.message().await.unwrap_or_else(|why| panic!("{used}: {why}")))),
        }
    }
}

/// An answer as a person sees it.
pub(super) enum Heard {
    Words(Box<Message>),
    Form(String),
}
