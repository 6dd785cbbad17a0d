//! Media types: the format of a body, and the one of several that is used.
//!
//! JSON is preferred, by any of its names, then forms, then text, then bytes: the order in which a body gets more
//! typed members. A key of `content` that is no media type stands for the format of its schema.

use indexmap::IndexMap;
use openapiv3::{
    AnySchema, MediaType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat,
    Type, VariantOrUnknownOrEmpty,
};

use super::annotations::{self, SchemaRef};
use super::components::Components;
use super::headers::is_token;
use crate::service::{BodyFormat, EventFormat};

/// The media type that is used of a body.
pub(super) struct Media<'a> {
    /// The key of `content`.
    pub(super) key: &'a str,
    /// Its schema and example.
    pub(super) media: &'a MediaType,
    /// The format of the body.
    pub(super) format: BodyFormat,
}

impl Media<'_> {
    /// The media type to send, if it is one and not that which its format has by default.
    pub(super) fn content_type(&self) -> Option<String> {
        let name = self.key.trim();
        let default = match self.format {
            BodyFormat::Json | BodyFormat::JsonOrText => "application/json",
            BodyFormat::Form => "application/x-www-form-urlencoded",
            BodyFormat::Text => "text/plain",
            BodyFormat::Bytes => "application/octet-stream",
            // Its boundary is a part of it.
            BodyFormat::Multipart => return None,
        };
        (is_concrete(name) && name != default).then(|| name.to_owned())
    }

    /// The media types to accept; `None` if any is.
    pub(super) fn accept(&self) -> Option<String> {
        let name = self.key.trim();
        match is_media_type(name) {
            true => Some(name.to_owned()).filter(|_| essence(name) != "*/*"),
            false => matches!(self.format, BodyFormat::Json | BodyFormat::JsonOrText)
                .then(|| "application/json".to_owned()),
        }
    }
}

/// The media type that is used of those of a body; `None` if there is none.
pub(super) fn choose<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
) -> Option<Media<'a>> {
    let media = content.iter().map(|(key, media)| Media {
        key,
        media,
        format: media_format(components, key, media),
    });
    // The first of those of equal rank.
    media.min_by_key(|media| rank(components, media))
}

/// The media type that is used of those of a response: forms and parts are not decoded, and a string in JSON can be text
/// where that is described too.
pub(super) fn received<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
) -> Option<Media<'a>> {
    let media = choose(components, content)?;
    let format = match media.format {
        BodyFormat::Form => BodyFormat::Text,
        BodyFormat::Multipart => BodyFormat::Bytes,
        BodyFormat::Json if !as_text(components, content, &media).is_empty() => {
            BodyFormat::JsonOrText
        }
        format => format,
    };
    Some(Media { format, ..media })
}

/// The media types of a response in JSON that differ from the one of `key` and from each other in name and schema.
pub(super) fn in_json<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    key: Option<&str>,
) -> Vec<Media<'a>> {
    let mut known: Vec<(String, Option<&ReferenceOr<Schema>>)> = Vec::new();
    let chosen = key.and_then(|key| content.get_key_value(key));
    known.extend(chosen.map(|(key, media)| (essence(key), media.schema.as_ref())));
    let mut others = Vec::new();
    for (key, media) in content {
        let is_json = media_format(components, key, media) == BodyFormat::Json;
        let (name, schema) = (essence(key), media.schema.as_ref());
        let is_known = known.iter().any(|known| known.0 == name || known.1 == schema);
        if is_json && schema.is_some() && !is_known {
            known.push((name, schema));
            others.push(Media { key, media, format: BodyFormat::Json });
        }
    }
    others
}

/// The media types of text beside the one that is chosen, if that is a string in JSON. XML is text of another form.
pub(super) fn as_text<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    chosen: &Media<'a>,
) -> Vec<String> {
    let is_plain = |media: &'a MediaType| {
        let schema = media.schema.as_ref().map(|schema| resolved(components, schema));
        schema.is_none_or(|schema| schema.is_some_and(is_plain_string))
    };
    let is_json = chosen.format == BodyFormat::Json && chosen.media.schema.is_some();
    if components.is_smithy() || !is_json || !is_plain(chosen.media) {
        return Vec::new();
    }
    let is_text = |(key, media): &(&String, &'a MediaType)| {
        media_format(components, key, media) == BodyFormat::Text
            && is_media_type(key.trim())
            && !essence(key).contains("xml")
            && is_plain(media)
    };
    content.iter().filter(is_text).map(|(key, _)| key.trim().to_owned()).collect()
}

