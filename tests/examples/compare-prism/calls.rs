//! The calls of one operation: with every input, for every error status, and with invalid requests.

use crate::common::prism::Mock;
use crate::common::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY, client};
use crate::inputs::{described, inputs, invalid_requests, required, statuses, violations};
use bytes::Bytes;
use e2e_tests::client::RawClient;
use e2e_tests::document::{self, document};
use generated_sdk::runtime::{
    self, CallContext, CallOptions, Client, Interceptor, Operation, Response,
};
use generated_sdk::{Error, ErrorKind};
use http::{HeaderValue, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Prism's kinds of responses: the shortest one that the bundle allows, and a random one.
const RESPONSES: [&str; 2] = ["dynamic=false", "dynamic=true"];

/// The results of an operation.
pub(crate) struct Row {
    pub(crate) operation: String,
    /// Calls whose request Prism accepted and whose response the SDK read.
    pub(crate) successful: usize,
    /// The error statuses that were received.
    pub(crate) errors: BTreeSet<u16>,
    /// Invalid requests that Prism rejected.
    pub(crate) rejected: usize,
    pub(crate) failures: Vec<String>,
}

impl Row {
    pub(crate) fn new(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            successful: 0,
            errors: BTreeSet::new(),
            rejected: 0,
            failures: Vec::new(),
        }
    }
}

/// Calls Prism with and without the SDK.
pub(crate) struct Caller {
    client: Client,
    exchange: Arc<Exchange>,
    raw: RawClient,
}

/// Sets the `prefer` header of the next request and keeps its response.
#[derive(Debug, Default)]
struct Exchange {
    prefer: Mutex<String>,
    response: Mutex<Option<Response>>,
}

impl Interceptor for Exchange {
    fn before_signing(
        &self,
        _: &CallContext<'_>,
        request: &mut Request<Bytes>,
    ) -> Result<(), runtime::Error> {
        if let Ok(prefer) = HeaderValue::from_str(&lock(&self.prefer)) {
            request.headers_mut().insert("prefer", prefer);
        }
        Ok(())
    }

    fn after_attempt(&self, _: &CallContext<'_>, outcome: Result<&Response, &runtime::Error>) {
        let response = outcome.map_or_else(runtime::Error::raw_response, Some);
        *lock(&self.response) = response.cloned();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Caller {
    pub(crate) fn new(mock: &Mock) -> Result<Self, String> {
        let exchange = Arc::new(Exchange::default());
        let interceptor = Arc::clone(&exchange);
        let url = format!("http://{}", mock.address);
        Ok(Self {
            client: client(url, None, |builder| builder.interceptor(interceptor))?,
            exchange,
            // Prism requires a signature but cannot verify it.
            raw: RawClient::new(mock.address, REGION, ACCESS_KEY_ID, SECRET_ACCESS_KEY),
        })
    }

    /// Makes all calls of an operation.
    pub(crate) async fn check_operation<O>(&self) -> Row
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
        O::Output: Serialize,
    {
        let mut row = Row::new(O::META.name);
        let Some(operation) = document().operation(O::META.name) else {
            row.failures.push("the document does not have it".to_owned());
            return row;
        };
        for input in inputs(operation) {
            for kind in RESPONSES {
                match self.check_output::<O>(operation, &input, kind).await {
                    Ok(()) => row.successful += 1,
                    Err(failure) => row.failures.push(format!("{kind}: {failure}")),
                }
            }
        }
        let required = required(operation);
        for status in statuses(operation) {
            for kind in RESPONSES {
                match self.check_error::<O>(&required, status, kind).await {
                    Ok(()) => drop(row.errors.insert(status)),
                    Err(failure) => row.failures.push(format!("{status}, {kind}: {failure}")),
                }
            }
        }
        for request in invalid_requests(operation) {
            match request.is_rejected(&self.raw).await {
                Ok(()) => row.rejected += 1,
                Err(failure) => row.failures.push(failure),
            }
        }
        row
    }

    /// Sends an input; returns the result and the response. Violations found by Prism are an error.
    async fn send<O>(
        &self,
        input: &Map<String, Value>,
        prefer: String,
    ) -> Result<(Result<O::Output, Error>, Response), String>
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
    {
        let input: O::Input = serde_json::from_value(Value::Object(input.clone()))
            .map_err(|error| format!("invalid input: {error}"))?;
        *lock(&self.exchange.prefer) = prefer;
        let result = self.client.send::<O>(&input, &CallOptions::default()).await;
        let response = lock(&self.exchange.response).take();
        match (result, response) {
            (result, Some(response)) => match violations(&response.headers).as_slice() {
                [] => Ok((result, response)),
                found => Err(found.join("\n    ")),
            },
            (Err(error), None) => Err(error.to_string()),
            (Ok(_), None) => Err("there is an output but no response".to_owned()),
        }
    }

    /// The output must have all members of the response.
    async fn check_output<O>(
        &self,
        operation: &document::Operation,
        input: &Map<String, Value>,
        kind: &str,
    ) -> Result<(), String>
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
        O::Output: Serialize,
    {
        let (result, response) = self.send::<O>(input, kind.to_owned()).await?;
        let output = result.map_err(|error| error.to_string())?;
        // Through JSON, because an f32 has more digits as an f64.
        let output = serde_json::to_string(&output).and_then(|json| serde_json::from_str(&json));
        let output: Value = output.map_err(|error| error.to_string())?;
        let body = match response.body.as_ref() {
            [] => json!({}),
            body => serde_json::from_slice(body).map_err(|error| error.to_string())?,
        };
        let empty = json!({"properties": {}});
        let schema = operation.output.as_ref().unwrap_or(&empty);
        let [output, body] = [&output, &body].map(|it| described(document(), schema, it));
        match output == body {
            true => Ok(()),
            false => Err(format!("of {body} the SDK keeps {output}")),
        }
    }

    /// The error must have status, code, message and headers of the response.
    async fn check_error<O>(
        &self,
        input: &Map<String, Value>,
        status: u16,
        kind: &str,
    ) -> Result<(), String>
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
    {
        let prefer = format!("code={status}, {kind}");
        let (result, response) = self.send::<O>(input, prefer).await?;
        let Err(error) = result else {
            return Err("the call succeeded".to_owned());
        };
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let code = response.headers.get("x-amzn-errortype").and_then(|it| it.to_str().ok());
        let message = body["exceptionMessage"].as_str().unwrap_or_default();
        let expected = (Some(status), code, message);
        let code = error.code();
        let found = (error.status(), code.as_ref().map(|it| it.as_str()), error.message());
        let headers = error.raw_response().map(|it| &it.headers);
        let is_equal = found == expected && headers == Some(&response.headers);
        match error.kind() == ErrorKind::Service && is_equal {
            true => Ok(()),
            false => Err(format!("{error} is not {expected:?}")),
        }
    }
}
