//! Files in bodies of parts (`multipart/form-data`).
//!
//! A string of the format `binary`, or any value whose media type is that of bytes, is a file if it is a part of its own:
//! a member, an element of a list, or an entry of a map. It is a stream, or bytes as one of several alternatives. Within
//! a part of JSON it cannot be a file, which is a loss. A member that is any value is a file without a media type, too.

use std::collections::HashSet;

use openapiv3::{
    AdditionalProperties, ObjectType, ReferenceOr, Schema, SchemaKind, Type as SchemaType,
};

use super::annotations::SchemaRef;
use super::components::Components;
use super::encodings::listed;
use super::losses::{Loss, Losses};
use super::media::{self, Media};
use super::types::structure;
use crate::service::{Access, Binding, Constraints, Encoding, Member, Type};

/// The encodings of members that are files, by their wire names.
pub(super) type FileEncodings = Vec<(String, Encoding)>;

/// Makes the members of a body streams if their parts are files, or several.
pub(super) fn set_files<'a>(
    components: &Components<'a>,
    media: &Media<'a>,
    object: &'a ObjectType,
    members: &mut [Member],
    losses: &mut Losses,
) -> FileEncodings {
    let mut encodings = Vec::new();
    for (member, (name, schema)) in members.iter_mut().zip(&object.properties) {
        let media_type = media_type(media, name);
        let found = Files::of(components, schema.into(), media_type);
        let target = file_type(components, schema.into(), &member.target, media_type);
        match target.or_else(|| untyped(components, schema.into(), &member.target, media_type)) {
            Some(target) => {
                if let Type::Map(_) = target {
                    encodings.push((member.wire_name.clone(), file_of(media_type)));
                }
                set_target(member, target);
            }
            None if found.sent => encodings.push((member.wire_name.clone(), file_of(media_type))),
            None => {}
        }
        if found.lost && member.access != Access::Read {
            losses.add(Loss::FileInJson, &member.pointer, name);
        }
    }
    let others = members.iter_mut().find(|member| member.binding == Binding::OtherKeys);
    if let (Some(AdditionalProperties::Schema(schema)), Some(member)) =
        (&object.additional_properties, others)
        && let Type::Map(value) = &member.target
    {
        let schema = SchemaRef::from(&**schema);
        let found = Files::of(components, schema, None);
        // The names of other parts are not known, so that none of them has an encoding.
        let part = file_type(components, schema, value, None);
        match part.filter(|part| !matches!(part, Type::Map(_))) {
            Some(part) => set_target(member, Type::Map(Box::new(part))),
            None if found.sent || found.lost => {
                losses.add(Loss::FileInJson, &member.pointer, &member.name);
            }
            None => {}
        }
    }
    encodings
}

/// Makes a body that is one member a map of streams if each of its entries is a file, or several. The encodings of the
/// files in alternatives are returned: their members are bytes.
pub(super) fn set_files_of_whole<'a>(
    components: &Components<'a>,
    media: &Media<'a>,
    member: &mut Member,
    losses: &mut Losses,
) -> FileEncodings {
    let mut files: FileEncodings = Vec::new();
    let Some(schema) = media.media.schema.as_ref() else {
        return files;
    };
    if let Some(target @ Type::Map(_)) = file_type(components, schema.into(), &member.target, None)
    {
        set_target(member, target);
        return files;
    }
    for object in alternatives(components, media).into_iter().flatten() {
        for (name, schema) in &object.properties {
            let media_type = media_type(media, name);
            let found = Files::of(components, schema.into(), media_type);
            if found.sent && !files.iter().any(|(known, _)| known == name) {
                files.push((name.clone(), file_of(media_type)));
            }
            if found.lost {
                losses.add(Loss::FileInJson, &member.pointer, name);
            }
        }
    }
    files
}

/// The alternatives of a body that is one member; `None` for one that is no structure.
pub(super) fn alternatives<'a>(
    components: &Components<'a>,
    media: &Media<'a>,
) -> Vec<Option<&'a ObjectType>> {
    let schema = media.media.schema.as_ref();
    let schema = schema.and_then(|schema| media::resolved(components, schema));
    let alternatives = match schema.map(|schema| &schema.schema_kind) {
        Some(SchemaKind::OneOf { one_of }) => one_of.as_slice(),
        Some(SchemaKind::AnyOf { any_of }) => any_of,
        _ => &[],
    };
    let object = |alternative| media::resolved(components, alternative).and_then(structure);
    alternatives.iter().map(object).collect()
}

fn set_target(member: &mut Member, target: Type) {
    let constraints = match target {
        Type::Stream => Constraints::default(),
        _ => Constraints { element: None, ..(*member.constraints).clone() },
    };
    member.constraints = constraints.into();
    member.target = target;
}

/// The media types that a document states for a part.
fn media_type<'a>(media: &Media<'a>, name: &str) -> Option<&'a str> {
    media.media.encoding.get(name)?.content_type.as_deref()
}

