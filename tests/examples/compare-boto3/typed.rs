//! The SDK's side: each case through the SDK's own types.
//!
//! No JSON of a case reaches the wire here: it is read into the operation's input first, and the SDK's own
//! serializers write that. A member that the input does not keep is a failure, whatever would have been sent
//! without it. The operations are those that the SDK has; none is named here.

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

/// Why a case was not sent, or not answered.
pub(crate) enum Failure {
    /// The case does not fit the operation.
    Case(String),
    /// The SDK says so.
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

/// The input of a case, if it holds all of it.
fn read<T: DeserializeOwned + Serialize>(members: &Map<String, Value>) -> Result<T, String> {
    let given = Value::Object(members.clone());
    let input: T = serde_json::from_value(given.clone()).map_err(|error| error.to_string())?;
    // By way of a text, since a number of 32 bits has more digits as a value of 64.
    let kept = serde_json::to_string(&input).and_then(|text| serde_json::from_str(&text));
    let kept: Value = kept.map_err(|error| error.to_string())?;
    match kept == given {
        true => Ok(input),
        false => Err(format!("of {given} the SDK's side keeps {kept}")),
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
    fn a_member_that_the_sdk_does_not_have_is_noticed_at_any_depth() {
        let sound = json!({"participantTokenConfigurations": [{"duration": 1}, {}], "tags": {}});
        read::<CreateStageInput>(&members(sound)).unwrap();
        for input in [
            json!({"ofTomorrow": 1}),
            json!({"participantTokenConfigurations": [{"duration": 1}, {"ofTomorrow": true}]}),
        ] {
            let error = read::<CreateStageInput>(&members(input)).unwrap_err();
            assert!(error.contains("ofTomorrow"), "{error}");
        }
    }

    #[test]
    fn what_is_missing_or_of_another_type_is_no_input() {
        for input in [json!({}), json!({"arn": 1}), json!({"arn": null})] {
            assert!(
                read::<GetStageInput>(&members(input.clone())).is_err(),
                "{input}"
            );
        }
    }
}
