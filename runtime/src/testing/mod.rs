//! Stand-ins for service, network and clock, for tests. Behind the feature `testing`.

mod fake;
mod offline;
mod system;
mod transport;
pub use self::fake::{Fake, Fault};

pub use self::system::ManualSystem;
pub use self::transport::{ScriptedTransport, Step};
