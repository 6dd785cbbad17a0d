//! Sessions, participants and events; encoders, recordings and replication.

use super::*;
use crate::simulator::{ParticipantError, Transitions};
use jiff::SignedDuration;

/// A participant's events: name, remote participant and error code.
async fn events(client: &RawClient, presence: &Presence) -> Vec<String> {
    let Presence { stage_arn, session_id, participant_id } = presence;
    let input =
        json!({"stageArn": stage_arn, "sessionId": session_id, "participantId": participant_id});
    let listed = ok(client, "ListParticipantEvents", input).await;
    let part = |event: &Value, name: &str| {
        event.get(name).map(|value| format!(" {}", string(value))).unwrap_or_default()
    };
    let describe = |event: &Value| {
        assert_eq!(event["participantId"], *participant_id);
        assert!(string(&event["eventTime"]).ends_with('Z'));
        let (remote, code) = (part(event, "remoteParticipantId"), part(event, "errorCode"));
        format!("{}{remote}{code}", string(&event["name"]))
    };
    listed["events"].as_array().unwrap().iter().map(describe).collect()
}

#[tokio::test]
async fn a_session_lasts_from_the_first_join_to_the_last_leave() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let (alice_token, alice_id) = token(&client, json!({"stageArn": arn})).await;
    let (bob_token, _) = token(&client, json!({"stageArn": arn})).await;
    let alice = simulator.join(&alice_token).unwrap();
    let bob = simulator.join(&bob_token).unwrap();
    assert_eq!(simulator.join(&bob_token).unwrap(), bob, "joining again has no effect");
    assert_eq!((&alice.participant_id, &alice.session_id), (&alice_id, &bob.session_id));
    simulator.publish(&alice).unwrap();
    simulator.subscribe(&bob, &alice).unwrap();
    simulator.leave(&alice).unwrap();
    simulator.leave(&bob).unwrap();
    assert_eq!(simulator.leave(&bob), Err(ParticipantError::NotConnected));

    let mut expected = vec!["JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT"];
    assert_eq!(events(&client, &alice).await, expected);
    let (started, stopped) =
        (format!("SUBSCRIBE_STARTED {alice_id}"), format!("SUBSCRIBE_STOPPED {alice_id}"));
    expected.splice(1..3, [started.as_str(), stopped.as_str()]);
    assert_eq!(events(&client, &bob).await, expected);

    let again = simulator.join(&bob_token).unwrap();
    let sessions = ok(&client, "ListStageSessions", json!({"stageArn": arn})).await;
    let [ended, active] = &sessions["stageSessions"].as_array().unwrap()[..] else {
        panic!("{sessions}");
    };
    assert_eq!(
        (&ended["sessionId"], ended["endTime"].is_string()),
        (&json!(alice.session_id), true)
    );
    assert_eq!((&active["sessionId"], active.get("endTime")), (&json!(again.session_id), None));
}

#[tokio::test]
async fn actions_beyond_capabilities_and_quotas_record_error_events() {
    let simulator = Simulator::builder().publisher_quota(1).start().await.unwrap();
    let client = simulator.raw_client();
    let arn = stage(&client).await;
    let mut present = Vec::new();
    for capabilities in [json!(["PUBLISH"]), json!(["SUBSCRIBE"]), json!(["PUBLISH", "SUBSCRIBE"])]
    {
        let input = json!({"stageArn": arn, "capabilities": capabilities});
        present.push(simulator.join(&token(&client, input).await.0).unwrap());
    }
    let [publisher, watcher, both] = &present[..] else { unreachable!() };
    assert_eq!(simulator.subscribe(watcher, publisher), Err(ParticipantError::PublisherNotFound));
    simulator.publish(publisher).unwrap();
    assert_eq!(simulator.publish(watcher), Err(ParticipantError::InsufficientCapabilities));
    assert_eq!(simulator.publish(both), Err(ParticipantError::QuotaExceeded));
    assert_eq!(
        simulator.subscribe(publisher, both),
        Err(ParticipantError::InsufficientCapabilities)
    );
    simulator.unpublish(publisher).unwrap();
    assert_eq!(simulator.unpublish(publisher), Err(ParticipantError::NotActive));

    let id = &publisher.participant_id;
    assert_eq!(
        events(&client, watcher).await,
        [
            "JOINED".to_owned(),
            format!("SUBSCRIBE_ERROR {id} PUBLISHER_NOT_FOUND"),
            "PUBLISH_ERROR INSUFFICIENT_CAPABILITIES".to_owned(),
        ]
    );
    assert_eq!(events(&client, both).await, ["JOINED", "PUBLISH_ERROR QUOTA_EXCEEDED"]);
}

