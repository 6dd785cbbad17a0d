//! Waiters on the simulator. The state changes after the waiter has polled at least once.

use crate::support::{builder, builder_for, stage_and_destination};
use e2e_tests::simulator::{Fault, Presence, Simulator, Transitions};
use generated_sdk::operations::CreateStage;
use generated_sdk::runtime::WaiterDefinition;
use generated_sdk::testing::{ManualSystem, ScriptedTransport, Step};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, WaitErrorKind, Waiter};
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
    let simulator = Simulator::builder().transitions(Transitions::Manual).start().await.unwrap();
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
async fn a_waiter_error_converts_to_an_error_of_the_service() {
    async fn gone(client: &Client, arn: &str) -> Result<(), Error> {
        client.delete_stage(arn).send().await?;
        client.wait_until_stage_deleted(arn).wait().await?;
        Ok(())
    }
    let (simulator, client) = manual().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    simulator.fail_next("GetStage", Fault::access_denied(), 1);
    let error = gone(&client, &stage.arn).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert_eq!(error.operation(), Some("GetStage"));
    assert!(error.to_string().contains("StageDeleted"), "{error}");
}

#[tokio::test]
async fn a_session_ends_when_the_last_participant_leaves() {
    let (simulator, client) = manual().await;
    let presence = joined(&simulator, client.create_stage()).await;
    let wait =
        quick(client.wait_until_stage_session_ended(&presence.stage_arn, &presence.session_id));
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

/// A participant that has joined a new stage.
async fn joined(simulator: &Simulator, call: CreateStage) -> Presence {
    let call = call.participant_token_configurations([ParticipantTokenConfiguration::default()]);
    let created = call.send().await.unwrap();
    let token = created.participant_tokens[0].token.clone().unwrap();
    simulator.join(token.expose()).unwrap()
}

#[tokio::test]
async fn participants_are_waited_for_until_connected_and_until_disconnected() {
    let (simulator, client) = manual().await;
    let first = joined(&simulator, client.create_stage()).await;
    let arn = &first.stage_arn;
    // The token has the participant id; the session has no such participant until it joins.
    let token = client.create_participant_token(arn).send().await.unwrap();
    let token = token.participant_token.unwrap();
    let id = token.participant_id.unwrap();
    let wait = quick(client.wait_until_participant_connected(arn, &first.session_id, &id));
    let (waited, second) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 3).await;
        simulator.join(token.token.as_ref().unwrap().expose()).unwrap()
    });
    let waited = waited.unwrap();
    let participant = waited.output.participant.unwrap();
    assert_eq!(participant.participant_id.as_ref(), Some(&id));
    assert!(waited.attempts >= 4, "{}", waited.attempts);

    let wait = quick(client.wait_until_participant_disconnected(arn, &second.session_id, &id));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", waited.attempts as usize + 2).await;
        simulator.leave(&second).unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(participant.state, Some(ParticipantState::Disconnected));
}

/// A recorded publisher on a new stage.
async fn recorded(simulator: &Simulator, client: &Client) -> Presence {
    let bucket = S3StorageConfiguration::new("bucket");
    let storage = client.create_storage_configuration(bucket).send().await;
    let storage = storage.unwrap().storage_configuration.unwrap();
    let recording = AutoParticipantRecordingConfiguration::new(storage.arn);
    let call = client.create_stage().auto_participant_recording_configuration(recording);
    let presence = joined(simulator, call).await;
    simulator.publish(&presence).unwrap();
    presence
}

#[tokio::test]
async fn a_stopped_recording_is_a_success_state() {
    let (simulator, client) = manual().await;
    let presence = recorded(&simulator, &client).await;
    let (id, session, arn) = (&presence.participant_id, &presence.session_id, &presence.stage_arn);
    let wait = quick(client.wait_until_participant_recording_finished(arn, session, id));
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
async fn a_stopped_replication_is_a_success_state() {
    let (simulator, client) = manual().await;
    let destination = client.create_stage().send().await.unwrap().stage.unwrap().arn;
    let presence = joined(&simulator, client.create_stage()).await;
    simulator.publish(&presence).unwrap();
    let (id, source) = (&presence.participant_id, &presence.stage_arn);
    let call = client.start_participant_replication(source, &destination, id);
    call.send().await.unwrap();
    let replicas = client.list_participant_replicas(source, id).send().await;
    let replica = replicas.unwrap().replicas.remove(0);
    let session = &replica.destination_session_id;
    let wait = quick(client.wait_until_replication_stopped(&destination, session, id));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetParticipant", 2).await;
        let call = client.stop_participant_replication(source, &destination, id);
        call.send().await.unwrap();
    });
    let participant = waited.unwrap().output.participant.unwrap();
    assert_eq!(participant.replication_state, Some(ReplicationState::Stopped));
}

/// The delays of a waiter for a composition that is active at the eighth poll, with this random number.
async fn delays(random: u8) -> Vec<u64> {
    let system = ManualSystem::default().with_random(random);
    let state = |state: &str| {
        let composition = json!({
            "arn": "arn", "stageArn": "stage", "state": state, "destinations": [],
            "layout": {},
        });
        Step::json(200, json!({"composition": composition}))
    };
    let steps = (0..7).map(|_| state("STARTING")).chain([state("ACTIVE")]);
    let transport = ScriptedTransport::new(steps);
    let client = builder().system(system.clone()).transport(transport.clone()).build().unwrap();
    let waited = client.wait_until_composition_active("arn").wait().await;
    assert_eq!(waited.unwrap().attempts, 8);
    transport.assert_played();
    system.slept().iter().map(|it| it.as_secs_f64().round() as u64).collect()
}

/// The overlay sets 1 and 15 seconds.
#[tokio::test]
async fn delays_have_the_bounds_of_the_waiter() {
    assert_eq!(delays(0).await, [1; 7]);
    assert_eq!(delays(255).await, [1, 2, 4, 8, 15, 15, 15]);
}
