//! What an embed may hold: lengths, counts, addresses, and 6000 characters in a message altogether.

use crate::sandbox::world::Form;
use serde_json::Value;

const TEXTS: [(&str, &str, usize); 4] = [
    ("/title", "title", 256),
    ("/description", "description", 4096),
    ("/footer/text", "footer.text", 2048),
    ("/author/name", "author.name", 256),
];
const ADDRESSES: [(&str, &str, bool); 5] = [
    ("/url", "url", false),
    ("/image/url", "image.url", true),
    ("/thumbnail/url", "thumbnail.url", true),
    ("/footer/icon_url", "footer.icon_url", true),
    ("/author/icon_url", "author.icon_url", true),
];

pub(super) fn check(form: &mut Form, embeds: &[Value]) {
    if embeds.len() > 10 {
        form.fault("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
    }
    let mut sum = 0;
    for (at, embed) in embeds.iter().enumerate() {
        let path = format!("embeds.{at}");
        if !embed.is_object() {
            form.fault(&path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
            continue;
        }
        for (pointer, name, most) in TEXTS {
            if let Some(text) = embed.pointer(pointer).and_then(Value::as_str) {
                form.length(&format!("{path}.{name}"), text, 0, most);
                sum += text.chars().count();
            }
        }
        for (pointer, name, attached) in ADDRESSES {
            if let Some(address) = embed.pointer(pointer).and_then(Value::as_str) {
                let web = address.starts_with("http://") || address.starts_with("https://");
                if !(web || attached && address.starts_with("attachment://")) {
                    form.fault(
                        &format!("{path}.{name}"),
                        "URL_TYPE_INVALID_SCHEME",
                        "Scheme must be one of ('http', 'https').",
                    );
                }
            }
        }
        if embed["color"].as_u64().is_some_and(|color| color > 0xFF_FFFF) {
            form.fault(
                &format!("{path}.color"),
                "NUMBER_TYPE_MAX",
                "int value should be less than or equal to 16777215.",
            );
        }
        sum += fields(form, &path, embed);
        let parts =
            ["title", "description", "fields", "image", "thumbnail", "author", "footer", "url", "timestamp"];
        if parts.iter().all(|part| embed.get(part).is_none_or(Value::is_null)) {
            form.fault(&format!("{path}.description"), "BASE_TYPE_REQUIRED", "This field is required");
        }
    }
    if sum > 6000 {
        form.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
}

fn fields(form: &mut Form, path: &str, embed: &Value) -> usize {
    let Some(fields) = embed["fields"].as_array() else { return 0 };
    if fields.len() > 25 {
        form.fault(&format!("{path}.fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    let mut sum = 0;
    for (at, field) in fields.iter().enumerate() {
        for (key, most) in [("name", 256), ("value", 1024)] {
            let here = format!("{path}.fields.{at}.{key}");
            match field[key].as_str() {
                Some(text) if !text.trim().is_empty() => {
                    form.length(&here, text, 0, most);
                    sum += text.chars().count();
                }
                _ => form.required(&here),
            }
        }
    }
    sum
}
