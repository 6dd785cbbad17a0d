//! The responses of an operation: the output of success.
//!
//! The responses below 300 are successes; those of a redirection if there are no others, or beside text and bytes; and
//! the default response if there is none of these, which is then that of errors too. If they have one schema at most, the output has its members; otherwise it has a union of them,
//! by status.

use openapiv3::{Header, Operation, ParameterSchemaOrContent, ReferenceOr, Response, StatusCode};

use super::annotations::{self, description};
use super::bodies::{self, Object};
use super::components::Components;
use super::errors;
use super::extensions::Extensions;
use super::headers::is_token;
use super::losses::{Loss, Losses};
use super::media::{self, Media};
use super::report::Report;
use super::types::{Context, Types, in_location, or_null};
use super::{bindings, examples};
use crate::pointer::Pointer;
use crate::service::{
    Access, Binding, BodyFormat, HttpMethod, Member, MemberConstraints, Output, Reference,
    StatusRange, StatusVariant, Type,
};

/// A response for some statuses, and the pointer at which it is described.
pub(super) type Described<'a> = (StatusRange, &'a Response, Pointer);

/// The responses of an operation, sorted.
pub(super) struct Responses<'a> {
    /// The success responses, in the order of the document.
    pub(super) success: Vec<Described<'a>>,
    /// The errors, in the order of the document.
    pub(super) errors: Vec<Described<'a>>,
}

impl<'a> Responses<'a> {
    /// The media types of success, then those of errors in JSON, as the header `accept` lists them; empty if success has
    /// none, any is accepted, or Smithy's bindings have none.
    ///
    /// Of errors as text none is listed, because a service that prefers `text/html` would send a page in place of the
    /// output; nor one that success has too, but is not decoded.
    pub(super) fn accept(&self, components: &Components<'a>) -> String {
        let mut accepted: Vec<String> = Vec::new();
        if components.is_smithy() {
            return String::new();
        }
        for (_, response, _) in &self.success {
            let Some(media) = media::choose(components, &response.content) else {
                continue;
            };
            let Some(names) = media::accepted(components, &response.content, &media) else {
                return String::new();
            };
            for name in names {
                if !accepted.contains(&name) {
                    accepted.push(name);
                }
            }
        }
        if accepted.is_empty() {
            return String::new();
        }
        let of_success = self.success.iter().flat_map(|(_, response, _)| response.content.keys());
        let mut known: Vec<String> = of_success.map(|key| media::essence(key)).collect();
        known.extend(accepted.iter().map(|name| media::essence(name)));
        let errors = self.errors.iter().flat_map(|(_, it, _)| errors::typed(components, it));
        for name in errors.filter(bodies::is_json).filter_map(|media| media.accept()) {
            let essence = media::essence(&name);
            if !known.contains(&essence) {
                known.push(essence);
                accepted.push(name);
            }
        }
        accepted.join(", ")
    }

    /// Counts the media types of success that are not accepted although their values are others.
    pub(super) fn count_unaccepted(
        &self,
        components: &Components<'a>,
        method: HttpMethod,
        losses: &mut Losses,
    ) {
        if components.is_smithy() || method == HttpMethod::Head {
            return;
        }
        let with_body = self.success.iter().filter(|(status, ..)| !is_without_body(*status));
        for (_, response, pointer) in with_body {
            let Some(media) = media::choose(components, &response.content) else {
                continue;
            };
            for key in media::unaccepted(components, &response.content, &media) {
                losses.add(Loss::UnacceptedMediaType, &bodies::media_pointer(pointer, key), key);
            }
        }
    }
}

