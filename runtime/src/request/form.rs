//! Forms: bodies of `application/x-www-form-urlencoded`.
//!
//! A structure is a pair for each member: a list repeats its key, the members of an object have keys in brackets
//! (`address[city]=…`). OpenAPI's `encoding` can state another form for a member, of those that a query has.

use serde_json::Value;

use super::{EncodedRequest, text};
use crate::codec::{Encode, Format, View, json};
use crate::{Error, codec, uri};

/// The form of one member in a form or in parts, where it is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Elements of a list have their positions in brackets (`style: deepObject`).
    Brackets,
    /// Elements of a list, or keys and values of an object, are joined with this separator (`explode: false`).
    Joined(&'static str),
    /// Members of an object are pairs with names of their own (`explode: true`).
    Pairs,
    /// The value is JSON (`contentType: application/json`).
    Json,
    /// The value has this media type; it is JSON if the media type is.
    MediaType(&'static str),
    /// The stream, the bytes, or the values of a map, are files of this media type. Of several, separated by commas, that
    /// of the file's extension is sent, otherwise the first that is no range, otherwise `application/octet-stream`.
    File(&'static str),
}

impl Encoding {
    /// Whether the value is written as JSON.
    pub(super) fn is_json(self) -> bool {
        match self {
            Self::Json => true,
            Self::MediaType(media_type) => media_type.to_ascii_lowercase().contains("json"),
            Self::Brackets | Self::Joined(_) | Self::Pairs | Self::File(_) => false,
        }
    }
}

/// The encodings of members, by their wire names.
pub type Encodings = &'static [(&'static str, Encoding)];

/// The encoding of a member; `None` for the default.
pub(super) fn encoding(encodings: Encodings, name: &str) -> Option<Encoding> {
    encodings.iter().find(|(member, _)| *member == name).map(|(_, encoding)| *encoding)
}

impl EncodedRequest {
    /// Sets the body to a form, with `content-type: application/x-www-form-urlencoded` unless the operation has set
    /// its own.
    ///
    /// # Errors
    ///
    /// An invalid input if the body is no structure, or contains a stream that is not in memory.
    pub fn form(mut self, body: &dyn Encode, encodings: Encodings) -> Result<Self, Error> {
        if self.leaves_out(body) {
            return Ok(self);
        }
        let mut form = String::new();
        each_member(body, &mut |name, view| {
            let encoding = encoding(encodings, name);
            let value = to_value(name, view, encoding.is_some_and(Encoding::is_json))?;
            push_member(&mut form, name, &value, encoding);
            Ok(())
        })?;
        self.set_content_type("application/x-www-form-urlencoded");
        self.body = form.into();
        Ok(self)
    }
}

/// Visits the members of a body in the order of its type.
pub(super) fn each_member(
    body: &dyn Encode,
    each: &mut dyn FnMut(&str, View<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut result = Ok(());
    let mut visit = |name: &str, view: View<'_>| {
        if result.is_ok() && !matches!(view, View::Absent) {
            result = each(name, view);
        }
    };
    match body.view(Format::default()) {
        View::Structure(structure) => structure.members(&mut visit),
        View::Tagged(structure, tag, value) => {
            codec::tagged_members(structure, tag, value, &mut visit);
        }
        View::Map(entries, format) => entries.entries(format, &mut visit),
        View::Json(Value::Object(members)) => {
            for (name, value) in members {
                visit(name, View::Json(value));
            }
        }
        _ => return Err(Error::invalid_input("body", "must be an object: its members are sent")),
    }
    result
}

/// A member's value.
struct Viewed<'a>(View<'a>);

impl Encode for Viewed<'_> {
    fn view(&self, _: Format) -> View<'_> {
        self.0
    }
}

/// The value of a member as JSON, with the formats of timestamps and bytes that its type states. If JSON is sent, NaN and
/// infinities are errors; otherwise they are strings.
pub(super) fn to_value(name: &str, view: View<'_>, is_json: bool) -> Result<Value, Error> {
    let written = match is_json {
        true => codec::to_finite_json(name, &Viewed(view))?,
        false => codec::to_text_json(&Viewed(view))?,
    };
    json::own_document(&written)
        .ok_or_else(|| Error::invalid_input("body", "contains a number that JSON does not have"))
}

fn push_member(form: &mut String, name: &str, value: &Value, encoding: Option<Encoding>) {
    match (encoding, value) {
        (_, Value::Null) => {}
        (Some(encoding), value) if encoding.is_json() => push_pair(form, name, &value.to_string()),
        (Some(Encoding::Joined(separator)), Value::Array(items)) => {
            push_joined(form, name, separator, items.iter().map(text));
        }
        (Some(Encoding::Joined(separator)), Value::Object(members)) => {
            let present = members.iter().filter(|(_, value)| !value.is_null());
            let parts = present.flat_map(|(key, value)| [key.clone(), text(value)]);
            push_joined(form, name, separator, parts);
        }
        (Some(Encoding::Pairs), Value::Object(members)) => {
            for (key, value) in members {
                push_member(form, key, value, None);
            }
        }
        (Some(Encoding::Brackets), value) => push_nested(form, name, value),
        (_, Value::Array(items)) => {
            for (at, item) in items.iter().enumerate() {
                match item {
                    Value::Array(_) | Value::Object(_) => {
                        push_nested(form, &format!("{name}[{at}]"), item);
                    }
                    item => push_pair(form, name, &text(item)),
                }
            }
        }
        (_, value) => push_nested(form, name, value),
    }
}

