//! ListTagsForResource, TagResource, UntagResource, and the rules that tags obey everywhere.

use super::{Call, Members, map_value, text_map};
use crate::simulator::arn;
use crate::simulator::state::{Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;
use std::collections::BTreeMap;

/// Tags that one resource may have.
const MAX_TAGS: usize = 50;

/// Characters that a key may have. The document lost the constraints of map keys; its `TagKey` has them.
const MAX_KEY: usize = 128;

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = resource(state, call)?;
    Ok(Members::default()
        .with("tags", map_value(&stage.tags))
        .into())
}

/// Adds to the tags that are there; a known key gets the new value.
pub(super) fn tag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let added = text_map(&call.input["tags"]);
    check(&added, "tags")?;
    let stage = resource(state, call)?;
    let mut merged = stage.tags.clone();
    merged.extend(added);
    if merged.len() > MAX_TAGS {
        return Err(ServiceError::validation(format!(
            "tags: a resource may have at most {MAX_TAGS} tags, this would make it {}",
            merged.len()
        )));
    }
    stage.tags = merged;
    Ok(Members::default().into())
}

/// Takes tags away; a key that is not there is no error.
pub(super) fn untag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = resource(state, call)?;
    for key in call.input["tagKeys"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        stage.tags.remove(key);
    }
    Ok(Members::default().into())
}

/// What AWS demands of every tag, beyond the document.
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

/// The stage in `resourceArn`. These operations know no AccessDeniedException: a stage of another account
/// is not there.
fn resource<'s>(state: &'s mut State, call: Call<'_>) -> Result<&'s mut Stage, ServiceError> {
    let wanted = call.text("resourceArn");
    if arn::owner(state, wanted).is_none() {
        return Err(arn::not_an_arn("resourceArn", wanted));
    }
    state
        .stage_mut(wanted)
        .ok_or_else(|| ServiceError::resource_not_found(format!("there is no resource {wanted}")))
}
