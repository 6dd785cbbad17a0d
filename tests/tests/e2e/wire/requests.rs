//! Method, target and body of every operation: once with the least that it takes, once with every member.

use super::headers::check_headers;
use crate::fixture::{ARN, ARN_IN_PATH, call_with_response};
use generated_sdk::types::ParticipantTokenCapability::{Publish, Subscribe};
use generated_sdk::types::{ParticipantState, ParticipantTokenConfiguration};
use generated_sdk::{Client, Error};

const PARTICIPANT: &str = "abCD1234efgh";
const SESSION: &str = "st-a1B2c3D4e5F6g";

/// Makes a call and holds the request line, the body's bytes and the headers against what they must be.
async fn check<T>(
    request_line: &str,
    body: &str,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) {
    let (_, request) = call_with_response("{}", call).await;
    assert_eq!(
        format!("{} {}", request.method, request.target),
        request_line
    );
    assert_eq!(std::str::from_utf8(&request.body).unwrap(), body);
    check_headers(&request);
}

#[tokio::test]
async fn create_participant_token() {
    let line = "POST /CreateParticipantToken";
    check(
        line,
        &format!(r#"{{"stageArn":"{ARN}"}}"#),
        async |client| client.create_participant_token(ARN).send().await,
    )
    .await;
    let full = format!(
        r#"{{"attributes":{{"a":"1","ü \"":""}},"capabilities":["PUBLISH","SUBSCRIBE"],"duration":20160,"stageArn":"{ARN}","userId":"alice"}}"#
    );
    check(line, &full, async |client| {
        let call = client
            .create_participant_token(ARN)
            .attributes([("ü \"", ""), ("a", "1")])
            .capabilities([Publish, Subscribe])
            .duration(20160)
            .user_id("alice");
        call.send().await
    })
    .await;
}

#[tokio::test]
async fn create_stage() {
    let line = "POST /CreateStage";
    // Every member is optional, and still there is a body.
    check(line, "{}", async |client| {
        client.create_stage().send().await
    })
    .await;
    let full = concat!(
        r#"{"name":"demo","participantTokenConfigurations":["#,
        r#"{"attributes":{"k":"v"},"capabilities":["SUBSCRIBE"],"duration":1,"userId":"bob"},{}],"#,
        r#""tags":{"cost":"7","team":"video"}}"#,
    );
    check(line, full, async |client| {
        let bob = ParticipantTokenConfiguration::default()
            .with_attributes([("k", "v")])
            .with_capabilities([Subscribe])
            .with_duration(1)
            .with_user_id("bob");
        let call = client
            .create_stage()
            .name("demo")
            .participant_token_configurations([bob, ParticipantTokenConfiguration::default()])
            .tags([("team", "video"), ("cost", "7")]);
        call.send().await
    })
    .await;
}

#[tokio::test]
async fn what_is_set_to_empty_is_sent_empty() {
    let body = r#"{"name":"","participantTokenConfigurations":[],"tags":{}}"#;
    check("POST /CreateStage", body, async |client| {
        let call = client
            .create_stage()
            .name("")
            .participant_token_configurations([])
            .tags([("", ""); 0]);
        call.send().await
    })
    .await;
}

#[tokio::test]
async fn delete_stage() {
    let body = format!(r#"{{"arn":"{ARN}"}}"#);
    check("POST /DeleteStage", &body, async |client| {
        client.delete_stage(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn disconnect_participant() {
    let line = "POST /DisconnectParticipant";
    let minimal = format!(r#"{{"participantId":"{PARTICIPANT}","stageArn":"{ARN}"}}"#);
    check(line, &minimal, async |client| {
        let call = client.disconnect_participant(PARTICIPANT, ARN);
        call.send().await
    })
    .await;
    let full = format!(r#"{{"participantId":"{PARTICIPANT}","reason":"a\nb","stageArn":"{ARN}"}}"#);
    check(line, &full, async |client| {
        let call = client.disconnect_participant(PARTICIPANT, ARN);
        call.reason("a\nb").send().await
    })
    .await;
}

#[tokio::test]
async fn get_participant() {
    let body = format!(
        r#"{{"participantId":"{PARTICIPANT}","sessionId":"{SESSION}","stageArn":"{ARN}"}}"#
    );
    check("POST /GetParticipant", &body, async |client| {
        client
            .get_participant(PARTICIPANT, SESSION, ARN)
            .send()
            .await
    })
    .await;
}

#[tokio::test]
async fn get_stage() {
    let body = format!(r#"{{"arn":"{ARN}"}}"#);
    check("POST /GetStage", &body, async |client| {
        client.get_stage(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn get_stage_session() {
    let body = format!(r#"{{"sessionId":"{SESSION}","stageArn":"{ARN}"}}"#);
    check("POST /GetStageSession", &body, async |client| {
        client.get_stage_session(SESSION, ARN).send().await
    })
    .await;
}

// The document shows `maxResults` and `nextToken` of the lists in the query as well, which its conversion
// made up: whole targets are compared, so nothing of the kind can go out.

#[tokio::test]
async fn list_participant_events() {
    let line = "POST /ListParticipantEvents";
    let required =
        format!(r#""participantId":"{PARTICIPANT}","sessionId":"{SESSION}","stageArn":"{ARN}""#);
    check(line, &format!("{{{required}}}"), async |client| {
        let call = client.list_participant_events(PARTICIPANT, SESSION, ARN);
        call.send().await
    })
    .await;
    let full = format!(
        r#"{{"maxResults":100,"nextToken":"t/+=","{}"#,
        &required[1..]
    ) + "}";
    check(line, &full, async |client| {
        let call = client.list_participant_events(PARTICIPANT, SESSION, ARN);
        call.max_results(100).next_token("t/+=").send().await
    })
    .await;
}

#[tokio::test]
async fn list_participants() {
    let line = "POST /ListParticipants";
    let minimal = format!(r#"{{"sessionId":"{SESSION}","stageArn":"{ARN}"}}"#);
    check(line, &minimal, async |client| {
        client.list_participants(SESSION, ARN).send().await
    })
    .await;
    let full = format!(
        r#"{{"filterByPublished":false,"filterByState":"DISCONNECTED","filterByUserId":"alice","maxResults":1,"nextToken":"t","sessionId":"{SESSION}","stageArn":"{ARN}"}}"#
    );
    check(line, &full, async |client| {
        let call = client
            .list_participants(SESSION, ARN)
            .filter_by_published(false)
            .filter_by_state(ParticipantState::Disconnected)
            .filter_by_user_id("alice")
            .max_results(1)
            .next_token("t");
        call.send().await
    })
    .await;
}

#[tokio::test]
async fn list_stage_sessions() {
    let line = "POST /ListStageSessions";
    let minimal = format!(r#"{{"stageArn":"{ARN}"}}"#);
    check(line, &minimal, async |client| {
        client.list_stage_sessions(ARN).send().await
    })
    .await;
    let full = format!(r#"{{"maxResults":2,"nextToken":"t","stageArn":"{ARN}"}}"#);
    check(line, &full, async |client| {
        let call = client.list_stage_sessions(ARN).max_results(2);
        call.next_token("t").send().await
    })
    .await;
}

#[tokio::test]
async fn list_stages() {
    let line = "POST /ListStages";
    check(line, "{}", async |client| client.list_stages().send().await).await;
    let full = r#"{"maxResults":3,"nextToken":"t"}"#;
    check(line, full, async |client| {
        let call = client.list_stages().max_results(3);
        call.next_token("t").send().await
    })
    .await;
}

#[tokio::test]
async fn list_tags_for_resource() {
    let line = format!("GET /tags/{ARN_IN_PATH}");
    check(&line, "", async |client| {
        client.list_tags_for_resource(ARN).send().await
    })
    .await;
}

#[tokio::test]
async fn tag_resource() {
    let line = format!("POST /tags/{ARN_IN_PATH}");
    // The ARN stands in the path, and so not in the body.
    check(&line, r#"{"tags":{"a b":"","team":"é"}}"#, async |client| {
        let call = client.tag_resource(ARN, [("team", "é"), ("a b", "")]);
        call.send().await
    })
    .await;
    check(&line, r#"{"tags":{}}"#, async |client| {
        client.tag_resource(ARN, [("", ""); 0]).send().await
    })
    .await;
}

#[tokio::test]
async fn untag_resource() {
    let line = format!("DELETE /tags/{ARN_IN_PATH}");
    check(
        &format!("{line}?tagKeys=b&tagKeys=a%20%26%3D%2F%2B%3F%23%C3%A9&tagKeys=b"),
        "",
        async |client| {
            let call = client.untag_resource(ARN, ["b", "a &=/+?#é", "b"]);
            call.send().await
        },
    )
    .await;
    check(&line, "", async |client| {
        client.untag_resource(ARN, [""; 0]).send().await
    })
    .await;
}

#[tokio::test]
async fn update_stage() {
    let line = "POST /UpdateStage";
    check(line, &format!(r#"{{"arn":"{ARN}"}}"#), async |client| {
        client.update_stage(ARN).send().await
    })
    .await;
    let full = format!(r#"{{"arn":"{ARN}","name":"new"}}"#);
    check(line, &full, async |client| {
        client.update_stage(ARN).name("new").send().await
    })
    .await;
}

#[tokio::test]
async fn every_character_of_a_path_member_but_the_unreserved_ones_is_encoded() {
    let line =
        "GET /tags/%25%20%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D~-._%C3%A9%0A";
    check(line, "", async |client| {
        let call = client.list_tags_for_resource("% :/?#[]@!$&'()*+,;=~-._é\n");
        call.send().await
    })
    .await;
}