/// The media types of text and bytes among those of a body, if the caller states which one is sent: several, a range,
/// or parts whose boundary is a parameter. Empty if there is one to send.
pub(super) fn to_state<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
) -> Vec<&'a str> {
    let media =
        content.iter().map(|(key, media)| (key.as_str(), media_format(components, key, media)));
    of_text_or_bytes(media)
}

/// The one that is sent of those that a caller can state, unless it does: the one that is chosen, or the first that is
/// no range.
pub(super) fn default_of<'a>(chosen: &Media<'a>, stated: &[&'a str]) -> Option<&'a str> {
    let mut names = std::iter::once(chosen.key.trim()).chain(stated.iter().copied());
    let default = names.find(|name| is_concrete(name));
    default.or_else(|| (chosen.format == BodyFormat::Text).then_some("text/plain"))
}

/// The same of media types whose schemas are not known.
pub(super) fn stated_by_caller<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    of_text_or_bytes(keys.map(|key| (key, format(key, None))))
}

fn of_text_or_bytes<'a>(media: impl Iterator<Item = (&'a str, BodyFormat)>) -> Vec<&'a str> {
    let is_free = |(key, format): &(&str, BodyFormat)| {
        matches!(format, BodyFormat::Text | BodyFormat::Bytes) && is_media_type(key.trim())
    };
    let keys: Vec<&str> = media.filter(is_free).map(|(key, _)| key.trim()).collect();
    match keys.as_slice() {
        [one] if is_concrete(one) && !is_multipart(one) => Vec::new(),
        _ => keys,
    }
}

/// The media types of a response that are not accepted although their values are others than those of the chosen one.
pub(super) fn unaccepted<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    chosen: &Media<'a>,
) -> Vec<&'a str> {
    let Some(accepted) = accepted(components, content, chosen) else {
        return Vec::new();
    };
    let accepted: Vec<&str> = accepted.iter().map(String::as_str).collect();
    let mut others = unsent(components, content, chosen, &accepted);
    // Streams of events are accepted by calls of their own.
    others.retain(|key| sequence(key).is_none());
    others
}

/// The media types of a body that are never sent although their values are others than those of the chosen one: another
/// schema, unless both are objects and the chosen one has all members of the other. Without a schema they are taken for
/// the same, unless they are bytes. `stated` are sent too.
pub(super) fn unsent<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    chosen: &Media<'a>,
    stated: &[&str],
) -> Vec<&'a str> {
    let schema = |media: &'a MediaType| {
        resolved(components, media.schema.as_ref()?).filter(|schema| !is_of_any_value(schema))
    };
    let sent = schema(chosen.media).map(|schema| &schema.schema_kind);
    let has_bytes = matches!(chosen.format, BodyFormat::Text | BodyFormat::Bytes);
    let is_lost = |(key, media): &(&'a String, &'a MediaType)| {
        let is_body = is_media_type(key.trim()) || essence(key) == "form-data";
        if !is_body || *key == chosen.key || stated.contains(&key.trim()) {
            return false;
        }
        let Some(other) = schema(media) else {
            return sent.is_some() && !has_bytes && is_binary_by_name(components, key, media);
        };
        match (sent, &other.schema_kind) {
            (Some(SchemaKind::Type(Type::Object(sent))), SchemaKind::Type(Type::Object(other))) => {
                !has_members(components, sent, other)
            }
            (Some(sent), other) => sent != other,
            // Any JSON is no file.
            (None, _) => matches!(media_format(components, key, media), BodyFormat::Multipart),
        }
    };
    content.iter().filter(is_lost).map(|(key, _)| key.as_str()).collect()
}

/// Whether an object has all members of another one, and its files as such.
fn has_members(components: &Components<'_>, object: &ObjectType, other: &ObjectType) -> bool {
    let is_file = |schema: &ReferenceOr<Box<Schema>>| {
        let schema = target(components, schema.into());
        schema.is_some_and(|schema| match &schema.schema_kind {
            SchemaKind::Type(Type::Array(list)) => list
                .items
                .as_ref()
                .is_some_and(|items| target(components, items.into()).is_some_and(is_binary)),
            _ => is_binary(schema),
        })
    };
    other.properties.iter().all(|(name, schema)| {
        object.properties.get(name).is_some_and(|own| is_file(own) || !is_file(schema))
    })
}

/// The media types of a response that are accepted where one is chosen; `None` if any is.
pub(super) fn accepted<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    chosen: &Media<'a>,
) -> Option<Vec<String>> {
    let mut accepted = vec![chosen.accept()?];
    // An image is taken as the service has it, as PNG or JPEG.
    accepted.extend(of_same_kind(components, content, chosen));
    accepted.extend(as_text(components, content, chosen));
    Some(accepted)
}

