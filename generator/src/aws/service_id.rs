//! The service id, from which the environment variable `AWS_ENDPOINT_URL_<SERVICE_ID>` and the key of
//! `services` sections are made.
//!
//! A document does not state it. `info.x-serviceName` is the name of the model's file, which is the id in
//! lower case without blanks or with `-` for them in 175 of the 199 documents of rest-json and in 98 of the
//! 131 of json. The others are listed, by the metadata of the service models in botocore 1.31.21 and 1.44.5. The id of
//! mobileanalytics is not known.

use serde_json::Value;

/// `x-serviceName`, and the service id with `-` for blanks, in lower case.
const IDS: [(&str, &str); 56] = [
    ("AWSMigrationHub", "migration-hub"),
    ("alexaforbusiness", "alexa-for-business"),
    ("apigateway", "api-gateway"),
    ("application-autoscaling", "application-auto-scaling"),
    ("appmesh", "app-mesh"),
    ("autoscaling-plans", "auto-scaling-plans"),
    ("ce", "cost-explorer"),
    ("cloudhsmv2", "cloudhsm-v2"),
    ("cloudsearchdomain", "cloudsearch-domain"),
    ("cognito-idp", "cognito-identity-provider"),
    ("config", "config-service"),
    ("cur", "cost-and-usage-report-service"),
    ("datapipeline", "data-pipeline"),
    ("devicefarm", "device-farm"),
    ("directconnect", "direct-connect"),
    ("discovery", "application-discovery-service"),
    ("dms", "database-migration-service"),
    ("ds", "directory-service"),
    ("elasticfilesystem", "efs"),
    ("elasticmapreduce", "emr"),
    ("elastictranscoder", "elastic-transcoder"),
    ("entitlement.marketplace", "marketplace-entitlement-service"),
    ("es", "elasticsearch-service"),
    ("events", "eventbridge"),
    ("globalaccelerator", "global-accelerator"),
    ("iot-data", "iot-data-plane"),
    ("iot-jobs-data", "iot-jobs-data-plane"),
    ("iot1click-devices", "iot-1click-devices-service"),
    ("iot1click-projects", "iot-1click-projects"),
    ("iotevents", "iot-events"),
    ("iotevents-data", "iot-events-data"),
    ("iotwireless", "iot-wireless"),
    ("kinesisanalytics", "kinesis-analytics"),
    ("kinesisanalyticsv2", "kinesis-analytics-v2"),
    ("kinesisvideo", "kinesis-video"),
    ("lex-models", "lex-model-building-service"),
    ("logs", "cloudwatch-logs"),
    ("machinelearning", "machine-learning"),
    ("marketplacecommerceanalytics", "marketplace-commerce-analytics"),
    ("meteringmarketplace", "marketplace-metering"),
    ("models.lex.v2", "lex-models-v2"),
    ("mturk-requester", "mturk"),
    ("resource-explorer", "resource-explorer-2"),
    ("resourcegroupstaggingapi", "resource-groups-tagging-api"),
    ("route53domains", "route-53-domains"),
    ("runtime.lex", "lex-runtime-service"),
    ("runtime.lex.v2", "lex-runtime-v2"),
    ("runtime.sagemaker", "sagemaker-runtime"),
    ("secretsmanager", "secrets-manager"),
    ("serverlessrepo", "serverlessapplicationrepository"),
    ("servicecatalog", "service-catalog"),
    ("servicecatalog-appregistry", "service-catalog-appregistry"),
    ("sms-voice", "pinpoint-sms-voice"),
    ("states", "sfn"),
    ("storagegateway", "storage-gateway"),
    ("streams.dynamodb", "dynamodb-streams"),
];

/// Replaces a name that differs from the service id.
pub(super) fn make_explicit(document: &mut Value) {
    let Some(name) = document.pointer_mut("/info/x-serviceName") else {
        return;
    };
    if let Some((_, id)) = IDS.iter().find(|(known, _)| name == known) {
        *name = (*id).into();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_that_differ_from_the_service_id_are_replaced() {
        for (name, expected) in [
            ("apigateway", "api-gateway"),
            ("runtime.lex.v2", "lex-runtime-v2"),
            ("api-gateway", "api-gateway"),
            ("ivs-realtime", "ivs-realtime"),
        ] {
            let mut document = json!({"info": {"x-serviceName": name}});
            make_explicit(&mut document);
            assert_eq!(document["info"]["x-serviceName"], expected);
        }
        assert!(IDS.iter().all(|(_, id)| !id.contains(['.', ' ', '_'])));
    }
}
