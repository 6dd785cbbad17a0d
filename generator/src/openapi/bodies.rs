//! Bodies: their members, or the one member that is all of a body.
//!
//! A structure in JSON or in a form is read member by member. Anything else is one member, `body`: a list, a map, a
//! scalar, a union, any JSON, a string, bytes or a stream.

use openapiv3::{MediaType, RequestBody};

use super::annotations::{self, SchemaRef, description};
use super::components::{Components, schema_pointer};
use super::encodings;
use super::extensions::Extensions;
use super::losses::{Loss, Losses};
use super::media::{self, Media};
use super::parts;
use super::report::Report;
use super::types::{Context, Types, or_null, structure};
use crate::pointer::Pointer;
use crate::service::{Access, Binding, BodyFormat, Encoding, Member, MemberConstraints, Type};

/// The name of the member that is all of a body.
pub(super) const BODY: &str = "body";

/// The body of a request.
#[derive(Default)]
pub(super) struct Body<'a> {
    pub(super) members: Vec<Member>,
    /// The keys of members that only responses have.
    pub(super) unsent: Vec<String>,
    /// The names of required members, in the order of the document.
    pub(super) order: &'a [String],
    /// The pointer of its schema, if that has a name.
    pub(super) pointer: Option<Pointer>,
    /// The format, where it is not JSON or a payload in the format of its type.
    pub(super) format: Option<BodyFormat>,
    /// The media type to send, where it is not that of the format.
    pub(super) media_type: Option<String>,
    /// Whether it can be left out: it is not required, and no member of it is.
    pub(super) optional: bool,
    /// The encodings of members of a form.
    pub(super) encodings: Vec<(String, Encoding)>,
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
    losses: &mut Losses,
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
    let is_free = matches!(media.format, BodyFormat::Text | BodyFormat::Bytes);
    let stated = match is_free && !components.is_smithy() {
        true => media::to_state(components, &body.content),
        false => Vec::new(),
    };
    if !components.is_smithy() {
        for key in media::unsent(components, &body.content, &media, &stated) {
            losses.add(Loss::UnsentMediaType, &media_pointer(pointer, key), key);
        }
    }
    let media_type = match stated.is_empty() {
        true => media.content_type(),
        false => media::default_of(&media, &stated).map(str::to_owned),
    };
    let object = object(components, &media, &at);
    let is_form = matches!(media.format, BodyFormat::Form | BodyFormat::Multipart);
    // Members could not state that the body is `null`.
    let is_value_or_null =
        body.required && media.format == BodyFormat::Json && is_nullable(components, &media);
    if let Some(Object { object, name, pointer }) = object
        && (is_form || media.format == BodyFormat::Json)
        && !is_value_or_null
    {
        let owner = name.unwrap_or(operation);
        let mut members = types.input_members(object, &pointer, owner);
        let files = match media.format {
            BodyFormat::Multipart => {
                parts::set_files(components, &media, object, &mut members, losses)
            }
            _ => Vec::new(),
        };
        let is_unsent = |member: &Member| member.access == Access::Read;
        let unsent: Vec<Member> = members.extract_if(.., |member| is_unsent(member)).collect();
        return Some(Body {
            unsent: unsent.into_iter().map(|member| member.wire_name).collect(),
            encodings: match is_form {
                true => {
                    encodings::check(components, &media, &at, &[Some(object)], &files, losses);
                    encodings::read(components, &media, &at, &members, &files)
                }
                false => Vec::new(),
            },
            format: is_form.then_some(media.format),
            media_type,
            optional: !body.required && members.iter().all(|member| !member.required),
            members,
            order: &object.required,
            pointer: name.map(|_| pointer),
            key: Some(media.key),
        });
    }
    let whole = whole(components, operation, BODY, &media, &at, types);
    let mut member = Member {
        target: if whole.required { whole.target } else { or_null(whole.target) },
        required: body.required,
        documentation: described(body.description.as_deref(), "request", &media),
        ..whole
    };
    let files = match media.format {
        BodyFormat::Multipart => parts::set_files_of_whole(components, &media, &mut member, losses),
        _ => Vec::new(),
    };
    if !stated.is_empty() {
        // Strings and bytes have no media type of their own.
        member.target = Type::Stream;
        member.constraints = MemberConstraints::default();
        member.documentation = Some(stating(body, &stated, media_type.as_deref()));
    }
    Some(Body {
        unsent: Vec::new(),
        members: vec![member],
        order: &[],
        pointer: None,
        format: Some(if stated.is_empty() { media.format } else { BodyFormat::Bytes }),
        media_type,
        optional: !body.required,
        encodings: match is_form {
            true => {
                let objects = parts::alternatives(components, &media);
                encodings::check(components, &media, &at, &objects, &files, losses);
                encodings::read(components, &media, &at, &[], &files)
            }
            false => Vec::new(),
        },
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
        access: Access::Both,
        constraints: MemberConstraints::default(),
        documentation: None,
        deprecated: false,
    };
    let schema = media.media.schema.as_ref();
    let binary = schema.and_then(|schema| media::resolved(components, schema));
    let is_binary = binary.is_some_and(media::is_binary);
    let is_stream = is_binary
        || media::sequence(media.key).is_some()
        || (!components.is_smithy()
            && media::is_binary_by_name(components, media.key, media.media));
    match (media.format, schema) {
        (BodyFormat::Multipart, _) if is_binary => member.target = Type::Stream,
        (BodyFormat::Bytes, _) => {
            member.target = if is_stream { Type::Stream } else { Type::Blob };
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
            // `null` is no value.
            member.required =
                !(resolved.nullable && matches!(format, BodyFormat::Json | BodyFormat::JsonOrText));
            member.target = resolved.target;
            member.constraints = resolved.constraints.into();
            if format == BodyFormat::Text && !types.is_string(&member.target) {
                member.target = Type::String;
                member.constraints = MemberConstraints::default();
            }
        }
    }
    member
}

/// Whether the body can be `null`.
pub(super) fn is_nullable(components: &Components<'_>, media: &Media<'_>) -> bool {
    let schema = media.media.schema.as_ref();
    schema.is_some_and(|schema| components.is_nullable(schema.into()))
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

/// The documentation of a body whose media type the caller states.
fn stating(body: &RequestBody, stated: &[&str], default: Option<&str>) -> String {
    let start = description(body.description.as_deref());
    let start = start.unwrap_or_else(|| "The body of the request.".to_owned());
    let names: Vec<String> =
        stated.iter().map(|name| format!("`{}`", name.replace('`', ""))).collect();
    let default = default.unwrap_or("application/octet-stream").replace('`', "");
    let boundary = match stated.iter().any(|name| media::is_multipart(name)) {
        true => ", with the boundary of its parts as in `multipart/mixed; boundary=b`",
        false => "",
    };
    format!(
        "{}\n\nMedia types: {}. `ByteStream::with_media_type` states the one that is sent{boundary}; the default is \
         `{default}`.",
        start.trim_end(),
        names.join(", "),
    )
}

/// Whether a media type has a schema in JSON, which can be a typed member.
pub(super) fn is_json(media: &Media<'_>) -> bool {
    let MediaType { schema, .. } = media.media;
    matches!(media.format, BodyFormat::Json | BodyFormat::JsonOrText) && schema.is_some()
}