/// The media types of bytes beside the one that is chosen, which are of the same kind, such as images. None if that is
/// of another format, a stream of events, or an `application/…`: those are different documents.
fn of_same_kind<'a>(
    components: &Components<'a>,
    content: &'a IndexMap<String, MediaType>,
    chosen: &Media<'a>,
) -> Vec<String> {
    let kind = |name: &str| essence(name).split('/').next().unwrap_or_default().to_owned();
    let wanted = kind(chosen.key);
    if chosen.format != BodyFormat::Bytes || matches!(&*wanted, "application" | "text" | "*") {
        return Vec::new();
    }
    let is_other = |(key, media): &(&String, &MediaType)| {
        media_format(components, key, media) == BodyFormat::Bytes
            && is_media_type(key.trim())
            && kind(key) == wanted
    };
    content.iter().filter(is_other).map(|(key, _)| key.trim().to_owned()).collect()
}

/// Whether bodies of a media type are bytes or text also where their schema is an object. Events are not: they have the
/// schema of their data.
pub(super) fn has_no_members(name: &str) -> bool {
    let object = Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Type(Type::Object(ObjectType::default())),
    };
    let format = format(name, Some(&object));
    sequence(name).is_none() && matches!(format, BodyFormat::Bytes | BodyFormat::Text)
}

/// Whether a string of a media type is sent and received as bytes.
pub(super) fn is_bytes(name: &str) -> bool {
    sequence(name).is_none() && format(name, None) == BodyFormat::Bytes
}

/// Whether a media type is one and no range.
pub(super) fn is_concrete(name: &str) -> bool {
    is_media_type(name) && !essence(name).contains('*')
}

/// Whether the boundary of the parts is a parameter of a media type.
pub(super) fn is_multipart(name: &str) -> bool {
    essence(name).starts_with("multipart/")
}

/// Whether a schema is bytes as they are: a string of the format `binary`.
pub(super) fn is_binary(schema: &Schema) -> bool {
    let SchemaKind::Type(Type::String(string)) = &schema.schema_kind else {
        return false;
    };
    string.format == VariantOrUnknownOrEmpty::Item(StringFormat::Binary)
}

/// Whether a body is bytes as they are although no schema states that, as OpenAPI 3.1 describes them: those of XML and
/// YAML are text, and those of a range of any kind can be JSON.
pub(super) fn is_binary_by_name(components: &Components<'_>, key: &str, media: &MediaType) -> bool {
    let name = essence(key);
    let is_any = !is_media_type(key.trim()) || matches!(&*name, "*/*" | "application/*");
    let schema = media.schema.as_ref().and_then(|schema| resolved(components, schema));
    media_format(components, key, media) == BodyFormat::Bytes
        && (media.schema.is_none() || schema.is_some_and(is_of_any_value))
        && !is_markup(&name)
        && !is_any
        && sequence(key).is_none()
}

/// Whether values of a media type are text by its name, so that a string holds them as they are.
pub(super) fn is_text(name: &str) -> bool {
    let name = essence(name);
    let subtype = name.split_once('/').map_or("", |(_, subtype)| subtype);
    const OTHERS: [&str; 14] = [
        "ecmascript",
        "graphql",
        "javascript",
        "jose",
        "jwt",
        "rtf",
        "sdp",
        "sql",
        "toml",
        "typescript",
        "x-javascript",
        "x-pem-file",
        "x-sh",
        "x-www-form-urlencoded",
    ];
    name.starts_with("text/")
        || name.starts_with("message/")
        || subtype.contains("json")
        || is_markup(&name)
        || OTHERS.contains(&subtype)
}

/// Whether the name of a media type is one of XML or YAML. Office documents are archives of XML.
fn is_markup(name: &str) -> bool {
    name.contains("yaml") || name.contains("xml") && !name.contains("openxmlformats")
}

/// Whether a schema states nothing about its values: `{}` or `true`.
pub(super) fn is_of_any_value(schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Any(any) if *any == AnySchema::default())
}

/// The format of a body of this media type, if it is a sequence of events or values that may not end.
pub(super) fn sequence(name: &str) -> Option<EventFormat> {
    Some(match essence(name).as_str() {
        "text/event-stream" => EventFormat::ServerSent,
        "application/jsonl" | "application/ndjson" | "application/x-ndjson" => EventFormat::Lines,
        "application/json-seq" => EventFormat::Sequence,
        _ => return None,
    })
}

