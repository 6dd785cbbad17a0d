//! Which operations return a list in pages.
//!
//! The documents do not state it, but the names of tokens do: an optional string of the input with a name
//! that AWS gives to tokens, and a string of the output with the same or the matching name, make a paginator.
//! The names are those of every paginator that AWS publishes for rest-json services (1,731 of
//! 1,810 use `nextToken` on both sides) and for json services (1,084 of 1,216). Not among them are tokens that are not
//! strings: the keys of `Query` and `Scan` of DynamoDB.

use serde_json::Value;

use crate::service::{Member, NextPage, Pagination, PathStep, Reference, Service, Type, folded};

/// Names of input tokens, in lower case without separators, each with the names of its output.
const TOKENS: &[(&str, &[&str])] = &[
    ("nexttoken", &["nexttoken"]),
    ("nextmarker", &["nextmarker"]),
    ("nextpagetoken", &["nextpagetoken"]),
    ("pagetoken", &["nextpagetoken", "pagetoken"]),
    ("startingtoken", &["nexttoken"]),
    ("paginationtoken", &["paginationtoken", "nextpaginationtoken"]),
    ("continuationtoken", &["nextcontinuationtoken", "continuationtoken"]),
    ("marker", &["nextmarker", "nextpagemarker", "marker"]),
    ("exclusivestarttablename", &["lastevaluatedtablename"]),
    ("exclusivestartbackuparn", &["lastevaluatedbackuparn"]),
    ("position", &["position"]),
    ("token", &["nexttoken"]),
];

/// Names of members that bound the size of a page.
const PAGE_SIZES: &[&str] =
    &["maxresults", "maxitems", "pagesize", "limit", "maxrecords", "maxpageresults", "numresults"];

/// Sets the pagination of every operation that returns a list in pages, unless `x-pagination` states it.
pub(super) fn paginate(document: &Value, service: &mut Service) {
    for operation in &mut service.operations {
        if operation.pointer.child("x-pagination").resolve(document).is_some() {
            continue;
        }
        operation.pagination = pagination(&operation.input, &operation.output.members);
    }
}

fn pagination(input: &[Member], output: &[Member]) -> Option<Pagination> {
    let (input_token, output_token) = TOKENS.iter().find_map(|(name, outputs)| {
        let input_token =
            Reference::find(input, |member| is_token(member, name) && !member.required)?;
        let mut output_tokens = outputs
            .iter()
            .filter_map(|name| Reference::find(output, |member| is_token(member, name)));
        Some((input_token, output_tokens.next()?))
    })?;
    let mut lists = output.iter().enumerate().filter_map(|(at, member)| match &member.target {
        Type::List(element) => {
            let path = vec![PathStep::to(Reference::new(at, &member.name))];
            Some((path, (**element).clone()))
        }
        _ => None,
    });
    let items = lists.next().filter(|_| lists.next().is_none());
    let page_size = Reference::find(input, |member| {
        member.target == Type::Integer && PAGE_SIZES.contains(&folded(&member.name).as_str())
    });
    let next = NextPage::Token { input: input_token, output: vec![PathStep::to(output_token)] };
    Some(Pagination { next, items, page_size, more: None, total: None })
}

fn is_token(member: &Member, name: &str) -> bool {
    matches!(member.target, Type::String | Type::Secret) && folded(&member.name) == name
}
