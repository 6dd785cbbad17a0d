//! Pagination: from members and paths to fields.

use super::model::{Field, NextPlan, PageField, PaginationPlan, Structure};
use super::{Context, shapes};
use crate::service::{Member, NextPage, Operation, OutputPath, ShapeKind, Type};
use std::borrow::Cow;

/// The pagination of an operation, if it is a list.
pub(super) fn lower(
    context: &Context<'_>,
    operation: &Operation,
    input: &Structure,
    output: &Structure,
) -> Option<PaginationPlan> {
    let pagination = operation.pagination.as_ref()?;
    let path = |path: &OutputPath| follow(context, path, &operation.output.members, output);
    Some(PaginationPlan {
        next: match &pagination.next {
            NextPage::Token { input: token, output } => {
                NextPlan::Token { input: token.of(&input.fields).clone(), output: path(output) }
            }
            NextPage::Link { output } => NextPlan::Link { output: path(output) },
            NextPage::LinkHeader => NextPlan::LinkHeader,
            NextPage::Offset { input: offset, first } => {
                NextPlan::Offset { input: offset.of(&input.fields).clone(), first: *first }
            }
            NextPage::Number { input: number, first } => {
                NextPlan::Number { input: number.of(&input.fields).clone(), first: *first }
            }
        },
        page_size: pagination.page_size.as_ref().map(|size| size.of(&input.fields).clone()),
        items: pagination
            .items
            .as_ref()
            .map(|(list, element)| (path(list), shapes::rust_type(element, context.names))),
        more: pagination.more.as_ref().map(path),
        total: pagination.total.as_ref().map(path),
    })
}

/// The fields of a path.
fn follow(
    context: &Context<'_>,
    path: &OutputPath,
    members: &[Member],
    output: &Structure,
) -> Vec<PageField> {
    let mut members = members;
    let mut fields: Cow<'_, [Field]> = Cow::Borrowed(&output.fields);
    let mut found = Vec::new();
    for (position, step) in path.iter().enumerate() {
        let (member, field) = (step.member.of(members), step.member.of(&fields).clone());
        found.push(PageField { field, last: step.each });
        if position + 1 == path.len() {
            break;
        }
        let mut target = &member.target;
        while let Type::Nullable(inner) | Type::List(inner) = target {
            target = inner;
        }
        if let Type::Named(id) = target
            && let Some(shape) = context.service.shapes.get(id)
            && let ShapeKind::Structure(inner) = &shape.kind
        {
            members = inner;
            fields = Cow::Owned(shapes::structure(context, shape, inner).fields);
        }
    }
    found
}
