//! What every generated SDK stands on: signing, transport, retries, credentials, errors.

mod error;

pub use error::Error;
