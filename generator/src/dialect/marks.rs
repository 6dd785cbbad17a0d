//! The extensions by which an overlay puts back what the conversion lost.
//!
//! One table says where each may stand and what it may hold; the rule that reads it is in a file named
//! after the rule. `x-` extensions that are not listed here mean nothing to this stage.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::document::Pointer;

use super::anatomy::{self, Kind};
use super::report::{Report, listed};
use super::version::kind_of;
use super::{
    blobs, documents, error_facts, fixed_headers, greedy_labels, host_prefixes, idempotency_tokens,
    idempotent, json_values, maps, output_headers, payloads, read_only, secrets, signing, sparse,
    status_codes, streams, timestamps, unions,
};

/// The extensions of a schema, a parameter or an operation.
pub(super) type Extensions = IndexMap<String, Value>;

/// What the value of an extension must be.
#[derive(Clone, Copy)]
enum Form {
    Flag,
    String,
    StringMap,
    TimestampFormat,
    Error,
    Reference,
}

/// An extension: its name, its form, and the parts of the document that it may stand on.
struct Mark(&'static str, Form, &'static [Kind]);

/// On a schema itself, on a property, or on what annotates a reference: all of them are schemas.
const SCHEMA: &[Kind] = &[Kind::Schema];
const MEMBER: &[Kind] = &[Kind::Schema, Kind::Parameter];
const OPERATION: &[Kind] = &[Kind::Operation];

const MARKS: &[Mark] = &[
    Mark(blobs::MARK, Form::Flag, SCHEMA),
    Mark(documents::MARK, Form::Flag, SCHEMA),
    Mark(error_facts::MARK, Form::Error, SCHEMA),
    Mark(
        fixed_headers::MARK,
        Form::StringMap,
        &[Kind::Info, Kind::Operation],
    ),
    Mark(greedy_labels::MARK, Form::Flag, &[Kind::Parameter]),
    Mark(host_prefixes::MARK, Form::String, OPERATION),
    Mark(idempotency_tokens::MARK, Form::Flag, MEMBER),
    Mark(idempotent::MARK, Form::Flag, OPERATION),
    Mark(json_values::MARK, Form::Flag, MEMBER),
    Mark(maps::MARK, Form::Reference, SCHEMA),
    Mark(output_headers::HEADER, Form::String, SCHEMA),
    Mark(output_headers::PREFIX, Form::String, SCHEMA),
    Mark(payloads::MARK, Form::Flag, SCHEMA),
    Mark(read_only::MARK, Form::Flag, OPERATION),
    Mark(secrets::MARK, Form::Flag, MEMBER),
    Mark(signing::UNSIGNED_PAYLOAD, Form::Flag, OPERATION),
    Mark(sparse::MARK, Form::Flag, SCHEMA),
    Mark(status_codes::MARK, Form::Flag, SCHEMA),
    Mark(streams::MARK, Form::Flag, SCHEMA),
    Mark(streams::EVENTS, Form::Flag, SCHEMA),
    Mark(streams::LENGTH, Form::Flag, SCHEMA),
    Mark(
        timestamps::MARK,
        Form::TimestampFormat,
        &[Kind::Info, Kind::Schema, Kind::Parameter],
    ),
    Mark(unions::MARK, Form::Flag, SCHEMA),
];

/// Whether the stage reads an extension of that name on such a part.
pub(crate) fn stands_on(name: &str, kind: Kind) -> bool {
    let mut marks = MARKS.iter();
    marks.any(|Mark(known, _, places)| *known == name && places.contains(&kind))
}

/// Whether the stage reads an extension of that name at all.
pub(crate) fn is_mark(name: &str) -> bool {
    MARKS.iter().any(|Mark(known, ..)| *known == name)
}

/// Every listed extension with the parts that it may stand on.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [Kind])> {
    MARKS.iter().map(|Mark(name, _, places)| (*name, *places))
}

/// Whether the flag is set.
pub(super) fn is_set(extensions: &Extensions, mark: &str) -> bool {
    flag(extensions, mark) == Some(true)
}

/// What the flag says, if it is there.
pub(super) fn flag(extensions: &Extensions, mark: &str) -> Option<bool> {
    extensions.get(mark)?.as_bool()
}

/// The text, if it is there.
pub(super) fn text<'a>(extensions: &'a Extensions, mark: &str) -> Option<&'a str> {
    extensions.get(mark)?.as_str()
}

/// Reports every extension of the table that stands in the wrong place or holds the wrong thing.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    anatomy::walk(document, &mut |pointer, kind, value| {
        if let Some(part) = value.as_object() {
            check_part(pointer, kind, part, report);
        }
    });
}

fn check_part(pointer: &Pointer, kind: Kind, part: &Map<String, Value>, report: &mut Report<'_>) {
    for (key, value) in part.iter().filter(|(key, _)| key.starts_with("x-")) {
        let Some(Mark(name, form, places)) = MARKS.iter().find(|Mark(name, ..)| name == key) else {
            continue;
        };
        let at = pointer.child(key);
        if !places.contains(&kind) {
            let places: Vec<_> = places.iter().map(|place| place.name()).collect();
            report
                .warning("misplaced-extension", &at)
                .found(format!("`{name}` on {}", kind.name()))
                .expected(format!("it on {}", places.join(" or ")))
                .remedy("move it there; here it has no effect");
        } else if !form.fits(value) {
            report
                .error("invalid-extension", &at)
                .found(format!("{} as `{name}`", shown(value)))
                .expected(form.expected())
                .remedy("correct the value, or remove the extension");
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => kind_of(value).to_owned(),
        scalar => format!("`{scalar}`"),
    }
}

impl Form {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Flag => value.is_boolean(),
            Self::String => value.as_str().is_some_and(|text| !text.is_empty()),
            Self::StringMap => value
                .as_object()
                .is_some_and(|map| map.values().all(Value::is_string)),
            Self::TimestampFormat => timestamps::format(value).is_some(),
            Self::Error => error_facts::fits(value),
            Self::Reference => value
                .as_object()
                .is_some_and(|map| map.len() == 1 && map.contains_key("$ref")),
        }
    }

    fn expected(self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::String => "a string".to_owned(),
            Self::StringMap => "an object of strings".to_owned(),
            Self::TimestampFormat => listed(timestamps::FORMATS),
            Self::Error => error_facts::EXPECTED.to_owned(),
            Self::Reference => "a `$ref` and nothing else".to_owned(),
        }
    }
}
