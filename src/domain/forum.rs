//! A forum's tags, and which of them a post carries.

use crate::domain::ids::TagId;

/// The longest name that the platform's clients let a tag have, in characters: a theme with a longer name is
/// recognised by as much of it as fits.
const LONGEST_TAG: usize = 20;

/// A tag that may be put on a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name as people see it.
    pub name: String,
}

/// What a forum asks of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forum {
    /// A post without a tag is refused.
    pub requires_tag: bool,
    /// The tags that the bot may use, in the forum's order.
    pub tags: Vec<Tag>,
}

/// The forum requires a tag, and there is none that the bot may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTag;

impl Forum {
    /// The tag of a post whose theme goes by any of `names`: the one that is called so, whatever its case.
    /// Where none is, the first there is if the forum requires one; else none.
    pub fn tag_for(&self, names: &[String]) -> Result<Option<TagId>, NoTag> {
        let called = |tag: &&Tag| names.iter().any(|name| is_called(&tag.name, name));
        let first = || self.tags.first().filter(|_| self.requires_tag);
        match self.tags.iter().find(called).or_else(first) {
            Some(tag) => Ok(Some(tag.id)),
            None if self.requires_tag => Err(NoTag),
            None => Ok(None),
        }
    }
}

/// Whether a tag's name is a theme's: all of it, as much as fits into a tag, or what stands before its colon.
fn is_called(tag: &str, theme: &str) -> bool {
    let (tag, theme) = (tag.trim().to_lowercase(), theme.trim().to_lowercase());
    let fitting: String = theme.chars().take(LONGEST_TAG).collect();
    let before_colon = theme.split(':').next().unwrap_or_default();
    tag == theme || tag == fitting.trim_end() || tag == before_colon.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forum(requires_tag: bool, names: &[&str]) -> Forum {
        let tag = |(id, name): (i64, &&str)| Tag { id: TagId(id), name: (*name).to_owned() };
        Forum { requires_tag, tags: (1..).zip(names).map(tag).collect() }
    }

    fn tag(forum: &Forum, names: &[&str]) -> Result<Option<TagId>, NoTag> {
        forum.tag_for(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_theme_is_found_in_either_language_and_any_case() {
        let forum = forum(false, &["Nyt", "TILLID", "direction"]);
        assert_eq!(tag(&forum, &["Tillid", "Trust"]), Ok(Some(TagId(2))));
        assert_eq!(tag(&forum, &["Kurs", "Direction"]), Ok(Some(TagId(3))));
        assert_eq!(tag(&forum, &["Ordentlighed", "Decency"]), Ok(None));
        assert_eq!(tag(&forum, &[]), Ok(None));
    }

    #[test]
    fn a_theme_too_long_for_a_tag_is_found_by_what_fits() {
        let forum = forum(false, &["En attraktiv arbejds", "olfa"]);
        assert_eq!(tag(&forum, &["En attraktiv arbejdsplads"]), Ok(Some(TagId(1))));
        assert_eq!(tag(&forum, &["OLFA: før vi går i gang"]), Ok(Some(TagId(2))));
    }

    #[test]
    fn where_a_tag_is_required_the_first_one_stands_in() {
        assert_eq!(tag(&forum(true, &["Nyt", "Tillid"]), &["Kurs"]), Ok(Some(TagId(1))));
        assert_eq!(tag(&forum(true, &["Nyt", "Tillid"]), &["Tillid"]), Ok(Some(TagId(2))));
        assert_eq!(tag(&forum(true, &[]), &["Tillid"]), Err(NoTag));
    }
}
