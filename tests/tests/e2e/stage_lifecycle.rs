//! The life of a stage on the simulator, from creation to deletion, with signatures and state.

use crate::support::{builder_for, simulated};
use e2e_tests::simulator::{ParticipantError, Presence, Simulator};
use generated_sdk::types::ParticipantTokenCapability::{Publish, Subscribe};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, Secret};
use std::collections::BTreeSet;

/// The secret of a token.
fn secret(token: &ParticipantToken) -> &str {
    token.token.as_ref().map(Secret::expose).unwrap()
}

#[tokio::test]
async fn a_stage_lifecycle_with_static_credentials() {
    let (simulator, client) = simulated().await;
    run_lifecycle(&simulator, &client).await.unwrap();
}

#[tokio::test]
async fn a_stage_lifecycle_with_a_session_token_and_explicit_nulls() {
    let simulator = Simulator::builder()
        .session_token("IQoJb3JpZ2luX2VjE/+=")
        .region("eu-central-1")
        .explicit_nulls()
        .start()
        .await
        .unwrap();
    let client = builder_for(&simulator).build().unwrap();
    run_lifecycle(&simulator, &client).await.unwrap();
    for request in simulator.requests() {
        let token = request.header("x-amz-security-token");
        assert_eq!(token, Some("IQoJb3JpZ2luX2VjE/+="));
    }
}

async fn run_lifecycle(simulator: &Simulator, client: &Client) -> Result<(), Error> {
    let (arn, host, viewer) = open(simulator, client).await?;
    read_session(client, &arn, &host, &viewer).await?;
    read_events(simulator, client, &host, &viewer).await?;
    end_session(simulator, client, &host, &viewer).await?;
    tag(client, &arn).await?;
    close(client, &arn).await?;

    let requests = simulator.requests();
    let called: BTreeSet<_> = requests.iter().filter_map(|it| it.operation).collect();
    assert_eq!(called.len(), 15, "{called:?}");
    Ok(())
}

/// Creates the stage; a publisher and a viewer join.
async fn open(
    simulator: &Simulator,
    client: &Client,
) -> Result<(String, Presence, Presence), Error> {
    let host = ParticipantTokenConfiguration::default()
        .with_user_id("host")
        .with_attributes([("role", "host"), ("name", "Zoë")]);
    let made = client
        .create_stage()
        .participant_token_configurations([host])
        .tags([("team", "video")])
        .send()
        .await?;
    let stage = made.stage.unwrap();
    assert_eq!(
        (stage.name.as_deref(), stage.tags["team"].as_str()),
        (None, "video")
    );
    let [host] = <[_; 1]>::try_from(made.participant_tokens).unwrap();
    assert_eq!(host.capabilities, [Publish, Subscribe]);
    assert_eq!(host.duration, Some(720));
    assert_eq!(host.attributes["name"], "Zoë");
    assert!(host.expiration_time.unwrap() > simulator.now());

    let renamed = client.update_stage(&stage.arn).name("demo").send().await?;
    assert_eq!(renamed.stage.unwrap().name.as_deref(), Some("demo"));

    let viewer = client
        .create_participant_token(&stage.arn)
        .user_id("viewer")
        .capabilities([Subscribe])
        .duration(1)
        .send()
        .await?;
    let viewer = viewer.participant_token.unwrap();

    let quiet = client.get_stage(&stage.arn).send().await?;
    assert_eq!(quiet.stage.unwrap().active_session_id, None);
    let host_there = simulator.join(secret(&host)).unwrap();
    assert_eq!(host.participant_id, Some(host_there.participant_id.clone()));
    let viewer_there = simulator.join(secret(&viewer)).unwrap();
    let busy = client.get_stage(&stage.arn).send().await?;
    assert_eq!(
        busy.stage.unwrap().active_session_id.as_deref(),
        Some(&*host_there.session_id)
    );
    Ok((stage.arn, host_there, viewer_there))
}

