//! A service that exists in a test only.

mod answers;
mod fault;

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::answers::{Answers, Entry};
pub use self::fault::Fault;
use super::offline;
use crate::{ClientBuilder, Error, ErrorKind, Operation, ServiceClient, System};

/// Answers a client's calls with what a test says, typed, without a byte on the wire.
///
/// It stands above the network: requests are neither signed nor sent, so interceptors and retries
/// do not run, and a [`Fault`] is what a call ends with. Inputs are checked as for sending. Clones
/// share all they have, so a test keeps one.
///
/// See [the module's page](super) for how it is used.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    entries: BTreeMap<(&'static str, TypeId), Entry>,
    calls: Vec<Call>,
    /// What was not expected, in words.
    surprises: Vec<String>,
    latency: Duration,
}

/// A call that came.
struct Call {
    operation: &'static str,
    of: TypeId,
    input: Arc<dyn Any + Send + Sync>,
}

impl Fake {
    /// A fake that expects no call.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers every call of `O` for which no single answer ([`once`](Self::once)) is left.
    ///
    /// Set twice, the later one holds.
    #[must_use]
    pub fn on<O: Operation>(
        self,
        answer: impl FnMut(&O::Input) -> Result<O::Output, Fault> + Send + 'static,
    ) -> Self {
        let mut state = self.state();
        let entry = state.entry::<O>();
        entry.always = true;
        entry.answers::<O>(|answers| answers.always = Some(Box::new(answer)));
        drop(state);
        self
    }

    /// Answers one call of `O`. Several of these answer in the order in which they were set.
    #[must_use]
    pub fn once<O: Operation>(
        self,
        answer: impl FnOnce(&O::Input) -> Result<O::Output, Fault> + Send + 'static,
    ) -> Self {
        let mut state = self.state();
        let entry = state.entry::<O>();
        entry.left += 1;
        entry.answers::<O>(|answers| answers.single.push_back(Box::new(answer)));
        drop(state);
        self
    }

    /// Answers the next calls of `O`, one after the other.
    #[must_use]
    pub fn in_order<O: Operation>(
        self,
        answers: impl IntoIterator<Item = Result<O::Output, Fault>>,
    ) -> Self {
        answers
            .into_iter()
            .fold(self, |fake, answer| fake.once::<O>(move |_| answer))
    }

    /// Lets every call take this long, by the client's clock. A call whose overall time-out is
    /// shorter fails as it would with a slow service.
    #[must_use]
    pub fn latency(self, latency: Duration) -> Self {
        self.state().latency = latency;
        self
    }

    /// A client of this fake: region `us-east-1`, account and keys of nobody.
    ///
    /// # Panics
    /// If the service's own names make no address, as those of a generated crate do.
    #[must_use]
    pub fn client<C: ServiceClient>(&self) -> C {
        offline::built(self.builder())
    }

    /// The same, for a test that wants another region or a clock of its own. What the environment
    /// says is not read.
    pub fn builder<C: ServiceClient>(&self) -> ClientBuilder<C> {
        offline::builder().fake(self)
    }

    /// The inputs of all calls of `O` that came, in order.
    #[must_use]
    pub fn calls<O: Operation>(&self) -> Vec<O::Input> {
        let state = self.state();
        let calls = state.calls.iter();
        let inputs = calls.filter(|call| call.of == TypeId::of::<O>());
        inputs
            .filter_map(|call| call.input.downcast_ref().cloned())
            .collect()
    }

    /// The names of all operations that were called, in order.
    #[must_use]
    pub fn operations(&self) -> Vec<&'static str> {
        self.state()
            .calls
            .iter()
            .map(|call| call.operation)
            .collect()
    }

    /// Makes sure that every answer was needed and that no call came for which there was none.
    ///
    /// # Panics
    /// If that is not so; the message names each such answer and call.
    #[track_caller]
    pub fn assert_all_called(&self) {
        let problems = self.state().problems();
        assert!(
            problems.is_empty(),
            "the fake saw other calls than it expected:\n{problems}"
        );
    }

    /// Takes the place of the whole pipeline.
    pub(crate) async fn answer<O: Operation>(
        &self,
        system: &dyn System,
        limit: Option<Duration>,
        input: &O::Input,
    ) -> Result<O::Output, O::Error> {
        let named = |error: Error| error.of_operation(O::META.name);
        O::encode(input).map_err(named)?;
        let latency = self.state().latency;
        if !latency.is_zero() {
            let allowed = limit.map_or(latency, |limit| limit.min(latency));
            system.sleep(allowed).await;
            if allowed < latency {
                return Err(named(Fault::out_of_time(allowed).into_error()).into());
            }
        }
        match self.chosen::<O>(input) {
            // Called outside of the lock: an answer may look at the fake.
            Ok(answers) => Answers::<O>::answer(&answers, input)
                .map_err(|fault| named(fault.into_error()).into()),
            Err(error) => Err(named(error).into()),
        }
    }

    /// Writes the call down and finds who answers it.
    fn chosen<O: Operation>(&self, input: &O::Input) -> Result<Arc<Mutex<Answers<O>>>, Error> {
        let mut state = self.state();
        state.calls.push(Call {
            operation: O::META.name,
            of: TypeId::of::<O>(),
            input: Arc::new(input.clone()),
        });
        let entry = state.entries.get_mut(&key::<O>());
        if let Some(answers) = entry.and_then(Entry::take::<O>) {
            return Ok(answers);
        }
        let name = O::META.name;
        let surprise = format!("{name} was called with {input:?}");
        let message = format!(
            "the fake has no answer for this call. It has {}. Add one with `.on::<{name}>(…)`. The \
             input was {input:?}",
            state.expectations()
        );
        state.surprises.push(surprise);
        Err(Error::new(ErrorKind::Configuration, message))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn entry<O: Operation>(&mut self) -> &mut Entry {
        self.entries
            .entry(key::<O>())
            .or_insert_with(Entry::new::<O>)
    }

    /// What answers there are: `one for CreateStage, any number for GetStage`.
    fn expectations(&self) -> String {
        let there = self.entries.values().filter_map(Entry::expectation);
        match there.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "none that is left".to_owned(),
            there => there,
        }
    }

    /// What kept the calls from being those that were expected, a line each.
    fn problems(&self) -> String {
        let missing = self.entries.values().filter_map(Entry::missing);
        let surprises = self
            .surprises
            .iter()
            .map(|call| format!("{call}, which was not expected"));
        missing
            .chain(surprises)
            .map(|line| format!("- {line}\n"))
            .collect()
    }
}

/// Operations by name, for messages, and by type, since two services may share a name.
fn key<O: Operation>() -> (&'static str, TypeId) {
    (O::META.name, TypeId::of::<O>())
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Fake")
            .field("answers", &format_args!("{}", state.expectations()))
            .field("calls", &state.calls.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
