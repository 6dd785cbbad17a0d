//! One operation after another: the rules put together.

use indexmap::IndexMap;
use openapiv3::{Operation as ModelOperation, PathItem, ReferenceOr};

use crate::document::Pointer;
use crate::service::{
    HttpMethod, Operation, PathPart, ServiceError, Shape, ShapeId, TimestampFormat,
};

use super::api::Api;
use super::parameters::{self, Place};
use super::report::Report;
use super::request_bodies::Titled;
use super::types::Types;
use super::{
    documentation, elsewhere, errors, fixed_headers, greedy_labels, host_prefixes, idempotent,
    input_examples, output_headers, outputs, pagination, paths, payloads, read_only, signing,
    statuses,
};

/// What all operations together consist of.
pub(super) struct Lowered {
    pub(super) operations: Vec<Operation>,
    pub(super) shapes: IndexMap<ShapeId, Shape>,
    pub(super) errors: Vec<ServiceError>,
}

/// Reads every operation, in the order of the document.
pub(super) fn lower_all(api: &Api<'_>, times: TimestampFormat, report: &mut Report<'_>) -> Lowered {
    let mut lowering = Lowering {
        api: *api,
        titled: Titled::new(*api),
        types: Types::new(*api, times),
        errors: errors::Errors::new(),
    };
    let mut operations = Vec::new();
    for (path, item) in &api.model.paths.paths {
        let pointer = Pointer::root().child("paths").child(path);
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let parts = paths::parse(path, &pointer, report);
        for key in api.keys(&pointer) {
            let Some((method, operation)) = method(item, key) else {
                continue;
            };
            let place = Place {
                item,
                item_pointer: &pointer,
                pointer: pointer.child(key),
            };
            let lowered = lowering.lower(operation, method, parts.as_deref(), place, report);
            operations.extend(lowered);
        }
    }
    Lowered {
        operations,
        shapes: lowering.types.finish(),
        errors: lowering.errors.into_values().collect(),
    }
}

fn method<'a>(item: &'a PathItem, key: &str) -> Option<(HttpMethod, &'a ModelOperation)> {
    let (method, operation) = match key {
        "delete" => (HttpMethod::Delete, &item.delete),
        "get" => (HttpMethod::Get, &item.get),
        "head" => (HttpMethod::Head, &item.head),
        "patch" => (HttpMethod::Patch, &item.patch),
        "post" => (HttpMethod::Post, &item.post),
        "put" => (HttpMethod::Put, &item.put),
        _ => return None,
    };
    Some((method, operation.as_ref()?))
}

struct Lowering<'a> {
    api: Api<'a>,
    titled: Titled<'a>,
    types: Types<'a>,
    errors: errors::Errors,
}

impl<'a> Lowering<'a> {
    fn lower(
        &mut self,
        operation: &'a ModelOperation,
        method: HttpMethod,
        parts: Option<&[PathPart]>,
        place: Place<'a, '_>,
        report: &mut Report<'_>,
    ) -> Option<Operation> {
        let pointer = &place.pointer;
        // An operation without a name has been reported.
        let name = operation.operation_id.as_deref()?;

        let parameters =
            parameters::read(&self.api, operation, name, &place, &mut self.types, report);
        if let Some(parts) = parts {
            parameters::check_labels(parts, &parameters.members, pointer, report);
        }

        let body = operation.request_body.as_ref().and_then(|body| {
            let (body, at) = self.api.request_body(body, pointer.child("requestBody"))?;
            self.titled.find(name, body, &at, report)
        });
        let mut body_order: &[String] = &[];
        let mut input_pointer = self.titled.pointer(name);
        let body_members = body.map_or_else(Vec::new, |body| {
            body_order = &body.object.required;
            if body.name.is_some() {
                input_pointer = Some(body.pointer.clone());
            }
            self.types
                .input_members(body.object, &body.pointer, body.name.unwrap_or(name))
        });
        let input = elsewhere::join(parameters.members, body_members, report);
        payloads::check(&input, report);
        output_headers::check(&input, report);
        let example = input_examples::read(&self.api, pointer, input_pointer.as_ref(), &input);
        let mut path = parts.map(<[PathPart]>::to_vec);
        greedy_labels::apply(path.iter_mut().flatten(), &parameters.greedy);

        let responses = statuses::sort(&self.api, operation, pointer, report);
        let errors = errors::collect(&self.api, &responses.errors, &mut self.errors, report);
        let output = outputs::read(&self.api, name, responses.success?, &mut self.types, report);

        Some(Operation {
            name: name.to_owned(),
            pointer: pointer.clone(),
            method,
            path: path?,
            fixed_query: parameters.fixed_query,
            fixed_headers: fixed_headers::read(self.api.model, operation),
            host_prefix: host_prefixes::read(operation, &input, pointer, report),
            signing: signing::read(operation),
            pagination: pagination::find(&input, &output.members),
            input: elsewhere::input(input, body_order),
            input_pointer,
            example,
            has_body: operation.request_body.is_some(),
            output,
            errors,
            read_only: read_only::is_read_only(operation, method),
            idempotent: idempotent::is_idempotent(operation),
            documentation: documentation::text(
                operation
                    .description
                    .as_deref()
                    .or(operation.summary.as_deref()),
            ),
            deprecated: operation.deprecated,
        })
    }
}
