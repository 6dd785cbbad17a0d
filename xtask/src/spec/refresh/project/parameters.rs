//! Parameters of an operation: the members that travel in path, query and headers, what the
//! converter invented for pagination, and what stands fixed in the path.

use serde_json::{Value, json};

use super::super::model::{Location, Member, Model, Operation, Shape};
use super::schemas;
use super::{pagination, paths};

/// All parameters of an operation, in the converter's order.
pub(super) fn of(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let input = operation
        .input
        .as_ref()
        .and_then(|input| model.shape(&input.shape));
    let members = input.into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter_map(|(name, member)| parameter(model, input, name, member))
    });
    let mut parameters: Vec<Value> = members.collect();
    let invented = pagination::invented(model, name, operation);
    for parameter in invented {
        if parameters
            .iter()
            .all(|other| other["name"] != parameter["name"])
        {
            parameters.push(parameter);
        }
    }
    parameters.extend(paths::fixed_query(operation));
    parameters
}

fn parameter(model: &Model, input: &Shape, name: &str, member: &Member) -> Option<Value> {
    let place = match member.location? {
        Location::Uri => "path",
        Location::Querystring => "query",
        Location::Header => "header",
        // The converter took these for members of the body.
        Location::Headers | Location::StatusCode => return None,
    };
    let schema = schemas::schema(model, &member.shape);
    let required = input.required.iter().any(|one| one == name);
    let one_value = model
        .shape(&member.shape)
        .is_some_and(|shape| shape.values.len() == 1);
    let mut parameter = json!({
        "name": member.location_name.as_deref().unwrap_or(name),
        "in": place,
        "required": required,
    });
    if !member.is_documented() || (place == "query" && required && one_value) {
        // What has no text has an empty one. So has what would be a constant of the request, and no
        // argument, without any.
        parameter["description"] = "".into();
    }
    parameter["schema"] = schema;
    Some(parameter)
}
