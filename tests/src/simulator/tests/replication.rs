//! Participants that are shown on further stages.

use super::*;
use jiff::SignedDuration;

async fn event_names(client: &RawClient, who: &Presence) -> Vec<String> {
    let input = json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
        "participantId": who.participant_id});
    let listed = ok(client, "ListParticipantEvents", input).await;
    let events = listed["events"].as_array().unwrap().iter();
    events.map(|event| string(&event["name"])).collect()
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
    let response = client.call(call, &input).await.unwrap();
    assert_eq!((response.status, response.json()), (200, json!({})));
    assert_eq!(response.headers["access-control-allow-origin"], "*");
    fails(&client, call, input.clone(), 409, "ConflictException").await;

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
