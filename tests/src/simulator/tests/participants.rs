//! Sessions, participants and events, as the API reports what participants do.

use super::*;
use crate::simulator::ParticipantError;
use jiff::SignedDuration;

/// The names of a participant's events, with what belongs to them.
async fn events(client: &RawClient, arn: &str, session: &str, participant: &str) -> Vec<String> {
    let input = json!({"stageArn": arn, "sessionId": session, "participantId": participant});
    let listed = ok(client, "ListParticipantEvents", input).await;
    let part = |event: &Value, name: &str| {
        event
            .get(name)
            .map(|value| format!(" {}", string(value)))
            .unwrap_or_default()
    };
    let describe = |event: &Value| {
        assert_eq!(event["participantId"], participant);
        assert!(string(&event["eventTime"]).ends_with('Z'));
        let (remote, code) = (part(event, "remoteParticipantId"), part(event, "errorCode"));
        format!("{}{remote}{code}", string(&event["name"]))
    };
    listed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(describe)
        .collect()
}

#[tokio::test]
async fn a_session_lasts_from_the_first_join_to_the_last_leave() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let input = json!({"stageArn": arn, "userId": "alice", "attributes": {"role": "host"}});
    let (alice_token, alice_id) = token(&client, input).await;
    let (bob_token, bob_id) = token(&client, json!({"stageArn": arn})).await;
    assert_eq!(
        ok(&client, "GetStage", json!({"arn": arn})).await["stage"].get("activeSessionId"),
        None
    );

    let alice = simulator.join(&alice_token).unwrap();
    let bob = simulator.join(&bob_token).unwrap();
    assert_eq!(
        simulator.join(&bob_token).unwrap(),
        bob,
        "who is on the stage stays"
    );
    assert_eq!(
        (&alice.participant_id, &bob.participant_id),
        (&alice_id, &bob_id)
    );
    let session = alice.session_id.clone();
    assert_eq!(
        (&session, session.len(), &session[..3]),
        (&bob.session_id, 16, "st-")
    );
    let found = ok(&client, "GetStage", json!({"arn": arn})).await;
    assert_eq!(found["stage"]["activeSessionId"], session);

    simulator.publish(&alice).unwrap();
    simulator.subscribe(&bob, &alice).unwrap();
    simulator.leave(&alice).unwrap();
    simulator.leave(&bob).unwrap();
    assert_eq!(simulator.leave(&bob), Err(ParticipantError::NotConnected));

    let mut expected = vec!["JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT"];
    assert_eq!(events(&client, &arn, &session, &alice_id).await, expected);
    let (started, stopped) = (
        format!("SUBSCRIBE_STARTED {alice_id}"),
        format!("SUBSCRIBE_STOPPED {alice_id}"),
    );
    expected.splice(1..3, [started.as_str(), stopped.as_str()]);
    assert_eq!(events(&client, &arn, &session, &bob_id).await, expected);

    let input = json!({"stageArn": arn, "sessionId": session});
    let ended = ok(&client, "GetStageSession", input).await;
    assert!(ended["stageSession"]["endTime"].is_string(), "{ended}");
    let again = simulator.join(&bob_token).unwrap();
    assert_ne!(again.session_id, session);
    let sessions = ok(&client, "ListStageSessions", json!({"stageArn": arn})).await;
    assert_eq!(sessions["stageSessions"][0], ended["stageSession"]);
    assert_eq!(sessions["stageSessions"][1]["sessionId"], again.session_id);
    assert_eq!(sessions["stageSessions"][1].get("endTime"), None);

    let input = json!({"stageArn": arn, "sessionId": session, "participantId": alice_id});
    let found = ok(&client, "GetParticipant", input).await["participant"].clone();
    assert_eq!(found["attributes"], json!({"role": "host"}));
    assert_eq!(found["state"], "DISCONNECTED");
    assert_eq!(found["published"], true);
    assert_eq!(found["userId"], "alice");
}

