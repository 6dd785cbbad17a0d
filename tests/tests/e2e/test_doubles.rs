//! The SDK's fakes and recordings, as users use them in their tests.

use crate::support::{ARN, simulated};
use generated_sdk::operations::*;
use generated_sdk::testing::{Fake, Fault, Recorder, Replayer};
use generated_sdk::types::{ParticipantToken, ParticipantTokenConfiguration, Stage};
use generated_sdk::{Client, Error, ErrorCode};
use sdk_runtime::transport::HyperTransport;

#[tokio::test]
async fn a_fake_returns_outputs_and_modeled_errors() {
    let fake = Fake::new()
        .on::<CreateStage>(|input| {
            let name = input.name.clone().unwrap_or_default();
            Ok(CreateStageOutput::default().with_stage(Stage::new(ARN).with_name(name)))
        })
        .in_order::<GetStage>([
            Err(Fault::new(ErrorCode::ResourceNotFound).message("no such stage").status(404)),
            Ok(GetStageOutput::default().with_stage(Stage::new(ARN))),
        ]);
    let client = fake.client::<Client>();

    let made = client.create_stage().name("demo").send().await.unwrap();
    assert_eq!(made.stage.unwrap().name.as_deref(), Some("demo"));
    let error = client.get_stage(ARN).send().await.unwrap_err();
    assert!(error.is_resource_not_found());
    assert!(
        error.to_string().starts_with("GetStage failed: ResourceNotFoundException: no such stage"),
        "{error}"
    );
    assert_eq!(client.get_stage(ARN).send().await.unwrap().stage.unwrap().arn, ARN);
    assert_eq!(fake.calls::<CreateStage>()[0].name.as_deref(), Some("demo"));
    assert_eq!(fake.operations(), ["CreateStage", "GetStage", "GetStage"]);
    fake.assert_all_called();
}

#[tokio::test]
async fn fakes_redact_secrets_in_debug_output() {
    let fake = Fake::new().on::<CreateParticipantToken>(|_| {
        let token = ParticipantToken::default().with_token("p4rt1c1pant-token");
        Ok(CreateParticipantTokenOutput::default().with_participant_token(token))
    });
    let client = fake.client::<Client>();
    let output = client.create_participant_token(ARN).send().await.unwrap();
    let shown =
        format!("{fake:?} {client:?} {output:?} {:?}", fake.calls::<CreateParticipantToken>());
    assert!(!shown.contains("p4rt1c1pant-token"), "{shown}");
    assert_eq!(output.participant_token.unwrap().token.unwrap().expose(), "p4rt1c1pant-token");
}

#[tokio::test]
async fn waiters_poll_a_fake() {
    let gone = Fault::new(ErrorCode::ResourceNotFound).status(404);
    let existing = || Ok(GetStageOutput::default().with_stage(Stage::new(ARN)));
    let fake = Fake::new().in_order::<GetStage>([existing(), existing(), Err(gone)]);
    let builder = fake.builder::<Client>();
    let client = builder.system(generated_sdk::testing::ManualSystem::default()).build().unwrap();
    client.wait_until_stage_deleted(ARN).await.unwrap();
    fake.assert_all_called();
}

/// The results of a session.
struct SessionResults {
    arn: String,
    stages: usize,
    tokens: Vec<String>,
}

/// The calls that are recorded and replayed.
async fn session(client: &Client) -> Result<SessionResults, Error> {
    let mut tokens = Vec::new();
    let token = ParticipantTokenConfiguration::default().with_user_id("alice");
    let made = client.create_stage().name("recorded").participant_token_configurations([token]);
    let made = made.send().await?;
    let arn = made.stage.map(|stage| stage.arn).unwrap_or_default();
    let further = client.create_participant_token(&arn).send().await?.participant_token;
    for token in made.participant_tokens.into_iter().chain(further) {
        tokens.extend(token.token.map(|secret| secret.expose().to_owned()));
    }
    client.tag_resource(&arn, [("team", "a b")]).send().await?;
    client.untag_resource(&arn, ["team", "other"]).send().await?;
    let mut items = client.list_stages().items();
    let mut stages = 0;
    while let Some(stage) = items.next().await {
        stage?;
        stages += 1;
    }
    client.delete_stage(&arn).send().await?;
    assert!(client.get_stage(&arn).send().await.unwrap_err().is_resource_not_found());
    Ok(SessionResults { arn, stages, tokens })
}

#[tokio::test]
async fn recordings_contain_no_secrets_and_can_be_replayed() {
    let (simulator, _) = simulated().await;
    let recorder = Recorder::new(HyperTransport::default()).for_service::<Client>();
    let client =
        crate::support::builder_for(&simulator).transport(recorder.clone()).build().unwrap();
    let seen = session(&client).await.unwrap();

    let text = recorder.to_json();
    let account = seen.arn.split(':').nth(4).unwrap();
    let mut secrets =
        vec![account.to_owned(), simulator.access_key_id(), simulator.secret_access_key()];
    secrets.extend(simulator.session_token());
    assert_eq!(seen.tokens.len(), 2);
    secrets.extend(seen.tokens);
    for secret in &secrets {
        assert!(!text.contains(secret), "{secret} in {text}");
        assert!(!format!("{recorder:?} {client:?}").contains(secret));
    }

    let replayer = Replayer::from_json(&text).unwrap();
    let again = session(&replayer.client::<Client>()).await.unwrap();
    replayer.assert_all_played();
    assert_eq!(again.stages, seen.stages);
    assert_eq!(again.arn.rsplit(':').next(), seen.arn.rsplit(':').next());
    assert_ne!(again.arn, seen.arn);
    assert_eq!(again.tokens.len(), 2);
}
