//! ListTagsForResource, TagResource, UntagResource, and the validation of tags.

use super::{Call, Members, map_value, string_map};
use crate::simulator::arn::{self, Resource};
use crate::simulator::state::State;
use crate::simulator::wire::ServiceError;
use serde_json::Value;
use std::collections::BTreeMap;

/// The maximum number of tags of a resource.
const MAX_TAGS: usize = 50;

/// The maximum length of a key, from the shape `TagKey`. The document lacks the constraints of map keys.
const MAX_KEY: usize = 128;

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = tags_of(state, call)?;
    Ok(Members::default().with("tags", map_value(tags)).into())
}

/// Adds tags; an existing key gets the new value.
pub(super) fn tag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let added = string_map(&call.input["tags"]);
    check(&added, "tags")?;
    let tags = tags_of(state, call)?;
    let mut merged = tags.clone();
    merged.extend(added);
    if merged.len() > MAX_TAGS {
        return Err(ServiceError::validation(format!(
            "tags: a resource may have at most {MAX_TAGS} tags, this would make it {}",
            merged.len()
        )));
    }
    *tags = merged;
    Ok(Members::default().into())
}

/// Removes tags; a missing key is not an error.
pub(super) fn untag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = tags_of(state, call)?;
    for key in call.input["tagKeys"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        tags.remove(key);
    }
    Ok(Members::default().into())
}

/// The constraints of tags that the document lacks.
pub(super) fn check(tags: &BTreeMap<String, String>, at: &str) -> Result<(), ServiceError> {
    for key in tags.keys() {
        let length = key.chars().count();
        if length == 0 || length > MAX_KEY {
            return Err(ServiceError::validation(format!(
                "{at}: a key must have 1 to {MAX_KEY} characters, found {length}"
            )));
        }
        if key.to_ascii_lowercase().starts_with("aws:") {
            return Err(ServiceError::validation(format!(
                "{at}.{key}: keys that begin with aws: are reserved"
            )));
        }
    }
    Ok(())
}

/// The tags of the resource in `resourceArn`. These operations have no AccessDeniedException: a resource of
/// another account is not found.
fn tags_of<'s>(
    state: &'s mut State,
    call: Call<'_>,
) -> Result<&'s mut BTreeMap<String, String>, ServiceError> {
    let arn = call.string("resourceArn");
    let mut kinds = Resource::ALL.into_iter().map(Resource::kind);
    if !kinds.any(|kind| arn::owner(state, arn, kind).is_some()) {
        return Err(arn::not_an_arn("resourceArn", arn, "resource"));
    }
    state
        .tags_mut(arn)
        .ok_or_else(|| ServiceError::resource_not_found(format!("there is no resource {arn}")))
}
