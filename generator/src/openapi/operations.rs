//! One operation after another, in the order of the document.

use indexmap::IndexMap;
use openapiv3::{Operation as ModelOperation, PathItem, ReferenceOr};

use super::annotations::description;
use super::bodies::{self, Body};
use super::components::Components;
use super::extensions::Extensions;
use super::losses::Losses;
use super::parameters::{self, OperationContext};
use super::paths::Template;
use super::report::Report;
use super::responses::{self, Responses};
use super::servers::OwnServers;
use super::types::{TimestampFormats, Types};
use super::{bindings, errors, events, examples, paths, security};
use crate::pointer::Pointer;
use crate::service::{
    Binding, BodyFormat, HttpMethod, Member, Operation, Security, ServiceError, Shape, ShapeId,
    ShapeKind, Signing, Type,
};

/// The operations, and the shapes and errors that they refer to.
pub(super) struct Lowered {
    pub(super) operations: Vec<Operation>,
    pub(super) shapes: IndexMap<ShapeId, Shape>,
    pub(super) errors: Vec<ServiceError>,
}

/// Reads every operation, in the order of the document.
pub(super) fn lower_all(
    components: &Components<'_>,
    security: &Security,
    base_url: Option<&str>,
    timestamps: TimestampFormats,
    report: &mut Report<'_>,
) -> Lowered {
    let mut lowering = Lowering {
        components: *components,
        security,
        base_url,
        types: Types::new(*components, timestamps),
        errors: errors::Errors::new(),
        losses: Losses::new(report),
    };
    let mut operations = Vec::new();
    for (path, item) in &components.model.paths.paths {
        let pointer = Pointer::root().child("paths").child(path);
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let template = paths::parse(path, &pointer, report);
        for key in components.keys(&pointer) {
            let Some((method, operation)) = method(item, key) else {
                continue;
            };
            let context = OperationContext {
                path_item: item,
                path_pointer: &pointer,
                pointer: pointer.child(key),
            };
            let lowered = lowering.lower(operation, method, template.as_ref(), context, report);
            operations.extend(lowered);
        }
    }
    let Lowering { mut types, errors, losses, .. } = lowering;
    losses.report(report);
    let errors: Vec<ServiceError> = errors.into_values().collect();
    types.read_members();
    for shape in errors.iter().filter_map(|error| error.shape.as_ref()) {
        if let Some(ShapeKind::Structure(members)) = types.kind(shape) {
            bindings::check_payload(members, report);
            bindings::check_locations(members, &types, report);
        }
    }
    Lowered { operations, shapes: types.finish(), errors }
}

fn method<'a>(item: &'a PathItem, key: &str) -> Option<(HttpMethod, &'a ModelOperation)> {
    let (method, operation) = match key {
        "delete" => (HttpMethod::Delete, &item.delete),
        "get" => (HttpMethod::Get, &item.get),
        "head" => (HttpMethod::Head, &item.head),
        "options" => (HttpMethod::Options, &item.options),
        "patch" => (HttpMethod::Patch, &item.patch),
        "post" => (HttpMethod::Post, &item.post),
        "put" => (HttpMethod::Put, &item.put),
        "trace" => (HttpMethod::Trace, &item.trace),
        _ => return None,
    };
    Some((method, operation.as_ref()?))
}

struct Lowering<'a, 's> {
    components: Components<'a>,
    security: &'s Security,
    base_url: Option<&'s str>,
    types: Types<'a>,
    errors: errors::Errors,
    losses: Losses,
}

