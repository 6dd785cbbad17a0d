//! The same calls without async.
//!
//! Each generated call has `send_blocking`, and lists have `.blocking()`, which makes an iterator
//! of them. [`run`] does the same for everything else that is async:
//!
//! ```
//! let answer = sdk_runtime::blocking::run(async { 6 * 7 })?;
//! assert_eq!(answer, 42);
//! # Ok::<(), sdk_runtime::Error>(())
//! ```
//!
//! The work is done on one thread of this crate's own, with a small tokio runtime that all clients
//! share; it is started by the first blocking call and then stays. The caller's thread waits. So it
//! does not matter whether the caller has a runtime. But where there is one, a blocking call holds
//! up all that its thread would do otherwise: in async code, `.await` is the better choice, or
//! `spawn_blocking` around the call.

mod pages;

use std::cell::Cell;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::thread;

use tokio::runtime::Handle;

pub use self::pages::{BlockingItems, BlockingPages};
use crate::{BoxFuture, CallOptions, Client, Error, Operation};

impl Client {
    /// Sends one operation as [`send`](Self::send) does, and blocks this thread until it is over.
    ///
    /// # Errors
    /// As `send`; and those of [`run`].
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

/// Runs a future to its end and blocks this thread until then.
///
/// A panic of the future is a panic here.
///
/// # Errors
/// A kind [`Configuration`](crate::ErrorKind::Configuration) where blocking cannot work: the
/// system refuses another thread, or the caller is itself part of a blocking call (a transport, a
/// credentials provider, an interceptor, the answer of a fake) and so would wait for itself.
pub fn run<F>(future: F) -> Result<F::Output, Error>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let (sender, receiver) = mpsc::sync_channel(1);
    spawn(Box::pin(async move {
        // Nobody waits any more only when the waiting thread has ended, with its process.
        let _ = sender.send(caught(Box::pin(future)).await);
    }))?;
    match receiver.recv() {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => Err(Error::configuration(
            "the thread that makes blocking calls has ended, as it does with the process",
        )),
    }
}

/// Whether this is the thread that makes blocking calls.
fn is_here() -> bool {
    HERE.get()
}

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// The runtime of the one thread, once it is there. A failure to start it is not kept.
static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);

/// Hands work to the thread. Not generic, so that tokio's part of it is compiled once.
fn spawn(work: BoxFuture<'static, ()>) -> Result<(), Error> {
    if is_here() {
        return Err(Error::configuration(
            "a blocking call was made by a part of another one (a transport, a credentials provider, \
             an interceptor, a fake), which would wait for itself: use the async form there",
        ));
    }
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    let handle = match &*runtime {
        Some(handle) => handle,
        None => runtime.insert(start().map_err(|error| {
            Error::configuration(format!(
                "blocking calls need a thread of their own, and the system gives none: {error}"
            ))
            .with_source(error)
        })?),
    };
    handle.spawn(work);
    Ok(())
}

fn start() -> std::io::Result<Handle> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("sdk-blocking".to_owned())
        .spawn(move || {
            HERE.set(true);
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
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
    receiver
        .recv()
        .unwrap_or_else(|_| Err(std::io::Error::other("the thread ended at once")))
}

/// What a future gives, or what it panics with.
async fn caught<T>(mut future: Pin<Box<impl Future<Output = T>>>) -> thread::Result<T> {
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}

#[cfg(all(test, feature = "aws"))]
mod tests;