/// Reads the session and its participants.
async fn read_session(
    client: &Client,
    arn: &str,
    host: &Presence,
    viewer: &Presence,
) -> Result<(), Error> {
    let session = &host.session_id;
    let sessions = client.list_stage_sessions(arn).send().await?.stage_sessions;
    assert_eq!(sessions.len(), 1);
    let running = client.get_stage_session(session, arn).send().await?;
    let running = running.stage_session.unwrap();
    assert_eq!(running.session_id.as_ref(), Some(session));
    assert_eq!(running.start_time, sessions[0].start_time);
    assert!(running.start_time.is_some());
    assert_eq!(running.end_time, None);

    let all = client.list_participants(session, arn).send().await?;
    let users: Vec<_> = all
        .participants
        .iter()
        .map(|it| it.user_id.as_deref())
        .collect();
    assert_eq!(users, [Some("host"), Some("viewer")]);
    let named = client.list_participants(session, arn);
    let named = named.filter_by_user_id("viewer").send().await?;
    let [found] = <[_; 1]>::try_from(named.participants).unwrap();
    assert_eq!(found.participant_id.as_ref(), Some(&viewer.participant_id));
    let gone = client.list_participants(session, arn);
    let gone = gone.filter_by_state(ParticipantState::Disconnected);
    assert_eq!(gone.send().await?.participants, []);

    let id = &host.participant_id;
    let found = client.get_participant(id, session, arn).send().await?;
    let found = found.participant.unwrap();
    assert_eq!(found.attributes["role"], "host");
    assert_eq!(found.state, Some(ParticipantState::Connected));
    assert_eq!(found.published, Some(false));
    Ok(())
}

/// The actions of the participants are recorded as events.
async fn read_events(
    simulator: &Simulator,
    client: &Client,
    host: &Presence,
    viewer: &Presence,
) -> Result<(), Error> {
    simulator.publish(host).unwrap();
    simulator.subscribe(viewer, host).unwrap();
    let refused = simulator.publish(viewer).unwrap_err();
    assert_eq!(refused, ParticipantError::InsufficientCapabilities);

    let call =
        client.list_participant_events(&viewer.participant_id, &viewer.session_id, &host.stage_arn);
    let events = call.send().await?.events;
    let names: Vec<_> = events.iter().flat_map(|event| event.name.clone()).collect();
    assert_eq!(
        names,
        [
            EventName::Joined,
            EventName::SubscribeStarted,
            EventName::PublishError
        ]
    );
    let remote = events[1].remote_participant_id.as_ref();
    assert_eq!(remote, Some(&host.participant_id));
    let code = events[2].error_code.as_ref();
    assert_eq!(code, Some(&EventErrorCode::InsufficientCapabilities));
    assert!(events.iter().all(|event| event.event_time.is_some()));

    let call = client.list_participants(&host.session_id, &host.stage_arn);
    let published = call.filter_by_published(true).send().await?.participants;
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].published, Some(true));
    Ok(())
}

/// One participant is disconnected, the other leaves: the session ends.
async fn end_session(
    simulator: &Simulator,
    client: &Client,
    host: &Presence,
    viewer: &Presence,
) -> Result<(), Error> {
    let call = client.disconnect_participant(&viewer.participant_id, &viewer.stage_arn);
    call.reason("too loud").send().await?;
    assert_eq!(simulator.leave(viewer), Err(ParticipantError::NotConnected));
    simulator.leave(host).unwrap();
    let call = client.get_stage_session(&host.session_id, &host.stage_arn);
    let session = call.send().await?.stage_session.unwrap();
    assert!(session.end_time.unwrap() >= session.start_time.unwrap());
    Ok(())
}

async fn tag(client: &Client, arn: &str) -> Result<(), Error> {
    client
        .tag_resource(arn, [("cost center", "4/7"), ("team", "audio")])
        .send()
        .await?;
    let tags = client.list_tags_for_resource(arn).send().await?.tags;
    let tags: Vec<_> = tags.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(tags, [("cost center", "4/7"), ("team", "audio")]);
    client
        .untag_resource(arn, ["cost center", "team"])
        .send()
        .await?;
    let tags = client.list_tags_for_resource(arn).send().await?.tags;
    assert_eq!(tags.len(), 0);
    Ok(())
}

async fn close(client: &Client, arn: &str) -> Result<(), Error> {
    let listed = client.list_stages().send().await?.stages;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].arn, arn);
    client.delete_stage(arn).send().await?;
    assert_eq!(client.list_stages().send().await?.stages, []);
    let error = client.get_stage(arn).send().await.unwrap_err();
    assert!(error.is_resource_not_found(), "{error}");
    assert_eq!(error.message(), format!("there is no stage {arn}"));
    Ok(())
}
