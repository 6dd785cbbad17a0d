//! What each operation makes of a response that has every member of the document in it.

use crate::fixture::{ARN, call_with_response, time};
use generated_sdk::operations::*;
use generated_sdk::types::*;
use generated_sdk::{Client, Error};
use std::fmt::Debug;

const STAGE: &str = r#"{"activeSessionId":"st-a1B2c3D4e5F6g","arn":"arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345","name":"demo","tags":{"team":"video","empty":""}}"#;

const TOKEN: &str = r#"{"attributes":{"k":"v"},"capabilities":["PUBLISH","SUBSCRIBE"],"duration":720,"expirationTime":"2023-08-02T02:03:04Z","participantId":"abCD1234efgh","token":"eyJ.secret.x","userId":"alice"}"#;

const SESSION: &str = r#"{"endTime":"2023-08-01T03:00:00Z","sessionId":"st-a1B2c3D4e5F6g","startTime":"2023-08-01T02:03:04.567Z"}"#;

/// All but the attributes, which a summary does not have.
const PARTICIPANT: &str = r#""firstJoinTime":"2023-08-01T02:03:04Z","participantId":"abCD1234efgh","published":true,"state":"CONNECTED","userId":"alice""#;

/// Answers a call with `body` and compares what it gives.
async fn check<T: Debug + PartialEq>(
    body: &str,
    expected: T,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) {
    let (output, _) = call_with_response(body, call).await;
    assert_eq!(output, expected);
}

fn stage() -> Stage {
    Stage::new(ARN)
        .with_active_session_id("st-a1B2c3D4e5F6g")
        .with_name("demo")
        .with_tags([("team", "video"), ("empty", "")])
}

fn token() -> ParticipantToken {
    ParticipantToken::default()
        .with_attributes([("k", "v")])
        .with_capabilities([
            ParticipantTokenCapability::Publish,
            ParticipantTokenCapability::Subscribe,
        ])
        .with_duration(720)
        .with_expiration_time(time("2023-08-02T02:03:04Z"))
        .with_participant_id("abCD1234efgh")
        .with_token("eyJ.secret.x")
        .with_user_id("alice")
}

#[tokio::test]
async fn create_participant_token() {
    let body = format!(r#"{{"participantToken":{TOKEN}}}"#);
    let expected = CreateParticipantTokenOutput::default().with_participant_token(token());
    check(&body, expected, async |client| {
        client.create_participant_token(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn create_stage() {
    let body = format!(r#"{{"participantTokens":[{TOKEN},{{}}],"stage":{STAGE}}}"#);
    let expected = CreateStageOutput::default()
        .with_participant_tokens([token(), ParticipantToken::default()])
        .with_stage(stage());
    check(&body, expected, async |client| {
        client.create_stage().send().await
    })
    .await;
}

#[tokio::test]
async fn operations_that_answer_nothing_read_nothing() {
    for body in ["{}", "", r#"{"later":1}"#] {
        check(body, DeleteStageOutput::default(), async |client| {
            client.delete_stage(ARN).send().await
        })
        .await;
        check(
            body,
            DisconnectParticipantOutput::default(),
            async |client| client.disconnect_participant("p", ARN).send().await,
        )
        .await;
        check(body, TagResourceOutput::default(), async |client| {
            client.tag_resource(ARN, [("k", "v")]).send().await
        })
        .await;
        check(body, UntagResourceOutput::default(), async |client| {
            client.untag_resource(ARN, ["k"]).send().await
        })
        .await;
    }
}

#[tokio::test]
async fn get_participant() {
    let body = format!(r#"{{"participant":{{"attributes":{{"k":"v"}},{PARTICIPANT}}}}}"#);
    let participant = Participant::default()
        .with_attributes([("k", "v")])
        .with_first_join_time(time("2023-08-01T02:03:04Z"))
        .with_participant_id("abCD1234efgh")
        .with_published(true)
        .with_state(ParticipantState::Connected)
        .with_user_id("alice");
    let expected = GetParticipantOutput::default().with_participant(participant);
    check(&body, expected, async |client| {
        client.get_participant("p", "s", ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn get_stage_and_update_stage() {
    let body = format!(r#"{{"stage":{STAGE}}}"#);
    let expected = GetStageOutput::default().with_stage(stage());
    check(&body, expected, async |client| {
        client.get_stage(ARN).send().await
    })
    .await;
    let expected = UpdateStageOutput::default().with_stage(stage());
    check(&body, expected, async |client| {
        client.update_stage(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn get_stage_session() {
    let body = format!(r#"{{"stageSession":{SESSION}}}"#);
    let session = StageSession::default()
        .with_end_time(time("2023-08-01T03:00:00Z"))
        .with_session_id("st-a1B2c3D4e5F6g")
        .with_start_time(time("2023-08-01T02:03:04.567Z"));
    let expected = GetStageSessionOutput::default().with_stage_session(session);
    check(&body, expected, async |client| {
        client.get_stage_session("s", ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn list_participant_events() {
    let body = r#"{"events":[{"errorCode":"QUOTA_EXCEEDED","eventTime":"2023-08-01T02:03:04Z","name":"PUBLISH_ERROR","participantId":"p1","remoteParticipantId":"p2"},{}],"nextToken":"more"}"#;
    let event = Event::default()
        .with_error_code(EventErrorCode::QuotaExceeded)
        .with_event_time(time("2023-08-01T02:03:04Z"))
        .with_name(EventName::PublishError)
        .with_participant_id("p1")
        .with_remote_participant_id("p2");
    let expected =
        ListParticipantEventsOutput::new([event, Event::default()]).with_next_token("more");
    check(body, expected, async |client| {
        client.list_participant_events("p", "s", ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn list_participants() {
    let body = format!(r#"{{"nextToken":"more","participants":[{{{PARTICIPANT}}}]}}"#);
    let participant = ParticipantSummary::default()
        .with_first_join_time(time("2023-08-01T02:03:04Z"))
        .with_participant_id("abCD1234efgh")
        .with_published(true)
        .with_state(ParticipantState::Connected)
        .with_user_id("alice");
    let expected = ListParticipantsOutput::new([participant]).with_next_token("more");
    check(&body, expected, async |client| {
        client.list_participants("s", ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn list_stage_sessions() {
    let body = format!(r#"{{"nextToken":"more","stageSessions":[{SESSION}]}}"#);
    let session = StageSessionSummary::default()
        .with_end_time(time("2023-08-01T03:00:00Z"))
        .with_session_id("st-a1B2c3D4e5F6g")
        .with_start_time(time("2023-08-01T02:03:04.567Z"));
    let expected = ListStageSessionsOutput::new([session]).with_next_token("more");
    check(&body, expected, async |client| {
        client.list_stage_sessions(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn list_stages() {
    let body = format!(r#"{{"nextToken":"more","stages":[{STAGE}]}}"#);
    let stage = StageSummary::new(ARN)
        .with_active_session_id("st-a1B2c3D4e5F6g")
        .with_name("demo")
        .with_tags([("team", "video"), ("empty", "")]);
    let expected = ListStagesOutput::new([stage]).with_next_token("more");
    check(&body, expected, async |client| {
        client.list_stages().send().await
    })
    .await;
}

#[tokio::test]
async fn list_tags_for_resource() {
    let body = r#"{"tags":{"team":"video","ü":""}}"#;
    let expected = ListTagsForResourceOutput::new([("team", "video"), ("ü", "")]);
    check(body, expected, async |client| {
        client.list_tags_for_resource(ARN).send().await
    })
    .await;
}
