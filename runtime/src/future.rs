//! The two things the runtime needs from futures: a boxed one, and a race between two.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

/// A future behind a pointer: what the object-safe traits of this crate return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Waits for `work`, or for `limit` if that comes first; then the answer is `None`.
///
/// `work` is polled first, so an answer that is there in time is never thrown away.
pub(crate) async fn before<T>(
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
    use super::before;
    use std::future::{pending, ready};

    #[tokio::test]
    async fn work_that_is_ready_wins_over_a_limit_that_is_ready() {
        assert_eq!(before(ready(()), ready(7)).await, Some(7));
        assert_eq!(before(pending(), ready(7)).await, Some(7));
        assert_eq!(before(ready(()), pending::<u8>()).await, None);
    }
}