impl<'a> Lowering<'a, '_> {
    fn lower(
        &mut self,
        operation: &'a ModelOperation,
        method: HttpMethod,
        path: Option<&Template>,
        context: OperationContext<'a, '_>,
        report: &mut Report<'_>,
    ) -> Option<Operation> {
        let pointer = &context.pointer;
        // An operation without a name has been reported.
        let name = operation.operation_id.as_deref()?;
        let extensions = Extensions::of(&operation.extensions);

        let types = &mut self.types;
        let mut parameters = parameters::read(&self.components, operation, name, &context, types);
        if !self.components.is_smithy() {
            parameters.members.iter_mut().for_each(fill_idempotency_key);
        }
        if let Some(path) = path {
            parameters::check_labels(&path.parts, &parameters, report);
        }
        let body = operation.request_body.as_ref().and_then(|body| {
            let at = pointer.child("requestBody");
            let (body, at) = self.components.request_body(body, at)?;
            bodies::request(&self.components, name, body, &at, types, &mut self.losses, report)
        });
        let input_pointer = extensions.input.and_then(Pointer::parse);
        let Body {
            members,
            order,
            pointer: body_pointer,
            format,
            media_type,
            optional,
            encodings,
            key,
            unsent,
        } = body.unwrap_or_default();
        let input_pointer = body_pointer.or(input_pointer);
        let members = bindings::join(parameters.members, members);
        if format != Some(BodyFormat::Multipart) {
            bindings::check_payload(&members, report);
        }
        bindings::check_locations(&members, &self.types, report);
        bindings::check_header_names(&members, true, report);
        if extensions.request_checksum {
            bindings::check_checksum(&members, &pointer.child("x-request-checksum"), report);
        }
        let at = pointer.child("x-arguments");
        bindings::check_arguments(&members, &extensions.arguments, &at, report);
        // Without a member in the body there is no body, as Smithy and botocore have it. That of which only responses
        // have members is an empty object.
        let has_body = members.iter().any(|member| member.binding.is_body()) || !unsent.is_empty();
        let mut example =
            examples::of_input(&self.components, pointer, key, input_pointer.as_ref(), &members);
        example.retain(|name, _| !unsent.contains(name));
        let host_prefix = extensions.host_prefix.map(|prefix| {
            paths::parse_host_prefix(prefix, &members, &pointer.child("x-host-prefix"), report)
        });

        let own_servers = OwnServers::read(operation, context.path_item, pointer);
        let sorted = responses::sort(&self.components, operation, method, pointer, report);
        sorted.count_unaccepted(&self.components, method, &mut self.losses);
        let types = &mut self.types;
        let (mut errors, mut error_statuses) = (Vec::new(), Vec::new());
        match self.components.is_smithy() {
            true => {
                let known = &mut self.errors;
                errors = errors::by_code(&self.components, &sorted.errors, known, types, report);
            }
            false => {
                error_statuses = errors::by_status(&self.components, name, &sorted.errors, types);
            }
        }
        let success = &sorted.success;
        let output = responses::output(&self.components, name, method, success, types, report);

        let events = events::read(&self.components, name, &sorted, &members, types);

        let is_smithy = self.components.is_smithy();
        let is_idempotent = matches!(method, HttpMethod::Put | HttpMethod::Delete);
        let is_safe = matches!(
            method,
            HttpMethod::Get | HttpMethod::Head | HttpMethod::Options | HttpMethod::Trace
        );
        Some(Operation {
            name: name.to_owned(),
            pointer: pointer.clone(),
            tag: operation.tags.iter().find(|tag| !tag.trim().is_empty()).cloned(),
            method,
            path: paths::resolve(&path?.parts, &parameters.greedy, &members)?,
            fixed_query: [path?.fixed_query.clone(), parameters.fixed_query].concat(),
            fixed_headers: self.fixed_headers(&extensions, &sorted),
            host_prefix: host_prefix.unwrap_or_default(),
            request_checksum: extensions.request_checksum,
            request_compression: extensions.request_compression,
            signing: signing(operation, &extensions),
            security: match &operation.security {
                Some(requirements) => {
                    let at = pointer.child("security");
                    Some(security::alternatives(requirements, &at, self.security, report))
                }
                None if self.components.model.security.is_none() => {
                    security::beside(&members, self.security)
                }
                None => None,
            },
            server: own_servers.base_url(self.base_url),
            servers: own_servers.with_variables(),
            // Found by the conventions of the provider.
            pagination: None,
            input: bindings::input(members, &extensions.arguments, order),
            input_pointer,
            example,
            has_body,
            // Documents rarely state that a body is required, and services that expect one accept `{}`: it is left out
            // only of methods that have none by themselves.
            optional_body: optional && !is_smithy && (is_safe || method == HttpMethod::Delete),
            format,
            media_type,
            encodings,
            output,
            events,
            errors,
            error_statuses,
            read_only: extensions.read_only.unwrap_or(is_safe),
            idempotent: extensions.idempotent || (!is_smithy && is_idempotent),
            documentation: documentation(operation),
            deprecated: operation.deprecated,
        })
    }

    /// The headers of every request: those of the service, then those of the operation. A member that is
    /// bound to a header of that name wins.
    fn fixed_headers(
        &self,
        operation: &Extensions<'_>,
        responses: &Responses<'a>,
    ) -> Vec<(String, String)> {
        let mut headers = Extensions::of(&self.components.model.info.extensions).headers;
        let accept = responses.accept(&self.components);
        if !accept.is_empty() && headers.iter().all(|(name, _)| name != "accept") {
            headers.push(("accept".to_owned(), accept));
        }
        for (name, value) in &operation.headers {
            headers.retain(|(other, _)| other != name);
            headers.push((name.clone(), value.clone()));
        }
        headers
    }
}

