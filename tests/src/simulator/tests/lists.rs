//! Pages, their tokens, and filters.

use super::*;

#[tokio::test]
async fn stages_come_in_pages_until_there_is_no_token() {
    let (_simulator, client) = start().await;
    let mut made = Vec::new();
    for _ in 0..53 {
        made.push(stage(&client).await);
    }
    for (limit, sizes) in [
        (None, vec![50, 3]),
        (Some(20), vec![20, 20, 13]),
        (Some(53), vec![53]),
    ] {
        let (mut seen, mut token, mut found) = (Vec::new(), None::<String>, Vec::new());
        for _ in 0..sizes.len() {
            let input = json!({"maxResults": limit, "nextToken": token});
            let page = ok(&client, "ListStages", input).await;
            let stages = page["stages"].as_array().unwrap();
            found.push(stages.len());
            seen.extend(stages.iter().map(|stage| string(&stage["arn"])));
            token = page["nextToken"].as_str().map(str::to_owned);
        }
        assert_eq!(found, sizes);
        assert_eq!(seen, made);
        assert_eq!(token, None);
    }
}

#[tokio::test]
async fn a_walk_survives_changes_behind_and_before_it() {
    let (_simulator, client) = start().await;
    let mut made = Vec::new();
    for _ in 0..4 {
        made.push(stage(&client).await);
    }
    let first = ok(&client, "ListStages", json!({"maxResults": 2})).await;
    for arn in [&made[0], &made[1], &made[2]] {
        ok(&client, "DeleteStage", json!({"arn": arn})).await;
    }
    let late = stage(&client).await;
    let input = json!({"maxResults": 2, "nextToken": first["nextToken"]});
    let second = ok(&client, "ListStages", input).await;
    let seen: Vec<String> = second["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| string(&stage["arn"]))
        .collect();
    assert_eq!(seen, [made[3].clone(), late]);
}

#[tokio::test]
async fn foreign_tokens_and_limits_out_of_range_are_refused() {
    let (_simulator, client) = start().await;
    let (arn, _) = (stage(&client).await, stage(&client).await);
    let page = ok(&client, "ListStages", json!({"maxResults": 1})).await;
    let foreign = json!({"stageArn": arn, "nextToken": page["nextToken"]});
    for (operation, input, member) in [
        ("ListStageSessions", foreign, "nextToken"),
        (
            "ListStages",
            json!({"nextToken": "bm9uc2Vuc2U="}),
            "nextToken",
        ),
        (
            "ListStages",
            json!({"nextToken": "x".repeat(1025)}),
            "nextToken",
        ),
        ("ListStages", json!({"maxResults": 0}), "maxResults"),
        ("ListStages", json!({"maxResults": 101}), "maxResults"),
    ] {
        let message = fails(&client, operation, input, 400, "ValidationException").await;
        assert!(message.contains(member), "{message}");
    }
}

#[tokio::test]
async fn participants_are_filtered_by_one_thing_at_a_time() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let mut present = Vec::new();
    for user in ["alice", "bob", "alice"] {
        let (secret, _) = token(&client, json!({"stageArn": arn, "userId": user})).await;
        present.push(simulator.join(&secret).unwrap());
    }
    simulator.publish(&present[1]).unwrap();
    simulator.leave(&present[2]).unwrap();
    let session = present[0].session_id.clone();
    for (filter, value, expected) in [
        ("filterByUserId", json!("alice"), vec![0, 2]),
        ("filterByPublished", json!(true), vec![1]),
        ("filterByPublished", json!(false), vec![0, 2]),
        ("filterByState", json!("CONNECTED"), vec![0, 1]),
        ("filterByState", json!("DISCONNECTED"), vec![2]),
    ] {
        let mut seen = Vec::new();
        let mut token = Value::Null;
        for _ in &expected {
            let mut input = json!({"stageArn": arn, "sessionId": session, "maxResults": 1});
            (input[filter], input["nextToken"]) = (value.clone(), token);
            let page = ok(&client, "ListParticipants", input).await;
            seen.push(string(&page["participants"][0]["participantId"]));
            assert_eq!(
                page["participants"][0].get("attributes"),
                None,
                "it is a summary"
            );
            token = page["nextToken"].clone();
        }
        assert_eq!(token, Value::Null);
        let expected: Vec<&str> = expected
            .iter()
            .map(|index| present[*index].participant_id.as_str())
            .collect();
        assert_eq!(seen, expected, "{filter} {value}");
    }
    let input = json!({"stageArn": arn, "sessionId": session,
                       "filterByUserId": "alice", "filterByPublished": false});
    let message = fails(
        &client,
        "ListParticipants",
        input,
        400,
        "ValidationException",
    )
    .await;
    assert!(
        message.starts_with("filterByUserId, filterByPublished: only one of"),
        "{message}"
    );
}
