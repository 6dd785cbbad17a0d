//! A typed fake of a service.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Fault;
use crate::provider::Protocol;
use crate::{Error, ErrorKind, ModeledError, Operation, System};

/// Handles the calls of a client with typed outputs and errors, without HTTP.
///
/// It replaces the transport and the pipeline of a call: requests are neither signed nor sent, interceptors and
/// retries do not run, and a [`Fault`] is the final result of a call. Inputs are validated as for sending. Clones
/// share their state, so that a test keeps one and passes another on.
///
/// See [the module documentation](super) for an example.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    operations: BTreeMap<(&'static str, TypeId), FakeOperation>,
    calls: Vec<RecordedCall>,
    unexpected: Vec<String>,
    latency: Duration,
}

struct RecordedCall {
    operation: &'static str,
    operation_type: TypeId,
    input: Arc<dyn Any + Send + Sync>,
}

type FakeResult<O> = Result<<O as Operation>::Output, Fault>;
type OnceHandler<O> = Box<dyn FnOnce(&<O as Operation>::Input) -> FakeResult<O> + Send>;
type Handler<O> = Box<dyn FnMut(&<O as Operation>::Input) -> FakeResult<O> + Send>;

/// The handlers of one operation.
struct Handlers<O: Operation> {
    once: VecDeque<OnceHandler<O>>,
    always: Option<Handler<O>>,
}

/// The handlers and the counts of one operation, without its types.
struct FakeOperation {
    name: &'static str,
    /// A `Mutex<Handlers<O>>`.
    handlers: Arc<dyn Any + Send + Sync>,
    /// The number of handlers for a single call that remain.
    remaining: usize,
    has_always: bool,
    calls: usize,
}

impl Fake {
    /// Creates a fake without handlers: every call fails.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Handles all calls of `O`, after the handlers for a single call ([`once`](Self::once)). Replaces an earlier
    /// handler set by this method.
    #[must_use]
    pub fn on<O: Operation>(
        self,
        handler: impl FnMut(&O::Input) -> Result<O::Output, Fault> + Send + 'static,
    ) -> Self {
        let mut state = self.state();
        let operation = state.operation::<O>();
        operation.has_always = true;
        operation.update::<O>(|handlers| handlers.always = Some(Box::new(handler)));
        drop(state);
        self
    }

    /// Handles one call of `O`. Several such handlers are used in the order in which they were added.
    #[must_use]
    pub fn once<O: Operation>(
        self,
        handler: impl FnOnce(&O::Input) -> Result<O::Output, Fault> + Send + 'static,
    ) -> Self {
        let mut state = self.state();
        let operation = state.operation::<O>();
        operation.remaining += 1;
        operation.update::<O>(|handlers| handlers.once.push_back(Box::new(handler)));
        drop(state);
        self
    }

    /// Returns the results, in order, from the next calls of `O`.
    #[must_use]
    pub fn in_order<O: Operation>(
        self,
        results: impl IntoIterator<Item = Result<O::Output, Fault>>,
    ) -> Self {
        results.into_iter().fold(self, |fake, result| fake.once::<O>(move |_| result))
    }

    /// Handles all streams of events of `O`: the handler returns the body of the response.
    #[cfg(feature = "events")]
    #[must_use]
    pub fn on_events<O: crate::EventOperation>(
        self,
        mut handler: impl FnMut(&O::Input) -> Result<crate::ByteStream, Fault> + Send + 'static,
    ) -> Self {
        self.on::<crate::events::Connect<O>>(move |request| handler(&request.input).map(Into::into))
    }

    /// Makes every call take this long on the clock of the client. A call with a shorter overall time-out fails
    /// as with a slow service.
    #[must_use]
    pub fn latency(self, latency: Duration) -> Self {
        self.state().latency = latency;
        self
    }

    /// Returns the inputs of all calls of `O`, in order, with those of its streams of events: one for each connection.
    #[must_use]
    pub fn calls<O: Operation>(&self) -> Vec<O::Input> {
        let state = self.state();
        let calls = state.calls.iter();
        let calls = calls.filter(|call| call.operation_type == TypeId::of::<O>());
        calls.filter_map(|call| call.input.downcast_ref().cloned()).collect()
    }