/// The schema itself, or the one that it refers to.
pub(super) fn resolved<'a>(
    components: &Components<'a>,
    schema: &'a ReferenceOr<Schema>,
) -> Option<&'a Schema> {
    target(components, schema.into())
}

/// The schema behind annotations and references.
pub(super) fn target<'a>(components: &Components<'a>, schema: SchemaRef<'a>) -> Option<&'a Schema> {
    match annotations::target(schema) {
        SchemaRef::Inline(schema) => Some(schema),
        SchemaRef::Named(reference) => components.schema(reference).map(|(_, schema)| schema),
    }
}

fn media_format(components: &Components<'_>, key: &str, media: &MediaType) -> BodyFormat {
    format(key, media.schema.as_ref().and_then(|schema| resolved(components, schema)))
}

/// The format of a media type, by its name, or by its schema where the name states none.
fn format(name: &str, schema: Option<&Schema>) -> BodyFormat {
    let essence = essence(name);
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    let is_json = subtype == "json"
        || subtype.ends_with("+json")
        || subtype == "x-json"
        || (!is_media_type(name) && essence.contains("json"))
        || (essence.starts_with("application/") && subtype.starts_with("json"));
    let binary = schema.is_some_and(is_binary);
    match essence.as_str() {
        _ if sequence(name).is_some() => BodyFormat::Bytes,
        _ if is_json && !binary => BodyFormat::Json,
        // The members of a form have names.
        "application/x-www-form-urlencoded" if schema.is_some_and(has_no_names) => BodyFormat::Text,
        "application/x-www-form-urlencoded" => BodyFormat::Form,
        "multipart/form-data" | "multipart/*" if !binary && schema.is_some_and(has_no_names) => {
            BodyFormat::Bytes
        }
        "multipart/form-data" | "multipart/*" | "form-data" | "application/form-data" => {
            BodyFormat::Multipart
        }
        _ if essence.starts_with("text/") && !binary => BodyFormat::Text,
        "*/*" | "application/*" => by_schema(schema),
        _ if !is_media_type(name) => by_schema(schema),
        // GitHub's media types are JSON, whatever their suffix.
        _ if subtype.starts_with("vnd.github.") && !binary && schema.is_some_and(is_structured) => {
            BodyFormat::Json
        }
        _ => BodyFormat::Bytes,
    }
}

fn by_schema(schema: Option<&Schema>) -> BodyFormat {
    match schema {
        Some(schema) if !is_string(schema) => BodyFormat::Json,
        _ => BodyFormat::Bytes,
    }
}

fn is_string(schema: &Schema) -> bool {
    matches!(schema.schema_kind, SchemaKind::Type(Type::String(_)))
}

/// Whether values of a schema are strings without a form of their own, as dates and base64 have.
fn is_plain_string(schema: &Schema) -> bool {
    use VariantOrUnknownOrEmpty::{Empty, Item, Unknown};
    let SchemaKind::Type(Type::String(string)) = &schema.schema_kind else {
        return false;
    };
    matches!(string.format, Empty | Unknown(_) | Item(StringFormat::Password))
}

/// Whether values of a schema are lists or scalars.
fn has_no_names(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(kind) => !matches!(kind, Type::Object(_)),
        _ => false,
    }
}

/// Whether values of a schema are objects or lists, and so JSON.
fn is_structured(schema: &Schema) -> bool {
    !is_string(schema)
}

/// The place of a media type among several: the one of the lowest rank is used.
fn rank(components: &Components<'_>, media: &Media<'_>) -> u8 {
    match media.format {
        BodyFormat::Json if media.key == "application/json" => 0,
        BodyFormat::Json if essence(media.key) == "application/json" => 1,
        BodyFormat::Json if is_object_as_json_patch(components, media) => 3,
        BodyFormat::Json | BodyFormat::JsonOrText => 2,
        BodyFormat::Form => 4,
        BodyFormat::Multipart => 5,
        BodyFormat::Text if essence(media.key) == "text/plain" => 6,
        BodyFormat::Text => 7,
        BodyFormat::Bytes => 8,
    }
}

/// Whether the body is stated as a JSON Patch, which is a list (RFC 6902), with the schema of an object: that of a merge
/// patch beside it.
fn is_object_as_json_patch(components: &Components<'_>, media: &Media<'_>) -> bool {
    let schema = media.media.schema.as_ref().and_then(|schema| resolved(components, schema));
    essence(media.key) == "application/json-patch+json"
        && schema
            .is_some_and(|schema| matches!(schema.schema_kind, SchemaKind::Type(Type::Object(_))))
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase()
}

