//! The document of the service: importing the published original, and proving that what is
//! committed is the original without its prose, and that the prose in its place is our own.
//!
//! Knows JSON, YAML, npm packages and where OpenAPI has texts. Does not know what a document means;
//! that is the generator's part.

mod bundle;
mod facts;
pub(crate) mod fetch;
pub(crate) mod hash;
mod import;
mod own_words;
mod package;
mod prose;
mod read;
mod refresh;
mod source;
mod verify;
mod yaml;

pub(crate) use bundle::bundle;
pub(crate) use import::import;
pub(crate) use refresh::{
    Chosen as ChosenModel, Mode as RefreshMode, Task as RefreshTask, refresh,
};
pub(crate) use verify::verify;
