//! A team's own prompts: suggested, decided on, asked; and prompts that it hides or rewords.

use super::plan::dose;
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::ids::{ChannelId, GuildId, UserId};
use aktor::domain::prompt::{Audience, Theme};
use aktor::domain::team::Team;
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::{Value, json};

on_both_engines!(
    what_a_member_suggests_and_trio_approves_is_asked,
    what_trio_refuses_is_told_privately_with_the_reason,
    of_one_much_like_it_the_member_is_told_and_may_send_it,
    a_hidden_prompt_is_replaced_on_its_date_alone_and_can_come_back,
    a_reworded_prompt_is_asked_in_the_teams_words,
    two_of_trio_at_once_decide_once,
    its_author_takes_back_a_suggestion_and_later_their_name,
);

/// Nothing there is resembles it.
const QUESTION: &str = "Hvilken nøgle mangler der altid i skabet?";

async fn suggest_with(town: &Town, who: &str, text: &str, more: &[(&str, Value)]) -> Message {
    let mut options = vec![("tekst", json!(text)), ("tema", json!("Værd at fejre"))];
    options.extend_from_slice(more);
    town.command(who, town.channel, "spørgsmål foreslå", &options).await
}

async fn suggest(town: &Town, who: &str, text: &str) -> String {
    shown(&suggest_with(town, who, text, &[]).await)
}

async fn list(town: &Town, who: &str) -> Message {
    town.command(who, town.channel, "spørgsmål liste", &[]).await
}

async fn approve(town: &Town, who: &str) -> Message {
    town.command(who, town.channel, "spørgsmål godkend", &[]).await
}

async fn prompt(town: &Town, named: &str) -> Message {
    town.command("Karen", town.channel, "spørgsmål skjul", &[("spørgsmål", json!(named))]).await
}

async fn team(town: &Town) -> Team {
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    town.core().store.team_of_channel(guild, ChannelId(town.channel)).await.unwrap().unwrap()
}

/// What the plan says of its `nth` date.
async fn planned(town: &Town, nth: usize) -> String {
    let plan = town.command("Karen", town.channel, "team plan", &[]).await;
    let text = plan.embeds[0]["fields"][nth]["value"].as_str().unwrap();
    text.split_once('\n').unwrap().1.to_owned()
}

/// The id of the prompt with these words.
fn id_of(town: &Town, text: &str) -> String {
    town.core().library.iter().find(|prompt| prompt.da.text.trim() == text).unwrap().id.clone()
}

/// Hides all that the library has of a theme, and lets all others rest.
async fn only_own(town: &Town, theme: Theme) {
    dose(town, |dosing| dosing.resting = Theme::ALL.into_iter().filter(|one| *one != theme).collect()).await;
    let id = team(town).await.id;
    let core = town.core();
    for prompt in core.library.for_audience(Audience::Team).filter(|prompt| prompt.theme == theme) {
        core.store.hide_prompt(id, &prompt.id, true, UserId(1), core.now()).await.unwrap();
    }
}

async fn what_a_member_suggests_and_trio_approves_is_asked() {
    let town = Town::with_team().await;
    let before = [planned(&town, 0).await, planned(&town, 3).await];
    let text = "**Hvad** lo vi ad i går? Og hvem så det?";
    let thanks = shown(&suggest_with(&town, "Asta", text, &[("navn", json!(true))]).await);
    assert!(
        thanks.starts_with("Tak. TRIO læser dit forslag") && thanks.contains("Stillet af Asta"),
        "{thanks}"
    );
    let mine = shown(&list(&town, "Asta").await);
    assert!(mine.contains("Dit forslag · venter på TRIO") && mine.contains("lo vi ad i går"), "{mine}");
    let others = list(&town, "Bo").await;
    assert!(!shown(&others).contains("lo vi ad") && others.components.is_empty(), "{}", shown(&others));
    assert!(shown(&others).contains("Der venter ét forslag hos TRIO."));
    let status = shown(&town.command("Karen", town.channel, "team status", &[]).await);
    assert!(status.contains("Venter på TRIO\nDer venter ét forslag"), "{status}");
    assert!(!town.status().await.contains("Venter på TRIO"), "Asta has no seat");

    let panel = approve(&town, "Karen").await;
    assert!(shown(&panel).contains("*Værd at fejre*") && shown(&panel).contains("Stillet af Asta"));
    let done = shown(&town.click("Karen", panel.id, "Godkend").await);
    assert!(done.starts_with("Godkendt.") && done.contains("venter ikke noget forslag"), "{done}");
    assert_eq!([planned(&town, 0).await, planned(&town, 3).await], before, "the plan is the same");
    let all = shown(&list(&town, "Bo").await);
    assert!(all.contains("Værd at fejre · eget-1") && all.contains("Stillet af Asta"), "{all}");

    only_own(&town, Theme::Celebration).await;
    town.travel(local(2026, 11, 2, 10, 0)).await;
    let asked = town.prompts(town.channel).pop().unwrap();
    let words = shown(&asked);
    assert!(words.contains("**\\*\\*Hvad\\*\\* lo vi ad i går? Og hvem så det?**"), "{words}");
    assert!(words.contains("\n\nStillet af Asta\n\nSvar i tråden"), "{words}");
    assert_eq!(town.thread_on(&asked).unwrap(), "Uge 45 · **Hvad** lo vi ad i går?");
    let again = shown(&town.command("Bo", town.channel, "refleksion", &[]).await);
    assert!(again.contains("lo vi ad i går"), "{again}");
    assert!(town.status().await.contains("\\*\\*Hvad\\*\\* lo vi ad i går?"));
    town.end().await;
}

