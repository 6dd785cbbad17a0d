//! Waiting until a resource is in a certain state, by asking again and again.
//!
//! A generated [`WaiterDefinition`] says which operation asks, and what an answer means; a [`Waiter`] asks,
//! with growing pauses between, until an answer settles it or time is up. After Smithy's model of
//! waiters. Knows neither states nor services.

mod delay;
mod error;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::error::{WaitError, WaitErrorKind};
use crate::future::before;
use crate::{CallOptions, Client, Operation, System, random_fraction};

/// What is waited for.
pub trait WaiterDefinition: Send + Sync + 'static {
    /// The operation that is asked.
    type Operation: Operation;
    /// The answer that ends the wait well.
    type Output: Send + 'static;

    /// The condition's name, as it stands in errors: `StageDeleted`.
    const NAME: &'static str;
    /// The shortest pause between two calls.
    const MIN_DELAY: Duration;
    /// The longest pause between two calls.
    const MAX_DELAY: Duration;

    /// What an answer means. By Smithy's model an output of which the condition has no opinion means
    /// to ask again, and such an error is the end.
    fn evaluate(result: Result<&Output<Self>, &Failure<Self>>) -> AcceptorState;

    /// The answer as the caller gets it, once it has been judged a success.
    ///
    /// # Errors
    /// An error that is not part of what the caller gets.
    fn into_output(
        answer: Result<Output<Self>, Failure<Self>>,
    ) -> Result<Self::Output, Failure<Self>>;
}

/// The output of a condition's operation.
pub type Output<C> = <<C as WaiterDefinition>::Operation as Operation>::Output;

/// The error of a condition's operation.
pub type Failure<C> = <<C as WaiterDefinition>::Operation as Operation>::Error;

/// What an answer means to a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// What was waited for is there.
    Success,
    /// Not yet.
    Retry,
    /// It will never be. The text says by what that is known: "composition.state is FAILED".
    Failure(&'static str),
    /// It cannot be told: the answer is an error of another kind.
    Unmatched,
}

/// What a wait led to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Waited<T> {
    /// The last answer.
    pub output: T,
    /// The number of calls that it took.
    pub attempts: u32,
    /// The time that it took.
    pub elapsed: Duration,
}

/// Waits for a condition, once [`wait`](Self::wait) is called.
///
/// The first call is made at once. The pause after call number *n* is a random time between the
/// shortest pause and the shortest × 2ⁿ⁻¹, and never more than the longest. A wait never takes longer
/// than its [`timeout`](Self::timeout), calls included.
#[must_use = "a wait begins with `.wait().await`"]
pub struct Waiter<C: WaiterDefinition> {
    client: Client,
    input: <C::Operation as Operation>::Input,
    options: CallOptions,
    timeout: Duration,
    min_delay: Duration,
    max_delay: Duration,
}

/// The time that a wait may take unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The least pause that can be asked for, so that nobody calls without pause.
const LEAST_DELAY: Duration = Duration::from_millis(1);

impl<C: WaiterDefinition> Waiter<C> {
    /// A wait that makes its calls with `input`.
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

