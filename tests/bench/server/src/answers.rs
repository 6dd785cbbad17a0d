//! What the server says, byte for byte.

use serde_json::{Value, json};

/// The answers to all calls that there are.
#[derive(Debug)]
pub struct Answers {
    get_stage: Vec<u8>,
    list_stages: Vec<u8>,
    start_composition: Vec<u8>,
    unknown: Vec<u8>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            get_stage: whole("200 OK", &json!({ "stage": stage() })),
            list_stages: whole(
                "200 OK",
                &json!({ "nextToken": "bmV4dA==", "stages": stages() }),
            ),
            start_composition: whole("200 OK", &json!({ "composition": composition() })),
            unknown: whole(
                "404 Not Found",
                &json!({ "message": "no such call in the bench" }),
            ),
        }
    }
}

impl Answers {
    /// The answer to a request for `path`, head and body.
    #[must_use]
    pub fn to(&self, path: &str) -> &[u8] {
        match path {
            "/GetStage" => &self.get_stage,
            "/ListStages" => &self.list_stages,
            "/StartComposition" => &self.start_composition,
            _ => &self.unknown,
        }
    }
}

/// A whole answer, with the headers that the service sends.
fn whole(status: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n\
         Date: Mon, 23 Nov 2026 08:00:00 GMT\r\n\
         Content-Type: application/json\r\n\
         Content-Length: {length}\r\n\
         Connection: keep-alive\r\n\
         x-amzn-RequestId: 70297d8a-c845-4a57-bc8a-d4509c101e6d\r\n\
         Access-Control-Allow-Origin: *\r\n\
         Access-Control-Expose-Headers: Access-Control-Allow-Origin,Access-Control-Expose-Headers,Cache-Control,Content-Length,Content-Security-Policy,Content-Type,date,Strict-Transport-Security,x-amz-apigw-id,x-amzn-errormessage,x-amzn-errortype,x-amzn-requestid,x-amzn-trace-id,X-Content-Type-Options,X-Frame-Options\r\n\
         Cache-Control: no-store, no-cache\r\n\
         Content-Security-Policy: default-src 'self'; upgrade-insecure-requests;\r\n\
         Strict-Transport-Security: max-age:47304000; includeSubDomains\r\n\
         x-amz-apigw-id: AbCdEfGhIjKlMnO=\r\n\
         X-Amzn-Trace-Id: Root=1-65a1b2c3-0123456789abcdef01234567\r\n\
         \r\n{body}"
    )
    .into_bytes()
}

fn stage() -> Value {
    json!({
        "arn": "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl",
        "name": "the stage of the bench",
        "activeSessionId": "st-1A2b3C4d5E6f7G8h9I0j",
        "tags": { "team": "video", "purpose": "bench" },
        "endpoints": {
            "events": "wss://global.events.live-video.net",
            "whip": "https://9d0e8c7b6a5f.global-bm.whip.live-video.net",
        },
    })
}

fn stages() -> Value {
    let stages = (0..50).map(|number| {
        json!({
            "arn": format!("arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIj{number:02}"),
            "name": format!("stage number {number}"),
            "activeSessionId": format!("st-1A2b3C4d5E6f7G8h9I{number:02}"),
            "tags": { "team": "video", "purpose": "bench", "number": number.to_string() },
        })
    });
    stages.collect()
}

/// What a composition looks like that is asked for by the call programs.
fn composition() -> Value {
    let tags: serde_json::Map<_, _> = (0..50)
        .map(|number| {
            (
                format!("tag-{number:02}"),
                format!("value of tag {number:02}").into(),
            )
        })
        .collect();
    let encoder = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/a1B2c3D4e5F6";
    json!({
        "arn": "arn:aws:ivs:us-east-1:123456789012:composition/yZ0123456789",
        "stageArn": "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl",
        "state": "STARTING",
        "startTime": "2026-11-23T08:00:00Z",
        "layout": {
            "grid": {
                "featuredParticipantAttribute": "featured",
                "omitStoppedVideo": false,
                "videoAspectRatio": "VIDEO",
                "videoFillMode": "COVER",
                "gridGap": 2,
                "participantOrderAttribute": "order",
            },
        },
        "destinations": [
            {
                "id": "AbCdEfGhIjKl",
                "state": "STARTING",
                "configuration": {
                    "name": "to the channel",
                    "channel": {
                        "channelArn": "arn:aws:ivs:us-east-1:123456789012:channel/MnOpQrStUvWx",
                        "encoderConfigurationArn": encoder,
                    },
                },
            },
            {
                "id": "MnOpQrStUvWx",
                "state": "STARTING",
                "configuration": {
                    "name": "to the bucket",
                    "s3": {
                        "storageConfigurationArn":
                            "arn:aws:ivs:us-east-1:123456789012:storage-configuration/g7H8i9J0k1L2",
                        "encoderConfigurationArns": [encoder],
                        "recordingConfiguration": {
                            "hlsConfiguration": { "targetSegmentDurationSeconds": 6 },
                            "format": "HLS",
                        },
                        "thumbnailConfigurations": [
                            { "targetIntervalSeconds": 60, "storage": ["SEQUENTIAL", "LATEST"] },
                        ],
                    },
                },
                "detail": { "s3": { "recordingPrefix": "MnOpQrStUvWx/AbCdEfGhIjKl/yZ0123456789" } },
            },
        ],
        "tags": tags,
    })
}