async fn what_trio_refuses_is_told_privately_with_the_reason() {
    let mut town = Town::with_team().await;
    suggest(&town, "Asta", QUESTION).await;
    suggest(&town, "Bo", "Bedste madpakke i ugens løb?").await;
    town.user("Bo").close_dms();
    let panel = approve(&town, "Karen").await;
    assert!(shown(&panel).contains("Der venter ét til bagefter."), "{}", shown(&panel));
    let empty = shown(&town.fill("Karen", panel.id, "Afvis", &[("reason", " ")]).await);
    assert!(empty.starts_with("Der stod ikke noget i feltet"), "{empty}");
    let form = town.user("Karen").click(panel.id, "Afvis").unwrap().modal().await.unwrap();
    // The form stands open while the bot starts anew.
    town.kill().await;
    town.start().await;
    let sent = town.user("Karen").submit(&form, &[("reason", "Den *nøgle* er fundet.")]).unwrap();
    let next = sent.message().await.unwrap();
    assert!(shown(&next).starts_with("Så kommer det ikke med.") && shown(&next).contains("madpakke"));
    town.fill("Karen", next.id, "Afvis", &[("reason", "Den har vi haft.")]).await;
    town.settled().await;
    let told = shown(&town.letter_to("Asta"));
    assert!(told.starts_with("Tak for dit forslag til hjemmepleje:") && told.contains(QUESTION), "{told}");
    assert!(told.contains("De skriver: Den \\*nøgle\\* er fundet."), "{told}");
    let hint = town.user("Bo").command(town.channel, "hjælp", &[]).unwrap().followup(0).await.unwrap();
    let waits = shown(&town.click("Bo", hint.id, "Vis mig det").await);
    assert!(waits.contains("Den har vi haft."), "{waits}");
    let mine = shown(&list(&town, "Asta").await);
    assert!(mine.contains("Dit forslag · kom ikke med") && mine.contains("TRIO skriver: Den"), "{mine}");
    assert!(!shown(&list(&town, "Karen").await).contains("nøgle"), "it is Asta's own business");
    let late = shown(&town.click("Karen", panel.id, "Godkend").await);
    assert_eq!(late, "Det forslag har TRIO allerede sagt nej til.");
    town.end().await;
}