/// The summary of an operation as the first line, and its description as the paragraphs after it. A summary that the
/// description begins with is not repeated.
fn documentation(operation: &ModelOperation) -> Option<String> {
    let summary = description(operation.summary.as_deref());
    let description = description(operation.description.as_deref());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(line) = summary.as_deref().map(words) else {
        return description;
    };
    let stop = if line.ends_with(['.', '!', '?', ':', '>']) { "" } else { "." };
    let Some(description) = description else {
        return Some(format!("{line}{stop}"));
    };
    let start = line.trim_end_matches('.').to_lowercase();
    let rest = words(&description).to_lowercase();
    let is_repeated =
        rest.strip_prefix(&start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    Some(if is_repeated { description } else { format!("{line}{stop}\n\n{description}") })
}

/// The header `Idempotency-Key` is filled with a random UUID where the caller sets none, the same for all attempts.
fn fill_idempotency_key(member: &mut Member) {
    let is_key = member.wire_name.eq_ignore_ascii_case("idempotency-key");
    if is_key && member.binding == Binding::Header && member.target == Type::String {
        member.idempotency_token = true;
        member.required = false;
    }
}

/// `security: []` is OpenAPI's own form for an operation without authentication.
fn signing(operation: &ModelOperation, extensions: &Extensions<'_>) -> Signing {
    if operation.security.as_ref().is_some_and(Vec::is_empty) {
        Signing::Unsigned
    } else if extensions.unsigned_payload {
        Signing::UnsignedPayload
    } else {
        Signing::Signed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_precedes_the_description() {
        let check = |summary: Option<&str>, text: Option<&str>, expected: Option<&str>| {
            let operation = ModelOperation {
                summary: summary.map(str::to_owned),
                description: text.map(str::to_owned),
                ..ModelOperation::default()
            };
            assert_eq!(documentation(&operation).as_deref(), expected);
        };
        check(Some("Add labels"), Some(" "), Some("Add labels."));
        check(Some(""), Some("Adds labels."), Some("Adds labels."));
        check(Some(""), Some(""), None);
        check(Some("Add labels"), Some("One.\n\nTwo."), Some("Add labels.\n\nOne.\n\nTwo."));
        check(Some("Add labels"), Some("Add labels. Of one."), Some("Add labels. Of one."));
        check(Some("List"), Some("Lists all."), Some("List.\n\nLists all."));
    }
}
