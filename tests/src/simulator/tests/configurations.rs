//! Encoder and storage configurations and public keys: made, shown, refused and deleted.

use super::*;
use crate::simulator::Resource;

const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMHYwEAYHKoZIzj0CAQ==\n-----END PUBLIC KEY-----\n";

#[tokio::test]
async fn an_encoder_configuration_has_its_defaults_filled_in() {
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
    let gone = json!({"arn": arn});
    fails(
        &client,
        "GetEncoderConfiguration",
        gone,
        404,
        "ResourceNotFoundException",
    )
    .await;
}

#[tokio::test]
async fn numbers_are_held_to_their_ranges() {
    let (_simulator, client) = start().await;
    for (video, expected) in [
        (
            json!({"framerate": 60.5}),
            "video.framerate: must be at most 60",
        ),
        (
            json!({"framerate": "30"}),
            "video.framerate: must be a number",
        ),
        (json!({"width": 1921}), "video.width: must be at most 1920"),
        (json!({"width": 641}), "video.width: must be even"),
    ] {
        let input = json!({"video": video});
        let call = "CreateEncoderConfiguration";
        let message = fails(&client, call, input, 400, "ValidationException").await;
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn a_storage_configuration_in_use_cannot_be_deleted() {
    let (_simulator, client) = start().await;
    let arn = storage(&client).await;
    let recording = json!({"storageConfigurationArn": arn});
    let input = json!({"autoParticipantRecordingConfiguration": recording});
    let stage = string(&ok(&client, "CreateStage", input).await["stage"]["arn"]);
    let delete = json!({"arn": arn});
    let call = "DeleteStorageConfiguration";
    let message = fails(&client, call, delete.clone(), 409, "ConflictException").await;
    assert!(message.contains(&stage), "{message}");
    let off = json!({"arn": stage, "autoParticipantRecordingConfiguration": {"storageConfigurationArn": ""}});
    let updated = ok(&client, "UpdateStage", off).await;
    let setting = updated["stage"].get("autoParticipantRecordingConfiguration");
    assert_eq!(setting, None);
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
    fails(&client, "ImportPublicKey", input, 409, "ConflictException").await;
    for broken in [
        "",
        "a key",
        "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----",
    ] {
        let input = json!({"publicKeyMaterial": broken});
        fails(
            &client,
            "ImportPublicKey",
            input,
            400,
            "ValidationException",
        )
        .await;
    }
    let listed = ok(&client, "ListPublicKeys", json!({})).await;
    let summary = json!({"arn": key["arn"], "name": "mine", "tags": {}});
    assert_eq!(listed, json!({"publicKeys": [summary]}));
    let got = ok(&client, "GetPublicKey", json!({"arn": key["arn"]})).await;
    assert_eq!(got, made);
    ok(&client, "DeletePublicKey", json!({"arn": key["arn"]})).await;
    let gone = json!({"arn": key["arn"]});
    fails(
        &client,
        "DeletePublicKey",
        gone,
        404,
        "ResourceNotFoundException",
    )
    .await;
}

#[tokio::test]
async fn each_kind_has_its_quota_and_its_arns() {
    let simulator = Simulator::builder()
        .quota(Resource::EncoderConfiguration, 1)
        .start()
        .await
        .unwrap();
    let client = simulator.raw_client();
    let arn = encoder(&client).await;
    let code = "ServiceQuotaExceededException";
    fails(&client, "CreateEncoderConfiguration", json!({}), 402, code).await;
    let storage = storage(&client).await;
    let message = fails(
        &client,
        "GetEncoderConfiguration",
        json!({"arn": storage}),
        400,
        "ValidationException",
    )
    .await;
    assert!(
        message.contains("the ARN of a encoder-configuration"),
        "{message}"
    );
    ok(&client, "DeleteEncoderConfiguration", json!({"arn": arn})).await;
    encoder(&client).await;
}

#[tokio::test]
async fn everything_that_has_an_arn_has_tags() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let ingest = json!({"ingestProtocol": "RTMPS"});
    let ingest = ok(&client, "CreateIngestConfiguration", ingest).await;
    let key = ok(
        &client,
        "ImportPublicKey",
        json!({"publicKeyMaterial": PEM}),
    )
    .await;
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
        let added = Some(json!({"tags": {"k": "v"}}));
        assert_eq!(
            tags(&client, Method::POST, arn, "", added).await.status,
            200,
            "{arn}"
        );
        let listed = tags(&client, Method::GET, arn, "", None).await;
        assert_eq!(listed.json(), json!({"tags": {"k": "v"}}), "{arn}");
        tags(&client, Method::DELETE, arn, "?tagKeys=k", None).await;
        let listed = tags(&client, Method::GET, arn, "", None).await;
        assert_eq!(listed.json(), json!({"tags": {}}), "{arn}");
    }
    let unknown = storage.replace("storage-configuration/", "storage-configuration/x");
    let response = tags(&client, Method::GET, &unknown, "", None).await;
    error_of(&response, 404, "ResourceNotFoundException");
}
