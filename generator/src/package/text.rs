//! Texts of a document inside files that are not Rust, so that none can end the line it stands on.

use serde::{Serialize, Serializer};

/// A text as a TOML string, quoted.
pub(super) struct Toml(pub(super) String);

impl Serialize for Toml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A basic string of TOML is a JSON string, except that DEL must be escaped as well.
        let quoted = serde_json::Value::String(self.0.clone()).to_string();
        serializer.serialize_str(&quoted.replace('\u{7f}', "\\u007f"))
    }
}

/// A text inside a paragraph of Markdown, with everything that Markdown would read escaped.
pub(super) struct Markdown(pub(super) String);

impl Serialize for Markdown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.0.len());
        for each in self.0.chars() {
            if "\\`*_[]<>#|&".contains(each) {
                text.push('\\');
            }
            text.push(each);
        }
        serializer.serialize_str(&text)
    }
}

/// A text on one line.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address that can stand in text as it is; nothing else is shown.
pub(super) fn address(text: &str) -> Option<String> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    let plain = |each: char| each.is_ascii_graphic() && !"<>\"`\\^{}|".contains(each);
    (web && text.len() < 300 && text.chars().all(plain)).then(|| text.to_owned())
}
