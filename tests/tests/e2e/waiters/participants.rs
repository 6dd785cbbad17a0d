//! Participants that come, go, are recorded and replicated.

use super::{called, hasty, still};
use e2e_tests::simulator::{Presence, Simulator};
use generated_sdk::types::*;
use generated_sdk::{Client, Secret, WaitErrorKind};
use std::time::Duration;

/// A stage, and the tokens of two participants.
async fn stage(client: &Client) -> (String, [String; 2]) {
    let nobody = ParticipantTokenConfiguration::default;
    let call = client.create_stage();
    let call = call.participant_token_configurations([nobody(), nobody()]);
    let made = call.send().await.unwrap();
    let tokens = made.participant_tokens.into_iter().map(|it| it.token);
    let tokens: Vec<_> = tokens
        .map(|token| token.as_ref().map(Secret::expose).unwrap().to_owned())
        .collect();
    (made.stage.unwrap().arn, tokens.try_into().unwrap())
}

#[tokio::test]
async fn a_participant_comes_and_goes() {
    let (simulator, client) = still().await;
    let (arn, [first, second]) = stage(&client).await;
    let there = simulator.join(&first).unwrap();
    // The token says who will come; until then the session does not know it.
    let tokens = client.create_participant_token(&arn).send().await.unwrap();
    let late = tokens.participant_token.unwrap();
    let late_id = late.participant_id.unwrap();
    let wait = hasty(client.wait_until_participant_connected(&late_id, &there.session_id, &arn));
    let (waited, came) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 3).await;
        simulator
            .join(late.token.as_ref().unwrap().expose())
            .unwrap()
    });
    let waited = waited.unwrap();
    let participant = waited.output.participant.unwrap();
    assert_eq!(participant.participant_id, Some(late_id));
    assert!(waited.attempts >= 4, "{}", waited.attempts);

    let (id, session) = (&came.participant_id, &came.session_id);
    let wait = hasty(client.wait_until_participant_disconnected(id, session, &arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", waited.attempts as usize + 2).await;
        simulator.leave(&came).unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(participant.state, Some(ParticipantState::Disconnected));
    drop(second);
}

#[tokio::test]
async fn nobody_who_comes_ends_the_wait_with_what_was_said_last() {
    let (simulator, client) = still().await;
    let (arn, [token, _]) = stage(&client).await;
    let there = simulator.join(&token).unwrap();
    let wait = client.wait_until_participant_connected("AbCdEf012345", there.session_id, arn);
    let wait = hasty(wait).timeout(Duration::from_millis(60));
    let error = wait.wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(error.waiter(), "ParticipantConnected");
    let last = error.last().unwrap().unwrap_err();
    assert!(last.is_resource_not_found(), "{last}");
    assert!(error.elapsed() < Duration::from_secs(5));
    // CreateStage came first; the last call may have been cut off on its way.
    let calls = simulator.requests().len();
    assert!((calls - 1..=calls).contains(&(error.attempts() as usize)));
}

/// A stage with a recorded publisher on it.
async fn recorded(simulator: &Simulator, client: &Client) -> Presence {
    let bucket = S3StorageConfiguration::new("bucket");
    let storage = client.create_storage_configuration(bucket).send().await;
    let storage = storage.unwrap().storage_configuration.unwrap();
    let call = client.create_stage();
    let call = call.participant_token_configurations([ParticipantTokenConfiguration::default()]);
    let recording = AutoParticipantRecordingConfiguration::new(storage.arn);
    let call = call.auto_participant_recording_configuration(recording);
    let made = call.send().await.unwrap();
    let token = made.participant_tokens[0].token.clone().unwrap();
    let who = simulator.join(token.expose()).unwrap();
    simulator.publish(&who).unwrap();
    who
}

#[tokio::test]
async fn a_recording_is_finished_when_it_is_stopped() {
    let (simulator, client) = still().await;
    let who = recorded(&simulator, &client).await;
    let (id, session, arn) = (&who.participant_id, &who.session_id, &who.stage_arn);
    let wait = hasty(client.wait_until_participant_recording_finished(id, session, arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        simulator.advance_recording(&who);
        called(&simulator, "GetParticipant", 2).await;
        simulator.leave(&who).unwrap();
        called(&simulator, "GetParticipant", 4).await;
        simulator.advance_recording(&who);
    });
    let participant = waited.unwrap().output.participant.unwrap();
    let stopped = Some(ParticipantRecordingState::Stopped);
    assert_eq!(participant.recording_state, stopped);
}

#[tokio::test]
async fn a_recording_that_fails_or_is_off_is_not_waited_for() {
    let (simulator, client) = still().await;
    let who = recorded(&simulator, &client).await;
    simulator.fail_recording(&who);
    let (id, session, arn) = (&who.participant_id, &who.session_id, &who.stage_arn);
    let wait = client.wait_until_participant_recording_finished(id, session, arn);
    let error = wait.wait().await.unwrap_err();
    let reason = "participant.recordingState is FAILED";
    assert_eq!(error.kind(), WaitErrorKind::Failed(reason));
    assert_eq!(error.attempts(), 1);
    let line = error.to_string();
    assert!(
        line.starts_with("waiter ParticipantRecordingFinished entered a failure state: "),
        "{line}"
    );
    let last = error.into_last().unwrap().unwrap();
    assert!(last.participant.is_some());
}

#[tokio::test]
async fn a_replica_is_waited_for_until_it_has_gone() {
    let (simulator, client) = still().await;
    let (source, [token, _]) = stage(&client).await;
    let destination = client
        .create_stage()
        .send()
        .await
        .unwrap()
        .stage
        .unwrap()
        .arn;
    let who = simulator.join(&token).unwrap();
    simulator.publish(&who).unwrap();
    let id = &who.participant_id;
    let call = client.start_participant_replication(&source, &destination, id);
    call.send().await.unwrap();
    let replicas = client.list_participant_replicas(&source, id).send().await;
    let replica = replicas.unwrap().replicas.remove(0);
    let session = &replica.destination_session_id;
    let wait = hasty(client.wait_until_replication_stopped(id, session, &destination));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 2).await;
        let call = client.stop_participant_replication(&source, &destination, id);
        call.send().await.unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(
        participant.replication_state,
        Some(ReplicationState::Stopped)
    );
}
