//! What is played back, and to whom.

use serde_json::{Value, json};

use super::super::Replayer;
use super::{ARN, Service, body, session, tag};
use crate::ErrorKind;

#[tokio::test]
async fn a_session_goes_as_it_went() {
    let replayer = Replayer::from_json(&session().await.to_json()).unwrap();
    let client = replayer.client::<Service>().0;
    let error = tag(&client, "c", json!({})).await.unwrap_err();
    assert_eq!(
        (error.code(), error.status().unwrap().as_u16()),
        (Some("NotFound"), 404)
    );
    let answer = tag(&client, ARN, body()).await.unwrap();
    assert_eq!(tag(&client, "b", json!({})).await.unwrap(), json!([2]));
    replayer.assert_all_played();

    // What the recording says of the account, the program may say again.
    let again = Replayer::from_json(&session().await.to_json()).unwrap();
    let arn: &'static str = answer["arn"].as_str().unwrap().to_owned().leak();
    let mut changed = body();
    changed["clientToken"] = json!("another, as every time");
    tag(&again.client::<Service>().0, arn, changed)
        .await
        .unwrap();
    assert_eq!(again.exchanges_left(), 3);
}

#[tokio::test]
async fn another_account_fits_if_it_is_the_same_throughout() {
    const OTHER: &str = "arn:aws:ivs:us-east-1:999999999999:stage/a";
    let text = session().await.to_json();
    let mut other = body();
    other["owner"] = json!(999_999_999_999_u64);
    other["arns"] = json!({(OTHER): [OTHER]});
    let client = Replayer::from_json(&text).unwrap().client::<Service>().0;
    tag(&client, OTHER, other.clone()).await.unwrap();

    other["owner"] = json!(888_888_888_888_u64);
    let client = Replayer::from_json(&text).unwrap().client::<Service>().0;
    let error = tag(&client, OTHER, other).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("names another account, key or secret than the requests before")
    );
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_compared_with_the_nearest() {
    let replayer = Replayer::from_json(&session().await.to_json()).unwrap();
    let client = replayer.client::<Service>().0;
    let mut changed = body();
    changed["name"] = json!("other");
    changed["new"] = json!(true);
    changed["pin"] = Value::Null;
    let error = tag(&client, ARN, changed).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.message(),
        "POST /tags/arn%3Aaws%3Aivs%3Aus-east-1%3A123456789012%3Astage%2Fa is not in the recording: \
         in exchange 1, the nearest, `body.name` was \"demo\" and is \"other\", `body.pin` was \
         \"<secret>\" and is null, `body.new` is true and was missing"
    );
    let error = tag(&client, "d", json!({})).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("nothing that is left has this method and path"),
        "{error}"
    );

    tag(&client, "b", json!({})).await.unwrap();
    let error = tag(&client, "b", json!({})).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("recorded 2 time(s) and is sent once more"),
        "{error}"
    );

    let panic = std::panic::catch_unwind(|| replayer.assert_all_played()).unwrap_err();
    let panic = panic.downcast_ref::<String>().unwrap();
    assert_eq!(panic.lines().count(), 6, "{panic}");
    assert!(
        panic.contains("- exchange 4, POST /tags/c?key=a%20b, was not asked for\n"),
        "{panic}"
    );
}

#[tokio::test]
async fn a_recording_lies_in_a_file_and_one_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.json");
    session().await.save(&path).unwrap();
    assert_eq!(Replayer::load(&path).unwrap().exchanges_left(), 4);

    let error = Replayer::load(folder.path().join("none"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("none: "), "{error}");
    let error = Replayer::from_json("{}").unwrap_err().to_string();
    assert!(
        error.starts_with("recording: missing field `exchanges`"),
        "{error}"
    );
}
