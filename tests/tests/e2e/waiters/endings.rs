//! Stages and sessions that come to an end, and encoders that begin.

use super::{called, hasty, still};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, WaitErrorKind};
use std::time::Duration;

#[tokio::test]
async fn a_stage_is_deleted_when_nobody_knows_it() {
    let (simulator, client) = still().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let wait = hasty(client.wait_until_stage_deleted(&stage.arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetStage", 2).await;
        client.delete_stage(&stage.arn).send().await.unwrap();
    });
    let waited = waited.unwrap();
    assert!(waited.output.unwrap_err().is_resource_not_found());
    assert!(waited.attempts >= 3);
}

#[tokio::test]
async fn an_error_of_another_kind_ends_the_wait_with_it() {
    let (simulator, client) = still().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let denied = e2e_tests::simulator::Fault::access_denied();
    simulator.fail_next("GetStage", denied, 1);
    let wait = client.wait_until_stage_deleted(&stage.arn);
    let error = wait.wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    assert_eq!(error.attempts(), 1);
    let source = std::error::Error::source(&error).unwrap();
    assert!(
        source
            .to_string()
            .starts_with("GetStage failed: AccessDenied"),
        "{source}"
    );
}

#[tokio::test]
async fn a_wait_can_be_part_of_what_fails_with_the_services_error() {
    async fn gone(client: &Client, arn: &str) -> Result<(), Error> {
        client.delete_stage(arn).send().await?;
        client.wait_until_stage_deleted(arn).wait().await?;
        Ok(())
    }
    let (simulator, client) = still().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let denied = e2e_tests::simulator::Fault::access_denied();
    simulator.fail_next("GetStage", denied, 1);
    let error = gone(&client, &stage.arn).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert_eq!(error.operation(), Some("GetStage"));
    assert!(error.to_string().contains("StageDeleted"), "{error}");
}

#[tokio::test]
async fn what_the_clients_retries_mend_does_not_end_the_wait() {
    let (simulator, client) = still().await;
    let internal = e2e_tests::simulator::Fault::internal_server();
    simulator.fail_next("GetStage", internal, 1);
    let arn = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";
    let arn = arn.replace("us-east-1", simulator.region());
    let waited = client.wait_until_stage_deleted(arn).wait().await.unwrap();
    assert_eq!(waited.attempts, 1);
    assert_eq!(simulator.requests().len(), 2);
}

#[tokio::test]
async fn a_session_is_over_when_the_last_participant_has_left() {
    let (simulator, client) = still().await;
    let call = client.create_stage();
    let call = call.participant_token_configurations([ParticipantTokenConfiguration::default()]);
    let made = call.send().await.unwrap();
    let token = made.participant_tokens[0].token.clone().unwrap();
    let who = simulator.join(token.expose()).unwrap();
    let wait = hasty(client.wait_until_stage_session_ended(&who.session_id, &who.stage_arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetStageSession", 2).await;
        simulator.leave(&who).unwrap();
    });
    let session = waited.unwrap().output.stage_session.unwrap();
    assert!(session.end_time.is_some());
}

#[tokio::test]
async fn an_ingest_configuration_is_active_while_an_encoder_publishes() {
    let (simulator, client) = still().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let call = client.create_ingest_configuration(IngestProtocol::Rtmps);
    let made = call.stage_arn(&stage.arn).send().await.unwrap();
    let arn = made.ingest_configuration.unwrap().arn;
    let wait = hasty(client.wait_until_ingest_configuration_active(&arn));
    let (waited, _) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetIngestConfiguration", 2).await;
        simulator
            .start_ingest(&simulator.stream_keys(&arn)[0])
            .unwrap()
    });
    let ingest = waited.unwrap().output.ingest_configuration.unwrap();
    assert_eq!(ingest.state, IngestConfigurationState::Active);
}

#[tokio::test]
async fn a_wait_ends_in_time_whatever_its_calls_do() {
    let (simulator, client) = still().await;
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let slow = e2e_tests::simulator::Fault::slow(Duration::from_secs(30));
    simulator.fail_next("GetStage", slow, 1);
    let wait = client.wait_until_stage_deleted(&stage.arn);
    let begun = std::time::Instant::now();
    let error = wait
        .timeout(Duration::from_millis(80))
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert!(error.last().is_none());
    assert!(begun.elapsed() < Duration::from_secs(5));
}
