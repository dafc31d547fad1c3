//! Whatever stands in a file of prompts, it is read to its end: as prompts that keep to the rules, or as faults that
//! say where they are.

use aktor::domain::language::Language;
use aktor::service::library;

pub(crate) fn holds(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else { return };
    let (prompts, faults) = library::read("egne.toml", source);
    for fault in &faults {
        assert!(fault.file == "egne.toml" && !fault.reason.is_empty(), "{fault}");
        assert!(!fault.to_string().contains('\u{0}'), "{fault:?}");
    }
    assert!(!prompts.is_empty() || !faults.is_empty(), "neither prompts nor a reason why not");
    for prompt in &prompts {
        assert!(!prompt.id.is_empty() && prompt.id.len() <= 40, "{prompt:?}");
        for language in Language::ALL {
            let words = prompt.wording(language);
            let length = |text: &str| text.chars().count();
            assert!(!words.title.trim().is_empty() && length(&words.title) <= 60, "{prompt:?}");
            assert!(!words.text.trim().is_empty() && length(&words.text) <= 600, "{prompt:?}");
            assert!(length(&words.help) <= 200, "{prompt:?}");
        }
    }
}