/// Separates success and errors. With Smithy's bindings, reports if there is not exactly one success.
pub(super) fn sort<'a>(
    components: &Components<'a>,
    operation: &'a Operation,
    method: HttpMethod,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Responses<'a> {
    let at = pointer.child("responses");
    let mut responses = Responses { success: Vec::new(), errors: Vec::new() };
    let mut redirects = Vec::new();
    for (status, response) in &operation.responses.responses {
        let listed = at.child(status);
        // A dangling reference has been reported.
        let Some((response, pointer)) = components.response(response, listed) else {
            continue;
        };
        let (status, class) = match status {
            StatusCode::Code(code) => (StatusRange::Code(*code), code / 100),
            StatusCode::Range(class) => (StatusRange::Class(*class), *class),
        };
        let is_error = class >= 4 || Extensions::of(&response.extensions).error_response;
        match class {
            _ if is_error => responses.errors.push((status, response, pointer)),
            // An interim response is none of the operation's.
            1 => {}
            3 if !components.is_smithy() => match status {
                // Not Modified leads to no other target.
                StatusRange::Code(304) => responses.errors.push((status, response, pointer)),
                _ => redirects.push((status, response, pointer)),
            },
            _ => responses.success.push((status, response, pointer)),
        }
    }
    let (to_target, other): (Vec<_>, Vec<_>) = redirects
        .into_iter()
        .partition(|redirect| is_success(components, method, &responses.success, redirect.0));
    responses.success.extend(to_target);
    responses.errors.extend(other);
    let default = operation.responses.default.as_ref();
    let default = default.and_then(|default| components.response(default, at.child("default")));
    if let Some((response, pointer)) = default {
        let default = (StatusRange::Default, response, pointer);
        match responses.success.is_empty() {
            true => {
                let media = media::choose(components, &response.content);
                if media.is_some_and(|media| bodies::is_json(&media)) {
                    responses.errors.push(default.clone());
                }
                responses.success.push(default);
            }
            false => responses.errors.push(default),
        }
    }
    if components.is_smithy() {
        check_smithy(components, operation, &at, &responses, report);
    }
    responses
}

/// Whether a redirection is a success: if no other status is, or if it states where a `GET` finds the text or bytes that
/// the others return. Beside a structure it is an error, because required members would be absent, and so it is beside a
/// 204, which has another meaning.
fn is_success(
    components: &Components<'_>,
    method: HttpMethod,
    success: &[Described<'_>],
    redirect: StatusRange,
) -> bool {
    let is_download = |(status, response, _): &Described<'_>| {
        let media = media::choose(components, &response.content);
        !is_without_body(*status) && media.is_none_or(|media| media.format != BodyFormat::Json)
    };
    let is_read = matches!(method, HttpMethod::Get | HttpMethod::Head);
    let is_to_target = matches!(redirect, StatusRange::Code(302 | 303 | 307));
    success.is_empty() || (is_read && is_to_target && success.iter().all(is_download))
}

/// 204 and 205 have no body, whatever is described.
fn is_without_body(status: StatusRange) -> bool {
    matches!(status, StatusRange::Code(204 | 205))
}

fn is_redirect(status: StatusRange) -> bool {
    matches!(status, StatusRange::Code(300..=399) | StatusRange::Class(3))
}

/// Reports if there is not exactly one success: Smithy has one.
fn check_smithy(
    components: &Components<'_>,
    operation: &Operation,
    at: &Pointer,
    responses: &Responses<'_>,
    report: &mut Report<'_>,
) {
    if operation.responses.default.is_some() {
        report
            .error("unsupported-construct", &at.child("default"))
            .found("a response for any other status")
            .expected("one success status, and a response for each error")
            .remedy("remove it: errors are identified by their code, whatever their status");
    }
    let listed = responses.success.iter().filter_map(|(status, _, _)| match status {
        StatusRange::Code(code) => Some(*code),
        _ => None,
    });
    for number in listed.skip(1) {
        report
            .error("several-success-responses", &at.child(number))
            .found(format!("{number}, a second success status"))
            .expected("one success status")
            .remedy("remove the one that the service does not send");
    }
    let is_dangling =
        |response: &ReferenceOr<Response>| components.response(response, at.clone()).is_none();
    if responses.success.is_empty() && !operation.responses.responses.values().any(is_dangling) {
        report
            .error("missing-success-response", at)
            .found("no success response")
            .expected("one status below 400, such as 200")
            .remedy("add the success response of the service, with or without content");
    }
}

/// The content of a success response that is decoded.
struct Content<'a> {
    status: StatusRange,
    response: &'a Response,
    media: Media<'a>,
    /// The pointer of the media type.
    pointer: Pointer,
}

