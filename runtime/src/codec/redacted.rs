//! What stands in `Debug` for a value that must not be shown.

use std::fmt;

use crate::secret::REDACTED;

/// Shows itself as `**redacted**`.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
