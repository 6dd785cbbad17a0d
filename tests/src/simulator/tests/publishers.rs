//! Publishers of all kinds: video encoders, replicas, and what is recorded of them.

use super::*;
use crate::simulator::{Pace, Presence, ViewerError};
use jiff::SignedDuration;

/// Somebody who has joined a stage.
async fn joined(simulator: &Simulator, client: &RawClient, stage: &str) -> Presence {
    let input = json!({"stageArn": stage, "userId": "ann", "attributes": {"a": "1", "b": "2"}});
    simulator.join(&token(client, input).await.0).unwrap()
}

async fn participant(client: &RawClient, who: &Presence) -> Value {
    let input = json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
        "participantId": who.participant_id});
    ok(client, "GetParticipant", input).await["participant"].take()
}

async fn event_names(client: &RawClient, who: &Presence) -> Vec<String> {
    let input = json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
        "participantId": who.participant_id});
    let listed = ok(client, "ListParticipantEvents", input).await;
    let events = listed["events"].as_array().unwrap().iter();
    events.map(|event| text(&event["name"])).collect()
}

#[tokio::test]
async fn an_encoder_comes_in_with_its_key() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let input = json!({"ingestProtocol": "RTMPS", "stageArn": stage, "userId": "cam", "redundantIngest": true});
    let made = ok(&client, "CreateIngestConfiguration", input).await;
    let made = &made["ingestConfiguration"];
    let (arn, key) = (text(&made["arn"]), text(&made["streamKey"]));
    assert!(key.starts_with("rt_123456789012_us-east-1_"), "{key}");
    assert_eq!(made["state"], "INACTIVE");
    assert_eq!(made["redundantIngestCredentials"][0]["streamKey"], key);
    assert_eq!(simulator.stream_keys(&arn).len(), 2);

    let who = simulator.start_ingest(&key).unwrap();
    assert_eq!(
        simulator.start_ingest(&key),
        Err(ViewerError::StreamKeyInUse)
    );
    assert_eq!(
        simulator.start_ingest("rt_x"),
        Err(ViewerError::UnknownStreamKey)
    );
    let found = participant(&client, &who).await;
    assert_eq!(
        (&found["protocol"], &found["userId"]),
        (&json!("RTMPS"), &json!("cam"))
    );
    assert_eq!(found["ingestConfigurationArn"], arn);
    assert_eq!(found["published"], true);
    for (filter, value, number) in [
        ("filterByState", "ACTIVE", 1),
        ("filterByState", "INACTIVE", 0),
        ("filterByStageArn", &*stage, 1),
    ] {
        let listed = ok(&client, "ListIngestConfigurations", json!({filter: value})).await;
        let found = listed["ingestConfigurations"].as_array().unwrap();
        assert_eq!(found.len(), number, "{filter} {value}");
        assert!(found.iter().all(|it| it.get("streamKey").is_none()));
    }
    let both = json!({"filterByState": "ACTIVE", "filterByStageArn": stage});
    fails(
        &client,
        "ListIngestConfigurations",
        both,
        400,
        "ValidationException",
    )
    .await;

    let change = json!({"arn": arn, "stageArn": ""});
    let call = "UpdateIngestConfiguration";
    fails(&client, call, change.clone(), 409, "ConflictException").await;
    simulator.stop_ingest(&who).unwrap();
    let changed = ok(&client, call, change).await;
    assert_eq!(changed["ingestConfiguration"]["stageArn"], "");
    assert_eq!(simulator.start_ingest(&key), Err(ViewerError::NoStage));
}