#[tokio::test]
async fn disconnecting_a_participant_revokes_its_token() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let (secret, id) = token(&client, json!({"stageArn": arn})).await;
    let (unused, unused_id) = token(&client, json!({"stageArn": arn})).await;
    let presence = simulator.join(&secret).unwrap();
    for id in [&id, &unused_id] {
        let input = json!({"stageArn": arn, "participantId": id, "reason": "test"});
        assert_eq!(ok(&client, "DisconnectParticipant", input).await, json!({}));
    }
    assert_eq!(simulator.publish(&presence), Err(ParticipantError::NotConnected));
    assert_eq!(simulator.join(&secret), Err(ParticipantError::TokenRevoked));
    assert_eq!(simulator.join(&unused), Err(ParticipantError::TokenRevoked));
    assert_eq!(events(&client, &presence).await, ["JOINED", "LEFT"]);
}

#[tokio::test]
async fn tokens_become_invalid_with_time_and_with_their_stage() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let (short, _) = token(&client, json!({"stageArn": arn, "duration": 1})).await;
    let (long, _) = token(&client, json!({"stageArn": arn})).await;
    simulator.set_clock_offset(SignedDuration::from_mins(2));
    assert_eq!(simulator.join(&short), Err(ParticipantError::TokenExpired));
    let presence = simulator.join(&long).unwrap();
    ok(&client, "DeleteStage", json!({"arn": arn})).await;
    assert_eq!(simulator.leave(&presence), Err(ParticipantError::NotConnected));
    assert_eq!(simulator.join(&long), Err(ParticipantError::UnknownToken));
}

#[tokio::test]
async fn an_encoder_connects_with_its_stream_key() {
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

    let presence = simulator.start_ingest(&key).unwrap();
    assert_eq!(simulator.start_ingest(&key), Err(ParticipantError::StreamKeyInUse));
    assert_eq!(simulator.start_ingest("rt_x"), Err(ParticipantError::UnknownStreamKey));
    let found = participant(&client, &presence).await;
    let members = ["protocol", "userId", "ingestConfigurationArn", "published"];
    let found = json!(members.map(|name| &found[name]));
    assert_eq!(found, json!(["RTMPS", "cam", arn, true]));
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
    fails(&client, "ListIngestConfigurations", both, VALIDATION).await;

    let change = json!({"arn": arn, "stageArn": ""});
    let call = "UpdateIngestConfiguration";
    fails(&client, call, change.clone(), CONFLICT).await;
    simulator.leave(&presence).unwrap();
    let changed = ok(&client, call, change).await;
    assert_eq!(changed["ingestConfiguration"]["stageArn"], "");
    assert_eq!(simulator.start_ingest(&key), Err(ParticipantError::NoStage));
}

#[tokio::test]
async fn an_active_ingest_configuration_is_deleted_with_force_and_detached_from_a_deleted_stage() {
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
    fails(&client, call, plain, CONFLICT).await;
    ok(&client, call, json!({"arn": made[0].0, "force": true})).await;
    assert_eq!(simulator.leave(&made[0].1), Err(ParticipantError::NotConnected));
    let out = json!({"stageArn": stage, "participantId": made[1].1.participant_id});
    ok(&client, "DisconnectParticipant", out).await;
    ok(&client, "DeleteStage", json!({"arn": stage})).await;
    for (arn, _) in &made[1..] {
        let got = ok(&client, "GetIngestConfiguration", json!({"arn": arn})).await;
        let found = &got["ingestConfiguration"];
        assert_eq!((&found["stageArn"], &found["state"]), (&json!(""), &json!("INACTIVE")));
    }
    let insecure = json!({"ingestProtocol": "RTMP"});
    let call = "CreateIngestConfiguration";
    let message = fails(&client, call, insecure, VALIDATION).await;
    assert!(message.starts_with("insecureIngest: "), "{message}");
}

#[tokio::test]
async fn publishers_are_recorded_individually() {
    let simulator = Simulator::builder().transitions(Transitions::Manual).start().await.unwrap();
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
    let (presence, watcher) =
        (joined(&simulator, &client, &stage).await, joined(&simulator, &client, &stage).await);
    simulator.publish(&presence).unwrap();
    let found = participant(&client, &presence).await;
    assert_eq!(
        (&found["recordingState"], &found["recordingS3BucketName"]),
        (&json!("STARTING"), &json!("bucket"))
    );
    assert_eq!(participant(&client, &watcher).await["recordingState"], "DISABLED");
    simulator.advance_recording(&presence);
    let list = json!({"stageArn": stage, "sessionId": presence.session_id, "filterByRecordingState": "ACTIVE"});
    let listed = ok(&client, "ListParticipants", list).await;
    assert_eq!(listed["participants"].as_array().unwrap().len(), 1);
    let off = json!({"arn": stage, "autoParticipantRecordingConfiguration": {"storageConfigurationArn": ""}});
    fails(&client, "UpdateStage", off.clone(), CONFLICT).await;
    simulator.unpublish(&presence).unwrap();
    assert_eq!(participant(&client, &presence).await["recordingState"], "STOPPING");
    simulator.advance_recording(&presence);
    // Within the reconnect window the recording continues.
    simulator.publish(&presence).unwrap();
    let again = participant(&client, &presence).await;
    assert_eq!(again["recordingS3Prefix"], found["recordingS3Prefix"]);
    simulator.unpublish(&presence).unwrap();
    simulator.advance_recording(&presence);
    ok(&client, "UpdateStage", off).await;
}

