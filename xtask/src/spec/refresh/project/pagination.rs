//! Parameters that the converter invented for pagination, from the list of paginators.

use serde_json::{Value, json};

use super::super::model::{Member, Model, Operation};

/// A difference between the two sources that no projection can bridge, and what is done about it.
///
/// The converter read the paginators of aws-sdk-js, which lists every operation that goes on. The list
/// in botocore has only those of which it knows the results: none of this service's four at the time of
/// the base document. So an operation that botocore leaves out is still taken for a list if its input
/// has an optional `nextToken` in the body and its output a `nextToken`; its limit is `maxResults`.
const UNLISTED: (&str, &str) = ("nextToken", "maxResults");

/// The limit, then the token or tokens.
pub(super) fn invented(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let limit = |name: &str| parameter(name, "Pagination limit");
    let token = |name: &str| parameter(name, "Pagination token");
    if let Some(listed) = model.paginators.get(name) {
        let tokens = listed.input_token.as_slice().iter().map(|name| token(name));
        return listed
            .limit_key
            .iter()
            .map(|name| limit(name))
            .chain(tokens)
            .collect();
    }
    let (token_name, limit_name) = UNLISTED;
    let shape = |member: &Option<Member>| {
        member
            .as_ref()
            .and_then(|member| model.shape(&member.shape))
    };
    let (Some(input), Some(output)) = (shape(&operation.input), shape(&operation.output)) else {
        return Vec::new();
    };
    let in_body = |name: &str| {
        input
            .members
            .get(name)
            .is_some_and(|member| member.location.is_none())
    };
    let required = input.required.iter().any(|name| name == token_name);
    if required || !in_body(token_name) || !output.members.contains_key(token_name) {
        return Vec::new();
    }
    let limit = in_body(limit_name).then(|| limit(limit_name));
    limit.into_iter().chain([token(token_name)]).collect()
}

fn parameter(name: &str, description: &str) -> Value {
    json!({"name": name, "in": "query", "schema": {"type": "string"}, "description": description, "required": false})
}
