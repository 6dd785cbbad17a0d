//! Publishers of all kinds: video encoders, what is recorded, and tokens that change.

use super::*;
use crate::simulator::{ParticipantError, Transitions};

#[tokio::test]
async fn an_encoder_comes_in_with_its_key() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let input = json!({"ingestProtocol": "RTMPS", "stageArn": stage, "userId": "cam", "redundantIngest": true});
    let made = ok(&client, "CreateIngestConfiguration", input).await;
    let made = &made["ingestConfiguration"];
    let (arn, key) = (string(&made["arn"]), string(&made["streamKey"]));
    assert!(key.starts_with("rt_123456789012_us-east-1_"), "{key}");
    assert_eq!(made["state"], "INACTIVE");
    assert_eq!(made["redundantIngestCredentials"][0]["streamKey"], key);
    assert_eq!(simulator.stream_keys(&arn).len(), 2);

    let who = simulator.start_ingest(&key).unwrap();
    assert_eq!(
        simulator.start_ingest(&key),
        Err(ParticipantError::StreamKeyInUse)
    );
    assert_eq!(
        simulator.start_ingest("rt_x"),
        Err(ParticipantError::UnknownStreamKey)
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
    assert_eq!(simulator.start_ingest(&key), Err(ParticipantError::NoStage));
}

#[tokio::test]
async fn an_active_ingest_configuration_is_deleted_by_force_and_detached_with_its_stage() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let input = json!({"ingestProtocol": "RTMP", "insecureIngest": true, "stageArn": stage});
        let response = ok(&client, "CreateIngestConfiguration", input).await;
        let arn = string(&response["ingestConfiguration"]["arn"]);
        let key = simulator.stream_keys(&arn).remove(0);
        made.push((arn, simulator.start_ingest(&key).unwrap()));
    }
    let call = "DeleteIngestConfiguration";
    let plain = json!({"arn": made[0].0});
    fails(&client, call, plain, 409, "ConflictException").await;
    ok(&client, call, json!({"arn": made[0].0, "force": true})).await;
    assert_eq!(
        simulator.leave(&made[0].1),
        Err(ParticipantError::NotConnected)
    );
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
async fn publishers_are_recorded_each_on_their_own() {
    let simulator = Simulator::builder()
        .transitions(Transitions::Manual)
        .start()
        .await
        .unwrap();
    let client = simulator.raw_client();
    let storage = storage(&client).await;
    let recording =
        json!({"storageConfigurationArn": storage, "recordingReconnectWindowSeconds": 60});
    let input = json!({"autoParticipantRecordingConfiguration": recording});
    let made = ok(&client, "CreateStage", input).await;
    let stage = string(&made["stage"]["arn"]);
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
        Err(ParticipantError::InsufficientCapabilities)
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
    assert_eq!(simulator.leave(&who), Err(ParticipantError::NotConnected));
    ok(&client, "RevokeConnectionToken", json!({"tokenId": id})).await;
    assert_eq!(simulator.join(&secret), Err(ParticipantError::TokenRevoked));
    ok(
        &client,
        "RevokeConnectionToken",
        json!({"tokenId": "nobody"}),
    )
    .await;
}
