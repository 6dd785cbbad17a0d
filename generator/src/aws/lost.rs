//! Facts of AWS JSON services that the conversion lost, and that nothing in their documents states.
//!
//! In the 131 documents: 54 blobs that became strings, 36 unions, 3 documents, 7 strings of JSON, 4 timestamps of
//! another format, 15 host prefixes and 30 operations without a signature. Without them services would get wrong
//! requests, so they are listed here by `x-serviceName`, from the service models in botocore 1.31.21, which is
//! of the day of the documents; the operations of Cognito are those of botocore 1.44.5. That `AttributeValue` of
//! DynamoDB is a union is stated by AWS's Smithy model only.
//!
//! What the documents of rest-json lost is restored by overlays. A value that the document or an overlay sets is kept.

use serde_json::{Value, json};

use super::{operations, string};

/// Extensions that are `true`: the service, the extension, and the schemas or `SCHEMA/MEMBER`.
const FLAGS: &[(&str, &str, &[&str])] = &[
    (
        "acm",
        "x-blob",
        &["CertificateBodyBlob", "CertificateChainBlob", "PassphraseBlob", "PrivateKeyBlob"],
    ),
    ("acm-pca", "x-blob", &["CertificateBodyBlob", "CertificateChainBlob", "CsrBlob"]),
    ("cloudtrail", "x-blob", &["ByteBuffer"]),
    ("codecommit", "x-blob", &["FileContent", "blob"]),
    ("cognito-idp", "x-blob", &["ImageFileType"]),
    ("comprehend", "x-blob", &["SemiStructuredDocumentBlob"]),
    (
        "datasync",
        "x-blob",
        &["KerberosKeytabFile", "KerberosKrb5ConfFile", "ObjectStorageCertificate"],
    ),
    ("directconnect", "x-blob", &["LoaContent"]),
    ("discovery", "x-union", &["ExportPreferences"]),
    ("dms", "x-blob", &["CertificateWallet"]),
    ("dms", "x-union", &["DataProviderSettings", "ErrorDetails"]),
    ("dynamodb", "x-blob", &["BinaryAttributeValue"]),
    ("dynamodb", "x-union", &["AttributeValue"]),
    ("ecr", "x-blob", &["LayerPartBlob"]),
    ("ecr-public", "x-blob", &["LayerPartBlob", "LogoImageBlob"]),
    ("elasticmapreduce", "x-union", &["Credentials"]),
    ("firehose", "x-blob", &["Data"]),
    ("frauddetector", "x-blob", &["blob"]),
    ("gamelift", "x-blob", &["ZipBlob"]),
    ("glue", "x-blob", &["Blob"]),
    ("healthlake", "x-union", &["InputDataConfig", "OutputDataConfig"]),
    ("identitystore", "x-union", &["AlternateIdentifier", "MemberId"]),
    ("identitystore", "x-document", &["AttributeValue"]),
    ("iotfleetwise", "x-blob", &["NetworkFileBlob"]),
    (
        "iotfleetwise",
        "x-union",
        &[
            "CollectionScheme",
            "DataDestinationConfig",
            "FormattedVss",
            "NetworkFileDefinition",
            "Node",
        ],
    ),
    ("kendra", "x-blob", &["Blob"]),
    ("kendra", "x-document", &["Template"]),
    ("kinesis", "x-blob", &["Data"]),
    ("kinesisanalyticsv2", "x-blob", &["ZipFileContent"]),
    (
        "kms",
        "x-blob",
        &["AttestationDocumentType", "CiphertextType", "PlaintextType", "PublicKeyType"],
    ),
    (
        "lookoutequipment",
        "x-json-value",
        &[
            "DatasetSchema/InlineDataSchema",
            "DescribeDatasetResponse/Schema",
            "DescribeModelResponse/Schema",
            "DescribeModelResponse/ModelMetrics",
        ],
    ),
    ("opensearchserverless", "x-document", &["Document"]),
    ("payment-cryptography", "x-union", &["ExportKeyMaterial", "ImportKeyMaterial"]),
    ("proton", "x-union", &["DeploymentState", "TemplateVersionSourceInput"]),
    ("qldb-session", "x-blob", &["CommitDigest", "IonBinary"]),
    ("redshift-data", "x-blob", &["Blob"]),
    ("redshift-data", "x-union", &["Field"]),
    ("rekognition", "x-blob", &["GroundTruthBlob", "ImageBlob", "LivenessImageBlob"]),
    (
        "rekognition",
        "x-json-value",
        &["HumanLoopActivationOutput/HumanLoopActivationConditionsEvaluationResults"],
    ),
    (
        "sagemaker",
        "x-union",
        &[
            "AutoMLProblemTypeConfig",
            "AutoMLProblemTypeResolvedAttributes",
            "MetricSpecification",
            "ScalingPolicy",
        ],
    ),
    (
        "sagemaker",
        "x-json-value",
        &["HumanLoopActivationConditionsConfig/HumanLoopActivationConditions"],
    ),
    ("secretsmanager", "x-blob", &["SecretBinaryType"]),
    ("ssm", "x-blob", &["MaintenanceWindowLambdaPayload"]),
    ("streams.dynamodb", "x-blob", &["BinaryAttributeValue"]),
    ("streams.dynamodb", "x-union", &["AttributeValue"]),
    ("support", "x-blob", &["Data"]),
    ("textract", "x-blob", &["ImageBlob"]),
    (
        "textract",
        "x-json-value",
        &["HumanLoopActivationOutput/HumanLoopActivationConditionsEvaluationResults"],
    ),
    ("transcribe", "x-union", &["Rule"]),
    ("translate", "x-blob", &["DocumentContent", "TerminologyFile", "TranslatedDocumentContent"]),
    (
        "verifiedpermissions",
        "x-union",
        &[
            "AttributeValue",
            "Configuration",
            "ContextDefinition",
            "EntitiesDefinition",
            "EntityReference",
            "PolicyDefinition",
            "PolicyDefinitionDetail",
            "PolicyDefinitionItem",
            "SchemaDefinition",
            "UpdateConfiguration",
            "UpdatePolicyDefinition",
        ],
    ),
    ("waf", "x-blob", &["ByteMatchTargetString"]),
    ("waf-regional", "x-blob", &["ByteMatchTargetString"]),
    ("wafv2", "x-blob", &["SearchString"]),
    ("workspaces", "x-blob", &["DefaultLogo", "Ios2XLogo", "Ios3XLogo", "IosLogo"]),
];

