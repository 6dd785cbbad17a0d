//! Typed outputs of responses, including responses that deviate from the document. `all_operations` compares every
//! member of every output in its serialized form.

use crate::support::{ARN, call_with_response, scripted};
use e2e_tests::capture::Response;
use generated_sdk::operations::*;
use generated_sdk::types::*;
use generated_sdk::{Client, Error};

fn timestamp(string: &str) -> jiff::Timestamp {
    string.parse().unwrap()
}

/// The output of a call that receives `body`.
async fn read<T>(body: &str, call: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> T {
    call_with_response(body, call).await.0
}

async fn create_stage(body: &str) -> CreateStageOutput {
    read(body, async |client| client.create_stage().send().await).await
}

async fn events(body: &str) -> Vec<Event> {
    let output =
        read(body, async |client| client.list_participant_events(ARN, "s", "p").send().await);
    output.await.events
}

async fn token(body: &str) -> ParticipantToken {
    let output = read(body, async |client| client.create_participant_token(ARN).send().await);
    output.await.participant_token.unwrap()
}

#[tokio::test]
async fn outputs_have_typed_members() {
    let token = r#"{"attributes":{"k":"v"},"capabilities":["PUBLISH","SUBSCRIBE"],"duration":720,"expirationTime":"2023-08-02T02:03:04Z","participantId":"abCD1234efgh","token":"eyJ.secret.x","userId":"alice"}"#;
    let stage = format!(
        r#"{{"activeSessionId":"st-a1B2c3D4e5F6g","arn":"{ARN}","name":"demo","tags":{{"team":"video","empty":""}}}}"#
    );
    let body = format!(r#"{{"participantTokens":[{token},{{}}],"stage":{stage}}}"#);
    let token = ParticipantToken::default()
        .with_attributes([("k", "v")])
        .with_capabilities([
            ParticipantTokenCapability::Publish,
            ParticipantTokenCapability::Subscribe,
        ])
        .with_duration(720)
        .with_expiration_time(timestamp("2023-08-02T02:03:04Z"))
        .with_participant_id("abCD1234efgh")
        .with_token("eyJ.secret.x")
        .with_user_id("alice");
    let stage = Stage::new(ARN)
        .with_active_session_id("st-a1B2c3D4e5F6g")
        .with_name("demo")
        .with_tags([("team", "video"), ("empty", "")]);
    let expected = CreateStageOutput::default()
        .with_participant_tokens([token, ParticipantToken::default()])
        .with_stage(stage);
    assert_eq!(create_stage(&body).await, expected);

    let body = r#"{"events":[{"errorCode":"QUOTA_EXCEEDED","eventTime":"2023-08-01T02:03:04.567Z","name":"PUBLISH_ERROR","participantId":"p1","remoteParticipantId":"p2"},{}],"nextToken":"more"}"#;
    let event = Event::default()
        .with_error_code(EventErrorCode::QuotaExceeded)
        .with_event_time(timestamp("2023-08-01T02:03:04.567Z"))
        .with_name(EventName::PublishError)
        .with_participant_id("p1")
        .with_remote_participant_id("p2");
    let expected =
        ListParticipantEventsOutput::new([event, Event::default()]).with_next_token("more");
    let output =
        read(body, async |client| client.list_participant_events(ARN, "s", "p").send().await);
    assert_eq!(output.await, expected);
}

#[tokio::test]
async fn empty_outputs_accept_any_body() {
    for body in ["{}", "", r#"{"later":1}"#] {
        read(body, async |client| client.delete_stage(ARN).send().await).await;
        read(body, async |client| client.tag_resource(ARN, [("k", "v")]).send().await).await;
        read(body, async |client| client.untag_resource(ARN, ["k"]).send().await).await;
    }
}

#[tokio::test]
async fn absent_members_and_nulls_are_equal() {
    for body in ["", " \n", "{}", r#"{"stage":null,"participantTokens":null}"#, r#"{"stage":null}"#]
    {
        assert_eq!(create_stage(body).await, CreateStageOutput::default(), "{body}");
    }
    for body in [
        r#"{"stage":{}}"#,
        r#"{"stage":{"activeSessionId":null,"arn":null,"name":null,"tags":null}}"#,
    ] {
        let output = read(body, async |client| client.get_stage(ARN).send().await).await;
        // A missing required member gets a default, as in Smithy's client error correction.
        let expected = GetStageOutput::default().with_stage(Stage::new(""));
        assert_eq!(output, expected, "{body}");
    }
    let nulls = r#"{"participantToken":{"attributes":null,"capabilities":null,"duration":null,"expirationTime":null,"participantId":null,"token":null,"userId":null}}"#;
    assert_eq!(token(nulls).await, ParticipantToken::default());
    let nulls = r#"{"events":[{"errorCode":null,"eventTime":null,"name":null,"participantId":null,"remoteParticipantId":null}],"nextToken":null}"#;
    assert_eq!(events(nulls).await, [Event::default()]);
}

#[tokio::test]
async fn required_lists_and_maps_may_be_absent_null_or_empty() {
    for list in ["{}", r#"{"LIST":null}"#, r#"{"LIST":[]}"#] {
        let of = |name: &str| list.replace("LIST", name);
        assert_eq!(events(&of("events")).await, []);
        let stages = of("stages");
        let output = read(&stages, async |client| client.list_stages().send().await).await;
        assert_eq!(output, ListStagesOutput::default());
    }
    for body in ["{}", r#"{"tags":null}"#, r#"{"tags":{}}"#] {
        let output = read(body, async |client| client.list_tags_for_resource(ARN).send().await);
        assert_eq!(output.await, ListTagsForResourceOutput::default());
    }
}

#[tokio::test]
async fn unknown_enum_values_are_kept_and_sent_back_unchanged() {
    let body = r#"{"events":[{"errorCode":"B_FRAMES_PRESENT","name":"REPLICATION \"STARTED\""}]}"#;
    let [event] = <[_; 1]>::try_from(events(body).await).unwrap();
    let (name, code) = (event.name.unwrap(), event.error_code.unwrap());
    assert_eq!(name, EventName::Unknown("REPLICATION \"STARTED\"".to_owned()));
    assert_eq!(name.as_str(), "REPLICATION \"STARTED\"");
    assert_eq!(code.to_string(), "B_FRAMES_PRESENT");

    let body = r#"{"participantToken":{"capabilities":["PUBLISH","SPECTATE",""]}}"#;
    let token = token(body).await;
    let values: Vec<&str> = token.capabilities.iter().map(|it| it.as_str()).collect();
    assert_eq!(values, ["PUBLISH", "SPECTATE", ""]);
    let (_, request) = call_with_response("{}", async |client| {
        let call = client.create_participant_token(ARN);
        call.capabilities(token.capabilities).send().await
    })
    .await;
    let sent = String::from_utf8_lossy(&request.body);
    assert!(sent.contains(r#""capabilities":["PUBLISH","SPECTATE",""]"#), "{sent}");
}

#[tokio::test]
async fn every_2xx_status_is_a_success() {
    let (_server, client) = scripted([
        Response::json(201, r#"{"stage":{"arn":"a"}}"#),
        Response::with_headers(204, &[], ""),
    ])
    .await;
    let made = client.create_stage().send().await.unwrap();
    assert_eq!(made.stage.unwrap().arn, "a");
    let made = client.create_stage().send().await.unwrap();
    assert_eq!(made.stage, None);
}
