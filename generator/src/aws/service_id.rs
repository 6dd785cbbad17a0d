//! The service id, from which the environment variable `AWS_ENDPOINT_URL_<SERVICE_ID>` and the key of
//! `services` sections are made.
//!
//! A document does not state it. `info.x-serviceName` is the name of the model's file, which is the id in
//! lower case without blanks or with `-` for them in 175 of the 199 documents. The others are listed, by the
//! metadata of the service models in botocore 1.31.21 and 1.44.5. The id of mobileanalytics is not known.

use serde_json::Value;

/// `x-serviceName`, and the service id with `-` for blanks, in lower case.
const IDS: [(&str, &str); 23] = [
    ("apigateway", "api-gateway"),
    ("appmesh", "app-mesh"),
    ("cloudsearchdomain", "cloudsearch-domain"),
    ("elasticfilesystem", "efs"),
    ("elastictranscoder", "elastic-transcoder"),
    ("es", "elasticsearch-service"),
    ("iot-data", "iot-data-plane"),
    ("iot-jobs-data", "iot-jobs-data-plane"),
    ("iot1click-devices", "iot-1click-devices-service"),
    ("iot1click-projects", "iot-1click-projects"),
    ("iotevents", "iot-events"),
    ("iotevents-data", "iot-events-data"),
    ("iotwireless", "iot-wireless"),
    ("kinesisvideo", "kinesis-video"),
    ("lex-models", "lex-model-building-service"),
    ("models.lex.v2", "lex-models-v2"),
    ("resource-explorer", "resource-explorer-2"),
    ("runtime.lex", "lex-runtime-service"),
    ("runtime.lex.v2", "lex-runtime-v2"),
    ("runtime.sagemaker", "sagemaker-runtime"),
    ("serverlessrepo", "serverlessapplicationrepository"),
    ("servicecatalog-appregistry", "service-catalog-appregistry"),
    ("sms-voice", "pinpoint-sms-voice"),
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
