//! One operation after another: the rules put together.

use indexmap::IndexMap;
use openapiv3::{
    Operation as ModelOperation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr,
    Response, SchemaKind, Type as SchemaType,
};
use serde_json::Value;

use crate::document::Pointer;
use crate::service::{
    Binding, HttpMethod, Member, Operation, Output, PathPart, ServiceError, Shape, ShapeId,
};

use super::annotations::{self, SchemaRef};
use super::model::Api;
use super::report::Report;
use super::request_bodies::Titled;
use super::structure::JSON;
use super::types::{Context, Types};
use super::{
    documentation, elsewhere, errors, fixed_query, header_parameters, invented_pagination,
    pagination, paths, signer_headers, statuses,
};

/// What all operations together consist of.
pub(super) struct Lowered {
    pub(super) operations: Vec<Operation>,
    pub(super) shapes: IndexMap<ShapeId, Shape>,
    pub(super) errors: Vec<ServiceError>,
}

/// Reads every operation, in the order of the document.
pub(super) fn lower_all(api: &Api<'_>, report: &mut Report<'_>) -> Lowered {
    let mut lowering = Lowering {
        api: *api,
        titled: Titled::new(*api),
        types: Types::new(*api),
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
                method,
                parts: parts.as_deref(),
            };
            operations.extend(lowering.lower(operation, place, report));
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

/// Where an operation stands.
struct Place<'a, 'p> {
    item: &'a PathItem,
    item_pointer: &'p Pointer,
    pointer: Pointer,
    method: HttpMethod,
    /// The path; `None` if it has been reported.
    parts: Option<&'p [PathPart]>,
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
        place: Place<'a, '_>,
        report: &mut Report<'_>,
    ) -> Option<Operation> {
        let Place {
            pointer, method, ..
        } = &place;
        // An operation without a name has been reported.
        let name = operation.operation_id.as_deref()?;

        let mut parameters = self.parameters(operation, &place);
        let mut fixed_query = Vec::new();
        parameters.retain(|(parameter, _)| match fixed_query::constant(parameter) {
            Some(constant) => {
                fixed_query.push(constant);
                false
            }
            None => true,
        });
        parameters.truncate(invented_pagination::real(
            parameters.iter().map(|(parameter, _)| *parameter),
        ));
        let members: Vec<_> = parameters
            .into_iter()
            .filter_map(|(parameter, pointer)| self.parameter(parameter, pointer, name, report))
            .collect();
        check_labels(place.parts, &members, pointer, report);

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
                .members(body.object, &body.pointer, body.name.unwrap_or(name))
        });
        let input = elsewhere::join(members, body_members, report);

        let answers = statuses::sort(&self.api, operation, pointer, report);
        let errors = errors::collect(&self.api, &answers.errors, &mut self.errors, report);
        let (status, success, at) = answers.success?;
        let output = self.output(name, status, success, &at, report);

        Some(Operation {
            name: name.to_owned(),
            pointer: pointer.clone(),
            method: *method,
            path: place.parts?.to_vec(),
            fixed_query,
            required: elsewhere::required(&input, body_order),
            pagination: pagination::find(&input, &output.members),
            input,
            input_pointer,
            has_body: operation.request_body.is_some(),
            output,
            errors,
            read_only: is_read_only(operation, *method),
            documentation: documentation::text(
                operation
                    .description
                    .as_deref()
                    .or(operation.summary.as_deref()),
            ),
            deprecated: operation.deprecated,
        })
    }

    /// The parameters that are not the signer's: the operation's, then those of the path that the
    /// operation does not give itself.
    fn parameters(
        &self,
        operation: &'a ModelOperation,
        place: &Place<'a, '_>,
    ) -> Vec<(&'a Parameter, Pointer)> {
        let mut parameters: Vec<(&'a Parameter, Pointer)> = Vec::new();
        let lists = [
            (&operation.parameters, &place.pointer),
            (&place.item.parameters, place.item_pointer),
        ];
        for (list, owner) in lists {
            let inherited = parameters.len();
            for (index, listed) in list.iter().enumerate() {
                let at = owner.child("parameters").child(index);
                let Some((parameter, at)) = self.api.parameter(listed, at) else {
                    continue;
                };
                let overridden = owner == place.item_pointer
                    && parameters[..inherited]
                        .iter()
                        .any(|(own, _)| is_same(own, parameter));
                if !overridden && !signer_headers::is_signer(listed, parameter) {
                    parameters.push((parameter, at));
                }
            }
        }
        parameters
    }

    fn parameter(
        &mut self,
        parameter: &'a Parameter,
        pointer: Pointer,
        operation: &str,
        report: &mut Report<'_>,
    ) -> Option<Member> {
        let binding = header_parameters::binding(parameter)?;
        let data = parameter.parameter_data_ref();
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            return None;
        };
        let annotated = annotations::read(schema.into());
        let context = Context {
            owner: operation,
            member: &data.name,
            pointer: &pointer.child("schema"),
            depth: 0,
        };
        let (target, constraints) = self.types.resolve(annotated.target, context);
        if binding == Binding::Path && !data.required {
            report
                .error("optional-path-parameter", &pointer)
                .found(format!(
                    "the path parameter `{}`, which is not required",
                    data.name
                ))
                .expected("`required: true`, since a path without it is another path")
                .remedy("add `required: true`");
        }
        Some(Member {
            name: data.name.clone(),
            wire_name: data.name.clone(),
            target,
            required: data.required,
            binding,
            constraints,
            documentation: documentation::text(data.description.as_deref()),
            deprecated: data.deprecated.unwrap_or_default(),
            pointer,
        })
    }

    fn output(
        &mut self,
        operation: &str,
        status: u16,
        response: &'a Response,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) -> Output {
        let mut output = Output {
            status,
            members: Vec::new(),
            shape: None,
            pointer: None,
            documentation: None,
        };
        let schema = response
            .content
            .get(JSON)
            .and_then(|media| media.schema.as_ref());
        let Some(schema) = schema else {
            return output;
        };
        let at = pointer.child("content").child(JSON).child("schema");
        let (owner, schema, at) = match annotations::read(schema.into()).target {
            SchemaRef::Inline(schema) => (operation, schema, at),
            SchemaRef::Named(reference) => {
                let Some((name, schema)) = self.api.schema(reference) else {
                    return output;
                };
                let at = Pointer::root()
                    .child("components")
                    .child("schemas")
                    .child(name);
                output.shape = Some(name.to_owned());
                output.pointer = Some(at.clone());
                (name, schema, at)
            }
        };
        let SchemaKind::Type(SchemaType::Object(object)) = &schema.schema_kind else {
            report
                .error("unsupported-body", pointer)
                .found("a response body that is no structure")
                .expected("an object with properties")
                .remedy("describe the body by its members; a body that is one member alone is not supported");
            return output;
        };
        output.members = self.types.members(object, &at, owner);
        output.documentation = documentation::text(schema.schema_data.description.as_deref());
        output
    }
}