/// A value with its keys and positions in brackets.
fn push_nested(form: &mut String, name: &str, value: &Value) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                push_nested(form, &format!("{name}[{at}]"), item);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                push_nested(form, &format!("{name}[{key}]"), value);
            }
        }
        value => push_pair(form, name, &text(value)),
    }
}

/// A pair of parts that are joined by a separator, which is written as in a query: a comma as it is.
fn push_joined(
    form: &mut String,
    name: &str,
    separator: &str,
    parts: impl Iterator<Item = String>,
) {
    push_name(form, name);
    for (at, part) in parts.enumerate() {
        match separator {
            _ if at == 0 => {}
            "," => form.push(','),
            separator => uri::push_encoded(form, separator),
        }
        uri::push_encoded(form, &part);
    }
}

fn push_pair(form: &mut String, name: &str, value: &str) {
    push_name(form, name);
    uri::push_encoded(form, value);
}

fn push_name(form: &mut String, name: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    uri::push_encoded(form, name);
    form.push('=');
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use http::Method;

    use super::*;
    use crate::Json;

    struct Anything(Json);

    impl Encode for Anything {
        fn view(&self, format: Format) -> View<'_> {
            self.0.view(format)
        }
    }

    fn form(body: Json, encodings: Encodings) -> String {
        let request = EncodedRequest::new(Method::POST).form(&Anything(body), encodings).unwrap();
        let media_type = request.headers.get("content-type").unwrap();
        assert_eq!(media_type, "application/x-www-form-urlencoded");
        String::from_utf8(request.body.to_vec()).unwrap()
    }

    #[test]
    fn scalars_lists_and_objects_are_pairs() {
        let body = serde_json::json!({
            "To": "+1 5", "on": true, "n": 1.5, "media": ["a", "b&c"], "none": null,
            "address": {"city": "X", "lines": ["1", "2"]}, "items": [{"price": 7}],
        });
        let pairs = form(body, &[]);
        let mut pairs: Vec<_> = pairs.split('&').collect();
        pairs.sort_unstable();
        assert_eq!(
            pairs,
            [
                "To=%2B1%205",
                "address%5Bcity%5D=X",
                "address%5Blines%5D%5B0%5D=1",
                "address%5Blines%5D%5B1%5D=2",
                "items%5B0%5D%5Bprice%5D=7",
                "media=a",
                "media=b%26c",
                "n=1.5",
                "on=true",
            ]
        );
    }

    #[test]
    fn an_encoding_changes_the_form_of_a_member() {
        let list = serde_json::json!({"expand": ["a", "b"]});
        for (encoding, expected) in [
            (Encoding::Brackets, "expand%5B0%5D=a&expand%5B1%5D=b"),
            (Encoding::Joined(","), "expand=a,b"),
            (Encoding::Joined("|"), "expand=a%7Cb"),
            (Encoding::Pairs, "expand=a&expand=b"),
            (Encoding::MediaType("application/vnd.x+json"), "expand=%5B%22a%22%2C%22b%22%5D"),
            (Encoding::Json, "expand=%5B%22a%22%2C%22b%22%5D"),
            (Encoding::MediaType("text/plain"), "expand=a&expand=b"),
        ] {
            let encodings: Encodings = vec![("expand", encoding)].leak();
            assert_eq!(form(list.clone(), encodings), expected);
        }
    }

    #[test]
    fn members_of_an_object_are_pairs_of_their_own_or_joined() {
        let object = serde_json::json!({"o": {"a": 1, "l": ["p", "q"], "n": "x,y", "none": null}});
        for (encoding, expected) in [
            (Encoding::Pairs, "a=1&l=p&l=q&n=x%2Cy"),
            (Encoding::Joined(","), "o=a,1,l,%5B%22p%22%2C%22q%22%5D,n,x%2Cy"),
        ] {
            let encodings: Encodings = vec![("o", encoding)].leak();
            assert_eq!(form(object.clone(), encodings), expected);
        }
    }

    struct Token(Option<&'static str>);

    impl crate::codec::StructureView for Token {
        fn members(&self, each: &mut dyn FnMut(&str, View<'_>)) {
            each("grant_type", self.0.map_or(View::Absent, View::String));
            each("code", View::String("c"));
        }
    }

    impl Encode for Token {
        fn view(&self, _: Format) -> View<'_> {
            View::Structure(self).tagged("grant_type", "code")
        }
    }

    #[test]
    fn the_tag_of_an_alternative_is_a_pair() {
        for (own, expected) in [
            (None, "grant_type=code&code=c"),
            (Some(""), "grant_type=code&code=c"),
            (Some("other"), "grant_type=other&code=c"),
        ] {
            let request = EncodedRequest::new(Method::POST).form(&Token(own), &[]).unwrap();
            assert_eq!(request.body, expected);
        }
    }

    #[test]
    fn a_form_is_an_object() {
        let entries = BTreeMap::from([("a".to_owned(), "b".to_owned())]);
        let request = EncodedRequest::new(Method::POST);
        assert_eq!(request.clone().form(&entries, &[]).unwrap().body, "a=b");
        assert!(request.form(&"text".to_owned(), &[]).is_err());
    }
}
