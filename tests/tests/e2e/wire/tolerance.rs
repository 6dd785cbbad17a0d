//! Answers that are not quite what the document says, and are not lost over it.

use crate::fixture::{ARN, call_with_response, time};
use generated_sdk::operations::*;
use generated_sdk::types::*;
use generated_sdk::{Client, Error};

/// What an operation's response reads as.
async fn read<T>(body: &str, call: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> T {
    call_with_response(body, call).await.0
}

async fn token(body: &str) -> ParticipantToken {
    let output = read(body, async |client| {
        client.create_participant_token(ARN).send().await
    })
    .await;
    output.participant_token.unwrap()
}

async fn events(body: &str) -> Vec<Event> {
    let output = read(body, async |client| {
        client.list_participant_events("p", "s", ARN).send().await
    })
    .await;
    output.events
}

#[tokio::test]
async fn absent_members_and_explicit_nulls_read_alike() {
    for body in [
        "",
        " \n",
        "{}",
        r#"{"stage":null,"participantTokens":null}"#,
        r#"{"stage":null}"#,
    ] {
        let output = read(body, async |client| client.create_stage().send().await).await;
        assert_eq!(output, CreateStageOutput::default(), "{body}");
    }
    for body in [
        r#"{"stage":{}}"#,
        r#"{"stage":{"activeSessionId":null,"arn":null,"name":null,"tags":null}}"#,
    ] {
        let output = read(body, async |client| client.get_stage(ARN).send().await).await;
        // What is required and does not come is filled, as Smithy's client error correction does.
        let expected = GetStageOutput::default().with_stage(Stage::new(""));
        assert_eq!(output, expected, "{body}");
    }
    let nulls = r#"{"participantToken":{"attributes":null,"capabilities":null,"duration":null,"expirationTime":null,"participantId":null,"token":null,"userId":null}}"#;
    assert_eq!(token(nulls).await, ParticipantToken::default());
    let nulls = r#"{"events":[{"errorCode":null,"eventTime":null,"name":null,"participantId":null,"remoteParticipantId":null}],"nextToken":null}"#;
    assert_eq!(events(nulls).await, [Event::default()]);
}

#[tokio::test]
async fn every_list_may_be_absent_null_or_empty() {
    for list in [r#"{}"#, r#"{"LIST":null}"#, r#"{"LIST":[]}"#] {
        let of = |name: &str| list.replace("LIST", name);
        assert_eq!(events(&of("events")).await, []);
        let output = read(&of("participants"), async |client| {
            client.list_participants("s", ARN).send().await
        })
        .await;
        assert_eq!(output, ListParticipantsOutput::default());
        let output = read(&of("stageSessions"), async |client| {
            client.list_stage_sessions(ARN).send().await
        })
        .await;
        assert_eq!(output, ListStageSessionsOutput::default());
        let output = read(&of("stages"), async |client| {
            client.list_stages().send().await
        })
        .await;
        assert_eq!(output, ListStagesOutput::default());
    }
    for body in ["{}", r#"{"tags":null}"#, r#"{"tags":{}}"#] {
        let output = read(body, async |client| {
            client.list_tags_for_resource(ARN).send().await
        })
        .await;
        assert_eq!(output, ListTagsForResourceOutput::default());
    }
}

#[tokio::test]
async fn unknown_members_are_ignored_wherever_they_are() {
    let body = r#"{"x":[{"y":null}],"stage":{"arn":"a","ofTomorrow":{"events":"wss://e","n":[1.5e300]}},"z":18446744073709551615}"#;
    let output = read(body, async |client| client.get_stage(ARN).send().await).await;
    let expected = GetStageOutput::default().with_stage(Stage::new("a"));
    assert_eq!(output, expected);
}

#[tokio::test]
async fn unknown_values_of_an_enum_are_kept_as_they_came() {
    let body = r#"{"events":[{"errorCode":"B_FRAMES_PRESENT","name":"REPLICATION \"STARTED\""}]}"#;
    let [event] = <[_; 1]>::try_from(events(body).await).unwrap();
    let (name, code) = (event.name.unwrap(), event.error_code.unwrap());
    assert_eq!(
        name,
        EventName::Unknown("REPLICATION \"STARTED\"".to_owned())
    );
    assert_eq!(name.as_str(), "REPLICATION \"STARTED\"");
    assert_eq!(code.to_string(), "B_FRAMES_PRESENT");

    let body = r#"{"participantToken":{"capabilities":["PUBLISH","SPECTATE",""]}}"#;
    let token = token(body).await;
    let texts: Vec<&str> = token.capabilities.iter().map(|it| it.as_str()).collect();
    assert_eq!(texts, ["PUBLISH", "SPECTATE", ""]);
    // And go back as they came.
    let (_, request) = call_with_response("{}", async |client| {
        let call = client.create_participant_token(ARN);
        call.capabilities(token.capabilities).send().await
    })
    .await;
    let sent = String::from_utf8_lossy(&request.body);
    assert!(
        sent.contains(r#""capabilities":["PUBLISH","SPECTATE",""]"#),
        "{sent}"
    );
}

#[tokio::test]
async fn times_are_read_in_every_format_of_aws() {
    for (written, expected) in [
        (r#""2023-08-01T02:03:04Z""#, "2023-08-01T02:03:04Z"),
        (
            r#""2023-08-01T02:03:04.123456Z""#,
            "2023-08-01T02:03:04.123456Z",
        ),
        (r#""2023-08-01T04:03:04+02:00""#, "2023-08-01T02:03:04Z"),
        ("1690855384", "2023-08-01T02:03:04Z"),
        ("1690855384.5", "2023-08-01T02:03:04.5Z"),
        ("1.690855384E9", "2023-08-01T02:03:04Z"),
        ("-1", "1969-12-31T23:59:59Z"),
        (r#""Tue, 01 Aug 2023 02:03:04 GMT""#, "2023-08-01T02:03:04Z"),
    ] {
        let body = format!(r#"{{"events":[{{"eventTime":{written}}}]}}"#);
        let found = events(&body).await;
        assert_eq!(found[0].event_time, Some(time(expected)), "{written}");
    }
}

#[tokio::test]
async fn any_success_status_is_a_success() {
    use crate::fixture::scripted;
    use e2e_tests::capture::Response;
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

#[tokio::test]
async fn the_token_is_a_secret_and_still_there() {
    let token = token(r#"{"participantToken":{"token":"eyJhbGciOi"}}"#).await;
    assert_eq!(token.token.as_ref().unwrap().expose(), "eyJhbGciOi");
    let shown = format!("{token:?} {token:#?}");
    assert!(shown.contains("token: Some(**redacted**)"), "{shown}");
    assert!(!shown.contains("eyJhbGciOi"), "{shown}");
}
