//! Waiters: polling an operation until a resource is in a certain state, after Smithy's waiter model.
//!
//! A generated [`WaiterDefinition`] contains the operation and the acceptors; a [`Waiter`] polls, with
//! growing delays, until an acceptor matches a success or failure state or the time-out expires.

mod error;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::error::{WaitError, WaitErrorKind};
use crate::future::with_time_limit;
use crate::{BoxFuture, CallOptions, Client, Operation, System, random_fraction};

/// The operation and the acceptors of a waiter. Implemented by generated code.
pub trait WaiterDefinition: Send + Sync + 'static {
    /// The operation that is polled.
    type Operation: Operation;
    /// The result of a successful wait.
    type Output: Send + 'static;

    /// The name of the waiter, such as `ThingDeleted`.
    const NAME: &'static str;
    /// The minimum delay between two calls.
    #[doc(hidden)]
    const MIN_DELAY: Duration;
    /// The maximum delay between two calls.
    #[doc(hidden)]
    const MAX_DELAY: Duration;

    /// Returns the state of the acceptor that matches the result of a call. If none matches, an output means
    /// to retry, and an error ends the wait, as in Smithy's model.
    #[doc(hidden)]
    fn evaluate(result: Result<&Output<Self>, &Failure<Self>>) -> AcceptorState;

    /// Converts the result of a call whose state is success.
    ///
    /// # Errors
    ///
    /// Returns the error of the call, if it is not part of the output.
    #[doc(hidden)]
    fn into_output(
        result: Result<Output<Self>, Failure<Self>>,
    ) -> Result<Self::Output, Failure<Self>>;
}

/// The output of a waiter's operation.
pub type Output<C> = <<C as WaiterDefinition>::Operation as Operation>::Output;

/// The error of a waiter's operation.
pub type Failure<C> = <<C as WaiterDefinition>::Operation as Operation>::Error;

/// The state of the acceptor that matches the result of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// The wait has succeeded.
    Success,
    /// Poll again after a delay.
    Retry,
    /// The wait has failed, for this reason: "composition.state is FAILED".
    Failure(&'static str),
    /// The result is an error that no acceptor matches.
    Unmatched,
}

/// The result of a successful wait.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Waited<T> {
    /// The result of the last call.
    pub output: T,
    /// The number of calls.
    pub attempts: u32,
    /// The duration of the wait.
    pub elapsed: Duration,
}

/// Polls an operation until a resource is in a certain state; [`wait`](Self::wait) starts it.
///
/// The first call is made immediately. The delay after call number *n* is random, between the minimum
/// delay and the minimum × 2ⁿ⁻¹, and at most the maximum. The wait, including its calls, ends with the
/// [`timeout`](Self::timeout).
///
/// # Example
///
/// ```
/// # use sdk_runtime::{WaitError, Waiter, WaiterDefinition};
/// # use std::time::Duration;
/// # async fn example<C: WaiterDefinition<Output: std::fmt::Debug>>(waiter: Waiter<C>) -> Result<(), WaitError<C>> {
/// // waiter: that of a client, such as client.wait_until_thing_deleted(id)
/// let waited = waiter.timeout(Duration::from_secs(60)).wait().await?;
/// println!("{:?} after {} calls", waited.output, waited.attempts);
/// # Ok(()) }
/// ```
#[must_use = "a wait begins with `.wait().await` or `.await`"]
pub struct Waiter<C: WaiterDefinition> {
    client: Client,
    input: <C::Operation as Operation>::Input,
    options: CallOptions,
    timeout: Duration,
    min_delay: Duration,
    max_delay: Duration,
}

/// The default time-out of a wait.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The lower bound of the minimum delay.
const LEAST_DELAY: Duration = Duration::from_millis(1);

impl<C: WaiterDefinition> Waiter<C> {
    /// Creates a waiter that calls the operation with `input`. Called by generated code.
    #[doc(hidden)]
    pub fn new(client: Client, input: <C::Operation as Operation>::Input) -> Self {
        Self {
            client,
            input,
            options: CallOptions::default(),
            timeout: TIMEOUT,
            min_delay: C::MIN_DELAY,
            max_delay: C::MAX_DELAY,
        }
    }

