//! The lifecycle of a stage on the simulator: 15 operations with signatures and state, under a session token, in
//! another region, and with explicit nulls in every response.

use crate::support::builder_for;
use e2e_tests::simulator::{ParticipantError, Simulator};
use generated_sdk::types::ParticipantTokenCapability::{Publish, Subscribe};
use generated_sdk::types::*;
use generated_sdk::{Error, Secret};
use std::collections::BTreeSet;

/// The secret of a token.
fn secret(token: &ParticipantToken) -> &str {
    token.token.as_ref().map(Secret::expose).unwrap()
}

#[tokio::test]
async fn a_stage_is_created_used_and_deleted() -> Result<(), Error> {
    let simulator = Simulator::builder()
        .session_token("IQoJb3JpZ2luX2VjE/+=")
        .region("eu-central-1")
        .explicit_nulls()
        .start()
        .await
        .unwrap();
    let client = builder_for(&simulator).build()?;

    let host = ParticipantTokenConfiguration::default()
        .with_user_id("host")
        .with_attributes([("role", "host"), ("name", "Zoë")]);
    let made = client.create_stage().participant_token_configurations([host]);
    let made = made.tags([("team", "video")]).send().await?;
    let stage = made.stage.unwrap();
    assert_eq!((stage.name.as_deref(), stage.tags["team"].as_str()), (None, "video"));
    let arn = stage.arn.as_str();
    let [host_token] = <[_; 1]>::try_from(made.participant_tokens).unwrap();
    assert_eq!(host_token.capabilities, [Publish, Subscribe]);
    assert_eq!((host_token.duration, &*host_token.attributes["name"]), (Some(720), "Zoë"));
    assert!(host_token.expiration_time.unwrap() > simulator.now());
    let renamed = client.update_stage(arn).name("demo").send().await?;
    assert_eq!(renamed.stage.unwrap().name.as_deref(), Some("demo"));
    let token = client.create_participant_token(arn).user_id("viewer").duration(1);
    let token = token.capabilities([Subscribe]).send().await?.participant_token.unwrap();

    let active =
        async || client.get_stage(arn).send().await.map(|it| it.stage.unwrap().active_session_id);
    assert_eq!(active().await?, None);
    let host = simulator.join(secret(&host_token)).unwrap();
    let viewer = simulator.join(secret(&token)).unwrap();
    let session = host.session_id.as_str();
    assert_eq!(active().await?.as_deref(), Some(session));
    let sessions = client.list_stage_sessions(arn).send().await?.stage_sessions;
    let running = client.get_stage_session(arn, session).send().await?.stage_session.unwrap();
    assert_eq!(running.start_time, sessions[0].start_time);
    assert_eq!((running.start_time.is_some(), running.end_time), (true, None));

    simulator.publish(&host).unwrap();
    simulator.subscribe(&viewer, &host).unwrap();
    let rejected = simulator.publish(&viewer).unwrap_err();
    assert_eq!(rejected, ParticipantError::InsufficientCapabilities);
    let list = || client.list_participants(arn, session);
    for (list, expected) in [
        (list(), vec!["host", "viewer"]),
        (list().filter_by_user_id("viewer"), vec!["viewer"]),
        (list().filter_by_state(ParticipantState::Disconnected), vec![]),
        (list().filter_by_published(true), vec!["host"]),
    ] {
        let found = list.send().await?.participants;
        let users: Vec<_> = found.iter().flat_map(|it| it.user_id.as_deref()).collect();
        assert_eq!(users, expected);
    }
    let found = client.get_participant(arn, session, &host.participant_id).send().await?;
    let found = found.participant.unwrap();
    assert_eq!((&*found.attributes["role"], found.published), ("host", Some(true)));
    assert_eq!(found.state, Some(ParticipantState::Connected));

    let events = client.list_participant_events(arn, session, &viewer.participant_id);
    let events = events.send().await?.events;
    let names: Vec<_> = events.iter().flat_map(|event| event.name.clone()).collect();
    assert_eq!(names, [EventName::Joined, EventName::SubscribeStarted, EventName::PublishError]);
    assert_eq!(events[1].remote_participant_id.as_ref(), Some(&host.participant_id));
    assert_eq!(events[2].error_code, Some(EventErrorCode::InsufficientCapabilities));
    assert!(events.iter().all(|event| event.event_time.is_some()));

    let disconnect = client.disconnect_participant(arn, &viewer.participant_id);
    disconnect.reason("too loud").send().await?;
    assert_eq!(simulator.leave(&viewer), Err(ParticipantError::NotConnected));
    simulator.leave(&host).unwrap();
    let ended = client.get_stage_session(arn, session).send().await?.stage_session.unwrap();
    assert!(ended.end_time.unwrap() >= ended.start_time.unwrap());

    client.tag_resource(arn, [("cost center", "4/7"), ("team", "audio")]).send().await?;
    let tags = client.list_tags_for_resource(arn).send().await?.tags;
    let tags: Vec<_> = tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(tags, [("cost center", "4/7"), ("team", "audio")]);
    client.untag_resource(arn, ["cost center", "team"]).send().await?;
    assert_eq!(client.list_tags_for_resource(arn).send().await?.tags.len(), 0);

    assert_eq!(client.list_stages().send().await?.stages[0].arn, arn);
    client.delete_stage(arn).send().await?;
    assert_eq!(client.list_stages().send().await?.stages, []);
    let error = client.get_stage(arn).send().await.unwrap_err();
    assert!(error.is_resource_not_found(), "{error}");
    assert_eq!(error.message(), format!("there is no stage {arn}"));

    let requests = simulator.requests();
    let operations: BTreeSet<_> = requests.iter().filter_map(|it| it.operation).collect();
    assert_eq!(operations.len(), 15, "{operations:?}");
    let token = "IQoJb3JpZ2luX2VjE/+=";
    assert!(requests.iter().all(|it| it.header("x-amz-security-token") == Some(token)));
    Ok(())
}