#[tokio::test]
async fn an_active_ingest_configuration_is_deleted_by_force_and_detached_with_its_stage() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let input = json!({"ingestProtocol": "RTMP", "insecureIngest": true, "stageArn": stage});
        let answer = ok(&client, "CreateIngestConfiguration", input).await;
        let arn = text(&answer["ingestConfiguration"]["arn"]);
        let key = simulator.stream_keys(&arn).remove(0);
        made.push((arn, simulator.start_ingest(&key).unwrap()));
    }
    let call = "DeleteIngestConfiguration";
    let plain = json!({"arn": made[0].0});
    fails(&client, call, plain, 409, "ConflictException").await;
    ok(&client, call, json!({"arn": made[0].0, "force": true})).await;
    assert_eq!(simulator.leave(&made[0].1), Err(ViewerError::NotConnected));
    let out = json!({"stageArn": stage, "participantId": made[1].1.participant_id});
    ok(&client, "DisconnectParticipant", out).await;
    ok(&client, "DeleteStage", json!({"arn": stage})).await;
    for (arn, _) in &made[1..] {
        let got = ok(&client, "GetIngestConfiguration", json!({"arn": arn})).await;
        let found = &got["ingestConfiguration"];
        assert_eq!(
            (&found["stageArn"], &found["state"]),
            (&json!(""), &json!("INACTIVE"))
        );
    }
    let insecure = json!({"ingestProtocol": "RTMP"});
    let call = "CreateIngestConfiguration";
    let message = fails(&client, call, insecure, 400, "ValidationException").await;
    assert!(message.starts_with("insecureIngest: "), "{message}");
}

#[tokio::test]
async fn a_participant_is_replicated_until_it_stops() {
    let (simulator, client) = start().await;
    let (from, to) = (stage(&client).await, stage(&client).await);
    let who = joined(&simulator, &client, &from).await;
    let id = &who.participant_id;
    let input = json!({"sourceStageArn": from, "destinationStageArn": to, "participantId": id,
        "attributes": {"b": "3"}});
    let call = "StartParticipantReplication";
    let silent = fails(&client, call, input.clone(), 409, "ConflictException").await;
    assert!(silent.ends_with("does not publish there"), "{silent}");
    simulator.publish(&who).unwrap();
    assert_eq!(participant(&client, &who).await["replicationType"], "NONE");
    let answer = client.call(call, &input).await.unwrap();
    assert_eq!((answer.status, answer.json()), (200, json!({})));
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    fails(&client, call, input.clone(), 409, "ConflictException").await;

    let list = json!({"sourceStageArn": from, "participantId": id});
    let listed = ok(&client, "ListParticipantReplicas", list.clone()).await;
    let replica = &listed["replicas"][0];
    assert_eq!(replica["replicationState"], "ACTIVE");
    let copy = Presence {
        stage_arn: to.clone(),
        session_id: text(&replica["destinationSessionId"]),
        participant_id: id.clone(),
    };
    let found = participant(&client, &copy).await;
    assert_eq!(
        (&found["replicationType"], &found["state"]),
        (&json!("REPLICA"), &json!("CONNECTED"))
    );
    assert_eq!(found["attributes"], json!({"a": "1", "b": "3"}));
    assert_eq!(
        (&found["sourceStageArn"], &found["sourceSessionId"]),
        (&json!(from), &json!(who.session_id))
    );
    let source = participant(&client, &who).await;
    assert_eq!(
        (&source["replicationType"], &source["replicationState"]),
        (&json!("SOURCE"), &json!("ACTIVE"))
    );

    ok(
        &client,
        "StopParticipantReplication",
        json!({"sourceStageArn": from, "destinationStageArn": to, "participantId": id}),
    )
    .await;
    let listed = ok(&client, "ListParticipantReplicas", list).await;
    assert_eq!(listed["replicas"][0]["replicationState"], "STOPPED");
    assert_eq!(participant(&client, &copy).await["state"], "DISCONNECTED");
    assert_eq!(participant(&client, &who).await["state"], "CONNECTED");
    let mut expected = vec![
        "JOINED",
        "PUBLISH_STARTED",
        "REPLICATION_STARTED",
        "REPLICATION_STOPPED",
    ];
    assert_eq!(event_names(&client, &who).await, expected);
    expected.splice(2.., ["PUBLISH_STOPPED", "LEFT"]);
    assert_eq!(event_names(&client, &copy).await, expected);
}

#[tokio::test]
async fn a_replica_outlives_its_source_for_the_window() {
    let (simulator, client) = start().await;
    let (from, to) = (stage(&client).await, stage(&client).await);
    for (window, outlives) in [(0, false), (30, true)] {
        let who = joined(&simulator, &client, &from).await;
        simulator.publish(&who).unwrap();
        let id = &who.participant_id;
        let input = json!({"sourceStageArn": from, "destinationStageArn": to, "participantId": id,
            "reconnectWindowSeconds": window});
        ok(&client, "StartParticipantReplication", input).await;
        simulator.leave(&who).unwrap();
        let state = async || {
            let list = json!({"sourceStageArn": from, "participantId": id});
            let listed = ok(&client, "ListParticipantReplicas", list).await;
            listed["replicas"][0]["replicationState"] == "ACTIVE"
        };
        assert_eq!(state().await, outlives, "{window}");
        simulator.set_clock_offset(SignedDuration::from_secs(31));
        assert!(!state().await, "{window}");
        simulator.set_clock_offset(SignedDuration::ZERO);
    }
}

