//! Parameters that the converter invented for pagination, from the list of paginators.

use serde_json::{Value, json};

use super::super::model::{Member, Model, Operation};

/// A difference between the two sources that no projection can bridge, and what is done about it.
///
/// The converter read the paginators of aws-sdk-js, which lists every operation that goes on. The list
/// in botocore has only those of which it knows the results: none of this service's four at the time of
/// the base document. So an operation that botocore leaves out is still taken for a list if its input
/// has an optional token and its output a token of the same name: one of these, each with its limit.
const UNLISTED: [(&str, &str); 2] = [("nextToken", "maxResults"), ("NextToken", "MaxResults")];

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
    let shape = |member: &Option<Member>| {
        let member = member.as_ref()?;
        model.shape(&member.shape)
    };
    let (Some(input), Some(output)) = (shape(&operation.input), shape(&operation.output)) else {
        return Vec::new();
    };
    let goes_on = |name: &str| {
        let required = input.required.iter().any(|one| one == name);
        !required && input.members.contains_key(name) && output.members.contains_key(name)
    };
    let found = UNLISTED.iter().find(|(token, _)| goes_on(token));
    found.map_or_else(Vec::new, |(name, limit_name)| {
        let limit = input
            .members
            .contains_key(*limit_name)
            .then(|| limit(limit_name));
        limit.into_iter().chain([token(name)]).collect()
    })
}

fn parameter(name: &str, description: &str) -> Value {
    json!({"name": name, "in": "query", "schema": {"type": "string"}, "description": description, "required": false})
}
