//! The SDK's side: each case is deserialized into the operation's input and sent. A member that the input type drops
//! is a failure.

use generated_sdk::runtime::{CallOptions, Client, Operation};
use generated_sdk::{Error, operations};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt;

#[macro_use]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

/// Why a case failed.
pub(crate) enum Failure {
    /// The case does not fit the operation.
    Case(String),
    /// The call failed.
    Call(Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(problem) => f.write_str(problem),
            Self::Call(error) => error.fmt(f),
        }
    }
}

/// Sends a case.
pub(crate) async fn send(
    client: &Client,
    operation: &str,
    input: &Map<String, Value>,
) -> Result<(), Failure> {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            if operations::$operation::META.name == operation {
                return call::<operations::$operation>(client, input).await;
            }
        };
    }
    for_each_operation!(each);
    Err(Failure::Case(format!("the SDK has no {operation}")))
}

async fn call<O>(client: &Client, input: &Map<String, Value>) -> Result<(), Failure>
where
    O: Operation<Error = Error>,
    O::Input: DeserializeOwned + Serialize,
{
    let input = read::<O::Input>(input).map_err(Failure::Case)?;
    let sent = client.send::<O>(&input, &CallOptions::default()).await;
    sent.map(|_| ()).map_err(Failure::Call)
}

/// The typed input of a case, if it keeps all members.
fn read<T: DeserializeOwned + Serialize>(members: &Map<String, Value>) -> Result<T, String> {
    let given = Value::Object(members.clone());
    let input: T = serde_json::from_value(given.clone()).map_err(|error| error.to_string())?;
    // Through JSON, because an f32 has more digits as an f64.
    let kept = serde_json::to_string(&input).and_then(|json| serde_json::from_str(&json));
    let kept: Value = kept.map_err(|error| error.to_string())?;
    match kept == given {
        true => Ok(input),
        false => Err(format!("of {given} the SDK keeps {kept}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use generated_sdk::operations::{CreateStageInput, GetStageInput};
    use serde_json::json;

    fn members(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn unknown_members_are_errors_at_any_depth() {
        let valid = json!({"participantTokenConfigurations": [{"duration": 1}, {}], "tags": {}});
        read::<CreateStageInput>(&members(valid)).unwrap();
        for input in [
            json!({"notYetKnown": 1}),
            json!({"participantTokenConfigurations": [{"duration": 1}, {"notYetKnown": true}]}),
        ] {
            let error = read::<CreateStageInput>(&members(input)).unwrap_err();
            assert!(error.contains("notYetKnown"), "{error}");
        }
    }

    #[test]
    fn missing_or_mistyped_members_are_errors() {
        for input in [json!({}), json!({"arn": 1}), json!({"arn": null})] {
            assert!(read::<GetStageInput>(&members(input.clone())).is_err(), "{input}");
        }
    }
}