/// Whether a key of `content` is a media type or a range of them (RFC 9110, 8.3.1), and can be sent.
fn is_media_type(name: &str) -> bool {
    let (essence, parameters) = name.split_once(';').unwrap_or((name, ""));
    let is_type = essence
        .trim()
        .split_once('/')
        .is_some_and(|(main, subtype)| is_token(main) && is_token(subtype));
    is_type && parameters.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_many_names() {
        for name in [
            "application/json",
            "application/json; charset=utf-8",
            "application/vnd.api+json",
            "application/json+sarif",
            "text/json",
            "JSON",
        ] {
            assert_eq!(format(name, None), BodyFormat::Json, "{name}");
        }
        for (name, expected) in [
            ("text/plain; charset=utf-8", BodyFormat::Text),
            ("text/csv", BodyFormat::Text),
            ("application/pdf", BodyFormat::Bytes),
            ("text/event-stream", BodyFormat::Bytes),
            ("application/x-ndjson; charset=utf-8", BodyFormat::Bytes),
            ("application/xml", BodyFormat::Bytes),
            ("*/*", BodyFormat::Bytes),
            ("N/A", BodyFormat::Bytes),
            ("application/x-www-form-urlencoded", BodyFormat::Form),
            ("multipart/form-data", BodyFormat::Multipart),
            ("multipart/related", BodyFormat::Bytes),
            ("multipart/mixed; boundary=b", BodyFormat::Bytes),
        ] {
            assert_eq!(format(name, None), expected, "{name}");
        }
    }

    #[test]
    fn a_form_without_names_is_a_string_and_parts_without_names_are_bytes() {
        let schema = |json| serde_json::from_value::<Schema>(json).expect("a schema");
        let (form, parts) = ("application/x-www-form-urlencoded", "multipart/form-data");
        for (json, in_form, in_parts) in [
            (serde_json::json!({"type": "object"}), BodyFormat::Form, BodyFormat::Multipart),
            (serde_json::json!({"type": "string"}), BodyFormat::Text, BodyFormat::Bytes),
            (
                serde_json::json!({"type": "array", "items": {"type": "string", "format": "binary"}}),
                BodyFormat::Text,
                BodyFormat::Bytes,
            ),
        ] {
            let schema = schema(json);
            assert_eq!(format(form, Some(&schema)), in_form);
            assert_eq!(format(parts, Some(&schema)), in_parts);
        }
        let file = schema(serde_json::json!({"type": "string", "format": "binary"}));
        assert_eq!(format(parts, Some(&file)), BodyFormat::Multipart);
    }

    #[test]
    fn a_caller_states_which_of_several_media_types_is_sent() {
        for (keys, expected) in [
            (&["image/png", "image/jpeg"][..], &["image/png", "image/jpeg"][..]),
            (&["application/json", "image/png"], &[]),
            (&["image/*"], &["image/*"]),
            (&["*/*"], &["*/*"]),
            (&["text/plain", "text/csv"], &["text/plain", "text/csv"]),
            (
                &["application/octet-stream", "text/plain"],
                &["application/octet-stream", "text/plain"],
            ),
            (&["application/json", "text/plain"], &[]),
            (&["text/*"], &["text/*"]),
            (&["text/plain"], &[]),
            (&["multipart/related"], &["multipart/related"]),
            (&["application/pdf"], &[]),
            (&["multipart/form-data"], &[]),
        ] {
            assert_eq!(stated_by_caller(keys.iter().copied()), expected, "{keys:?}");
        }
    }

    #[test]
    fn what_is_sent_is_a_media_type_that_is_not_the_default() {
        let media = MediaType::default();
        let sent = |key, format| Media { key, media: &media, format }.content_type();
        assert_eq!(sent("application/json", BodyFormat::Json), None);
        assert_eq!(sent("application/*+json", BodyFormat::Json), None);
        assert_eq!(sent("JSON", BodyFormat::Json), None);
        for name in ["application/json; charset=utf-8", "application/vnd.api+json"] {
            assert_eq!(sent(name, BodyFormat::Json).as_deref(), Some(name));
        }
        assert_eq!(sent("image/png", BodyFormat::Bytes).as_deref(), Some("image/png"));
        let accepted = |key, format| Media { key, media: &media, format }.accept();
        assert_eq!(accepted("*/*", BodyFormat::Bytes), None);
        assert_eq!(accepted("image/*", BodyFormat::Bytes).as_deref(), Some("image/*"));
        assert_eq!(accepted("JSON", BodyFormat::Json).as_deref(), Some("application/json"));
    }
}
