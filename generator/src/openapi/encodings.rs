//! Encodings of members of forms: OpenAPI's `encoding`, where it states another form than the default one.

use std::collections::HashSet;

use openapiv3::{
    AdditionalProperties, ObjectType, QueryStyle, Schema, SchemaKind, Type as SchemaType,
};
use serde_json::Value;

use super::annotations::SchemaRef;
use super::components::Components;
use super::losses::{Loss, Losses};
use super::media::{self, Media};
use crate::pointer::Pointer;
use crate::service::{Encoding, Member, Type};

/// The encodings of members that are not the default, those of `files` first.
pub(super) fn read(
    components: &Components<'_>,
    media: &Media<'_>,
    at: &Pointer,
    members: &[Member],
    files: &[(String, Encoding)],
) -> Vec<(String, Encoding)> {
    let encodings = media.media.encoding.iter().filter_map(|(name, encoding)| {
        if files.iter().any(|(file, _)| file == name) {
            return None;
        }
        let member = members.iter().find(|member| member.pointer.key().as_ref() == Some(name));
        // Lists and objects; the form of a scalar is always the same.
        let has_parts = member.is_none_or(|member| {
            matches!(
                member.target.present(),
                Type::List(_) | Type::Map(_) | Type::Named(_) | Type::Json
            )
        });
        // openapiv3 does not tell an absent `explode` from `false`.
        let explode = at.child("encoding").child(name).child("explode");
        let is_stated = encoding.style.is_some() || components.value(&explode).is_some();
        let default =
            matches!(encoding.style, None | Some(QueryStyle::Form | QueryStyle::DeepObject));
        let explode = components.value(&explode).and_then(Value::as_bool).unwrap_or(default);
        let encoding = match (&encoding.content_type, &encoding.style) {
            (Some(media_type), _) if media::essence(media_type) == "application/json" => {
                Encoding::Json
            }
            (Some(media_type), _) if is_one(media_type) => Encoding::MediaType(media_type.clone()),
            (Some(several), _) if several.contains("json") && !is_file(member) => Encoding::Json,
            (Some(several), _) if is_file(member) => match listed(several) {
                none if none.is_empty() => return None,
                listed => Encoding::File(listed),
            },
            // The first of several.
            (Some(several), _) => {
                let mut names = several.split(',').map(str::trim);
                Encoding::MediaType(names.find(|name| is_one(name))?.to_owned())
            }
            (None, Some(QueryStyle::DeepObject)) => Encoding::Brackets,
            (None, _) if !is_stated || !has_parts => return None,
            (None, Some(QueryStyle::SpaceDelimited)) if !explode => Encoding::Joined(" "),
            (None, Some(QueryStyle::PipeDelimited)) if !explode => Encoding::Joined("|"),
            (None, _) if !explode => Encoding::Joined(","),
            (None, _) => Encoding::Pairs,
        };
        let wire_name = member.map_or(name, |member| &member.wire_name);
        Some((wire_name.clone(), encoding))
    });
    files.iter().cloned().chain(encodings).collect()
}

/// Counts the encodings of no property, and the media types in which a member is not written: neither JSON nor text, of an
/// object or a list. `objects` are the structure of the body, or its alternatives, `None` for one that is no structure.
pub(super) fn check(
    components: &Components<'_>,
    media: &Media<'_>,
    at: &Pointer,
    objects: &[Option<&ObjectType>],
    files: &[(String, Encoding)],
    losses: &mut Losses,
) {
    let is_open = |object: &Option<&ObjectType>| {
        object.is_none_or(|object| {
            !matches!(object.additional_properties, None | Some(AdditionalProperties::Any(false)))
        })
    };
    for (name, encoding) in &media.media.encoding {
        let at = at.child("encoding").child(name);
        let schemas: Vec<_> =
            objects.iter().flatten().filter_map(|object| object.properties.get(name)).collect();
        if schemas.is_empty() && !objects.is_empty() && !objects.iter().any(is_open) {
            losses.add(Loss::UnlistedEncoding, &at, name);
        }
        let is_file = files.iter().any(|(file, _)| file == name);
        let is_other = encoding.content_type.as_deref().is_some_and(is_neither_json_nor_text);
        let is_composite = |schema| is_composite(components, SchemaRef::from(schema));
        if is_other && !is_file && schemas.into_iter().any(is_composite) {
            losses.add(Loss::UnwrittenFormat, &at.child("contentType"), name);
        }
    }
}

/// Whether the media types of a part have none of JSON, and the one that is sent is none of text.
fn is_neither_json_nor_text(media_types: &str) -> bool {
    let media_types = media_types.to_ascii_lowercase();
    let sent = media_types.split(',').map(str::trim).find(|name| is_one(name));
    !media_types.contains("json") && sent.is_some_and(|sent| !sent.starts_with("text/"))
}

/// Whether some values of a member are objects, or lists in lists. The elements of a list are values of their own.
fn is_composite(components: &Components<'_>, schema: SchemaRef<'_>) -> bool {
    let mut seen: HashSet<*const Schema> = HashSet::new();
    let mut open = vec![(schema, false)];
    while let Some((schema, is_element)) = open.pop() {
        let Some(schema) = media::target(components, schema) else {
            continue;
        };
        if !seen.insert(std::ptr::from_ref(schema)) {
            continue;
        }
        match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Object(_)) => return true,
            SchemaKind::Type(SchemaType::Array(_)) if is_element => return true,
            SchemaKind::Type(SchemaType::Array(list)) => {
                open.extend(list.items.iter().map(|items| (items.into(), true)));
            }
            SchemaKind::OneOf { one_of: several } | SchemaKind::AnyOf { any_of: several } => {
                open.extend(several.iter().map(|schema| (schema.into(), is_element)));
            }
            SchemaKind::Any(any) if !any.properties.is_empty() => return true,
            SchemaKind::Any(any) => {
                let several = any.one_of.iter().chain(&any.any_of);
                open.extend(several.map(|schema| (schema.into(), is_element)));
            }
            _ => {}
        }
    }
    false
}

/// Whether a member of a multipart body is a file, or several.
fn is_file(member: Option<&Member>) -> bool {
    member.is_some_and(|member| match &member.target {
        Type::List(element) => **element == Type::Stream,
        target => *target == Type::Stream,
    })
}

/// The media types and ranges of a part, of which the runtime takes the one that a file has.
pub(super) fn listed(media_types: &str) -> String {
    let names = media_types.split(',').map(str::trim);
    let names = names.filter(|name| is_one(&name.replace('*', "x")) && name.contains('/'));
    names.collect::<Vec<_>>().join(", ")
}

/// Whether the media type of a part is one, and not several or a range.
fn is_one(media_type: &str) -> bool {
    !media_type.contains([',', '*']) && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
