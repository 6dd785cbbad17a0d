//! Configurations, public keys and compositions: create, read, list, delete, and state transitions.

use super::*;
use crate::simulator::{Resource, Transitions};
use jiff::SignedDuration;

const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMHYwEAYHKoZIzj0CAQ==\n-----END PUBLIC KEY-----\n";

#[tokio::test]
async fn an_encoder_configuration_has_default_settings() {
    let (_simulator, client) = start().await;
    let input =
        json!({"name": "hd", "video": {"height": 1080, "framerate": 29.97}, "tags": {"a": "b"}});
    let made = ok(&client, "CreateEncoderConfiguration", input).await;
    let made = &made["encoderConfiguration"];
    let arn = string(&made["arn"]);
    assert!(arn.contains(":encoder-configuration/"), "{arn}");
    let video = json!({"width": 1280, "height": 1080, "framerate": 29.97, "bitrate": 2_500_000});
    assert_eq!(made["video"], video);
    let got = ok(&client, "GetEncoderConfiguration", json!({"arn": arn})).await;
    assert_eq!(&got["encoderConfiguration"], made);
    let listed = ok(&client, "ListEncoderConfigurations", json!({})).await;
    let summary = json!({"arn": arn, "name": "hd", "tags": {"a": "b"}});
    assert_eq!(listed, json!({"encoderConfigurations": [summary]}));
    ok(&client, "DeleteEncoderConfiguration", json!({"arn": arn})).await;
    fails(&client, "GetEncoderConfiguration", json!({"arn": arn}), NOT_FOUND).await;
}