#[tokio::test]
async fn publishers_are_recorded_each_on_their_own() {
    let simulator = Simulator::builder()
        .pace(Pace::ByHand)
        .start()
        .await
        .unwrap();
    let client = simulator.raw_client();
    let storage = storage(&client).await;
    let recording =
        json!({"storageConfigurationArn": storage, "recordingReconnectWindowSeconds": 60});
    let input = json!({"autoParticipantRecordingConfiguration": recording});
    let made = ok(&client, "CreateStage", input).await;
    let stage = text(&made["stage"]["arn"]);
    let setting = &made["stage"]["autoParticipantRecordingConfiguration"];
    assert_eq!(setting["mediaTypes"], json!(["AUDIO_VIDEO"]));
    assert_eq!(setting["recordingReconnectWindowSeconds"], 60);
    let (who, watcher) = (
        joined(&simulator, &client, &stage).await,
        joined(&simulator, &client, &stage).await,
    );
    simulator.publish(&who).unwrap();
    let found = participant(&client, &who).await;
    assert_eq!(
        (&found["recordingState"], &found["recordingS3BucketName"]),
        (&json!("STARTING"), &json!("bucket"))
    );
    assert_eq!(
        participant(&client, &watcher).await["recordingState"],
        "DISABLED"
    );
    simulator.advance_recording(&who);
    let list =
        json!({"stageArn": stage, "sessionId": who.session_id, "filterByRecordingState": "ACTIVE"});
    let listed = ok(&client, "ListParticipants", list).await;
    assert_eq!(listed["participants"].as_array().unwrap().len(), 1);
    let off = json!({"arn": stage, "autoParticipantRecordingConfiguration": {"storageConfigurationArn": ""}});
    fails(
        &client,
        "UpdateStage",
        off.clone(),
        409,
        "ConflictException",
    )
    .await;
    simulator.unpublish(&who).unwrap();
    assert_eq!(
        participant(&client, &who).await["recordingState"],
        "STOPPING"
    );
    simulator.advance_recording(&who);
    // Back within the window: the recording goes on where it was.
    simulator.publish(&who).unwrap();
    let again = participant(&client, &who).await;
    assert_eq!(again["recordingS3Prefix"], found["recordingS3Prefix"]);
    simulator.fail_recording(&who);
    assert_eq!(participant(&client, &who).await["recordingState"], "FAILED");
    ok(&client, "UpdateStage", off).await;
}

#[tokio::test]
async fn tokens_are_exchanged_and_revoked() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let who = joined(&simulator, &client, &stage).await;
    let watch = json!({"stageArn": stage, "capabilities": ["SUBSCRIBE"]});
    let (secret, id) = token(&client, watch).await;
    simulator.exchange_token(&who, &secret).unwrap();
    assert_eq!(
        simulator.publish(&who),
        Err(ViewerError::InsufficientCapabilities)
    );
    let input = json!({"stageArn": stage, "sessionId": who.session_id, "participantId": who.participant_id});
    let listed = ok(&client, "ListParticipantEvents", input).await;
    let exchange = &listed["events"][1];
    assert_eq!(exchange["name"], "TOKEN_EXCHANGED");
    assert_eq!(exchange["previousToken"]["userId"], "ann");
    assert_eq!(exchange["newToken"]["capabilities"], json!(["SUBSCRIBE"]));

    ok(
        &client,
        "RevokeConnectionToken",
        json!({"tokenId": who.participant_id}),
    )
    .await;
    assert_eq!(simulator.leave(&who), Err(ViewerError::NotConnected));
    ok(&client, "RevokeConnectionToken", json!({"tokenId": id})).await;
    assert_eq!(simulator.join(&secret), Err(ViewerError::TokenRevoked));
    ok(
        &client,
        "RevokeConnectionToken",
        json!({"tokenId": "nobody"}),
    )
    .await;
}