#[tokio::test]
async fn what_a_token_does_not_allow_is_an_error_event() {
    let simulator = Simulator::builder()
        .publisher_quota(1)
        .start()
        .await
        .unwrap();
    let client = simulator.raw_client();
    let arn = stage(&client).await;
    let mut present = Vec::new();
    for capabilities in [
        json!(["PUBLISH"]),
        json!(["SUBSCRIBE"]),
        json!(["PUBLISH", "SUBSCRIBE"]),
    ] {
        let input = json!({"stageArn": arn, "capabilities": capabilities});
        present.push(simulator.join(&token(&client, input).await.0).unwrap());
    }
    let [publisher, watcher, both] = &present[..] else {
        unreachable!()
    };
    assert_eq!(
        simulator.subscribe(watcher, publisher),
        Err(ParticipantError::PublisherNotFound)
    );
    simulator.publish(publisher).unwrap();
    assert_eq!(
        simulator.publish(watcher),
        Err(ParticipantError::InsufficientCapabilities)
    );
    assert_eq!(
        simulator.publish(both),
        Err(ParticipantError::QuotaExceeded)
    );
    assert_eq!(
        simulator.subscribe(publisher, both),
        Err(ParticipantError::InsufficientCapabilities)
    );
    assert_eq!(
        simulator.unsubscribe(watcher, publisher),
        Err(ParticipantError::NotActive)
    );
    simulator.unpublish(publisher).unwrap();
    assert_eq!(
        simulator.unpublish(publisher),
        Err(ParticipantError::NotActive)
    );

    let session = &publisher.session_id;
    let id = &publisher.participant_id;
    assert_eq!(
        events(&client, &arn, session, &watcher.participant_id).await,
        [
            "JOINED".to_owned(),
            format!("SUBSCRIBE_ERROR {id} PUBLISHER_NOT_FOUND"),
            "PUBLISH_ERROR INSUFFICIENT_CAPABILITIES".to_owned(),
        ]
    );
    let both = events(&client, &arn, session, &both.participant_id).await;
    assert_eq!(both, ["JOINED", "PUBLISH_ERROR QUOTA_EXCEEDED"]);
}

#[tokio::test]
async fn to_disconnect_a_participant_is_for_good() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let (secret, id) = token(&client, json!({"stageArn": arn})).await;
    let (unused, unused_id) = token(&client, json!({"stageArn": arn})).await;
    let presence = simulator.join(&secret).unwrap();
    for id in [&id, &unused_id] {
        let input = json!({"stageArn": arn, "participantId": id, "reason": "test"});
        assert_eq!(ok(&client, "DisconnectParticipant", input).await, json!({}));
    }
    assert_eq!(
        simulator.publish(&presence),
        Err(ParticipantError::NotConnected)
    );
    assert_eq!(simulator.join(&secret), Err(ParticipantError::TokenRevoked));
    assert_eq!(simulator.join(&unused), Err(ParticipantError::TokenRevoked));
    let session = &presence.session_id;
    assert_eq!(
        events(&client, &arn, session, &id).await,
        ["JOINED", "LEFT"]
    );
    let input = json!({"stageArn": arn, "sessionId": session});
    assert!(ok(&client, "GetStageSession", input).await["stageSession"]["endTime"].is_string());
}

#[tokio::test]
async fn tokens_end_with_their_time_and_with_their_stage() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let (short, _) = token(&client, json!({"stageArn": arn, "duration": 1})).await;
    let (long, _) = token(&client, json!({"stageArn": arn})).await;
    simulator.set_clock_offset(SignedDuration::from_mins(2));
    assert_eq!(simulator.join(&short), Err(ParticipantError::TokenExpired));
    let presence = simulator.join(&long).unwrap();
    ok(&client, "DeleteStage", json!({"arn": arn})).await;
    assert_eq!(
        simulator.leave(&presence),
        Err(ParticipantError::NotConnected)
    );
    assert_eq!(simulator.join(&long), Err(ParticipantError::UnknownToken));
}