#[tokio::test]
async fn video_settings_out_of_range_are_rejected() {
    let (_simulator, client) = start().await;
    for (video, expected) in [
        (json!({"framerate": 60.5}), "video.framerate: must be at most 60"),
        (json!({"framerate": "30"}), "video.framerate: must be a number"),
        (json!({"width": 1921}), "video.width: must be at most 1920"),
        (json!({"width": 641}), "video.width: must be even"),
    ] {
        let input = json!({"video": video});
        let call = "CreateEncoderConfiguration";
        let message = fails(&client, call, input, VALIDATION).await;
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn a_storage_configuration_in_use_cannot_be_deleted() {
    let (_simulator, client) = start().await;
    let arn = storage(&client).await;
    let recording = json!({"storageConfigurationArn": arn});
    let input = json!({"name": "demo", "autoParticipantRecordingConfiguration": recording});
    let stage = string(&ok(&client, "CreateStage", input).await["stage"]["arn"]);
    let delete = json!({"arn": arn});
    let call = "DeleteStorageConfiguration";
    let message = fails(&client, call, delete.clone(), CONFLICT).await;
    assert!(message.contains(&stage), "{message}");
    let off = json!({"arn": stage, "autoParticipantRecordingConfiguration": {"storageConfigurationArn": ""}});
    let updated = ok(&client, "UpdateStage", off).await;
    let setting = updated["stage"].get("autoParticipantRecordingConfiguration");
    assert_eq!((setting, &updated["stage"]["name"]), (None, &json!("demo")));
    ok(&client, call, delete).await;
    let listed = ok(&client, "ListStorageConfigurations", json!({})).await;
    assert_eq!(listed, json!({"storageConfigurations": []}));
}

#[tokio::test]
async fn a_public_key_is_imported_once() {
    let (_simulator, client) = start().await;
    let input = json!({"publicKeyMaterial": PEM, "name": "mine"});
    let made = ok(&client, "ImportPublicKey", input.clone()).await;
    let key = &made["publicKey"];
    assert_eq!(key["publicKeyMaterial"], PEM);
    assert_eq!(string(&key["fingerprint"]).len(), 95);
    fails(&client, "ImportPublicKey", input, CONFLICT).await;
    for broken in ["", "a key", "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----"] {
        let input = json!({"publicKeyMaterial": broken});
        fails(&client, "ImportPublicKey", input, VALIDATION).await;
    }
    let listed = ok(&client, "ListPublicKeys", json!({})).await;
    let summary = json!({"arn": key["arn"], "name": "mine", "tags": {}});
    assert_eq!(listed, json!({"publicKeys": [summary]}));
    let got = ok(&client, "GetPublicKey", json!({"arn": key["arn"]})).await;
    assert_eq!(got, made);
    ok(&client, "DeletePublicKey", json!({"arn": key["arn"]})).await;
    fails(&client, "DeletePublicKey", json!({"arn": key["arn"]}), NOT_FOUND).await;
}

#[tokio::test]
async fn each_resource_type_has_its_quota_and_its_arns() {
    let simulator =
        Simulator::builder().quota(Resource::EncoderConfiguration, 1).start().await.unwrap();
    let client = simulator.raw_client();
    let arn = encoder(&client).await;
    fails(&client, "CreateEncoderConfiguration", json!({}), QUOTA_EXCEEDED).await;
    let storage = storage(&client).await;
    let message =
        fails(&client, "GetEncoderConfiguration", json!({"arn": storage}), VALIDATION).await;
    assert!(message.contains("an ARN of type encoder-configuration"), "{message}");
    ok(&client, "DeleteEncoderConfiguration", json!({"arn": arn})).await;
    encoder(&client).await;
}

#[tokio::test]
async fn every_resource_type_can_be_tagged() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let ingest = json!({"ingestProtocol": "RTMPS"});
    let ingest = ok(&client, "CreateIngestConfiguration", ingest).await;
    let key = ok(&client, "ImportPublicKey", json!({"publicKeyMaterial": PEM})).await;
    let composition = composition(&client, &stage).await;
    let storage = storage(&client).await;
    for arn in [
        stage.as_str(),
        &encoder(&client).await,
        &storage,
        ingest["ingestConfiguration"]["arn"].as_str().unwrap(),
        key["publicKey"]["arn"].as_str().unwrap(),
        &composition,
    ] {
        for added in [json!({"k": "v", "other": "1"}), json!({"other": "2"})] {
            let added = Some(json!({"tags": added}));
            assert_eq!(tags(&client, Method::POST, arn, "", added).await.status, 200, "{arn}");
        }
        let listed = tags(&client, Method::GET, arn, "", None).await;
        assert_eq!(listed.json(), json!({"tags": {"k": "v", "other": "2"}}), "{arn}");
        tags(&client, Method::DELETE, arn, "?tagKeys=k", None).await;
        let listed = tags(&client, Method::GET, arn, "", None).await;
        assert_eq!(listed.json(), json!({"tags": {"other": "2"}}), "{arn}");
    }
    let unknown = storage.replace("storage-configuration/", "storage-configuration/x");
    let response = tags(&client, Method::GET, &unknown, "", None).await;
    error_of(&response, NOT_FOUND);
}

/// The states of a composition and of its destinations.
async fn states(client: &RawClient, arn: &str) -> Vec<String> {
    let got = ok(client, "GetComposition", json!({"arn": arn})).await;
    let composition = &got["composition"];
    let destinations = composition["destinations"].as_array().unwrap().iter();
    let all = std::iter::once(composition).chain(destinations);
    all.map(|it| string(&it["state"])).collect()
}

#[tokio::test]
async fn reads_move_a_composition_from_starting_to_stopped() {
    let (_simulator, client) = start().await;
    let arn = composition(&client, &stage(&client).await).await;
    assert_eq!(states(&client, &arn).await, ["STARTING", "STARTING"]);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "ACTIVE"]);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "ACTIVE"]);
    ok(&client, "StopComposition", json!({"arn": arn})).await;
    fails(&client, "StopComposition", json!({"arn": arn}), CONFLICT).await;
    assert_eq!(states(&client, &arn).await, ["STOPPING", "STOPPING"]);
    assert_eq!(states(&client, &arn).await, ["STOPPED", "STOPPED"]);
    let ended = ok(&client, "GetComposition", json!({"arn": arn})).await;
    assert!(ended["composition"]["endTime"].is_string());
    assert!(ended["composition"]["destinations"][0]["endTime"].is_string());
}

#[tokio::test]
async fn time_moves_a_composition_and_an_empty_stage_stops_it() {
    let transitions = Transitions::AfterTime(SignedDuration::from_secs(5));
    let simulator = Simulator::builder().transitions(transitions).start().await.unwrap();
    let client = simulator.raw_client();
    let stage = stage(&client).await;
    let (secret, _) = token(&client, json!({"stageArn": stage})).await;
    let present = simulator.join(&secret).unwrap();
    let arn = composition(&client, &stage).await;
    assert_eq!(states(&client, &arn).await[0], "STARTING");
    simulator.set_clock_offset(SignedDuration::from_mins(2));
    // Requests are signed two minutes behind, which is within the allowed skew.
    assert_eq!(states(&client, &arn).await[0], "ACTIVE");
    simulator.leave(&present).unwrap();
    assert_eq!(states(&client, &arn).await[0], "ACTIVE");
    simulator.set_clock_offset(SignedDuration::from_secs(182));
    assert_eq!(states(&client, &arn).await[0], "STOPPING");
    simulator.set_clock_offset(SignedDuration::from_secs(190));
    assert_eq!(states(&client, &arn).await[0], "STOPPED");
}