/// Reads the output; `operation` names the shapes of one without a name.
pub(super) fn output<'a>(
    components: &Components<'a>,
    operation: &str,
    method: HttpMethod,
    success: &[Described<'a>],
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Output {
    let mut output = Output {
        status: success.first().map_or(200, |(status, _, _)| first_code(*status)),
        redirects: success.iter().any(|(status, ..)| is_redirect(*status)),
        format: None,
        variants: Vec::new(),
        members: Vec::new(),
        shape: None,
        pointer: None,
        documentation: None,
        sensitive: false,
        example: None,
    };
    // Beside other successes a redirection has a target and no body.
    let has_body = |described: &&Described<'_>| {
        !is_redirect(described.0) || success.iter().all(|(status, ..)| is_redirect(*status))
    };
    let contents: Vec<Content<'a>> = match method {
        // Its response is the head alone.
        HttpMethod::Head => Vec::new(),
        _ => {
            let with_body = success.iter().filter(has_body);
            with_body.filter_map(|described| content(components, described)).collect()
        }
    };
    let differ = contents.iter().skip(1).any(|other| !is_same(&contents[0], other));
    match contents.as_slice() {
        [] => {}
        [first, ..] if !differ => {
            let is_always_there = contents.len() == success.len();
            one(components, operation, first, is_always_there, &mut output, types);
        }
        _ => by_status(components, operation, &contents, success, &mut output, types),
    }
    if !components.is_smithy() {
        add_headers(components, operation, success, &mut output.members, types, report);
    }
    bindings::check_payload(&output.members, report);
    bindings::check_locations(&output.members, types, report);
    bindings::check_header_names(&output.members, false, report);
    output
}

fn first_code(status: StatusRange) -> u16 {
    match status {
        StatusRange::Code(code) => code,
        StatusRange::Class(class) => class * 100,
        StatusRange::Default => 200,
    }
}

fn content<'a>(
    components: &Components<'a>,
    (status, response, pointer): &Described<'a>,
) -> Option<Content<'a>> {
    let media = media::received(components, &response.content)?;
    if is_without_body(*status) {
        return None;
    }
    let pointer = bodies::media_pointer(pointer, media.key);
    Some(Content { status: *status, response, media, pointer })
}

fn is_same(one: &Content<'_>, other: &Content<'_>) -> bool {
    one.media.format == other.media.format && one.media.media.schema == other.media.media.schema
}

/// The output of one schema. Its members are optional if a status has no content.
fn one<'a>(
    components: &Components<'a>,
    operation: &str,
    content: &Content<'a>,
    is_always_there: bool,
    output: &mut Output,
    types: &mut Types<'a>,
) {
    let Content { media, pointer, response, .. } = content;
    let object = bodies::object(components, media, pointer);
    if let Some(Object { object, name, pointer }) = object
        && media.format == BodyFormat::Json
    {
        output.members = types.members(object, &pointer, name.unwrap_or(operation));
        for member in output.members.iter_mut().filter(|member| member.access == Access::Write) {
            member.required = false;
        }
        if !is_always_there || bodies::is_nullable(components, media) {
            output.members.iter_mut().for_each(|member| member.required = false);
        }
        let schema = media.media.schema.as_ref();
        if let Some(schema) = schema.and_then(|schema| media::resolved(components, schema)) {
            output.sensitive = Extensions::of(&schema.schema_data.extensions).sensitive;
            output.example = examples::of_output(components, schema, media.media);
            output.documentation = description(schema.schema_data.description.as_deref());
        }
        if let Some(name) = name {
            output.shape = Some(name.to_owned());
            output.pointer = Some(pointer);
        }
        return;
    }
    output.format = Some(media.format);
    let member = bodies::whole(components, operation, "response", media, pointer, types);
    output.members = vec![Member {
        required: is_always_there && member.required,
        documentation: bodies::described(Some(&response.description), "response", media),
        ..member
    }];
}