/// The encoding of files that are bytes or the entries of a map.
fn file_of(media_type: Option<&str>) -> Encoding {
    let listed = media_type.map(listed).filter(|listed| !listed.is_empty());
    Encoding::File(listed.unwrap_or_else(|| "application/octet-stream".to_owned()))
}

/// The type of a member that is any value: a part without a type and a media type is `application/octet-stream`
/// (OpenAPI 3.1.1, Encoding Object).
fn untyped<'a>(
    components: &Components<'a>,
    schema: SchemaRef<'a>,
    target: &Type,
    media_type: Option<&str>,
) -> Option<Type> {
    let is_any = media_type.is_none()
        && *target.present() == Type::Json
        && media::target(components, schema).is_some_and(media::is_of_any_value);
    is_any.then_some(Type::Stream)
}

/// The type of a member whose parts are files; `None` if they are not.
fn file_type<'a>(
    components: &Components<'a>,
    schema: SchemaRef<'a>,
    target: &Type,
    media_type: Option<&str>,
) -> Option<Type> {
    let is_text = |media_type: &str| is_json(media_type) || media_type.starts_with("text/");
    let is_other = media_type.is_some_and(|media_type| !is_text(media_type));
    let schema = media::target(components, schema)?;
    let target = target.present();
    // OpenAPI 3.1 describes a file by its media type alone.
    let is_range =
        media_type.is_some_and(|name| name.contains("*/") || name.contains("application/*"));
    let is_file = *target == Type::Json && media::is_of_any_value(schema) && !is_range;
    if media::is_binary(schema) || ((*target == Type::String || is_file) && is_other) {
        return Some(Type::Stream);
    }
    let is_part = !media_type.is_some_and(is_json);
    let inner = |schema, target| file_type(components, schema, target, media_type);
    match (target, &schema.schema_kind) {
        (Type::List(element), SchemaKind::Type(SchemaType::Array(list))) if is_part => {
            let element = inner(list.items.as_ref()?.into(), element)?;
            (element == Type::Stream).then(|| Type::List(Box::new(element)))
        }
        (Type::Map(value), SchemaKind::Type(SchemaType::Object(object))) if is_part => {
            let Some(AdditionalProperties::Schema(schema)) = &object.additional_properties else {
                return None;
            };
            let value = inner((&**schema).into(), value)?;
            (!matches!(value, Type::Map(_))).then(|| Type::Map(Box::new(value)))
        }
        _ => None,
    }
}

fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
}

/// A place in a body of parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// A part, or several as the elements of a list.
    Part,
    /// A part of an entry of a map, or several.
    Entry,
    /// A part of an element of a list.
    Element,
    /// A value in a part of JSON.
    Json,
}

/// The files of a member.
#[derive(Default)]
struct Files {
    /// Whether some are parts.
    sent: bool,
    /// Whether some are within a part of JSON.
    lost: bool,
}

impl Files {
    /// Those in the schema of a member whose parts have a media type.
    fn of<'a>(
        components: &Components<'a>,
        schema: SchemaRef<'a>,
        media_type: Option<&str>,
    ) -> Self {
        let mut files = Self::default();
        let mut seen: HashSet<(*const Schema, Place)> = HashSet::new();
        let mut open = vec![(schema, Place::Part)];
        let is_part = !media_type.is_some_and(is_json);
        while let Some((schema, place)) = open.pop() {
            let Some(schema) = media::target(components, schema) else {
                continue;
            };
            if !seen.insert((std::ptr::from_ref(schema), place)) {
                continue;
            }
            let same = |schemas: &'a [ReferenceOr<Schema>]| {
                schemas.iter().map(move |schema| (SchemaRef::from(schema), place))
            };
            match &schema.schema_kind {
                _ if media::is_binary(schema) && place == Place::Json => files.lost = true,
                _ if media::is_binary(schema) => files.sent = true,
                SchemaKind::Type(SchemaType::Array(list)) => {
                    let element = match place {
                        Place::Part | Place::Entry if is_part => Place::Element,
                        _ => Place::Json,
                    };
                    open.extend(list.items.iter().map(|items| (items.into(), element)));
                }
                SchemaKind::Type(SchemaType::Object(object)) => {
                    let members = object.properties.values();
                    open.extend(members.map(|member| (member.into(), Place::Json)));
                    let value = match place {
                        Place::Part if is_part && object.properties.is_empty() => Place::Entry,
                        _ => Place::Json,
                    };
                    if let Some(AdditionalProperties::Schema(schema)) =
                        &object.additional_properties
                    {
                        open.push(((&**schema).into(), value));
                    }
                }
                SchemaKind::OneOf { one_of } => open.extend(same(one_of)),
                SchemaKind::AnyOf { any_of } => open.extend(same(any_of)),
                SchemaKind::Any(any) => {
                    open.extend(same(&any.one_of).chain(same(&any.any_of)));
                    let members = any.properties.values();
                    open.extend(members.map(|member| (member.into(), Place::Json)));
                }
                _ => {}
            }
        }
        files
    }
}
