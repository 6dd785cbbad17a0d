//! Operations: the pending call, its input and output, and the plan of its request.

use super::model::{OperationModule, RustType, Structure};
use super::plan::PaginationPlan;
use super::{Context, naming, request, response, structure};
use crate::service::{Binding, Operation};
use proc_macro2::Ident;

/// An operation of the service.
pub(super) fn lower(context: &Context<'_>, operation: &Operation) -> OperationModule {
    let name = context.names.operation(&operation.name);
    let method = context.names.method(&operation.name);
    let input = input(context, operation, &name);
    let output = output(context, operation, &name);
    let argument_positions = operation.input.argument_positions().to_vec();
    let shown: Vec<(&Ident, Option<&str>)> = argument_positions
        .iter()
        .map(|at| {
            (
                &input.fields[*at].name,
                input.fields[*at].summary.as_deref(),
            )
        })
        .collect();
    OperationModule {
        source: operation.pointer.to_string(),
        module: method.clone(),
        wire_name: operation.name.clone(),
        docs: context.writer.operation(operation, &method),
        method_docs: context.writer.method(operation, &name, &shown),
        request: request::plan(context, operation, &input),
        response: response::plan(context, operation),
        pagination: pagination(operation, &input, &output),
        // Made when all types are.
        example: None,
        read_only: operation.read_only,
        idempotent: operation.idempotent,
        deprecated: operation.deprecated,
        input,
        argument_positions,
        output,
        name,
        method,
    }
}

fn input(context: &Context<'_>, operation: &Operation, name: &Ident) -> Structure {
    let fields = structure::fields(context, &operation.input, false);
    Structure {
        source: operation
            .input_pointer
            .as_ref()
            .unwrap_or(&operation.pointer)
            .to_string(),
        name: naming::suffixed(name, "Input"),
        docs: context
            .writer
            .message(None, format!("Input of [`{name}`].")),
        fields,
        written: operation.has_body && !request::has_payload(operation),
        read: false,
        checked: true,
        deprecated: false,
    }
}

fn output(context: &Context<'_>, operation: &Operation, name: &Ident) -> Structure {
    let members = &operation.output.members;
    let mut fields = structure::fields(context, members, true);
    structure::redact(&mut fields, operation.output.sensitive);
    let text = operation.output.documentation.as_deref();
    let head = match members.is_empty() {
        true => format!("Output of [`{name}`]; it has no members."),
        false => format!("Output of [`{name}`]."),
    };
    Structure {
        source: operation
            .output
            .pointer
            .as_ref()
            .unwrap_or(&operation.pointer)
            .to_string(),
        name: naming::suffixed(name, "Output"),
        docs: context
            .writer
            .output(text, head, operation.output.example.as_ref()),
        fields,
        written: false,
        read: members.iter().any(|member| member.binding == Binding::Body),
        checked: false,
        deprecated: false,
    }
}

fn pagination(
    operation: &Operation,
    input: &Structure,
    output: &Structure,
) -> Option<PaginationPlan> {
    let plan = operation.pagination.as_ref()?;
    let find = |structure: &Structure, members: &[crate::service::Member], name: &str| {
        let at = members.iter().position(|member| member.name == name)?;
        structure.fields.get(at).cloned()
    };
    let output_token = find(output, &operation.output.members, &plan.output_token)?;
    let items = plan
        .items
        .as_ref()
        .and_then(|name| find(output, &operation.output.members, name));
    let input_token = find(input, &operation.input, &plan.input_token)?;
    let page_size = plan
        .page_size
        .as_ref()
        .and_then(|name| find(input, &operation.input, name))
        .filter(|field| field.ty == RustType::I64);
    Some(PaginationPlan {
        input_token,
        page_size,
        output_token,
        items: items.and_then(|field| match field.ty {
            RustType::Vec(element) => Some((field.name, *element)),
            _ => None,
        }),
    })
}