/// Schemas of timestamps in ISO 8601.
const DATE_TIMES: &[(&str, &str)] = &[
    ("dms", "Iso8601DateTime"),
    ("glue", "Iso8601DateTime"),
    ("redshift-serverless", "SyntheticTimestamp_date_time"),
    ("verifiedpermissions", "TimestampFormat"),
];

/// Prefixes of hosts, and the operations that have them.
const HOST_PREFIXES: &[(&str, &str, &[&str])] = &[
    (
        "datasync",
        "discovery-",
        &[
            "AddStorageSystem",
            "DescribeDiscoveryJob",
            "DescribeStorageSystem",
            "DescribeStorageSystemResourceMetrics",
            "DescribeStorageSystemResources",
            "GenerateRecommendations",
            "ListDiscoveryJobs",
            "ListStorageSystems",
            "RemoveStorageSystem",
            "StartDiscoveryJob",
            "StopDiscoveryJob",
            "UpdateDiscoveryJob",
            "UpdateStorageSystem",
        ],
    ),
    ("servicediscovery", "data-", &["DiscoverInstances"]),
    ("states", "sync-", &["StartSyncExecution"]),
];

/// Operations without a signature.
const UNSIGNED: &[(&str, &[&str])] = &[
    (
        "cognito-identity",
        &["GetCredentialsForIdentity", "GetId", "GetOpenIdToken", "UnlinkIdentity"],
    ),
    (
        "cognito-idp",
        &[
            "AssociateSoftwareToken",
            "ChangePassword",
            "ConfirmDevice",
            "ConfirmForgotPassword",
            "ConfirmSignUp",
            "DeleteUser",
            "DeleteUserAttributes",
            "ForgetDevice",
            "ForgotPassword",
            "GetDevice",
            "GetUser",
            "GetUserAttributeVerificationCode",
            "GlobalSignOut",
            "InitiateAuth",
            "ListDevices",
            "ResendConfirmationCode",
            "RespondToAuthChallenge",
            "RevokeToken",
            "SetUserMFAPreference",
            "SetUserSettings",
            "SignUp",
            "UpdateAuthEventFeedback",
            "UpdateDeviceStatus",
            "UpdateUserAttributes",
            "VerifySoftwareToken",
            "VerifyUserAttribute",
        ],
    ),
];

