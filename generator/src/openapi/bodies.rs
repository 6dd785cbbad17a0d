//! Bodies: their members, or the one member that is all of a body.
//!
//! A structure in JSON or in a form is read member by member. Anything else is one member, `body`: a list, a map, a
//! scalar, a union, any JSON, a string, bytes or a stream.

use openapiv3::{MediaType, RequestBody};

use super::annotations::{self, SchemaRef, description};
use super::components::{Components, schema_pointer};
use super::extensions::Extensions;
use super::media::{self, Media};
use super::report::Report;
use super::types::{Context, Types, structure};
use crate::pointer::Pointer;
use crate::service::{Binding, BodyFormat, Constraints, Member, Type};

/// The name of the member that is all of a body.
pub(super) const BODY: &str = "body";

/// The body of a request.
#[derive(Default)]
pub(super) struct Body<'a> {
    pub(super) members: Vec<Member>,
    /// The names of required members, in the order of the document.
    pub(super) order: &'a [String],
    /// The pointer of its schema, if that has a name.
    pub(super) pointer: Option<Pointer>,
    /// The format, where it is not JSON or a payload in the format of its type.
    pub(super) format: Option<BodyFormat>,
    /// The media type to send, where it is not that of the format.
    pub(super) media_type: Option<String>,
    /// The key of `content`.
    pub(super) key: Option<&'a str>,
}

/// Reads the body of a request; `operation` names the shapes of one without a name. `None` if there is none.
pub(super) fn request<'a>(
    components: &Components<'a>,
    operation: &str,
    body: &'a RequestBody,
    pointer: &Pointer,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Option<Body<'a>> {
    let Some(media) = media::choose(components, &body.content) else {
        let draft = match components.is_smithy() {
            true => report.error("body-without-content", pointer),
            false => report.warning("body-without-content", pointer),
        };
        draft
            .found("a request body without a media type")
            .expected("the media types of the body in `content`")
            .remedy("describe the body, or remove it: none is sent");
        return None;
    };
    let at = media_pointer(pointer, media.key);
    if matches!(media.format, BodyFormat::Form | BodyFormat::Multipart) {
        report
            .error("unsupported-media-type", &at)
            .found(format!("a body of `{}`", media.key))
            .expected("a body of JSON, text or bytes")
            .remedy("describe the body as JSON, or remove the operation");
        return None;
    }
    let media_type = media.content_type();
    let object = object(components, &media, &at);
    if let Some(Object { object, name, pointer }) = object
        && media.format == BodyFormat::Json
    {
        let owner = name.unwrap_or(operation);
        return Some(Body {
            members: types.input_members(object, &pointer, owner),
            order: &object.required,
            pointer: name.map(|_| pointer),
            format: None,
            media_type,
            key: Some(media.key),
        });
    }
    let member = Member {
        required: body.required,
        documentation: described(body.description.as_deref(), "request", &media),
        ..whole(components, operation, BODY, &media, &at, types)
    };
    Some(Body {
        members: vec![member],
        order: &[],
        pointer: None,
        format: Some(media.format),
        media_type,
        key: Some(media.key),
    })
}

/// The pointer to the schema of a media type.
pub(super) fn media_pointer(body: &Pointer, key: &str) -> Pointer {
    body.child("content").child(key)
}

/// A schema that is a structure, whose members are those of the body.
pub(super) struct Object<'a> {
    pub(super) object: &'a openapiv3::ObjectType,
    /// The name of the schema, if it has one.
    pub(super) name: Option<&'a str>,
    pub(super) pointer: Pointer,
}

/// The structure of a body, if its schema is one. `at` is the pointer of the media type.
pub(super) fn object<'a>(
    components: &Components<'a>,
    media: &Media<'a>,
    at: &Pointer,
) -> Option<Object<'a>> {
    let (schema, name) = match annotations::target(media.media.schema.as_ref()?.into()) {
        SchemaRef::Inline(schema) => (schema, None),
        SchemaRef::Named(reference) => {
            let (name, schema) = components.schema(reference)?;
            (schema, Some(name))
        }
    };
    if Extensions::of(&schema.schema_data.extensions).union {
        return None;
    }
    let pointer = name.map_or_else(|| at.child("schema"), schema_pointer);
    Some(Object { object: structure(schema)?, name, pointer })
}

/// The member that is all of a body. `named_after` completes the names of shapes without one.
pub(super) fn whole<'a>(
    components: &Components<'a>,
    operation: &str,
    named_after: &str,
    media: &Media<'a>,
    at: &Pointer,
    types: &mut Types<'a>,
) -> Member {
    let mut member = Member {
        name: BODY.to_owned(),
        wire_name: BODY.to_owned(),
        pointer: at.clone(),
        target: Type::Json,
        required: true,
        binding: Binding::Payload,
        sensitive: false,
        idempotency_token: false,
        constraints: Constraints::default(),
        documentation: None,
        deprecated: false,
    };
    let schema = media.media.schema.as_ref();
    let binary = schema.and_then(|schema| media::resolved(components, schema));
    match (media.format, schema) {
        (BodyFormat::Bytes, _) => {
            member.target = match binary.is_some_and(media::is_binary) {
                true => Type::Stream,
                false => Type::Blob,
            };
        }
        (BodyFormat::Text, None) => member.target = Type::String,
        (_, None) => {}
        (format, Some(schema)) => {
            let pointer = at.child("schema");
            let context = Context {
                owner: operation,
                member: named_after,
                pointer: &pointer,
                timestamp_format: types.timestamp_format(Binding::Payload),
                depth: 0,
            };
            let annotated = annotations::read(schema.into());
            let resolved = types.annotated(&annotated, context);
            member.sensitive = resolved.sensitive;
            member.target = resolved.target;
            member.constraints = resolved.constraints;
            if format == BodyFormat::Text && !types.is_string(&member.target) {
                member.target = Type::String;
                member.constraints = Constraints::default();
            }
        }
    }
    member
}

/// The documentation of a body that is one member: its own, and its media type.
pub(super) fn described(own: Option<&str>, what: &str, media: &Media<'_>) -> Option<String> {
    let start = description(own).unwrap_or_else(|| format!("The body of the {what}."));
    let start = start.trim_end();
    Some(match media.format {
        BodyFormat::Text | BodyFormat::Bytes => {
            format!("{start}\n\nMedia type: `{}`.", media.key.replace('`', ""))
        }
        _ => start.to_owned(),
    })
}

/// Whether a media type has a schema in JSON, which can be a typed member.
pub(super) fn is_json(media: &Media<'_>) -> bool {
    let MediaType { schema, .. } = media.media;
    media.format == BodyFormat::Json && schema.is_some()
}
