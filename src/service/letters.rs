//! stub
use crate::domain::ids::*;
use crate::service::core::*;
use crate::service::delivery::Outcome;
use crate::service::platform::*;
use crate::service::refusal::*;
use crate::store::Claim;
macro_rules! j { ($($n:ident($($t:ty),*);)+) => { impl Core { $(/// x
 pub(super) async fn $n(&self, c: &Claim, $(_: $t),*) -> Result<Outcome, Failure> { self.store.complete(c, &[], self.now()).await?; Ok(Outcome::Done) })+ } } }
j! { ask_approval(OccasionId, UserId, bool); post_letter(OccasionId); post_letter_rest(OccasionId); refresh_letter(OccasionId); lapse_letter(OccasionId); }
impl Core {
    /// x
    pub async fn letter_verdict(&self, _: &Asker, _: OccasionId, _: bool) -> Result<Post, Failure> {
        Err(Refusal::Outdated.into())
    }
    /// x
    pub async fn leave_letter(&self, _: &Asker, _: OccasionId) -> Result<Post, Failure> {
        Err(Refusal::Outdated.into())
    }
    /// x
    pub async fn correct_letter_form(&self, _: &Asker, _: OccasionId) -> Result<Form, Failure> {
        Err(Refusal::Outdated.into())
    }
    /// x
    pub async fn preview_letter(&self, _: &Asker, _: Option<&str>) -> Result<Post, Failure> {
        Err(Refusal::Outdated.into())
    }
    /// x
    pub async fn approval_question(&self, _: OccasionId, _: bool) -> Result<Option<Post>, Failure> {
        Ok(None)
    }
    /// x
    pub(super) async fn refresh_letters_telling(&self, _: TeamId, _: NominationId) -> Result<(), Failure> {
        Ok(())
    }
}
