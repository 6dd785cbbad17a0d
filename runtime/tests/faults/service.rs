//! A service of two operations, one that only reads and one that makes something.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use sdk_runtime::{
    CallContext, Client, DecodeError, Error, Interceptor, Json, Method, Operation, OperationMeta,
    Request, Response, ServiceClient, ServiceMeta,
};

pub(crate) struct GetStage;

impl Operation for GetStage {
    type Input = ();
    type Output = BTreeMap<String, Json>;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    fn encode((): &()) -> Result<Request, Error> {
        Request::new(Method::POST)
            .literal("/GetStage")
            .json(&vec!["x".to_owned()])
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

pub(crate) struct CreateStage;

impl Operation for CreateStage {
    type Input = ();
    type Output = BTreeMap<String, Json>;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("CreateStage");

    fn encode((): &()) -> Result<Request, Error> {
        Request::new(Method::POST)
            .literal("/CreateStage")
            .json(&vec!["x".to_owned()])
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

#[derive(Debug)]
pub(crate) struct Service(pub(crate) Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "ivs-realtime",
        title: "Amazon IVS RealTime",
        api_version: "2020-07-14",
        endpoint_prefix: "ivsrealtime",
        signing_name: "ivs",
    };
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// Counts the attempts that go out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counter(Arc<AtomicU32>);

impl Counter {
    pub(crate) fn count(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Interceptor for Counter {
    fn before_sending(&self, _: &CallContext<'_>, _: &http::Request<Bytes>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