fn is_same(left: &Parameter, right: &Parameter) -> bool {
    let name = |parameter: &Parameter| parameter.parameter_data_ref().name.clone();
    header_parameters::binding(left) == header_parameters::binding(right)
        && name(left) == name(right)
}

/// Each label has a parameter, and each path parameter a label.
fn check_labels(
    parts: Option<&[PathPart]>,
    members: &[Member],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let Some(parts) = parts else {
        return;
    };
    let labels = || {
        parts.iter().filter_map(|part| match part {
            PathPart::Label(label) => Some(label),
            PathPart::Literal(_) => None,
        })
    };
    let in_path = || {
        members
            .iter()
            .filter(|member| member.binding == Binding::Path)
    };
    for label in labels().filter(|label| in_path().all(|member| member.name != **label)) {
        report
            .error("label-without-parameter", pointer)
            .found(format!(
                "the label `{{{label}}}` in the path, without a parameter"
            ))
            .expected(format!("a parameter `{label}` in `path`"))
            .remedy("add the parameter, or remove the label");
    }
    for member in in_path().filter(|member| labels().all(|label| *label != member.name)) {
        report
            .error("parameter-without-label", &member.pointer)
            .found(format!(
                "the path parameter `{}`, without a label",
                member.name
            ))
            .expected(format!("`{{{}}}` in the path", member.name))
            .remedy("add the label, or remove the parameter");
    }
}

/// GET and HEAD only read. Other operations may say so in `x-read-only`.
fn is_read_only(operation: &ModelOperation, method: HttpMethod) -> bool {
    let said = operation
        .extensions
        .get("x-read-only")
        .and_then(Value::as_bool);
    said.unwrap_or(matches!(method, HttpMethod::Get | HttpMethod::Head))
}