    /// The longest time that the wait may take. Default: 5 minutes.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// The shortest pause between two calls; at least 1 ms. Default: what the condition says.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.min_delay = delay;
        self
    }

    /// The longest pause between two calls; no less than the shortest. Default: what the condition
    /// says.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Changes the input of the calls, to set what is optional.
    pub fn input(mut self, change: impl FnOnce(&mut <C::Operation as Operation>::Input)) -> Self {
        change(&mut self.input);
        self
    }

    /// Time-outs and retries of each single call.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Calls until the condition holds.
    ///
    /// Each call has the client's retries, so that what mends itself does not end the wait. Dropping
    /// the future gives the wait up.
    ///
    /// # Errors
    /// A [`WaitError`] with the last answer: the condition can never hold, the time is up, or a call
    /// failed with an error that the condition does not speak of.
    #[allow(
        clippy::type_complexity,
        reason = "both names stand for one type argument"
    )]
    pub async fn wait(self) -> Result<Waited<C::Output>, WaitError<Output<C>, Failure<C>>> {
        let system = Arc::clone(self.client.system());
        let min = self.min_delay.max(LEAST_DELAY);
        let mut pace = Pace {
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
            let Some(answer) = pace.call(call).await else {
                return Err(pace.error::<C>(WaitErrorKind::TimedOut, last));
            };
            let kind = match C::evaluate(answer.as_ref()) {
                AcceptorState::Success => match C::into_output(answer) {
                    Ok(output) => return Ok(pace.waited(output)),
                    Err(error) => {
                        return Err(pace.error::<C>(WaitErrorKind::Unmatched, Some(Err(error))));
                    }
                },
                AcceptorState::Retry => WaitErrorKind::TimedOut,
                AcceptorState::Failure(reason) => WaitErrorKind::Failed(reason),
                AcceptorState::Unmatched => WaitErrorKind::Unmatched,
            };
            last = Some(answer);
            if kind != WaitErrorKind::TimedOut || !pace.pause().await {
                return Err(pace.error::<C>(kind, last));
            }
        }
    }

    /// Waits as [`wait`](Self::wait) does, and blocks this thread until then, as
    /// [`blocking`](crate::blocking) says.
    ///
    /// # Errors
    /// As `wait`; where blocking cannot work, as a call that was refused.
    #[cfg(feature = "blocking")]
    #[allow(
        clippy::type_complexity,
        reason = "both names stand for one type argument"
    )]
    pub fn wait_blocking(self) -> Result<Waited<C::Output>, WaitError<Output<C>, Failure<C>>>
    where
        Waited<C::Output>: Send,
    {
        match crate::blocking::run(self.wait()) {
            Ok(outcome) => outcome,
            Err(error) => {
                let error = error.of_operation(C::Operation::META.name).into();
                let refused = WaitErrorKind::Unmatched;
                Err(WaitError::new(
                    refused,
                    C::NAME,
                    Some(Err(error)),
                    0,
                    Duration::ZERO,
                ))
            }
        }
    }
}

/// The pauses of one wait; the same code for every condition.
struct Pace<'a> {
    start: Duration,
    limit: Duration,
    min: Duration,
    max: Duration,
    attempts: u32,
    system: &'a dyn System,
}

impl Pace<'_> {
    fn elapsed(&self) -> Duration {
        self.system.ticks().saturating_sub(self.start)
    }

    fn left(&self) -> Duration {
        self.limit.saturating_sub(self.elapsed())
    }

    /// Makes a call, unless the time is up before it is answered.
    async fn call<T>(&mut self, call: impl Future<Output = T>) -> Option<T> {
        self.attempts = self.attempts.saturating_add(1);
        before(self.system.sleep(self.left()), call).await
    }

    /// Waits for the next call's turn; `false` if there is none.
    async fn pause(&self) -> bool {
        let fraction = random_fraction(self.system);
        match delay::before_next(self.attempts, self.min, self.max, self.left(), fraction) {
            Some(delay) => {
                self.system.sleep(delay).await;
                true
            }
            None => false,
        }
    }

    fn waited<T>(&self, output: T) -> Waited<T> {
        Waited {
            output,
            attempts: self.attempts,
            elapsed: self.elapsed(),
        }
    }

    fn error<C: WaiterDefinition>(
        &self,
        kind: WaitErrorKind,
        last: Option<Result<Output<C>, Failure<C>>>,
    ) -> WaitError<Output<C>, Failure<C>> {
        WaitError::new(kind, C::NAME, last, self.attempts, self.elapsed())
    }
}

/// Whether there is a value and each passes: what "all" means to a list that may be empty.
pub fn all<T>(values: impl IntoIterator<Item = T>, passes: impl FnMut(T) -> bool) -> bool {
    let mut values = values.into_iter().peekable();
    values.peek().is_some() && values.all(passes)
}

impl<C: WaiterDefinition> fmt::Debug for Waiter<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("condition", &C::NAME)
            .field("input", &self.input)
            .field("timeout", &self.timeout)
            .field("min_delay", &self.min_delay)
            .field("max_delay", &self.max_delay)
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
