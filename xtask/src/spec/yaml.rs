//! Writes a value as YAML that every reader understands the same way.
//!
//! serde_yaml quotes what a reader of YAML 1.2 would take for something else than a text. Readers of
//! YAML 1.1 also take `2020-07-14` for a date and `1:30` for a number, so such texts are quoted too.

use serde_json::{Map, Value};

use crate::report::Failure;

/// Goes before a text that must be quoted, and out again afterwards: no plain text may start with
/// `@`, and the private-use character makes sure that no document has the two by itself.
const QUOTE_ME: &str = "@\u{e000}";

/// Single-character and word forms that YAML 1.1 reads as a value, a merge or a truth.
const WORDS: [&str; 12] = [
    "=", "<<", "~", "y", "n", "yes", "no", "on", "off", "true", "false", "null",
];

/// The value as YAML, keys in their order.
pub(crate) fn text(value: &Value) -> Result<String, Failure> {
    let unwritable =
        |why: &str| Failure::new(format!("the document cannot be written as YAML: {why}"));
    let mut marked = value.clone();
    mark(&mut marked);
    let text = serde_yaml::to_string(&marked).map_err(|error| unwritable(&error.to_string()))?;
    let text = text
        .replace(&format!("'{QUOTE_ME}"), "'")
        .replace(&format!("\"{QUOTE_ME}"), "\"");
    if text.contains(QUOTE_ME) {
        return Err(unwritable("a text holds the private-use character U+E000"));
    }
    Ok(text)
}

/// Marks every key and text that must be quoted.
fn mark(value: &mut Value) {
    match value {
        Value::String(text) if is_ambiguous(text) => text.insert_str(0, QUOTE_ME),
        Value::Array(items) => items.iter_mut().for_each(mark),
        Value::Object(map) => {
            let entries = std::mem::take(map).into_iter();
            *map = entries.map(marked_entry).collect::<Map<_, _>>();
        }
        _ => {}
    }
}

fn marked_entry((mut key, mut value): (String, Value)) -> (String, Value) {
    if is_ambiguous(&key) {
        key.insert_str(0, QUOTE_ME);
    }
    mark(&mut value);
    (key, value)
}

/// Whether a reader of YAML 1.1 might take the text for something else. Errs on the safe side:
/// whatever starts like a number or a date is one. Several lines are written as a block, which is
/// a text for every reader.
fn is_ambiguous(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let unsigned = text.trim_start_matches(['+', '-', '.']);
    unsigned.starts_with(|first: char| first.is_ascii_digit())
        || ["inf", "nan"]
            .iter()
            .any(|word| unsigned.eq_ignore_ascii_case(word))
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_that_look_like_something_else_are_quoted() {
        let value = json!({
            "version": "2020-07-14", "no": "on", "200": "1:30", "n": 200, "yes": true,
            "path": "/tags/{resourceArn}", "marker": "@type", "list": ["0x1F", "-.5", ".inf", "~", ""],
        });
        let expected = "\
version: '2020-07-14'
'no': 'on'
'200': '1:30'
'n': 200
'yes': true
path: /tags/{resourceArn}
marker: '@type'
list:
- '0x1F'
- '-.5'
- '.inf'
- '~'
- ''
";
        let text = text(&value).unwrap();
        assert_eq!(text, expected);
        assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn the_mark_itself_is_refused() {
        let error = text(&json!(["a @\u{e000}"])).unwrap_err().to_string();
        assert!(error.contains("U+E000"), "{error}");
    }

    #[test]
    fn awkward_texts_come_back() {
        let value = json!({"a": "1 line\nand 'another'", "b": "2\ttab", "c": "\u{85}", "d": "3\u{7}", "e": "^[\\p{L}]*$", "f": "# no", "g": "0\"q\" 'q'", "h": "- \n", "i": " 1 "});
        let text = text(&value).unwrap();
        assert_eq!(
            serde_yaml::from_str::<Value>(&text).unwrap(),
            value,
            "{text}"
        );
    }
}
