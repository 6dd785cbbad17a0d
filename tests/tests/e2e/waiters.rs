//! Waiters on the simulator. The state changes after the waiter has polled at least once.

use crate::support::{ARN, builder, builder_for, stage_and_destination};
use e2e_tests::simulator::{Presence, Simulator};
use generated_sdk::runtime::WaiterDefinition;
use generated_sdk::testing::{ManualSystem, ScriptedTransport, Step};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, Secret, WaitErrorKind, Waiter};
use serde_json::json;
use std::time::Duration;

/// A waiter with short delays.
fn quick<C: WaiterDefinition>(waiter: Waiter<C>) -> Waiter<C> {
    waiter
        .min_delay(Duration::from_millis(2))
        .max_delay(Duration::from_millis(10))
        .timeout(Duration::from_secs(20))
}

/// Waits until an operation has been called `times` times.
async fn called(simulator: &Simulator, operation: &str, times: usize) {
    let count = || {
        let requests = simulator.requests();
        let calls = requests.iter().filter(|it| it.operation == Some(operation));
        calls.count()
    };
    while count() < times {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// A simulator with manual state transitions, and a client of it.
async fn manual() -> (Simulator, Client) {
    let simulator = Simulator::builder().transitions(e2e_tests::simulator::Transitions::Manual);
    let simulator = simulator.start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    (simulator, client)
}

/// A new composition.
async fn composition(simulator: &Simulator, client: &Client) -> String {
    let (stage, destination) = stage_and_destination(simulator, client).await;
    let made = client.start_composition(stage, [destination]).send().await;
    made.unwrap().composition.unwrap().arn
}

#[tokio::test]
async fn compositions_are_waited_for_until_active_and_until_stopped() {
    let (simulator, client) = manual().await;
    let arn = composition(&simulator, &client).await;
    let wait = quick(client.wait_until_composition_active(&arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", 2).await;
        simulator.advance_composition(&arn);
    });
    let waited = waited.unwrap();
    let active = waited.output.composition.unwrap();
    assert_eq!(active.state, CompositionState::Active);

    client.stop_composition(&arn).send().await.unwrap();
    let wait = quick(client.wait_until_composition_stopped(&arn));
    let (stopped, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", waited.attempts as usize + 2).await;
        simulator.advance_composition(&arn);
    });
    let stopped = stopped.unwrap().output.unwrap().composition.unwrap();
    assert_eq!(stopped.state, CompositionState::Stopped);

    let gone = client.wait_until_composition_active(&arn).wait().await.unwrap_err();
    let reason = WaitErrorKind::Failed("composition.state is STOPPED");
    assert_eq!((gone.kind(), gone.attempts()), (reason, 1));

    simulator.remove_composition(&arn);
    let stopped = client.wait_until_composition_stopped(&arn).wait().await;
    assert!(stopped.unwrap().output.unwrap_err().is_resource_not_found());
}

#[tokio::test]
async fn a_failed_composition_is_a_failure_state() {
    let (simulator, client) = manual().await;
    let arn = composition(&simulator, &client).await;
    let wait = quick(client.wait_until_composition_active(&arn));
    let (error, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", 2).await;
        simulator.fail_composition(&arn);
    });
    let error = error.unwrap_err();
    let reason = "composition.state is FAILED";
    assert_eq!(error.kind(), WaitErrorKind::Failed(reason));
    let last = error.into_last().unwrap().unwrap();
    assert_eq!(last.composition.unwrap().state, CompositionState::Failed);
    let stopped = client.wait_until_composition_stopped(&arn).wait().await;
    assert_eq!(stopped.unwrap_err().kind(), WaitErrorKind::Failed(reason));
}

#[tokio::test]
async fn a_deleted_stage_is_a_success_state() {
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let wait = quick(client.wait_until_stage_deleted(&stage.arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetStage", 2).await;
        client.delete_stage(&stage.arn).send().await.unwrap();
    });
    let waited = waited.unwrap();
    assert!(waited.output.unwrap_err().is_resource_not_found());
    assert!(waited.attempts >= 3);
}

#[tokio::test]
async fn an_unmatched_error_ends_the_waiter() {
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let denied = e2e_tests::simulator::Fault::access_denied();
    simulator.fail_next("GetStage", denied, 1);
    let wait = client.wait_until_stage_deleted(&stage.arn);
    let error = wait.wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    assert_eq!(error.attempts(), 1);
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().starts_with("GetStage failed: AccessDenied"), "{source}");
}

