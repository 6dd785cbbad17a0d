//! The calls of one operation: with every input, for every error status, and those that are wrong.

use crate::inputs::{inputs, least, statuses};
use crate::judge::{known, violations};
use crate::mock::Mock;
use crate::report::Row;
use crate::wrong;
use bytes::Bytes;
use e2e_tests::client::RawClient;
use e2e_tests::document::{Operation as Described, document};
use generated_sdk::runtime::{
    self, CallContext, CallOptions, Client, Environment, Interceptor, Operation, Response,
    ServiceClient, ServiceMeta,
};
use generated_sdk::{Credentials, Error, ErrorKind, Retries, Timeouts};
use http::{HeaderValue, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where and as whom the SDK calls. Prism looks for a signature, and cannot check it.
const REGION: &str = "eu-west-1";
const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
const SECRET_ACCESS_KEY: &str = "not/a+secret";

/// For one call. It takes a few milliseconds.
const CALL_LIMIT: Duration = Duration::from_secs(10);

/// How answers are made: the shortest one that the bundle allows, and one that is drawn.
const RESPONSES: [&str; 2] = ["dynamic=false", "dynamic=true"];

/// Calls the mock, through the SDK and past it.
pub(crate) struct Caller {
    client: Client,
    watch: Arc<Watch>,
    raw: RawClient,
}

/// Asks for the wanted kind of response, and keeps the response that came.
#[derive(Debug, Default)]
struct Watch {
    prefer: Mutex<String>,
    response: Mutex<Option<Response>>,
}

impl Interceptor for Watch {
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

/// A client that knows the operations as types only, and none by name.
struct Bare(Client);

impl ServiceClient for Bare {
    const SERVICE: ServiceMeta = generated_sdk::Client::SERVICE;
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

impl Caller {
    pub(crate) fn new(mock: &Mock) -> Result<Self, String> {
        let watch = Arc::new(Watch::default());
        let client = Client::builder::<Bare>()
            .environment(Environment::empty())
            .region(REGION)
            .credentials(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None))
            .endpoint_url(format!("http://{}", mock.address))
            .retries(Retries::off())
            .timeouts(Timeouts::default().overall(CALL_LIMIT))
            .interceptor(Arc::clone(&watch))
            .build()
            .map_err(|error| format!("the SDK's client cannot be built: {error}"))?;
        Ok(Self {
            client: client.0,
            watch,
            raw: RawClient::new(mock.address, REGION, ACCESS_KEY_ID, SECRET_ACCESS_KEY),
        })
    }

    /// Tries an operation in every way.
    pub(crate) async fn check_operation<O>(&self) -> Row
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
        O::Output: Serialize,
    {
        let mut row = Row::new(O::META.name);
        let Some(operation) = document().operation(O::META.name) else {
            row.faults.push("the document does not have it".to_owned());
            return row;
        };
        for input in inputs(operation) {
            for kind in RESPONSES {
                match self.succeeds::<O>(operation, &input, kind).await {
                    Ok(()) => row.answered += 1,
                    Err(fault) => row.faults.push(format!("{kind}: {fault}")),
                }
            }
        }
        let least = least(operation);
        for status in statuses(operation) {
            for kind in RESPONSES {
                match self.fails::<O>(&least, status, kind).await {
                    Ok(()) => drop(row.errors.insert(status)),
                    Err(fault) => row.faults.push(format!("{status}, {kind}: {fault}")),
                }
            }
        }
        for wrong in wrong::requests(operation) {
            match wrong.is_refused(&self.raw).await {
                Ok(()) => row.refused += 1,
                Err(fault) => row.faults.push(fault),
            }
        }
        row
    }

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
            .map_err(|error| format!("no input: {error}"))?;
        *lock(&self.watch.prefer) = prefer;
        let options = CallOptions::default();
        let outcome = self.client.send::<O>(&input, &options).await;
        let response = lock(&self.watch.response).take();
        match (outcome, response) {
            (outcome, Some(response)) => match violations(&response.headers).as_slice() {
                [] => Ok((outcome, response)),
                found => Err(found.join("\n    ")),
            },
            (Err(error), None) => Err(error.to_string()),
            (Ok(_), None) => Err("an output without a response".to_owned()),
        }
    }

    /// Prism likes the request, and the output holds its response.
    async fn succeeds<O>(
        &self,
        operation: &Described,
        input: &Map<String, Value>,
        kind: &str,
    ) -> Result<(), String>
    where
        O: Operation<Error = Error>,
        O::Input: DeserializeOwned,
        O::Output: Serialize,
    {
        let (outcome, response) = self.send::<O>(input, kind.to_owned()).await?;
        let output = outcome.map_err(|error| error.to_string())?;
        // By way of a text, since a number of 32 bits has more digits as a value of 64.
        let output = serde_json::to_string(&output).and_then(|text| serde_json::from_str(&text));
        let output: Value = output.map_err(|error| error.to_string())?;
        let found = match response.body.as_ref() {
            [] => json!({}),
            body => serde_json::from_slice(body).map_err(|error| error.to_string())?,
        };
        let nothing = json!({"properties": {}});
        let schema = operation.output.as_ref().unwrap_or(&nothing);
        let sides = [&output, &found].map(|it| known(document(), schema, it));
        match sides[0] == sides[1] {
            true => Ok(()),
            false => Err(format!("of {} the SDK keeps {}", sides[1], sides[0])),
        }
    }

    /// The wanted error is what the SDK says it is.
    async fn fails<O>(
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
        let (outcome, response) = self.send::<O>(input, prefer).await?;
        let Err(error) = outcome else {
            return Err("it succeeded".to_owned());
        };
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let code = response.headers.get("x-amzn-errortype");
        let wanted = (
            Some(status),
            code.and_then(|it| it.to_str().ok()),
            body["exceptionMessage"].as_str().unwrap_or_default(),
        );
        let code = error.code();
        let found = (
            error.status(),
            code.as_ref().map(|it| it.as_str()),
            error.message(),
        );
        let raw = error.raw_response().map(|it| &it.headers);
        match error.kind() == ErrorKind::Service
            && found == wanted
            && raw == Some(&response.headers)
        {
            true => Ok(()),
            false => Err(format!("{error} is not {wanted:?}")),
        }
    }
}
