//! The protocols AWS JSON 1.0 and 1.1: one path, the operation named by the header `X-Amz-Target`.
//!
//! All 131 documents of these protocols have the same form. Each operation is `POST /#X-Amz-Target=PREFIX.NAME`; the
//! fragment only keeps the keys of the paths apart. It has a required header parameter `X-Amz-Target` whose enum has
//! that one value, and all other members are in the body. The parameter becomes a constant header of the operation.
//!
//! The document does not state the version, which is part of the content type. The prefixes of the 25 services with
//! version 1.0 are listed; all others have 1.1. The list agrees with `jsonVersion` of the service models of all 131
//! services in botocore 1.31.21, which is of the day of the documents, and of the 124 that botocore 1.44.5 still has.
//!
//! A request always has a body: `{}` if no member is set, also for the 19 operations (of 5,560) without a request body.

use serde_json::{Map, Value};

use super::parameters::IGNORE;
use super::string;
use crate::service::Service;

/// The header that names the operation, in lower case.
const TARGET: &str = "x-amz-target";

const HEADERS: &str = "x-headers";

/// The target prefixes of version 1.0. Both services of Timestream have the same one.
const VERSION_1_0: [&str; 24] = [
    "AWSKendraRerankingFrontendService",
    "AWSLookoutEquipmentFrontendService",
    "AWSStepFunctions",
    "AppRunner",
    "AwsProton20200720",
    "BackupOnPremises_v20210101",
    "CloudApiService",
    "ComputeOptimizerService",
    "DynamoDBStreams_20120810",
    "DynamoDB_20120810",
    "HealthLake",
    "IoTAutobahnControlPlane",
    "KeyspacesService",
    "NetworkFirewall_20201112",
    "OpenSearchServerless",
    "PaymentCryptographyControlPlane",
    "PinpointSMSVoiceV2",
    "QLDBSession",
    "SimpleWorkflowService",
    "Timestream_20181101",
    "ToggleCustomerAPI",
    "VerifiedPermissions",
    "VoiceID",
    "com.amazonaws.codestar.connections.CodeStar_connections_20191201",
];

/// Makes the target and the content type of an operation constant headers, unless the document sets them.
pub(super) fn set_headers(operation: &mut Map<String, Value>) {
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    let mut parameters = parameters.into_iter().flatten();
    let target = parameters.find_map(|parameter| {
        let target = target(parameter)?.to_owned();
        parameter.as_object_mut()?.entry(IGNORE).or_insert(Value::Bool(true));
        Some(target)
    });
    let Some(target) = target else {
        return;
    };
    let version = version(&target);
    let headers = operation.entry(HEADERS).or_insert_with(|| Value::Object(Map::new()));
    let Some(headers) = headers.as_object_mut() else {
        return;
    };
    let content_type = format!("application/x-amz-json-{version}");
    for (name, value) in [("content-type", content_type), (TARGET, target)] {
        if !headers.keys().any(|set| set.eq_ignore_ascii_case(name)) {
            headers.insert(name.to_owned(), value.into());
        }
    }
}

/// Whether the parameter is the header that names the operation.
fn is_target(parameter: &Value) -> bool {
    string(parameter, "in") == Some("header")
        && string(parameter, "name").is_some_and(|name| name.eq_ignore_ascii_case(TARGET))
}

/// The one value of a parameter that names the operation.
fn target(parameter: &Value) -> Option<&str> {
    let values =
        parameter.get("schema").filter(|_| is_target(parameter))?.get("enum")?.as_array()?;
    match values.as_slice() {
        [Value::String(value)] => Some(value),
        _ => None,
    }
}

fn version(target: &str) -> &'static str {
    let prefix = target.rsplit_once('.').map_or(target, |(prefix, _)| prefix);
    match VERSION_1_0.contains(&prefix) {
        true => "1.0",
        false => "1.1",
    }
}

/// Sends a body with every operation of these protocols.
pub(super) fn require_bodies(service: &mut Service) {
    for operation in &mut service.operations {
        operation.has_body |= operation.fixed_headers.iter().any(|(name, _)| name == TARGET);
    }
}
