//! stub
use crate::domain::ids::UserId;
use crate::domain::language::Language;
use crate::domain::nomination::*;
/// s
pub fn shown_text(_: Language, _: &Nomination, t: &str) -> String {
    t.to_owned()
}
/// s
pub fn shown_names(n: &Nomination) -> Vec<String> {
    n.nominees.iter().filter(|x| x.answer == Some(Consent::Yes)).map(|x| x.name.clone()).collect()
}
/// w
pub fn without(n: &Nomination, _: UserId, _: &str) -> Nomination {
    n.clone()
}
