//! The API description of the service: import of the published original, its refresh from AWS's
//! service model, its verification, and its export for other tools.
//!
//! The committed document equals the original without its prose, and the prose of the overlays is our
//! own; `spec verify` checks both. This module knows JSON, YAML, packages and where OpenAPI has
//! descriptions. The meaning of a document is the generator's concern.

pub(crate) mod archive;
mod bundle;
mod facts;
pub(crate) mod fetch;
mod import;
mod json;
mod own_prose;
mod package;
mod prose;
mod refresh;
mod source;
mod verify;
mod yaml;

pub(crate) use bundle::bundle;
pub(crate) use import::import;
pub(crate) use refresh::{Mode as RefreshMode, ModelChoice, Task as RefreshTask, refresh};
pub(crate) use verify::verify;