#[tokio::test]
async fn tokens_are_revoked() {
    let (simulator, client) = start().await;
    let stage = stage(&client).await;
    let presence = joined(&simulator, &client, &stage).await;
    let (unused, id) = token(&client, json!({"stageArn": stage})).await;
    for id in [&presence.participant_id, &id, "unknown"] {
        ok(&client, "RevokeConnectionToken", json!({"tokenId": id})).await;
    }
    assert_eq!(simulator.leave(&presence), Err(ParticipantError::NotConnected));
    assert_eq!(simulator.join(&unused), Err(ParticipantError::TokenRevoked));
}

#[tokio::test]
async fn replication_lasts_until_it_is_stopped() {
    let (simulator, client) = start().await;
    let (from, to) = (stage(&client).await, stage(&client).await);
    let presence = joined(&simulator, &client, &from).await;
    let id = &presence.participant_id;
    let stop = json!({"sourceStageArn": from, "destinationStageArn": to, "participantId": id});
    let mut input = stop.clone();
    input["attributes"] = json!({"b": "3"});
    let call = "StartParticipantReplication";
    let silent = fails(&client, call, input.clone(), CONFLICT).await;
    assert!(silent.ends_with("does not publish there"), "{silent}");
    simulator.publish(&presence).unwrap();
    assert_eq!(participant(&client, &presence).await["replicationType"], "NONE");
    let response = client.call(call, &input).await.unwrap();
    assert_eq!((response.status, response.json()), (200, json!({})));
    assert_eq!(response.headers["access-control-allow-origin"], "*");
    fails(&client, call, input.clone(), CONFLICT).await;

    let list = json!({"sourceStageArn": from, "participantId": id});
    let listed = ok(&client, "ListParticipantReplicas", list.clone()).await;
    let replica = &listed["replicas"][0];
    assert_eq!(replica["replicationState"], "ACTIVE");
    let copy = Presence {
        stage_arn: to.clone(),
        session_id: string(&replica["destinationSessionId"]),
        participant_id: id.clone(),
    };
    let found = participant(&client, &copy).await;
    let members = ["replicationType", "state", "attributes", "sourceStageArn", "sourceSessionId"];
    assert_eq!(
        json!(members.map(|name| &found[name])),
        json!(["REPLICA", "CONNECTED", {"a": "1", "b": "3"}, from, presence.session_id])
    );
    let source = participant(&client, &presence).await;
    assert_eq!(
        (&source["replicationType"], &source["replicationState"]),
        (&json!("SOURCE"), &json!("ACTIVE"))
    );

    ok(&client, "StopParticipantReplication", stop).await;
    let listed = ok(&client, "ListParticipantReplicas", list).await;
    assert_eq!(listed["replicas"][0]["replicationState"], "STOPPED");
    assert_eq!(participant(&client, &copy).await["state"], "DISCONNECTED");
    assert_eq!(participant(&client, &presence).await["state"], "CONNECTED");
    let mut expected =
        vec!["JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED", "REPLICATION_STOPPED"];
    assert_eq!(events(&client, &presence).await, expected);
    expected.splice(2.., ["PUBLISH_STOPPED", "LEFT"]);
    assert_eq!(events(&client, &copy).await, expected);
}

#[tokio::test]
async fn a_replica_outlives_its_source_by_the_reconnect_window() {
    let (simulator, client) = start().await;
    let (from, to) = (stage(&client).await, stage(&client).await);
    for (window, outlives) in [(0, false), (30, true)] {
        let presence = joined(&simulator, &client, &from).await;
        simulator.publish(&presence).unwrap();
        let id = &presence.participant_id;
        let input = json!({"sourceStageArn": from, "destinationStageArn": to, "participantId": id,
            "reconnectWindowSeconds": window});
        ok(&client, "StartParticipantReplication", input).await;
        simulator.leave(&presence).unwrap();
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