async fn of_one_much_like_it_the_member_is_told_and_may_send_it() {
    let town = Town::with_team().await;
    let near = "Hvad er lykkedes for os på det seneste, og som vi glemte at fejre?";
    let draft = suggest_with(&town, "Asta", near, &[]).await;
    let text = shown(&draft);
    assert!(text.contains("Det ligner et spørgsmål, I allerede har:") && text.contains(near), "{text}");
    assert!(shown(&approve(&town, "Karen").await).contains("ikke noget forslag"), "it was not sent");
    let id = draft.components[0]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    let post = town.posts(town.channel).remove(0);
    let others = town.user("Bo").press(post.id, &id).unwrap().message().await.unwrap();
    assert!(shown(&others).contains("er til en anden"), "{}", shown(&others));
    for _ in 0..2 {
        let sent = town.user("Asta").press(draft.id, &id).or_else(|_| town.user("Asta").press(post.id, &id));
        assert!(shown(&sent.unwrap().message().await.unwrap()).starts_with("Tak. TRIO læser"));
    }
    let panel = shown(&approve(&town, "Karen").await);
    assert!(
        panel.contains(near) && panel.contains("Det ligner et, I allerede har: Hvad er lykkedes"),
        "{panel}"
    );
    assert!(!panel.contains("til bagefter"), "it was sent once");
    // One that waits is pointed out, but not shown: TRIO has not read it.
    let asked = "Hvem har egentlig nøglen til det store skab i gangen?";
    suggest(&town, "Bo", asked).await;
    let twice = suggest_with(&town, "Ole", asked, &[]).await;
    assert!(shown(&twice).contains("Der venter allerede et forslag hos TRIO"), "{}", shown(&twice));
    // After a day the draft is gone, and what stood in it is still on the screen.
    town.pass(Duration::hours(25)).await;
    town.wait_kept("the draft to go", |core| async move {
        let teams = core.store.teams(None).await.unwrap();
        core.store.own_prompt(teams[0].id, 3).await.unwrap().is_none().then_some(())
    })
    .await;
    let gone = shown(&town.click("Ole", twice.id, "Send alligevel").await);
    assert!(gone.contains("Skriv det igen med `/spørgsmål foreslå`"), "{gone}");
    town.end().await;
}

async fn a_hidden_prompt_is_replaced_on_its_date_alone_and_can_come_back() {
    let town = Town::with_team().await;
    let before = [planned(&town, 0).await, planned(&town, 1).await, planned(&town, 2).await];
    let id = id_of(&town, &before[1]);
    let panel = prompt(&town, &id).await;
    assert!(shown(&panel).contains(&before[1]) && buttons(&panel) == ["Skjul", "Skriv om"]);
    let hidden = town.click("Karen", panel.id, "Skjul").await;
    assert!(shown(&hidden).contains("Så bliver det ikke stillet."), "{}", shown(&hidden));
    assert_eq!(buttons(&hidden), ["Tag frem igen", "Skriv om"]);
    assert_eq!([planned(&town, 0).await, planned(&town, 2).await], [before[0].clone(), before[2].clone()]);
    assert_ne!(planned(&town, 1).await, before[1]);
    let all = shown(&list(&town, "Asta").await);
    assert!(all.contains(&format!("{id} · skjult")), "{all}");
    let back = town.click("Karen", hidden.id, "Tag frem igen").await;
    assert!(shown(&back).contains("Så er det med igen."), "{}", shown(&back));
    assert!(shown(&list(&town, "Asta").await).contains("Her er ikke noget endnu"));
    // The last of them stays, and few are told of.
    only_own(&town, Theme::Trust).await;
    let trust =
        town.core().library.iter().filter(|p| p.theme == Theme::Trust && p.audience == Audience::Team);
    let trust: Vec<String> = trust.map(|prompt| prompt.id.clone()).collect();
    for id in &trust[..2] {
        town.core()
            .store
            .hide_prompt(team(&town).await.id, id, false, UserId(1), town.clock.now())
            .await
            .unwrap();
    }
    let few = town.click("Karen", prompt(&town, &trust[0]).await.id, "Skjul").await;
    assert!(shown(&few).contains("Der er ét spørgsmål tilbage"), "{}", shown(&few));
    let panel = prompt(&town, &trust[1]).await;
    let last = shown(&town.click("Karen", panel.id, "Skjul").await);
    assert!(last.contains("Det er det sidste, jeg har at spørge om."), "{last}");
    town.end().await;
}

