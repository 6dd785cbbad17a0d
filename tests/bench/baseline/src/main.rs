//! The calls written by hand on hyper, ring and serde, as a careful user would without an SDK.
//!
//! The requests have the same headers and bodies, and every member of the responses is decoded. There
//! are no retries, no connect timeout and no typed errors.

mod model;
mod sign;

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bench_common::{Calls, PAGE_SIZE, Problem, STAGE_ARN};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Method, Request, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use serde::Serialize;
use serde::de::DeserializeOwned;

use sign::Signer;

const TIMEOUT: Duration = Duration::from_secs(30);

static START_COMPOSITION: LazyLock<model::StartComposition> = LazyLock::new(|| {
    let input = include_str!("../../data/start-composition-request.json");
    serde_json::from_str(input).expect("the input is valid")
});

fn main() -> Result<(), Problem> {
    bench_common::main::<Baseline>()
}

#[derive(Clone)]
struct Baseline(Arc<Client>);

struct Client {
    http: legacy::Client<HttpConnector, Full<Bytes>>,
    authority: Authority,
    host: HeaderValue,
    signer: Signer,
}

impl Calls for Baseline {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        let endpoint: Uri = endpoint.parse()?;
        let authority = endpoint.authority().ok_or("an endpoint without a host")?;
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let http = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(Self(Arc::new(Client {
            http,
            host: HeaderValue::from_str(authority.as_str())?,
            authority: authority.clone(),
            signer: Signer::default(),
        })))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let input = model::GetStage { arn: STAGE_ARN.to_owned() };
        let output: model::GetStageOutput = self.0.call("/GetStage", &input).await?;
        Ok(output.stage.name.unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let input = model::ListStages { max_results: Some(PAGE_SIZE.into()), next_token: None };
        let output: model::ListStagesOutput = self.0.call("/ListStages", &input).await?;
        Ok(output.stages.iter().map(|stage| stage.tags.len()).sum())
    }

    async fn start_composition(&self) -> Result<usize, Problem> {
        let input = START_COMPOSITION.clone();
        let output: model::StartCompositionOutput =
            self.0.call("/StartComposition", &input).await?;
        Ok(output.composition.tags.len())
    }
}

impl Client {
    async fn call<O: DeserializeOwned>(
        &self,
        path: &'static str,
        input: &impl Serialize,
    ) -> Result<O, Problem> {
        let body = serde_json::to_vec(input)?;
        let body = tokio::time::timeout(TIMEOUT, self.exchange(path, body)).await??;
        Ok(serde_json::from_slice(&body)?)
    }

    async fn exchange(&self, path: &'static str, body: Vec<u8>) -> Result<Bytes, Problem> {
        let uri = Uri::builder()
            .scheme(Scheme::HTTP)
            .authority(self.authority.clone())
            .path_and_query(PathAndQuery::from_static(path))
            .build()?;
        let mut request = Request::new(Full::default());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.reserve(8);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(HOST, self.host.clone());
        headers.insert(USER_AGENT, HeaderValue::from_static("bench-baseline"));
        self.signer.sign(path, headers, &body)?;
        *request.body_mut() = Full::new(body.into());

        let response = self.http.request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{path}: {status}").into());
        }
        Ok(body)
    }
}
