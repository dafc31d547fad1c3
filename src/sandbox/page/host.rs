//! What the page needs of whoever shows it and no chat client has: time that can be moved, and company.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// How far to let time go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leap {
    /// To the same hour tomorrow.
    Day,
    /// To the same hour in a week.
    Week,
    /// To the next question.
    Question,
    /// To the next thing that happens about a monthly letter.
    Letter,
}

/// A sentence in both languages of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// In Danish.
    pub da: String,
    /// In English.
    pub en: String,
}

/// An invented colleague whom one can be.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// The user's id.
    #[serde(serialize_with = "as_text")]
    pub id: i64,
    /// What they do.
    pub job: Words,
    /// Where one finds oneself on becoming them.
    #[serde(serialize_with = "as_text")]
    pub home: i64,
}

/// One step of the guided tour.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// What one learns.
    pub title: Words,
    /// What to do.
    pub text: Words,
    /// Who one has to be.
    #[serde(serialize_with = "as_text")]
    pub person: i64,
    /// Where; `None` is the private conversation with the bot.
    #[serde(serialize_with = "as_text_if_any")]
    pub channel: Option<i64>,
}

/// Where a wish comes from: who one is, and where one stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The colleague one is.
    pub me: i64,
    /// The channel or thread that is open.
    pub channel: i64,
}

/// Whoever shows the page.
#[async_trait]
pub trait Host: Send + Sync + 'static {
    /// Whom one can be; the first is whom one begins as.
    fn people(&self) -> Vec<Person>;

    /// The steps of the guided tour.
    fn tour(&self) -> Vec<Step>;

    /// Which steps have been taken, in the order of [`Host::tour`].
    async fn taken(&self) -> Vec<bool>;

    /// Somebody did something: a moment passes, and what it leads to is done.
    async fn acted(&self);

    /// Lets time pass; with `company` the other colleagues go about their work meanwhile. Says what became of it.
    async fn leap(&self, leap: Leap, spot: Spot, company: bool) -> Result<Words, Words>;

    /// Lets the other colleagues answer and tell of each other now. Says what became of it.
    async fn fill(&self, spot: Spot) -> Result<Words, Words>;
}

// Ids are longer than a number of JavaScript's can be.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's shape")]
fn as_text<S: serde::Serializer>(id: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

#[expect(clippy::ref_option, reason = "serde's shape")]
fn as_text_if_any<S: serde::Serializer>(id: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => serializer.collect_str(id),
        None => serializer.serialize_none(),
    }
}