async fn a_reworded_prompt_is_asked_in_the_teams_words() {
    let town = Town::with_team().await;
    let was = planned(&town, 0).await;
    let id = id_of(&town, &was);
    let panel = prompt(&town, &id).await;
    let form = town.user("Karen").click(panel.id, "Skriv om").unwrap().modal().await.unwrap();
    assert!(form.body.to_string().contains(&json!(was).to_string()), "it begins with what stands");
    let emilys = town.command("Emily", town.channel, "spørgsmål skjul", &[("spørgsmål", json!(id))]).await;
    let emilys = town.user("Emily").click(emilys.id, "Reword").unwrap().modal().await.unwrap();
    let fields = [("text", "Hvad *gjorde* vi sammen?"), ("title", "Sammen"), ("help", "")];
    let sent = town.user("Karen").submit(&form, &fields).unwrap().message().await.unwrap();
    assert!(shown(&sent).starts_with("Så står det med jeres egne ord."), "{}", shown(&sent));
    // Emily's form began with the old words: nothing of Karen's is undone unseen.
    let late = town.user("Emily").submit(&emilys, &[("text", "Something of mine")]).unwrap();
    let late = shown(&late.message().await.unwrap());
    assert!(
        late.starts_with("Somebody else has reworded it") && late.contains("Something of mine"),
        "{late}"
    );
    let personal = town.click("Karen", sent.id, "Skjul").await;
    town.click("Karen", personal.id, "Tag frem igen").await;
    let refused = town.fill("Karen", sent.id, "Skriv om", &[("text", "Hvad med 010190-1234?")]).await;
    assert!(shown(&refused).contains("CPR-nummer") && !shown(&refused).contains("010190"));
    town.travel(local(2026, 11, 2, 10, 0)).await;
    let asked = town.prompts(town.channel).pop().unwrap();
    assert!(shown(&asked).contains("**Hvad \\*gjorde\\* vi sammen?**\n\nSvar i tråden"), "{}", shown(&asked));
    assert_eq!(town.thread_on(&asked).unwrap(), "Uge 45 · Sammen");
    let all = shown(&list(&town, "Asta").await);
    assert!(all.contains(&format!("{id} · jeres egne ord")) && all.contains("gjorde"), "{all}");
    let original = town.click("Karen", prompt(&town, &id).await.id, "Brug de oprindelige ord").await;
    assert!(shown(&original).contains(&was), "{}", shown(&original));
    town.end().await;
}

async fn two_of_trio_at_once_decide_once() {
    let town = Town::with_team().await;
    suggest(&town, "Asta", QUESTION).await;
    let (karens, emilys) = (approve(&town, "Karen").await, approve(&town, "Emily").await);
    let refusal = town.user("Emily").click(emilys.id, "Decline").unwrap().modal().await.unwrap();
    let edited = [("text", "Hvilken nøgle leder vi altid efter?"), ("title", "")];
    let done = town.fill("Karen", karens.id, "Ret og godkend", &edited).await;
    assert!(shown(&done).starts_with("Godkendt."), "{}", shown(&done));
    let late = town.user("Emily").submit(&refusal, &[("reason", "Not this one.")]).unwrap();
    let late = shown(&late.message().await.unwrap());
    assert!(late.starts_with("That suggestion has already been approved."), "{late}");
    assert!(late.contains("Not this one."), "what was typed comes back: {late}");
    town.settled().await;
    assert_eq!(town.user("Asta").inbox().len(), 0, "nobody is told no");
    let all = shown(&list(&town, "Bo").await);
    assert!(all.contains("Hvilken nøgle leder vi altid efter?") && !all.contains("mangler"), "{all}");
    town.end().await;
}

async fn its_author_takes_back_a_suggestion_and_later_their_name() {
    let town = Town::with_team().await;
    let named = [("navn", json!(true))];
    suggest_with(&town, "Asta", QUESTION, &named).await;
    suggest_with(&town, "Asta", "Bedste madpakke i ugens løb?", &named).await;
    let hint = "Træk noget af dit eget tilbage";
    let mine = list(&town, "Asta").await;
    let other_screen = list(&town, "Asta").await;
    let options = mine.components[0]["components"][0]["options"].clone();
    assert_eq!(options[0]["label"], "Træk forslaget tilbage");
    assert_eq!(options[0]["description"], QUESTION);
    let id = mine.components[0]["components"][0]["custom_id"].as_str().unwrap();
    let chosen = town.user("Asta").choose(mine.id, hint, &["suggestion:1"]).unwrap();
    let gone = shown(&chosen.message().await.unwrap());
    assert!(gone.starts_with("Så er dit forslag slettet.") && !gone.contains("nøgle"), "{gone}");
    let panel = approve(&town, "Karen").await;
    assert!(shown(&panel).contains("madpakke") && !shown(&panel).contains("til bagefter"));
    town.click("Karen", panel.id, "Godkend").await;
    // What TRIO has taken in is the team's; the name stays its author's to take off.
    let late = town.user("Asta").choose(other_screen.id, hint, &["suggestion:2"]).unwrap();
    let late = late.message().await.unwrap();
    assert!(shown(&late).starts_with("Der er ikke noget at trække tilbage længere."), "{}", shown(&late));
    assert_eq!(late.components[0]["components"][0]["options"][0]["label"], "Fjern mit navn");
    only_own(&town, Theme::Celebration).await;
    let taken = town.user("Asta").choose(late.id, hint, &["name:2"]).unwrap().message().await.unwrap();
    let text = shown(&taken);
    assert!(text.starts_with("Så står dit navn der ikke, næste gang") && text.contains("madpakke"), "{text}");
    assert!(!text.contains("Stillet af"), "{text}");
    assert!(!format!("{:?}", taken.components).contains(hint), "there is nothing left to take back");
    // Somebody else's choice of the same takes nothing back.
    let post = town.posts(town.channel).remove(0);
    let others = town.user("Bo").press(post.id, id).unwrap().message().await.unwrap();
    assert!(shown(&others).contains("knap"), "{}", shown(&others));
    town.travel(local(2026, 11, 2, 10, 0)).await;
    let asked = shown(&town.prompts(town.channel).pop().unwrap());
    assert!(asked.contains("madpakke") && !asked.contains("Stillet af"), "{asked}");
    town.end().await;
}

