//! Forms: bodies of `application/x-www-form-urlencoded`.
//!
//! A structure is a pair for each member: a list repeats its key, the members of an object have keys in brackets
//! (`address[city]=…`). OpenAPI's `encoding` can state another form for a member.

use serde_json::Value;

use super::EncodedRequest;
use crate::codec::{Encode, Format, View, json};
use crate::{Error, codec, uri};

/// The form of one member in a form or in parts, where it is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Elements of a list have their positions in brackets (`style: deepObject`).
    Brackets,
    /// Elements of a list are joined with this separator (`explode: false`).
    Joined(&'static str),
    /// The value is JSON (`contentType: application/json`).
    Json,
    /// The value has this media type.
    MediaType(&'static str),
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
        let mut form = String::new();
        each_member(body, &mut |name, view| {
            push_member(&mut form, name, &to_value(view)?, encoding(encodings, name));
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

/// A value as JSON, with the formats of timestamps and bytes that its type states.
pub(super) fn to_value(view: View<'_>) -> Result<Value, Error> {
    let written = codec::to_json(&Viewed(view))?;
    json::own_document(&written)
        .ok_or_else(|| Error::invalid_input("body", "contains a number that JSON does not have"))
}

fn push_member(form: &mut String, name: &str, value: &Value, encoding: Option<Encoding>) {
    match (encoding, value) {
        (_, Value::Null) => {}
        (Some(Encoding::Json), value) => push_pair(form, name, &value.to_string()),
        (Some(Encoding::Joined(separator)), Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(text).collect();
            push_pair(form, name, &items.join(separator));
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

fn push_pair(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    uri::push_encoded(form, name);
    form.push('=');
    uri::push_encoded(form, value);
}

/// A value as text: strings as they are, `null` as the empty string, numbers as in a query, anything else as JSON.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(number) => codec::float(number),
            None => number.to_string(),
        },
        value => value.to_string(),
    }
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
            (Encoding::Joined(","), "expand=a%2Cb"),
            (Encoding::Json, "expand=%5B%22a%22%2C%22b%22%5D"),
            (Encoding::MediaType("text/plain"), "expand=a&expand=b"),
        ] {
            let encodings: Encodings = vec![("expand", encoding)].leak();
            assert_eq!(form(list.clone(), encodings), expected);
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
