//! Paths as keys of a document, which must differ even where the paths do not.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::super::model::{Location, Operation, Shape};

/// The headers of a signature, which every path lists although no caller gives them.
const SIGNER: [&str; 7] = [
    "X-Amz-Content-Sha256",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The key of an operation's path: labels without `+`, a fixed query behind `#`, and behind it the
/// required members that travel in query and headers.
pub(super) fn key(operation: &Operation, input: Option<&Shape>) -> String {
    let mut key = operation
        .http
        .request_uri
        .replace("+}", "}")
        .replacen('?', "#", 1);
    let required = input.into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter(|(name, member)| {
            let travels = matches!(
                member.location,
                Some(Location::Querystring | Location::Header | Location::Headers)
            );
            travels && input.required.contains(name)
        })
    });
    let names: Vec<&str> = required
        .map(|(name, member)| member.location_name.as_deref().unwrap_or(name))
        .collect();
    if !names.is_empty() {
        key += if key.contains('#') { "&" } else { "#" };
        key += &names.join("&");
    }
    key
}

/// The fixed parameters of a query that stands in the path.
pub(super) fn fixed_query(operation: &Operation) -> Vec<Value> {
    let query = operation
        .http
        .request_uri
        .split_once('?')
        .map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if !value.is_empty() => {
                json!({"name": name, "in": "query", "required": true, "schema": {"type": "string", "enum": [value]}})
            }
            _ => {
                let name = pair.trim_end_matches('=');
                let schema = json!({"type": "boolean", "enum": [true]});
                json!({"name": name, "in": "query", "required": true, "schema": schema, "allowEmptyValue": true})
            }
        })
        .collect()
}

/// What every path has beside its operations: the signer's parameters, if it signs with headers.
pub(super) fn signer(signature_version: &str) -> Option<(String, Value)> {
    let signs = matches!(signature_version, "v4" | "s3v4");
    let references = SIGNER.map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    signs.then(|| ("parameters".to_owned(), references.to_vec().into()))
}

/// Whether two keys mean one path, however their labels are called.
pub(super) fn has_equivalents(paths: &Map<String, Value>) -> bool {
    let mut seen = HashSet::new();
    !paths.keys().all(|key| seen.insert(plain(key)))
}

fn plain(key: &str) -> String {
    let path = key.split('#').next().unwrap_or_default();
    let mut plain = String::new();
    let mut in_label = false;
    for c in path.chars() {
        match c {
            '{' => in_label = true,
            '}' => in_label = false,
            _ if in_label => continue,
            _ => {}
        }
        plain.push(c);
    }
    plain
}