#[tokio::test]
async fn what_is_like_a_hidden_prompt_is_told_so() {
    let town = Town::with_team().await;
    let id = team(&town).await.id;
    town.core().store.hide_prompt(id, "fejring-01", true, UserId(1), town.clock.now()).await.unwrap();
    let near = "Hvad er lykkedes for os på det seneste, og som vi glemte at fejre?";
    let draft = shown(&suggest_with(&town, "Asta", near, &[]).await);
    assert!(draft.contains("Det ligner et spørgsmål, I har skjult:"), "{draft}");
    assert!(draft.contains("TRIO kan tage det frem igen med `/spørgsmål skjul`."), "{draft}");
    let typing = |typed: &str| {
        town.user("Asta").type_option(town.channel, "spørgsmål foreslå", "tekst", typed).unwrap()
    };
    let similar = typing("hvad er lykkedes for os").choices().await.unwrap();
    assert!(
        similar[1]["name"].as_str().unwrap().starts_with("Findes, men er skjult: Hvad er"),
        "{similar:?}"
    );
    let chosen = suggest(&town, "Asta", similar[1]["value"].as_str().unwrap()).await;
    assert!(chosen.starts_with("Det spørgsmål har I, men I har skjult det:"), "{chosen}");
    // Half the library begins like this: it says nothing.
    for short in ["hvad", "hvad gør", "hvad gør vi"] {
        let choices = typing(short).choices().await.unwrap();
        assert_eq!(choices.len(), 1, "{short}: {choices:?}");
    }
    // Whatever was suggested before, text that nobody can see is none.
    let invisible = suggest(&town, "Asta", "\u{200b}\u{2060}").await;
    assert!(invisible.starts_with("Der stod ikke noget i feltet"), "{invisible}");
    town.end().await;
}

#[tokio::test]
async fn only_trio_decides_and_only_trio_is_offered_what_waits() {
    let town = Town::with_team().await;
    suggest(&town, "Asta", QUESTION).await;
    for (path, options) in
        [("spørgsmål godkend", vec![]), ("spørgsmål skjul", vec![("spørgsmål", json!("tillid-01"))])]
    {
        let refused = shown(&town.command("Asta", town.channel, path, &options).await);
        assert!(refused.contains("TRIO (leder, AMR, TR)"), "{refused}");
    }
    let offered = async |who: &str, path: &str, option: &str, typed: &str| {
        let typing = town.user(who).type_option(town.channel, path, option, typed).unwrap();
        typing.choices().await.unwrap()
    };
    assert_eq!(offered("Asta", "spørgsmål godkend", "forslag", "").await, Vec::<Value>::new());
    let waiting = offered("Karen", "spørgsmål godkend", "forslag", "NØGLE").await;
    assert_eq!((&waiting[0]["name"], &waiting[0]["value"]), (&json!(QUESTION), &json!("1")));
    let there = offered("Karen", "spørgsmål skjul", "spørgsmål", "glemte fejre").await;
    assert_eq!(there[0]["value"], "fejring-01");
    assert_eq!(offered("Karen", "spørgsmål skjul", "spørgsmål", "").await.len(), 25);

    let typed = "hvad er lykkedes for os på det seneste";
    let similar = offered("Asta", "spørgsmål foreslå", "tekst", typed).await;
    assert_eq!(similar[0]["value"], typed, "what is typed stands first");
    let name = similar[1]["name"].as_str().unwrap();
    assert!(name.starts_with("Findes allerede: Hvad er lykkedes") && name.chars().count() <= 100, "{name}");
    let chosen = suggest(&town, "Asta", similar[1]["value"].as_str().unwrap()).await;
    assert!(chosen.contains("Det spørgsmål har I allerede:"), "{chosen}");
    let long = "hvad er lykkedes for os på det seneste, ".repeat(3);
    assert_eq!(offered("Asta", "spørgsmål foreslå", "tekst", &long).await, Vec::<Value>::new());
    assert_eq!(shown(&approve(&town, "Karen").await).matches("nøgle").count(), 1);
    town.end().await;
}

