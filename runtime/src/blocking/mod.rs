//! Blocking calls, for programs without async. Requires the feature `blocking`.
//!
//! Generated calls have `send_blocking`, and lists have `.blocking()`, which returns an iterator.
//! [`run`] does the same for other futures:
//!
//! ```
//! # use sdk_runtime::blocking;
//! let output = blocking::run(async { 6 * 7 })?;
//! assert_eq!(output, 42);
//! # Ok::<(), sdk_runtime::Error>(())
//! ```
//!
//! The futures run on one thread of this crate, with a tokio runtime that all clients share; the
//! first blocking call starts it. The caller's thread blocks, so that the caller needs no runtime. In
//! async code a blocking call stops the other tasks of its thread: use `.await` there, or
//! `spawn_blocking` around the call.

use std::cell::Cell;
use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::thread;

use futures_core::Stream;
use tokio::runtime::Handle;

use crate::{BoxFuture, CallOptions, Client, Error, Items, Operation, PageSized, Pages, Paginated};

impl Client {
    /// Sends one operation as [`send`](Self::send) does, and blocks the thread until the call ends. Requires the
    /// feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `send`, and those of [`run`].
    pub fn send_blocking<O: Operation>(
        &self,
        input: O::Input,
        options: CallOptions,
    ) -> Result<O::Output, O::Error> {
        let client = self.clone();
        run(async move { client.send::<O>(&input, &options).await })
            .map_err(|error| error.of_operation(O::META.name))?
    }
}

/// Runs a future to completion and blocks the thread until then.
///
/// A panic of the future is propagated.
///
/// # Errors
///
/// Returns an error of kind [`Configuration`](crate::ErrorKind::Configuration) if the thread cannot be started,
/// or if the caller is itself part of a blocking call (a transport, a credentials provider, an interceptor, a
/// handler of a fake) and would deadlock.
pub fn run<F>(future: F) -> Result<F::Output, Error>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let (sender, receiver) = mpsc::sync_channel(1);
    spawn(Box::pin(async move {
        // The receiver is gone only if the calling thread has ended, with its process.
        let _ = sender.send(caught(Box::pin(future)).await);
    }))?;
    match receiver.recv() {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => Err(Error::configuration(
            "the thread of blocking calls has ended, as it does with the process",
        )),
    }
}

/// Whether this is the thread of blocking calls.
fn is_blocking_thread() -> bool {
    IS_BLOCKING_THREAD.get()
}

thread_local! {
    static IS_BLOCKING_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// The runtime of the thread, once it has started. A failure to start it is not kept.
static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);

/// Passes work to the thread.
fn spawn(work: BoxFuture<'static, ()>) -> Result<(), Error> {
    if is_blocking_thread() {
        return Err(Error::configuration(
            "a blocking call was made within another one (by a transport, a credentials provider, an \
             interceptor or a fake), which would deadlock: use the async method there",
        ));
    }
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    let handle = match &*runtime {
        Some(handle) => handle,
        None => runtime.insert(start().map_err(|error| {
            Error::configuration(format!("cannot start the thread of blocking calls: {error}"))
                .with_source(error)
        })?),
    };
    crate::future::spawn(handle, work);
    Ok(())
}

fn start() -> std::io::Result<Handle> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().name("sdk-blocking".to_owned()).spawn(move || {
        IS_BLOCKING_THREAD.set(true);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => {
                let _ = sender.send(Ok(runtime.handle().clone()));
                runtime.block_on(std::future::pending::<()>());
            }
            Err(error) => {
                let _ = sender.send(Err(error));
            }
        }
    })?;
    receiver.recv().unwrap_or_else(|_| Err(std::io::Error::other("the thread ended immediately")))
}

/// The output of a future, or its panic.
async fn caught<T>(mut future: Pin<Box<impl Future<Output = T>>>) -> thread::Result<T> {
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// A list as a blocking iterator of pages, from [`Pages::blocking`].
///
/// Each page blocks the thread. The iterator ends after an error.
#[must_use = "pages are fetched by iterating"]
pub struct BlockingPages<O: Paginated>(Option<Pages<O>>);

/// A list as a blocking iterator of items, from [`Items::blocking`].
///
/// The first item of each page blocks the thread. The iterator ends after an error.
#[must_use = "items are fetched by iterating"]
pub struct BlockingItems<O: Paginated>(Option<Items<O>>);

impl<O: Paginated> Pages<O> {
    /// Converts the list into a blocking iterator. Requires the feature `blocking`.
    pub fn blocking(self) -> BlockingPages<O> {
        BlockingPages(Some(self))
    }
}

impl<O: Paginated> Items<O> {
    /// Converts the list into a blocking iterator. Requires the feature `blocking`.
    pub fn blocking(self) -> BlockingItems<O> {
        BlockingItems(Some(self))
    }
}

impl<O: Paginated> BlockingPages<O> {
    /// Requests pages of at most `number` items, as [`Pages::page_size`] does.
    pub fn page_size(self, number: i64) -> Self
    where
        O: PageSized,
    {
        Self(self.0.map(|pages| pages.page_size(number)))
    }

    /// Returns the token of the current page, as [`Pages::page_token`].
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.0.as_ref()?.page_token()
    }

    /// Returns the token of the next page, as [`Pages::token`].
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.0.as_ref()?.token()
    }
}

impl<O: Paginated> BlockingItems<O> {
    /// Requests pages of at most `number` items, as [`Items::page_size`] does.
    pub fn page_size(self, number: i64) -> Self
    where
        O: PageSized,
    {
        Self(self.0.map(|items| items.page_size(number)))
    }

    /// Returns the token of the current item's page, as [`Items::page_token`].
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.0.as_ref()?.page_token()
    }

    /// Returns the token of the next item's page, as [`Items::token`].
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.0.as_ref()?.token()
    }
}

impl<O: Paginated> Iterator for BlockingPages<O> {
    type Item = Result<O::Output, O::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next(&mut self.0, O::META.name)
    }
}

impl<O: Paginated> Iterator for BlockingItems<O> {
    type Item = Result<O::Item, O::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        // Items of the current page need no other thread.
        if let Some(item) = self.0.as_mut()?.ready() {
            return Some(Ok(item));
        }
        next(&mut self.0, O::META.name)
    }
}

/// Returns the next value of a stream, and blocks the thread until it is there. If it cannot be waited for, the
/// stream is gone.
pub(crate) fn next<S, T, E>(stream: &mut Option<S>, operation: &'static str) -> Option<Result<T, E>>
where
    S: Stream<Item = Result<T, E>> + Unpin + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let mut taken = stream.take()?;
    let received = run(async move {
        let value = poll_fn(|context| Pin::new(&mut taken).poll_next(context)).await;
        (taken, value)
    });
    match received {
        Ok((taken, value)) => {
            *stream = Some(taken);
            value
        }
        Err(error) => Some(Err(error.of_operation(operation).into())),
    }
}

impl<O: Paginated> fmt::Debug for BlockingPages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingPages").field(&self.0).finish()
    }
}

impl<O: Paginated> fmt::Debug for BlockingItems<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.0).finish()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
