//! Enums that lost their names.
//!
//! The schemas of parameters are inlined like those of bodies, so the name of an enum is gone there.
//! Each of the 318 in the directory's AWS documents has the values of an enum among the components:
//! that one is meant. 37 have several such, and the words of the names decide.

use openapiv3::{ReferenceOr, SchemaKind, Type};

use super::api::Api;

/// The component with exactly these values that fits best to the name of the member and its owner.
pub(super) fn find<'a>(
    api: &Api<'a>,
    values: &[Option<String>],
    owner: &str,
    member: &str,
) -> Option<&'a str> {
    let mut best = None;
    for (name, schema) in api.schemas() {
        let ReferenceOr::Item(schema) = schema else {
            continue;
        };
        let same = matches!(&schema.schema_kind, SchemaKind::Type(Type::String(text)) if text.enumeration == values);
        if !same {
            continue;
        }
        let fit = fit(name, owner, member);
        if best.is_none_or(|(most, _)| fit > most) {
            best = Some((fit, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How well a candidate fits: words shared with the member, then with the owner, then brevity.
fn fit(candidate: &str, owner: &str, member: &str) -> (usize, usize, isize) {
    let candidate = words(candidate);
    let shared = |name: &str| {
        let words = words(name);
        candidate.iter().filter(|word| words.contains(word)).count()
    };
    (
        shared(member),
        shared(owner),
        -candidate.len().cast_signed(),
    )
}

/// The words of a name in any case, in lower case and in the singular.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower_before = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            lower_before = false;
            words.push(String::new());
            continue;
        }
        if words.is_empty() || (c.is_ascii_uppercase() && lower_before) {
            words.push(String::new());
        }
        lower_before = !c.is_ascii_uppercase();
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
        .into_iter()
        .map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word))
        .collect()
}

/// The name of a shape that has none in the document: its owner's and its member's, `ListStagesState`.
pub(super) fn name(owner: &str, member: &str) -> String {
    let mut name = owner.to_owned();
    for word in member.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut chars = word.chars();
        name.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        name.push_str(chars.as_str());
    }
    name
}
