//! Opt-in validation of inputs: all violations with their paths.

use crate::support::{ARN, builder, simulated};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, ErrorKind, Validate, Violations};
use std::collections::BTreeMap;

fn client() -> Client {
    builder().build().unwrap()
}

fn problems(violations: &Violations) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn all_violations_are_reported_with_their_path() {
    let long = "x".repeat(300);
    let configurations = (0..13).map(|index| {
        let configuration = ParticipantTokenConfiguration::default();
        configuration.with_duration(if index == 3 { 0 } else { 1 })
    });
    let thumbnails = ParticipantThumbnailConfiguration::default();
    let recording = AutoParticipantRecordingConfiguration::new("x".repeat(129))
        .with_thumbnail_configuration(thumbnails.with_target_interval_seconds(90_000));
    let call = client()
        .create_stage()
        .name(&long)
        .participant_token_configurations(configurations.collect::<Vec<_>>())
        .tags([("team", long.as_str()), (&long[..129], "a"), ("", "b")])
        .auto_participant_recording_configuration(recording);
    let violations = call.validate().unwrap_err();
    let recording = "autoParticipantRecordingConfiguration";
    assert_eq!(
        problems(&violations),
        [
            "name: must have at most 128 characters, has 300".to_owned(),
            "participantTokenConfigurations: must have at most 12 elements, has 13".to_owned(),
            "participantTokenConfigurations[3].duration: must be at least 1, is 0".to_owned(),
            "tags[\"\"]: key must have at least 1 character, has 0".to_owned(),
            format!("tags[{:?}]: key must have at most 128 characters, has 129", &long[..129]),
            "tags[\"team\"]: must have at most 256 characters, has 300".to_owned(),
            format!(
                "{recording}.storageConfigurationArn: must have at most 128 characters, has 129"
            ),
            format!(
                "{recording}.thumbnailConfiguration.targetIntervalSeconds: must be at most 86400, is 90000"
            ),
        ]
    );
}

#[tokio::test]
async fn a_valid_call_is_sent_and_an_invalid_one_is_an_error() {
    async fn create(client: &Client, name: &str) -> Result<Option<String>, Error> {
        let made = client.create_stage().name(name).validate()?.send().await?;
        Ok(made.stage.and_then(|stage| stage.name))
    }
    let (simulator, client) = simulated().await;
    assert_eq!(create(&client, "demo").await.unwrap().as_deref(), Some("demo"));
    let error = create(&client, &"x".repeat(129)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.message(), "name: must have at most 128 characters, has 129");
    assert_eq!(simulator.requests().len(), 1, "nothing was sent");
}

#[tokio::test]
async fn validation_is_opt_in() {
    let (simulator, client) = simulated().await;
    let call = client.create_stage().name("x".repeat(129));
    let error = call.send().await.unwrap_err();
    assert!(error.is_validation(), "{error}");
    assert_eq!(simulator.requests().len(), 1);
}

#[test]
fn lengths_count_characters_and_patterns_are_not_validated() {
    let call = client().create_stage().name("ü".repeat(128));
    assert!(call.validate().is_ok());
    let call = client().get_stage("no ARN at all");
    assert!(call.validate().is_ok());
    let error = client().get_stage("").validate().unwrap_err();
    assert_eq!(problems(&error), ["arn: must have at least 1 character, has 0"]);
}

#[test]
fn nested_structures_can_be_validated() {
    let token = ParticipantTokenConfiguration::default().with_duration(20_161);
    let violations = token.validate().unwrap_err();
    assert_eq!(violations.to_string(), "duration: must be at most 20160, is 20161");
}

#[test]
fn members_bound_to_path_and_query_are_validated() {
    let tags: BTreeMap<String, String> = BTreeMap::new();
    assert!(client().tag_resource(ARN, tags).validate().is_ok());
    let keys = vec!["k"; 51];
    let violations = client().untag_resource(ARN, keys).validate().unwrap_err();
    assert_eq!(violations.to_string(), "tagKeys: must have at most 50 elements, has 51");
}
