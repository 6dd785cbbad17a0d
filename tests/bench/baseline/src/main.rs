//! The calls written by hand, as a careful user without an SDK would for these three: what the
//! machine can do.
//!
//! The requests are the same to the byte, but for what differs in each call, and everything in the
//! answers is read. There are no retries, no time-out of its own for connecting and no errors that
//! say more than their cause.

mod model;
mod sign;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use bench_common::work::{PAGE_SIZE, STAGE_ARN};
use bench_common::{Calls, Problem};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Method, Request, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use serde::Serialize;
use serde::de::DeserializeOwned;

use sign::Signer;

const TIME_LIMIT: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    bench_common::main::<Baseline>()
}

#[derive(Clone)]
struct Baseline(Arc<Parts>);

struct Parts {
    http: Client<HttpConnector, Full<Bytes>>,
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
        let http = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(Self(Arc::new(Parts {
            http,
            host: HeaderValue::from_str(authority.as_str())?,
            authority: authority.clone(),
            signer: Signer::default(),
        })))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let input = model::GetStage {
            arn: STAGE_ARN.to_owned(),
        };
        let output: model::GetStageOutput = self.0.call("/GetStage", &input).await?;
        Ok(output.stage.name.unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let input = model::ListStages {
            max_results: Some(PAGE_SIZE.into()),
            next_token: None,
        };
        let output: model::ListStagesOutput = self.0.call("/ListStages", &input).await?;
        Ok(output.stages.iter().map(|stage| stage.tags.len()).sum())
    }

    async fn start_composition(&self) -> Result<usize, Problem> {
        let input = model::StartComposition::of_bench();
        let output: model::StartCompositionOutput =
            self.0.call("/StartComposition", &input).await?;
        Ok(output.composition.tags.len())
    }
}

impl Parts {
    async fn call<O: DeserializeOwned>(
        &self,
        path: &'static str,
        input: &impl Serialize,
    ) -> Result<O, Problem> {
        let body = serde_json::to_vec(input)?;
        let answer = tokio::time::timeout(TIME_LIMIT, self.exchange(path, body)).await??;
        Ok(serde_json::from_slice(&answer)?)
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

        let answer = self.http.request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{path} was answered with {status}").into());
        }
        Ok(body)
    }
}