#[tokio::test]
async fn an_idempotency_token_belongs_to_one_request() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let input = |token: &str, channel: &str| {
        let channel = format!("arn:aws:ivs:us-east-1:123456789012:channel/{channel}");
        json!({"stageArn": stage, "idempotencyToken": token,
               "destinations": [{"channel": {"channelArn": channel}}]})
    };
    ok(&client, "StartComposition", input("one", "a")).await;
    let message = fails(&client, "StartComposition", input("one", "b"), CONFLICT).await;
    assert!(message.starts_with("idempotencyToken: "), "{message}");
    // Another token is a new request, and the channel is live.
    let message = fails(&client, "StartComposition", input("two", "a"), CONFLICT).await;
    assert!(message.ends_with("is live already"), "{message}");
    ok(&client, "StartComposition", input("two", "b")).await;
}

#[tokio::test]
async fn a_composition_has_its_settings_and_blocks_deletion_of_its_configurations() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let (encoder, storage) = (encoder(&client).await, storage(&client).await);
    let s3 = json!({"storageConfigurationArn": storage, "encoderConfigurationArns": [encoder]});
    let input = json!({"stageArn": stage, "destinations": [{"name": "file", "s3": s3}],
        "layout": {"grid": {"gridGap": 7}}, "tags": {"a": "b"}});
    let made = ok(&client, "StartComposition", input).await;
    let composition = &made["composition"];
    let grid = json!({"gridGap": 7, "omitStoppedVideo": false, "videoAspectRatio": "VIDEO"});
    assert_eq!(composition["layout"], json!({"grid": grid}));
    assert_eq!(composition["tags"], json!({"a": "b"}));
    let destination = &composition["destinations"][0];
    assert_eq!(destination["configuration"], json!({"name": "file", "s3": s3}));
    assert!(destination["detail"]["s3"]["recordingPrefix"].is_string());
    for (filter, value, number) in [
        ("filterByStageArn", stage.as_str(), 1),
        ("filterByStageArn", NO_STAGE, 0),
        ("filterByEncoderConfigurationArn", encoder.as_str(), 1),
    ] {
        let listed = ok(&client, "ListCompositions", json!({filter: value})).await;
        assert_eq!(listed["compositions"].as_array().unwrap().len(), number, "{filter}");
    }
    for (operation, arn) in
        [("DeleteEncoderConfiguration", &encoder), ("DeleteStorageConfiguration", &storage)]
    {
        fails(&client, operation, json!({"arn": arn}), CONFLICT).await;
    }
    // A composition that has ended does not block deletion.
    let arn = json!({"arn": composition["arn"]});
    ok(&client, "StopComposition", arn.clone()).await;
    ok(&client, "GetComposition", arn.clone()).await;
    ok(&client, "GetComposition", arn).await;
    ok(&client, "DeleteEncoderConfiguration", json!({"arn": encoder})).await;
    ok(&client, "DeleteStorageConfiguration", json!({"arn": storage})).await;
}

#[tokio::test]
async fn invalid_destinations_are_rejected() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let channel = json!({"channel": {"channelArn": CHANNEL}});
    let missing = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/x";
    let s3 =
        json!({"s3": {"storageConfigurationArn": missing, "encoderConfigurationArns": [missing]}});
    for (mut input, error, expected) in [
        (json!({"destinations": []}), VALIDATION, "at least 1 items"),
        (json!({"destinations": [{}]}), VALIDATION, "one of channel and s3"),
        (json!({"destinations": [channel, channel]}), VALIDATION, "type channel"),
        (json!({"destinations": [s3]}), NOT_FOUND, missing),
        (
            json!({"destinations": [channel], "layout": {"grid": {}, "pip": {}}}),
            VALIDATION,
            "only one of grid and pip",
        ),
    ] {
        input["stageArn"] = json!(stage);
        let message = fails(&client, "StartComposition", input, error).await;
        assert!(message.contains(expected), "{message}");
    }
}
