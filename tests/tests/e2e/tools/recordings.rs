use crate::fixture::simulated;
use generated_sdk::testing::{Recorder, Replayer};
use generated_sdk::types::ParticipantTokenConfiguration;
use generated_sdk::{Client, Error};
use sdk_runtime::transport::HyperTransport;

/// What a session gets to see.
struct Seen {
    arn: String,
    stages: usize,
    tokens: Vec<String>,
}

/// What is recorded once and played again: it makes, reads, fails and cleans up.
async fn session(client: &Client) -> Result<Seen, Error> {
    let mut tokens = Vec::new();
    let token = ParticipantTokenConfiguration::default().with_user_id("alice");
    let made = client
        .create_stage()
        .name("recorded")
        .participant_token_configurations([token]);
    let made = made.send().await?;
    let arn = made.stage.map(|stage| stage.arn).unwrap_or_default();
    let further = client
        .create_participant_token(&arn)
        .send()
        .await?
        .participant_token;
    for token in made.participant_tokens.into_iter().chain(further) {
        tokens.extend(token.token.map(|secret| secret.expose().to_owned()));
    }
    client.tag_resource(&arn, [("team", "a b")]).send().await?;
    client
        .untag_resource(&arn, ["team", "other"])
        .send()
        .await?;
    let mut items = client.list_stages().items();
    let mut stages = 0;
    while let Some(stage) = items.next().await {
        stage?;
        stages += 1;
    }
    client.delete_stage(&arn).send().await?;
    assert!(
        client
            .get_stage(&arn)
            .send()
            .await
            .unwrap_err()
            .is_resource_not_found()
    );
    Ok(Seen {
        arn,
        stages,
        tokens,
    })
}

#[tokio::test]
async fn a_session_with_the_service_is_recorded_clean_and_played_again() {
    let (simulator, _) = simulated().await;
    let recorder = Recorder::new(HyperTransport::default()).for_service::<Client>();
    let client = crate::fixture::builder_for(&simulator)
        .transport(recorder.clone())
        .build()
        .unwrap();
    let seen = session(&client).await.unwrap();

    let text = recorder.to_json();
    let account = seen.arn.split(':').nth(4).unwrap();
    let mut secrets = vec![
        account.to_owned(),
        simulator.access_key_id(),
        simulator.secret_access_key(),
    ];
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
