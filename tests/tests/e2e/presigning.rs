use crate::support::simulated;
use bytes::Bytes;
use sdk_runtime::Transport as _;
use sdk_runtime::transport::{HyperTransport, TransportLimits};
use std::time::Duration;

/// Sends a request without a client.
async fn send(request: http::Request<Bytes>) -> (u16, String) {
    let network = HyperTransport::default();
    let response = network.send(request, TransportLimits::default()).await.unwrap();
    (response.status().as_u16(), String::from_utf8(response.body().to_vec()).unwrap())
}

#[tokio::test]
async fn a_prepared_request_can_be_sent_by_another_client() {
    let (simulator, client) = simulated().await;
    let call = client.create_stage().name("prepared");
    let prepared = call.prepare().await.unwrap();
    assert!(simulator.requests().is_empty());
    let (status, body) = send(prepared.into_http()).await;
    assert_eq!(status, 200, "{body}");
    assert!(body.contains("\"name\":\"prepared\""), "{body}");
}

#[tokio::test]
async fn a_presigned_request_needs_no_credentials() {
    let (_simulator, client) = simulated().await;
    let made = client.create_stage().tags([("team", "a b&c")]).send().await.unwrap();
    let arn = made.stage.unwrap().arn;
    let link = client.list_tags_for_resource(&arn);
    let link = link.presign(Duration::from_secs(60)).await.unwrap();
    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() = link.method.clone();
    *request.uri_mut() = link.uri.clone();
    let (status, body) = send(request).await;
    assert_eq!((status, body.as_str()), (200, r#"{"tags":{"team":"a b&c"}}"#));
}
