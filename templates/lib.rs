//! The templates of the crate `generator`, embedded so that generation reads no disk.
//!
//! The folder mirrors the crate that they produce. It is a crate of its own so that the published
//! generator includes it.

#![forbid(unsafe_code)]

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// Name and contents of each template; the name is its path in this folder.
        pub const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!($name))),*];
    };
}

templates! {
    "Cargo.toml.j2",
    "NOTICE.j2",
    "README.md.j2",
    "examples/first_call.rs.j2",
    "partials/impl_structure.rs.j2",
    "partials/limits.rs.j2",
    "partials/structure.rs.j2",
    "rustfmt.toml.j2",
    "src/cli.rs.j2",
    "src/client.rs.j2",
    "src/error.rs.j2",
    "src/guide/authentication.rs.j2",
    "src/guide/calls.rs.j2",
    "src/guide/command_line.rs.j2",
    "src/guide/configuration.rs.j2",
    "src/guide/credentials.rs.j2",
    "src/guide/errors.rs.j2",
    "src/guide/files.rs.j2",
    "src/guide/mod.rs.j2",
    "src/guide/pagination.rs.j2",
    "src/guide/retries.rs.j2",
    "src/guide/streams.rs.j2",
    "src/guide/testing.rs.j2",
    "src/guide/tracing.rs.j2",
    "src/guide/waiters.rs.j2",
    "src/lib.rs.j2",
    "src/servers.rs.j2",
    "src/testing.rs.j2",
    "src/operations/mod.rs.j2",
    "src/operations/operation.rs.j2",
    "src/types/mod.rs.j2",
    "src/types/enumeration.rs.j2",
    "src/types/structure.rs.j2",
    "src/waiters/mod.rs.j2",
    "src/waiters/waiter.rs.j2",
    "src/types/one_of.rs.j2",
    "src/types/union.rs.j2",
}
