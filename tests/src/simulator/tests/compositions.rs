//! Compositions: what can be started, how they go, and how they end.

use super::*;
use crate::simulator::Transitions;
use jiff::SignedDuration;

async fn paced(transitions: Transitions) -> (Simulator, RawClient) {
    let simulator = Simulator::builder()
        .transitions(transitions)
        .start()
        .await
        .unwrap();
    let client = simulator.raw_client();
    (simulator, client)
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
async fn a_composition_starts_runs_and_stops_as_it_is_looked_at() {
    let (_simulator, client) = start().await;
    let arn = composition(&client, &stage(&client).await).await;
    assert_eq!(states(&client, &arn).await, ["STARTING", "STARTING"]);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "ACTIVE"]);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "ACTIVE"]);
    ok(&client, "StopComposition", json!({"arn": arn})).await;
    let again = json!({"arn": arn});
    fails(&client, "StopComposition", again, 409, "ConflictException").await;
    assert_eq!(states(&client, &arn).await, ["STOPPING", "STOPPING"]);
    assert_eq!(states(&client, &arn).await, ["STOPPED", "STOPPED"]);
    let ended = ok(&client, "GetComposition", json!({"arn": arn})).await;
    assert!(ended["composition"]["endTime"].is_string());
    assert!(ended["composition"]["destinations"][0]["endTime"].is_string());
}

#[tokio::test]
async fn a_composition_goes_by_hand_if_it_is_told_to() {
    let (simulator, client) = paced(Transitions::Manual).await;
    let arn = composition(&client, &stage(&client).await).await;
    for _ in 0..3 {
        assert_eq!(states(&client, &arn).await[0], "STARTING");
    }
    simulator.advance_composition(&arn);
    let listed = ok(&client, "ListCompositions", json!({})).await;
    let id = string(&listed["compositions"][0]["destinations"][0]["id"]);
    simulator.interrupt_destination(&arn, &id);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "RECONNECTING"]);
    simulator.advance_composition(&arn);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "ACTIVE"]);
    simulator.fail_destination(&arn, &id);
    assert_eq!(states(&client, &arn).await, ["ACTIVE", "FAILED"]);
    simulator.fail_composition(&arn);
    assert_eq!(states(&client, &arn).await, ["FAILED", "FAILED"]);
    simulator.remove_composition(&arn);
    let gone = json!({"arn": arn});
    fails(
        &client,
        "GetComposition",
        gone,
        404,
        "ResourceNotFoundException",
    )
    .await;
}

#[tokio::test]
async fn a_composition_goes_by_the_clock_and_ends_over_an_empty_stage() {
    let (simulator, client) = paced(Transitions::AfterTime(SignedDuration::from_secs(5))).await;
    let stage = stage(&client).await;
    let (secret, _) = token(&client, json!({"stageArn": stage})).await;
    let present = simulator.join(&secret).unwrap();
    let arn = composition(&client, &stage).await;
    assert_eq!(states(&client, &arn).await[0], "STARTING");
    simulator.set_clock_offset(SignedDuration::from_mins(2));
    // Requests are signed by the machine's clock, two minutes behind, which is allowed.
    assert_eq!(states(&client, &arn).await[0], "ACTIVE");
    simulator.leave(&present).unwrap();
    assert_eq!(states(&client, &arn).await[0], "ACTIVE");
    simulator.set_clock_offset(SignedDuration::from_secs(182));
    assert_eq!(states(&client, &arn).await[0], "STOPPING");
    simulator.set_clock_offset(SignedDuration::from_secs(190));
    assert_eq!(states(&client, &arn).await[0], "STOPPED");
}

#[tokio::test]
async fn the_same_token_starts_nothing_twice() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let input = |token: &str, channel: &str| {
        let channel = format!("arn:aws:ivs:us-east-1:123456789012:channel/{channel}");
        json!({"stageArn": stage, "idempotencyToken": token,
               "destinations": [{"channel": {"channelArn": channel}}]})
    };
    let first = ok(&client, "StartComposition", input("one", "a")).await;
    let again = ok(&client, "StartComposition", input("one", "a")).await;
    assert_eq!(first["composition"]["arn"], again["composition"]["arn"]);
    let other = input("one", "b");
    let message = fails(&client, "StartComposition", other, 409, "ConflictException").await;
    assert!(message.starts_with("idempotencyToken: "), "{message}");
    // Another token is another call, and the channel is live.
    let live = input("two", "a");
    let message = fails(&client, "StartComposition", live, 409, "ConflictException").await;
    assert!(message.ends_with("is live already"), "{message}");
    let second = ok(&client, "StartComposition", input("two", "b")).await;
    assert_ne!(first["composition"]["arn"], second["composition"]["arn"]);
}

#[tokio::test]
async fn a_composition_shows_what_it_was_given_and_where_it_records() {
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
    assert_eq!(
        destination["configuration"],
        json!({"name": "file", "s3": s3})
    );
    assert!(destination["detail"]["s3"]["recordingPrefix"].is_string());
    for (filter, value, number) in [
        ("filterByStageArn", stage.as_str(), 1),
        ("filterByStageArn", NO_STAGE, 0),
        ("filterByEncoderConfigurationArn", encoder.as_str(), 1),
    ] {
        let listed = ok(&client, "ListCompositions", json!({filter: value})).await;
        assert_eq!(
            listed["compositions"].as_array().unwrap().len(),
            number,
            "{filter}"
        );
    }
    for (operation, arn) in [
        ("DeleteEncoderConfiguration", &encoder),
        ("DeleteStorageConfiguration", &storage),
    ] {
        let input = json!({"arn": arn});
        fails(&client, operation, input, 409, "ConflictException").await;
    }
    // What has ended is in nobody's way.
    let arn = json!({"arn": composition["arn"]});
    ok(&client, "StopComposition", arn.clone()).await;
    ok(&client, "GetComposition", arn.clone()).await;
    ok(&client, "GetComposition", arn).await;
    ok(
        &client,
        "DeleteEncoderConfiguration",
        json!({"arn": encoder}),
    )
    .await;
    ok(
        &client,
        "DeleteStorageConfiguration",
        json!({"arn": storage}),
    )
    .await;
}

#[tokio::test]
async fn destinations_must_go_together() {
    let (_simulator, client) = start().await;
    let stage = stage(&client).await;
    let channel = json!({"channel": {"channelArn": CHANNEL}});
    let nowhere = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/x";
    let s3 =
        json!({"s3": {"storageConfigurationArn": nowhere, "encoderConfigurationArns": [nowhere]}});
    for (input, status, code, expected) in [
        (
            json!({"destinations": []}),
            400,
            "ValidationException",
            "at least 1 items",
        ),
        (
            json!({"destinations": [{}]}),
            400,
            "ValidationException",
            "one of channel and s3",
        ),
        (
            json!({"destinations": [channel, channel]}),
            400,
            "ValidationException",
            "type channel",
        ),
        (
            json!({"destinations": [s3]}),
            404,
            "ResourceNotFoundException",
            nowhere,
        ),
        (
            json!({"destinations": [channel], "layout": {"grid": {}, "pip": {}}}),
            400,
            "ValidationException",
            "only one of grid and pip",
        ),
    ] {
        let mut input = input;
        input["stageArn"] = json!(stage);
        let message = fails(&client, "StartComposition", input, status, code).await;
        assert!(message.contains(expected), "{message}");
    }
}