/// Sets the extensions that state the facts.
pub(super) fn restore(document: &mut Value) {
    let name = document.pointer("/info/x-serviceName").and_then(Value::as_str);
    let Some(service) = name.map(str::to_owned) else {
        return;
    };
    for (_, extension, schemas) in FLAGS.iter().filter(|(name, ..)| *name == service) {
        for path in *schemas {
            set(document, path, extension, Value::Bool(true));
        }
    }
    for (_, schema) in DATE_TIMES.iter().filter(|(name, _)| *name == service) {
        set(document, schema, "x-timestamp-format", "date-time".into());
    }
    let prefixes = HOST_PREFIXES.iter().filter(|(name, ..)| *name == service);
    let prefixes = prefixes.map(|(_, prefix, ids)| ("x-host-prefix", json!(prefix), *ids));
    let unsigned = UNSIGNED.iter().filter(|(name, _)| *name == service);
    let unsigned = unsigned.map(|(_, ids)| ("security", json!([]), *ids));
    let facts: Vec<_> = prefixes.chain(unsigned).collect();
    if facts.is_empty() {
        return;
    }
    for (path, method) in operations(document) {
        let operation = &mut document["paths"][&path][method];
        let id = string(operation, "operationId").unwrap_or_default().to_owned();
        let Some(operation) = operation.as_object_mut() else {
            continue;
        };
        for (key, value, ids) in &facts {
            if ids.contains(&&*id) {
                operation.entry(*key).or_insert_with(|| value.clone());
            }
        }
    }
}

/// Sets an extension of a schema, or of a member of a schema.
fn set(document: &mut Value, path: &str, extension: &str, value: Value) {
    let (schema, member) = match path.split_once('/') {
        Some((schema, member)) => (schema, Some(member)),
        None => (path, None),
    };
    let schema = document.pointer_mut(&format!("/components/schemas/{schema}"));
    let part = match member {
        Some(member) => schema.and_then(|schema| schema.get_mut("properties")?.get_mut(member)),
        None => schema,
    };
    if let Some(part) = part.and_then(Value::as_object_mut) {
        part.entry(extension).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_known_services_are_restored() {
        let document = |name: &str| {
            let mut document = json!({
                "info": {"x-serviceName": name},
                "paths": {"/#a": {"post": {"operationId": "StartSyncExecution"}},
                    "/#b": {"post": {"operationId": "GetId", "security": [{"hmac": []}]}},
                    "/#c": {"post": {"operationId": "UnlinkIdentity"}}},
                "components": {"schemas": {"PlaintextType": {"type": "string"}, "CiphertextType": {"x-blob": false},
                    "Iso8601DateTime": {}, "DatasetSchema": {"properties": {"InlineDataSchema": {}}}}},
            });
            restore(&mut document);
            document
        };
        let kms = document("kms");
        assert_eq!(kms["components"]["schemas"]["PlaintextType"]["x-blob"], true);
        assert_eq!(kms["components"]["schemas"]["CiphertextType"]["x-blob"], false);
        let dms = document("dms");
        assert_eq!(
            dms["components"]["schemas"]["Iso8601DateTime"]["x-timestamp-format"],
            "date-time"
        );
        let lookout = document("lookoutequipment");
        let schema = &lookout["components"]["schemas"]["DatasetSchema"];
        assert_eq!(schema["properties"]["InlineDataSchema"]["x-json-value"], true);
        assert_eq!(document("states")["paths"]["/#a"]["post"]["x-host-prefix"], "sync-");
        let cognito = document("cognito-identity");
        assert_eq!(cognito["paths"]["/#c"]["post"]["security"], json!([]));
        assert_eq!(cognito["paths"]["/#b"]["post"]["security"], json!([{"hmac": []}]), "stated");
        assert_eq!(document("other"), {
            let mut other = document("");
            other["info"]["x-serviceName"] = "other".into();
            other
        });
    }
}