    /// Sets the time-out of the wait. Default: 5 minutes.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets the minimum delay between two calls; at least 1 ms. Default: the definition's.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.min_delay = delay;
        self
    }

    /// Sets the maximum delay between two calls; at least the minimum. Default: the definition's.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Changes the input of the calls, to set optional members.
    pub fn input(mut self, change: impl FnOnce(&mut <C::Operation as Operation>::Input)) -> Self {
        change(&mut self.input);
        self
    }

    /// Sets time-outs and retries of each call.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Polls until an acceptor matches a success state.
    ///
    /// Each call is retried by the client's settings, so that transient errors do not end the wait.
    /// Dropping the future cancels the wait.
    ///
    /// # Errors
    ///
    /// Returns a [`WaitError`] with the result of the last call if an acceptor matched a failure state, the
    /// time-out expired, or a call failed with an error that no acceptor matches.
    pub async fn wait(self) -> Result<Waited<C::Output>, WaitError<C>> {
        let system = Arc::clone(self.client.system());
        let min = self.min_delay.max(LEAST_DELAY);
        let mut schedule = Schedule {
            start: system.ticks(),
            limit: self.timeout,
            min,
            max: self.max_delay.max(min),
            attempts: 0,
            system: &*system,
        };
        let mut last = None;
        loop {
            let call = self.client.send::<C::Operation>(&self.input, &self.options);
            let Some(result) = schedule.call(call).await else {
                return Err(schedule.error::<C>(WaitErrorKind::TimedOut, last));
            };
            let kind = match C::evaluate(result.as_ref()) {
                AcceptorState::Success => match C::into_output(result) {
                    Ok(output) => return Ok(schedule.waited(output)),
                    Err(error) => {
                        return Err(schedule.error::<C>(WaitErrorKind::Unmatched, Some(Err(error))));
                    }
                },
                AcceptorState::Retry => WaitErrorKind::TimedOut,
                AcceptorState::Failure(reason) => WaitErrorKind::Failed(reason),
                AcceptorState::Unmatched => WaitErrorKind::Unmatched,
            };
            last = Some(result);
            if kind != WaitErrorKind::TimedOut || !schedule.delay().await {
                return Err(schedule.error::<C>(kind, last));
            }
        }
    }

    /// Waits as [`wait`](Self::wait) does, and blocks the thread; see [`blocking`](crate::blocking). Requires the
    /// feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `wait`, and one of kind [`Unmatched`](WaitErrorKind::Unmatched) with the error
    /// of [`run`](crate::blocking::run).
    #[cfg(feature = "blocking")]
    pub fn wait_blocking(self) -> Result<Waited<C::Output>, WaitError<C>>
    where
        Waited<C::Output>: Send,
    {
        match crate::blocking::run(self.wait()) {
            Ok(outcome) => outcome,
            Err(error) => {
                let error = error.of_operation(C::Operation::META.name).into();
                let kind = WaitErrorKind::Unmatched;
                Err(WaitError::new(kind, Some(Err(error)), 0, Duration::ZERO))
            }
        }
    }
}

/// [`wait`](Waiter::wait), so that `.await` on a waiter starts it.
impl<C: WaiterDefinition> IntoFuture for Waiter<C> {
    type Output = Result<Waited<C::Output>, WaitError<C>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.wait())
    }
}

impl<C: WaiterDefinition> Clone for Waiter<C> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            input: self.input.clone(),
            options: self.options,
            ..*self
        }
    }
}

/// The schedule of one wait. Not generic, so that it is compiled once.
struct Schedule<'a> {
    start: Duration,
    limit: Duration,
    min: Duration,
    max: Duration,
    attempts: u32,
    system: &'a dyn System,
}

impl Schedule<'_> {
    fn elapsed(&self) -> Duration {
        self.system.ticks().saturating_sub(self.start)
    }

    fn left(&self) -> Duration {
        self.limit.saturating_sub(self.elapsed())
    }

    /// Makes a call; `None` if the time-out expires before it ends.
    async fn call<T>(&mut self, call: impl Future<Output = T>) -> Option<T> {
        self.attempts = self.attempts.saturating_add(1);
        with_time_limit(self.system.sleep(self.left()), call).await
    }

    /// Waits for the delay before the next call; `false` if there is no time for one.
    async fn delay(&self) -> bool {
        let fraction = random_fraction(self.system);
        match next_delay(self.attempts, self.min, self.max, self.left(), fraction) {
            Some(delay) => {
                self.system.sleep(delay).await;
                true
            }
            None => false,
        }
    }

    fn waited<T>(&self, output: T) -> Waited<T> {
        Waited { output, attempts: self.attempts, elapsed: self.elapsed() }
    }

    fn error<C: WaiterDefinition>(
        &self,
        kind: WaitErrorKind,
        last: Option<Result<Output<C>, Failure<C>>>,
    ) -> WaitError<C> {
        WaitError::new(kind, last, self.attempts, self.elapsed())
    }
}

/// The delay after call number `attempt` (from 1), by Smithy's algorithm: a random time between `min`
/// and `min` × 2 to the power of `attempt` - 1, at most `max`. `fraction` is the random number, from 0
/// to 1.
///
/// A delay that would leave less than `min` of the time `left` is shortened, so that a last call has
/// that much; `None` if there is no time for another call.
fn next_delay(
    attempt: u32,
    min: Duration,
    max: Duration,
    left: Duration,
    fraction: f64,
) -> Option<Duration> {
    let latest = left.checked_sub(min).filter(|rest| !rest.is_zero())?;
    let growth = 2_u32.saturating_pow(attempt.saturating_sub(1));
    let span = min.saturating_mul(growth).min(max).saturating_sub(min);
    let delay = min.saturating_add(span.mul_f64(fraction.clamp(0.0, 1.0)));
    Some(delay.min(latest))
}

/// Returns whether there is a value and all values pass: `allStringEquals` is false for an empty list.
pub fn all<T>(values: impl IntoIterator<Item = T>, passes: impl FnMut(T) -> bool) -> bool {
    let mut values = values.into_iter().peekable();
    values.peek().is_some() && values.all(passes)
}

impl<C: WaiterDefinition> fmt::Debug for Waiter<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("waiter", &C::NAME)
            .field("input", &self.input)
            .field("timeout", &self.timeout)
            .field("min_delay", &self.min_delay)
            .field("max_delay", &self.max_delay)
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
