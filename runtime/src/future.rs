//! Boxed futures, tasks, and a time limit for a future.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use crate::Operation;

/// A boxed future, as the object-safe traits of this crate return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The future of a call by `.await`: `client.get_thing(id).await`.
pub type CallFuture<O> =
    BoxFuture<'static, Result<<O as Operation>::Output, <O as Operation>::Error>>;

/// Spawns a task. Not generic, so that tokio's code for a task is compiled once.
pub(crate) fn spawn(runtime: &Handle, task: BoxFuture<'static, ()>) -> AbortHandle {
    runtime.spawn(task).abort_handle()
}

/// Completes with the output of `work`, or with `None` if `limit` completes first.
///
/// `work` is polled first, so that an output that is ready in time is never dropped.
pub(crate) async fn with_time_limit<T>(
    limit: impl Future<Output = ()>,
    work: impl Future<Output = T>,
) -> Option<T> {
    let mut work = pin!(work);
    let mut limit = pin!(limit);
    poll_fn(|context| {
        if let Poll::Ready(value) = work.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::with_time_limit;
    use std::future::{pending, ready};

    #[tokio::test]
    async fn ready_work_takes_precedence_over_a_ready_limit() {
        assert_eq!(with_time_limit(ready(()), ready(7)).await, Some(7));
        assert_eq!(with_time_limit(pending(), ready(7)).await, Some(7));
        assert_eq!(with_time_limit(ready(()), pending::<u8>()).await, None);
    }
}