    /// Returns the names of the operations of all calls, in order.
    #[must_use]
    pub fn operations(&self) -> Vec<&'static str> {
        let state = self.state();
        state.calls.iter().map(|call| call.operation).collect()
    }

    /// Asserts that every handler was used and that every call had a handler.
    ///
    /// # Panics
    ///
    /// If not; the message lists the unused handlers and the unexpected calls.
    #[track_caller]
    pub fn assert_all_called(&self) {
        let problems = self.state().problems();
        assert!(
            problems.is_empty(),
            "the calls differ from those that the fake expects:\n{problems}"
        );
    }

    /// Handles a call in place of the client.
    pub(crate) async fn handle<O: Operation>(
        &self,
        system: &dyn System,
        protocol: &dyn Protocol,
        errors: &[ModeledError],
        timeout: Option<Duration>,
        input: &O::Input,
    ) -> Result<O::Output, O::Error> {
        let with_name = |error: Error| error.of_operation(O::META.name);
        O::encode(input).map_err(with_name)?;
        let latency = self.state().latency;
        if !latency.is_zero() {
            let waited = timeout.map_or(latency, |timeout| timeout.min(latency));
            system.sleep(waited).await;
            if waited < latency {
                return Err(
                    with_name(Fault::timeout_after(waited).into_error(protocol, errors)).into()
                );
            }
        }
        let handlers = self.record::<O>(input).map_err(with_name)?;
        // Outside of the lock of the state: a handler may use the fake.
        let result = Handlers::<O>::handle(&handlers, input);
        result.map_err(|fault| with_name(fault.into_error(protocol, errors)).into())
    }

    /// Records a call and returns the handlers for it.
    fn record<O: Operation>(&self, input: &O::Input) -> Result<Arc<Mutex<Handlers<O>>>, Error> {
        let mut state = self.state();
        let (operation_type, recorded) = O::recorded(input);
        state.calls.push(RecordedCall { operation: O::META.name, operation_type, input: recorded });
        let operation = state.operations.get_mut(&key::<O>());
        if let Some(handlers) = operation.and_then(FakeOperation::reserve::<O>) {
            return Ok(handlers);
        }
        let name = O::META.name;
        let message = format!(
            "the fake has no handler for this call. It has {}. Add one with `{}`. The input was {input:?}",
            state.describe_handlers(),
            handler_call::<O>()
        );
        state.unexpected.push(format!("unexpected call of {name} with {input:?}"));
        Err(Error::new(ErrorKind::Configuration, message))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0)
    }
}

impl State {
    fn operation<O: Operation>(&mut self) -> &mut FakeOperation {
        self.operations.entry(key::<O>()).or_insert_with(FakeOperation::new::<O>)
    }

    /// The handlers: `one for CreateStage, any number for GetStage`.
    fn describe_handlers(&self) -> String {
        let handlers = self.operations.values().filter_map(FakeOperation::describe);
        match handlers.collect::<Vec<_>>().join(", ") {
            empty if empty.is_empty() => "no handler left".to_owned(),
            handlers => handlers,
        }
    }

    /// The unused handlers and unexpected calls, one per line.
    fn problems(&self) -> String {
        let unused = self.operations.values().filter_map(FakeOperation::unused);
        let problems = unused.chain(self.unexpected.iter().cloned());
        problems.map(|problem| format!("- {problem}\n")).collect()
    }
}

impl FakeOperation {
    fn new<O: Operation>() -> Self {
        let handlers = Handlers::<O> { once: VecDeque::new(), always: None };
        Self {
            name: O::META.name,
            handlers: Arc::new(Mutex::new(handlers)),
            remaining: 0,
            has_always: false,
            calls: 0,
        }
    }

    fn update<O: Operation>(&self, update: impl FnOnce(&mut Handlers<O>)) {
        if let Some(handlers) = self.handlers.downcast_ref::<Mutex<Handlers<O>>>() {
            update(&mut lock(handlers));
        }
    }

    /// Reserves a handler for one call, if there is one.
    fn reserve<O: Operation>(&mut self) -> Option<Arc<Mutex<Handlers<O>>>> {
        if self.remaining == 0 && !self.has_always {
            return None;
        }
        self.remaining = self.remaining.saturating_sub(1);
        self.calls += 1;
        Arc::clone(&self.handlers).downcast().ok()
    }

    fn describe(&self) -> Option<String> {
        match (self.remaining, self.has_always) {
            (_, true) => Some(format!("any number for {}", self.name)),
            (0, false) => None,
            (1, false) => Some(format!("one for {}", self.name)),
            (count, false) => Some(format!("{count} for {}", self.name)),
        }
    }

    fn unused(&self) -> Option<String> {
        match (self.remaining, self.calls) {
            (0, 0) => Some(format!("{} was never called", self.name)),
            (0, _) => None,
            (missing, calls) => Some(format!(
                "{} was called {calls} time(s), {missing} fewer than expected",
                self.name
            )),
        }
    }
}

impl<O: Operation> Handlers<O> {
    fn handle(handlers: &Mutex<Self>, input: &O::Input) -> FakeResult<O> {
        let mut handlers = lock(handlers);
        if let Some(handler) = handlers.once.pop_front() {
            drop(handlers);
            return handler(input);
        }
        match &mut handlers.always {
            Some(handler) => handler(input),
            // Unreachable, since a handler was reserved.
            None => Err(Fault::new("NoHandler").message("the fake has no handler left")),
        }
    }
}

/// How a handler for calls of `O` is added: `.on::<GetStage>(…)`, and `.on_events::<Watch>(…)` for its stream.
fn handler_call<O: Operation>() -> String {
    let path = std::any::type_name::<O>();
    let (method, path) = match path.split_once('<') {
        Some((_, inner)) => ("on_events", inner.strip_suffix('>').unwrap_or(inner)),
        None => ("on", path),
    };
    let module = path.split('<').next().unwrap_or_default().rfind("::").map_or(0, |at| at + 2);
    format!(".{method}::<{}>(…)", path.get(module..).unwrap_or(path))
}

/// By name for messages, and by type since two services may share a name.
fn key<O: Operation>() -> (&'static str, TypeId) {
    (O::META.name, TypeId::of::<O>())
}

/// A handler that panics does not make the fake unusable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Fake")
            .field("handlers", &format_args!("{}", state.describe_handlers()))
            .field("calls", &state.calls.len())
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