/// The output of several schemas: a union of them, by status.
fn by_status<'a>(
    components: &Components<'a>,
    operation: &str,
    contents: &[Content<'a>],
    success: &[Described<'a>],
    output: &mut Output,
    types: &mut Types<'a>,
) {
    let mut members = Vec::new();
    for (status, _, _) in success {
        let Some(content) = contents.iter().find(|content| content.status == *status) else {
            output.variants.push(StatusVariant { status: *status, member: None });
            continue;
        };
        let name = name_of(*status);
        let Content { media, pointer, response, .. } = content;
        let mut member = bodies::whole(components, operation, &name, media, pointer, types);
        if matches!(member.target, Type::Stream | Type::SizedStream) {
            member.target = Type::Blob;
        }
        if !member.required {
            // `null` is a value of this status.
            member.target = or_null(member.target);
            member.required = true;
        }
        member.documentation = bodies::described(Some(&response.description), "response", media);
        member.binding = Binding::Body;
        member.wire_name.clone_from(&name);
        member.name = name;
        let reference = Reference::new(members.len(), &member.name);
        let member_of_status = Some((reference, media.format));
        output.variants.push(StatusVariant { status: *status, member: member_of_status });
        members.push(member);
    }
    let pointer = contents.first().map(|content| content.pointer.clone()).unwrap_or_default();
    let context = Context {
        owner: operation,
        member: "response",
        pointer: &pointer,
        timestamp_format: types.timestamp_format(Binding::Payload),
        depth: 0,
    };
    let target = types.union_by_status(members, context);
    output.members = vec![Member {
        name: bodies::BODY.to_owned(),
        wire_name: bodies::BODY.to_owned(),
        target,
        required: contents.len() == success.len(),
        binding: Binding::Payload,
        sensitive: false,
        idempotency_token: false,
        access: Access::Both,
        constraints: MemberConstraints::default(),
        documentation: Some("The body of the response, by its status.".to_owned()),
        deprecated: false,
        pointer,
    }];
}

/// The name of the variant for a status: `status200`.
fn name_of(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => format!("status{code}"),
        StatusRange::Class(class) => format!("status{class}xx"),
        StatusRange::Default => "default".to_owned(),
    }
}

/// Adds the headers of success responses whose values are scalars or lists of them, as optional members. One that is named as a member
/// is `header_…`.
fn add_headers<'a>(
    components: &Components<'a>,
    operation: &str,
    success: &[Described<'a>],
    members: &mut Vec<Member>,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) {
    let body = members.len();
    for (status, response, pointer) in success {
        for (name, header) in &response.headers {
            let at = pointer.child("headers").child(name);
            let is_known = |member: &Member| member.wire_name.eq_ignore_ascii_case(name);
            if members[body..].iter().any(is_known) || !is_token(name) {
                continue;
            }
            let header = components.header(header);
            let Some(header) = header else { continue };
            match header_member(operation, name, header, &at, types) {
                Some(member) => members.push(member),
                None => {
                    report
                        .warning("unread-header", &at)
                        .found(match header.format {
                            ParameterSchemaOrContent::Content(_) => "a header with `content`",
                            ParameterSchemaOrContent::Schema(_) => "a header that is an object",
                        })
                        .expected("a scalar, or a list of scalars")
                        .remedy("read it in an interceptor: the output has no member for it");
                }
            }
        }
        let is_location = |member: &Member| member.wire_name.eq_ignore_ascii_case("location");
        if is_redirect(*status) && !members[body..].iter().any(is_location) {
            members.push(location(pointer));
        }
    }
    let taken: Vec<String> = members[..body].iter().map(|member| member.name.clone()).collect();
    for header in &mut members[body..] {
        while taken.contains(&header.name) {
            header.name.insert_str(0, "header_");
        }
    }
}

fn header_member<'a>(
    operation: &str,
    name: &str,
    header: &'a Header,
    pointer: &Pointer,
    types: &mut Types<'a>,
) -> Option<Member> {
    let ParameterSchemaOrContent::Schema(schema) = &header.format else {
        return None;
    };
    let annotated = annotations::read(schema.into());
    let context = Context {
        owner: operation,
        member: name,
        pointer,
        timestamp_format: types.timestamp_format(Binding::Header),
        depth: 0,
    };
    let resolved = types.annotated(&annotated, context);
    let target = in_location(resolved.target, Binding::Header);
    let element = match &target {
        Type::List(element) => element,
        scalar => scalar,
    };
    let is_read = *element == Type::JsonString || bindings::is_scalar(element, types);
    is_read.then(|| Member {
        name: name.to_owned(),
        wire_name: name.to_owned(),
        pointer: pointer.clone(),
        target,
        required: false,
        binding: Binding::Header,
        sensitive: resolved.sensitive,
        idempotency_token: false,
        access: Access::Both,
        constraints: resolved.constraints.into(),
        documentation: description(header.description.as_deref()).or(annotated.documentation),
        deprecated: header.deprecated.unwrap_or_default(),
    })
}

/// The target of a redirection, which is not followed.
fn location(pointer: &Pointer) -> Member {
    Member {
        name: "Location".to_owned(),
        wire_name: "Location".to_owned(),
        pointer: pointer.clone(),
        target: Type::String,
        required: false,
        binding: Binding::Header,
        sensitive: false,
        idempotency_token: false,
        access: Access::Both,
        constraints: MemberConstraints::default(),
        documentation: Some("The target of the redirection, which is not followed.".to_owned()),
        deprecated: false,
    }
}