#[tokio::test]
async fn a_waiter_error_converts_to_an_error_of_the_service() {
    async fn gone(client: &Client, arn: &str) -> Result<(), Error> {
        client.delete_stage(arn).send().await?;
        client.wait_until_stage_deleted(arn).wait().await?;
        Ok(())
    }
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let denied = e2e_tests::simulator::Fault::access_denied();
    simulator.fail_next("GetStage", denied, 1);
    let error = gone(&client, &stage.arn).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert_eq!(error.operation(), Some("GetStage"));
    assert!(error.to_string().contains("StageDeleted"), "{error}");
}

#[tokio::test]
async fn retries_of_a_call_do_not_count_as_polls() {
    let (simulator, client) = manual().await;
    let internal = e2e_tests::simulator::Fault::internal_server();
    simulator.fail_next("GetStage", internal, 1);
    let arn = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";
    let arn = arn.replace("us-east-1", simulator.region());
    let waited = client.wait_until_stage_deleted(arn).wait().await.unwrap();
    assert_eq!(waited.attempts, 1);
    assert_eq!(simulator.requests().len(), 2);
}

#[tokio::test]
async fn a_session_ends_when_the_last_participant_leaves() {
    let (simulator, client) = manual().await;
    let call = client.create_stage();
    let call = call.participant_token_configurations([ParticipantTokenConfiguration::default()]);
    let made = call.send().await.unwrap();
    let token = made.participant_tokens[0].token.clone().unwrap();
    let presence = simulator.join(token.expose()).unwrap();
    let wait =
        quick(client.wait_until_stage_session_ended(&presence.session_id, &presence.stage_arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetStageSession", 2).await;
        simulator.leave(&presence).unwrap();
    });
    let session = waited.unwrap().output.stage_session.unwrap();
    assert!(session.end_time.is_some());
}

#[tokio::test]
async fn an_ingest_configuration_becomes_active_with_its_encoder() {
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let call = client.create_ingest_configuration(IngestProtocol::Rtmps);
    let made = call.stage_arn(&stage.arn).send().await.unwrap();
    let arn = made.ingest_configuration.unwrap().arn;
    let wait = quick(client.wait_until_ingest_configuration_active(&arn));
    let (waited, _) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetIngestConfiguration", 2).await;
        simulator.start_ingest(&simulator.stream_keys(&arn)[0]).unwrap()
    });
    let ingest = waited.unwrap().output.ingest_configuration.unwrap();
    assert_eq!(ingest.state, IngestConfigurationState::Active);
}

#[tokio::test]
async fn the_waiter_timeout_applies_during_a_call() {
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let slow = e2e_tests::simulator::Fault::slow(Duration::from_secs(30));
    simulator.fail_next("GetStage", slow, 1);
    let wait = client.wait_until_stage_deleted(&stage.arn);
    let begun = std::time::Instant::now();
    let error = wait.timeout(Duration::from_millis(80)).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert!(error.last().is_none());
    assert!(begun.elapsed() < Duration::from_secs(5));
}

/// A new stage and two of its tokens.
async fn stage_with_tokens(client: &Client) -> (String, [String; 2]) {
    let token = ParticipantTokenConfiguration::default;
    let call = client.create_stage();
    let call = call.participant_token_configurations([token(), token()]);
    let made = call.send().await.unwrap();
    let tokens = made.participant_tokens.into_iter().map(|it| it.token);
    let tokens: Vec<_> =
        tokens.map(|token| token.as_ref().map(Secret::expose).unwrap().to_owned()).collect();
    (made.stage.unwrap().arn, tokens.try_into().unwrap())
}

#[tokio::test]
async fn participants_are_waited_for_until_connected_and_until_disconnected() {
    let (simulator, client) = manual().await;
    let (arn, [first, second]) = stage_with_tokens(&client).await;
    let there = simulator.join(&first).unwrap();
    // The token has the participant id; the session has no such participant until it joins.
    let tokens = client.create_participant_token(&arn).send().await.unwrap();
    let late = tokens.participant_token.unwrap();
    let late_id = late.participant_id.unwrap();
    let wait = quick(client.wait_until_participant_connected(&late_id, &there.session_id, &arn));
    let (waited, came) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 3).await;
        simulator.join(late.token.as_ref().unwrap().expose()).unwrap()
    });
    let waited = waited.unwrap();
    let participant = waited.output.participant.unwrap();
    assert_eq!(participant.participant_id, Some(late_id));
    assert!(waited.attempts >= 4, "{}", waited.attempts);

    let (id, session) = (&came.participant_id, &came.session_id);
    let wait = quick(client.wait_until_participant_disconnected(id, session, &arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", waited.attempts as usize + 2).await;
        simulator.leave(&came).unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(participant.state, Some(ParticipantState::Disconnected));
    drop(second);
}

#[tokio::test]
async fn a_waiter_timeout_has_the_last_result() {
    let missing = || Step::error(404, "ResourceNotFoundException", "not yet");
    let transport = ScriptedTransport::new((0..99).map(|_| missing()));
    let client =
        builder().system(ManualSystem::default()).transport(transport.clone()).build().unwrap();
    let waiter = client.wait_until_participant_connected("AbCdEf012345", "st-0", ARN);
    let error = waiter.timeout(Duration::from_secs(60)).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(error.waiter(), "ParticipantConnected");
    let last = error.last().unwrap().unwrap_err();
    assert!(last.is_resource_not_found(), "{last}");
    assert!(error.elapsed() <= Duration::from_secs(60));
    assert_eq!(transport.take_requests().len(), error.attempts() as usize);
}

/// A recorded publisher on a new stage.
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
    let presence = simulator.join(token.expose()).unwrap();
    simulator.publish(&presence).unwrap();
    presence
}

