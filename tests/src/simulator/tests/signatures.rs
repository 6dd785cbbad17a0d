//! Verification of signatures.

use super::*;
use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

#[tokio::test]
async fn a_missing_or_incomplete_signature_is_rejected() {
    let (_simulator, client) = start().await;
    let unsigned = client.request(&Method::POST, "/ListStages", Some(&json!({}))).unwrap();
    let response = client.transmit(unsigned).await.unwrap();
    error_of(&response, (403, "MissingAuthenticationTokenException"));
    for (name, value) in [
        ("authorization", "Bearer abc"),
        ("authorization", "AWS4-HMAC-SHA256 Credential=AKIDSIMULATOR/x"),
        ("x-amz-date", "yesterday"),
    ] {
        let mut request = client.request(&Method::POST, "/ListStages", Some(&json!({}))).unwrap();
        client.sign(&mut request).unwrap();
        request.headers_mut().insert(name, HeaderValue::from_static(value));
        let response = client.transmit(request).await.unwrap();
        error_of(&response, (403, "IncompleteSignatureException"));
    }
}

#[tokio::test]
async fn wrong_keys_scopes_and_secrets_are_rejected() {
    let (_simulator, client) = start().await;
    for (client, error, expected) in [
        (client.clone().with_key("AKIDOTHER", "secret"), UNKNOWN_KEY, "the key"),
        (client.clone().with_session_token(Some("t".into())), UNKNOWN_KEY, "session token"),
        (client.clone().with_key("AKIDSIMULATOR", "wrong"), INVALID, "does not match the request"),
        (client.clone().with_region("eu-west-1"), INVALID, "region"),
        (client.clone().with_service("ivs-realtime"), INVALID, "must be 'ivs'"),
    ] {
        let message = fails(&client, "ListStages", json!({}), error).await;
        assert!(message.contains(expected), "{message}");
    }
    let simulator = Simulator::builder().session_token("the/token+").start().await.unwrap();
    let client = simulator.raw_client();
    let mut request = client.request(&Method::POST, "/ListStages", Some(&json!({}))).unwrap();
    client.presign(&mut request, Duration::from_secs(60)).unwrap();
    assert_eq!(client.transmit(request).await.unwrap().status, 200);
    fails(&client.with_session_token(None), "ListStages", json!({}), UNKNOWN_KEY).await;
}

#[tokio::test]
async fn changes_after_signing_are_detected() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await.replace(':', "%3A").replace('/', "%2F");
    let target = format!("/tags/{arn}?tagKeys=b&tagKeys=a");
    let sign = || {
        let mut request = client.request(&Method::DELETE, &target, None).unwrap();
        client.sign(&mut request).unwrap();
        request
    };
    assert_eq!(client.transmit(sign()).await.unwrap().status, 200);

    let mut path = sign();
    *path.uri_mut() = target.replace("%3A", ":").parse().unwrap();
    let mut query = sign();
    *query.uri_mut() = target.replace("=b", "=c").parse().unwrap();
    let mut body = sign();
    *body.body_mut() = "x".into();
    let mut method = sign();
    *method.method_mut() = Method::GET;
    for request in [path, query, body, method] {
        let message = error_of(&client.transmit(request).await.unwrap(), INVALID);
        assert!(message.starts_with("the signature does not match the request"), "{message}");
    }
}

#[tokio::test]
async fn every_amz_header_must_be_signed() {
    let (_simulator, client) = start().await;
    let mut request = client.request(&Method::POST, "/ListStages", Some(&json!({}))).unwrap();
    client.sign(&mut request).unwrap();
    request.headers_mut().insert("x-amz-extra", HeaderValue::from_static("1"));
    let message = error_of(&client.transmit(request).await.unwrap(), INVALID);
    assert_eq!(message, "'x-amz-extra' must be one of the signed headers");

    for (from, to, expected) in [
        (";host;", ";", "'host' must be one of the signed headers"),
        (";x-amz-date,", ",", "'x-amz-date' must be one of the signed headers"),
        (
            ";x-amz-date,",
            ";x-amz-date;x-gone,",
            "'x-gone' is signed, but the request has no such header",
        ),
    ] {
        let mut request = client.request(&Method::POST, "/ListStages", Some(&json!({}))).unwrap();
        client.sign(&mut request).unwrap();
        let signed = request.headers()["authorization"].to_str().unwrap();
        assert!(signed.contains(from), "{signed}");
        let altered = HeaderValue::try_from(signed.replace(from, to)).unwrap();
        request.headers_mut().insert("authorization", altered);
        assert_eq!(error_of(&client.transmit(request).await.unwrap(), INVALID), expected);
    }
}

#[tokio::test]
async fn clock_skew_up_to_five_minutes_is_accepted() {
    let (_simulator, client) = start().await;
    for (minutes, expected) in [(-6, "signature expired"), (6, "signature not yet current")] {
        let skewed = client.clone().at(Timestamp::now() + SignedDuration::from_mins(minutes));
        let message = fails(&skewed, "ListStages", json!({}), INVALID).await;
        assert!(message.starts_with(expected), "{message}");
    }
    for minutes in [-4, 4] {
        let near = client.clone().at(Timestamp::now() + SignedDuration::from_mins(minutes));
        ok(&near, "ListStages", json!({})).await;
    }
}

#[tokio::test]
async fn a_presigned_request_is_valid_until_it_expires() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await.replace(':', "%3A").replace('/', "%2F");
    let target = format!("/tags/{arn}");
    for (age, expires, expected) in [
        // The shortest, from a clock that is ahead: however slow the test is, it has not expired.
        (-60, 1, None),
        (3000, 3600, None),
        (3700, 3600, Some("signature expired")),
        (0, 604_801, Some("X-Amz-Expires must be")),
    ] {
        let client = client.clone().at(Timestamp::now() - SignedDuration::from_secs(age));
        let mut request = client.request(&Method::GET, &target, None).unwrap();
        client.presign(&mut request, Duration::from_secs(expires)).unwrap();
        let response = client.transmit(request).await.unwrap();
        match expected {
            None => assert_eq!(response.json(), json!({"tags": {}})),
            Some(expected) => {
                let message = error_of(&response, INVALID);
                assert!(message.starts_with(expected), "{message}");
            }
        }
    }
    let mut request = client.request(&Method::GET, &target, None).unwrap();
    client.presign(&mut request, Duration::from_secs(60)).unwrap();
    let altered = request.uri().to_string().replace("X-Amz-Expires=60", "X-Amz-Expires=61");
    *request.uri_mut() = altered.parse().unwrap();
    error_of(&client.transmit(request).await.unwrap(), INVALID);
}
