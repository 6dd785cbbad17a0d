//! A service with a reading and a creating operation, and its credentials and clock.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use sdk_runtime::{
    BoxFuture, CallContext, Client, ClientBuilder, Credentials, CredentialsError, DecodeError,
    EncodedRequest, Environment, Error, Interceptor, Json, Method, Operation, OperationMeta,
    OsSystem, ProvideCredentials, Response, ServiceClient, ServiceMeta, System,
};

pub(crate) struct GetStage;

impl Operation for GetStage {
    type Input = ();
    type Output = BTreeMap<String, Json>;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    fn encode((): &()) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::POST).literal("/GetStage").json(&vec!["x".to_owned()])
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

    fn encode((): &()) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::POST).literal("/CreateStage").json(&vec!["x".to_owned()])
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

/// A builder with region and credentials.
pub(crate) fn builder(environment: Environment, url: &str) -> ClientBuilder<Service> {
    ClientBuilder::new(environment)
        .region("eu-west-1")
        .endpoint_url(url)
        .credentials(Credentials::new("AKID", "hush", None))
}

/// Counts the attempts that are sent.
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

/// Real time that can be advanced, and random numbers that make every back-off as short as possible.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    system: OsSystem,
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// Advances the time of day; the clock for time-outs is not affected.
    pub(crate) fn advance(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).unwrap();
        self.offset_seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl System for Clock {
    fn now(&self) -> Timestamp {
        let offset = self.offset_seconds.load(Ordering::SeqCst);
        self.system.now() + SignedDuration::from_secs(offset)
    }

    fn ticks(&self) -> Duration {
        self.system.ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.system.sleep(duration)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

/// How the credentials provider behaves.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProviderBehavior {
    Static,
    Fails,
    FailsOnce,
    Slow,
    Hangs,
    Panics,
    /// `KEY0`, then `KEY1` and so on, each for half an hour.
    ShortLived,
}

#[derive(Debug)]
pub(crate) struct TestProvider {
    behavior: ProviderBehavior,
    clock: Clock,
    calls: AtomicU32,
}

impl TestProvider {
    pub(crate) fn new(behavior: ProviderBehavior, clock: &Clock) -> Self {
        Self { behavior, clock: clock.clone(), calls: AtomicU32::new(0) }
    }
}

impl ProvideCredentials for TestProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let good = Credentials::new(format!("KEY{number}"), "hush", Some("hush-token".into()));
        Box::pin(async move {
            match self.behavior {
                ProviderBehavior::Static => Ok(good),
                ProviderBehavior::FailsOnce if number > 0 => Ok(good),
                ProviderBehavior::Fails | ProviderBehavior::FailsOnce => {
                    Err(CredentialsError::new("test", "out of order"))
                }
                ProviderBehavior::Slow => {
                    self.clock.sleep(Duration::from_millis(100)).await;
                    Ok(good)
                }
                ProviderBehavior::Hangs => std::future::pending().await,
                // Without the panic hook, which would print into the table.
                ProviderBehavior::Panics => std::panic::resume_unwind(Box::new("out of luck")),
                ProviderBehavior::ShortLived => {
                    let end = self.clock.now() + SignedDuration::from_mins(30);
                    Ok(good.expiring_at(end))
                }
            }
        })
    }
}