#[tokio::test]
async fn a_stopped_recording_is_a_success_state() {
    let (simulator, client) = manual().await;
    let presence = recorded(&simulator, &client).await;
    let (id, session, arn) = (&presence.participant_id, &presence.session_id, &presence.stage_arn);
    let wait = quick(client.wait_until_participant_recording_finished(id, session, arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        simulator.advance_recording(&presence);
        called(&simulator, "GetParticipant", 2).await;
        simulator.leave(&presence).unwrap();
        called(&simulator, "GetParticipant", 4).await;
        simulator.advance_recording(&presence);
    });
    let participant = waited.unwrap().output.participant.unwrap();
    let stopped = Some(ParticipantRecordingState::Stopped);
    assert_eq!(participant.recording_state, stopped);
}

#[tokio::test]
async fn a_failed_recording_is_a_failure_state() {
    let (simulator, client) = manual().await;
    let presence = recorded(&simulator, &client).await;
    simulator.fail_recording(&presence);
    let (id, session, arn) = (&presence.participant_id, &presence.session_id, &presence.stage_arn);
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
async fn a_stopped_replication_is_a_success_state() {
    let (simulator, client) = manual().await;
    let (source, [token, _]) = stage_with_tokens(&client).await;
    let destination = client.create_stage().send().await.unwrap().stage.unwrap().arn;
    let presence = simulator.join(&token).unwrap();
    simulator.publish(&presence).unwrap();
    let id = &presence.participant_id;
    let call = client.start_participant_replication(&source, &destination, id);
    call.send().await.unwrap();
    let replicas = client.list_participant_replicas(&source, id).send().await;
    let replica = replicas.unwrap().replicas.remove(0);
    let session = &replica.destination_session_id;
    let wait = quick(client.wait_until_replication_stopped(id, session, &destination));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 2).await;
        let call = client.stop_participant_replication(&source, &destination, id);
        call.send().await.unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(participant.replication_state, Some(ReplicationState::Stopped));
}

/// The delays of a waiter for a composition that is active at the eighth poll.
async fn delays(system: ManualSystem) -> Vec<Duration> {
    let state = |state: &str| {
        let composition = json!({
            "arn": "arn", "stageArn": "stage", "state": state, "destinations": [],
            "layout": {},
        });
        Step::json(200, json!({"composition": composition}))
    };
    let transport = ScriptedTransport::new((0..7).map(|_| state("STARTING")));
    transport.push(state("ACTIVE"));
    let client = builder().system(system.clone()).transport(transport.clone()).build().unwrap();
    let waited = client.wait_until_composition_active("arn").wait().await;
    assert_eq!(waited.unwrap().attempts, 8);
    transport.assert_played();
    system.slept()
}

/// The overlay sets 1 and 15 seconds.
#[tokio::test]
async fn maximum_delays_double_from_min_delay_to_max_delay() {
    let seconds = |numbers: [u64; 7]| numbers.map(Duration::from_secs);
    let least = delays(ManualSystem::default().with_random(0)).await;
    assert_eq!(least, seconds([1; 7]));
    let most = delays(ManualSystem::default().with_random(255)).await;
    let rounded = most.iter().map(|it| Duration::from_secs_f64(it.as_secs_f64().round()));
    let rounded: Vec<_> = rounded.collect();
    assert_eq!(rounded, seconds([1, 2, 4, 8, 15, 15, 15]));
}

#[tokio::test]
async fn delays_are_random_between_minimum_and_maximum() {
    let found = delays(ManualSystem::default()).await;
    let most = [1, 2, 4, 8, 15, 15, 15].map(Duration::from_secs);
    for (delay, most) in found.iter().zip(most) {
        assert!((Duration::from_secs(1)..=most).contains(delay), "{found:?}");
    }
    assert_ne!(found[5], found[6], "delays with equal bounds are equal");
}