#[tokio::test]
async fn many_suggestions_are_enough_and_many_prompts_have_pages() {
    let town = Town::with_team().await;
    let id = team(&town).await.id;
    let core = town.core();
    let prompts: Vec<String> =
        core.library.for_audience(Audience::Team).map(|p| p.id.clone()).take(19).collect();
    for prompt in &prompts {
        core.store.hide_prompt(id, prompt, true, UserId(1), core.now()).await.unwrap();
    }
    let first = list(&town, "Asta").await;
    assert!(shown(&first).contains("Side 1 af 3") && buttons(&first) == ["Næste"], "{}", shown(&first));
    let second = town.click("Asta", first.id, "Næste").await;
    assert!(shown(&second).contains("Side 2 af 3") && buttons(&second) == ["Forrige", "Næste"]);
    for prompt in &prompts[8..] {
        core.store.hide_prompt(id, prompt, false, UserId(1), core.now()).await.unwrap();
    }
    let gone = town.click("Asta", second.id, "Næste").await;
    assert!(shown(&gone).contains(&prompts[7]) && buttons(&gone).is_empty(), "{}", shown(&gone));

    let letters = "abcdefghijklmnopqrstuvwxyz";
    for n in 0..25 {
        let word: String = letters.chars().cycle().skip(n).step_by(n + 2).take(12).collect();
        let who = ["Asta", "Bo", "Mette", "Jens", "Leif"][n / 5];
        let said = suggest(&town, who, &format!("{word} {word}?")).await;
        assert!(said.starts_with("Tak."), "{said}");
        town.pass(Duration::minutes(1)).await;
        if n == 4 {
            let enough = suggest(&town, who, QUESTION).await;
            assert!(enough.starts_with("Du har fem forslag") && enough.contains(QUESTION), "{enough}");
        }
    }
    let many = suggest(&town, "Ole", QUESTION).await;
    assert!(many.contains("Der venter mange forslag") && many.contains(QUESTION), "{many}");
    let chosen =
        town.user("Karen").choose(list(&town, "Karen").await.id, "Se et forslag, der venter", &["25"]);
    let chosen = shown(&chosen.unwrap().message().await.unwrap());
    assert!(chosen.contains("Der venter 24 til bagefter."), "{chosen}");
    town.end().await;
}

#[tokio::test]
async fn what_waits_is_told_with_the_look_ahead_and_in_no_post_of_its_own() {
    let town = Town::with_team().await;
    let room = town.world.channel("vej-og-park").unwrap();
    dose(&town, |dosing| dosing.trio_channel = Some(ChannelId(room))).await;
    suggest(&town, "Asta", QUESTION).await;
    suggest(&town, "Bo", "Bedste madpakke i ugens løb?").await;
    let look = town.command("Bo", town.channel, "hos-os", &[("ord", json!("kurs"))]).await;
    town.fill("Bo", look.id, "Foreslå", &[("meaning", "at vi ved hvorhen")]).await;
    town.travel(local(2026, 11, 4, 9, 0)).await;
    let posts = town.posts(room);
    assert_eq!(posts.len(), 1, "{posts:#?}");
    let text = shown(&posts[0]);
    assert!(text.contains("Der venter 2 forslag til spørgsmål. Se dem med `/spørgsmål godkend`."), "{text}");
    assert!(text.contains("Der venter ét forslag til jeres ord."), "{text}");
    assert!(!text.contains("nøgle") && !text.contains("madpakke"), "{text}");
    town.end().await;
}
