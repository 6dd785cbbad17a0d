//! Stand-ins for the outside world: a clock that a test moves, and a transport that plays a script.
//!
//! Behind the feature `testing`, so that programs do not compile what only their tests need.

mod system;
mod transport;

pub use self::system::ManualSystem;
pub use self::transport::{ScriptedTransport, Step};
