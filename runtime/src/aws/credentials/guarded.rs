//! Keeps a provider's panic from becoming the caller's.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use super::{Credentials, CredentialsError, ProvideCredentials};

/// Asks a provider. If it panics, that is an error like any other: a provider is foreign code that
/// runs within whichever call happens to renew the credentials, and that call is not to blame.
pub(super) async fn ask(
    provider: &dyn ProvideCredentials,
) -> Result<Credentials, CredentialsError> {
    // Making the future may panic as well as running it. What it leaves behind is dropped at once,
    // so nobody sees it half done.
    let asked = catch_unwind(AssertUnwindSafe(|| provider.provide()));
    let mut asked = asked.map_err(|panic| panicked(&*panic))?;
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| asked.as_mut().poll(context))) {
            Ok(progress) => progress,
            Err(panic) => Poll::Ready(Err(panicked(&*panic))),
        },
    )
    .await
}

fn panicked(panic: &(dyn Any + Send)) -> CredentialsError {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a message");
    CredentialsError::new("provider", format!("it panicked: {text}"))
}

#[cfg(test)]
mod tests {
    use super::ask;
    use crate::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};

    #[derive(Debug)]
    struct Panics {
        early: bool,
    }

    impl ProvideCredentials for Panics {
        fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
            assert!(!self.early, "too early");
            Box::pin(async { panic!("number {}", 7) })
        }
    }

    #[tokio::test]
    async fn a_panic_is_an_error_that_repeats_its_words() {
        for (early, expected) in [(true, "too early"), (false, "number 7")] {
            let error = ask(&Panics { early }).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("no credentials: provider: it panicked: {expected}")
            );
        }
    }
}
