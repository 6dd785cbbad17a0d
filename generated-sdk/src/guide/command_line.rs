// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! The command line: the service from a shell.
//!
//! The feature `cli` adds a binary with a command for each operation and each waiter of
//! the service. In the folder of this crate:
//!
//! ```sh
//! cargo install --path . --features cli    # the command `ivs-realtime`
//! ivs-realtime --help
//! ```
//!
//! # Inputs
//!
//! Each member of an input is a flag. Lists repeat it; structures and maps are JSON, or `@FILE` for
//! the contents of a file. `--json` takes the whole input: an object, the path of a file, or `-` for
//! standard input. Flags take precedence over it.
//!
//! ```sh
//! ivs-realtime get-stage --arn arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh
//! ivs-realtime create-stage --name weekly-meeting
//! ivs-realtime create-stage --json input.json
//! ```
//!
//! # Outputs
//!
//! The output is JSON with the names of the API, and `--output table` prints a table. Secrets that
//! the service returns are printed. Members that are streams are read from and written to files.
//!
//! `--all` follows the pages of a list and prints one list, `--max-items` limits its items:
//!
//! ```sh
//! ivs-realtime list-stages --all --output table
//! ivs-realtime list-stages --max-items 20
//! ```
//!
//! # Waiters
//!
//! ```sh
//! ivs-realtime wait stage-deleted \
//!     --arn arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh \
//!     --timeout 60
//! ```
//!
//! # Settings
//!
//! They are those of the library, from the environment and the shared configuration of
//! AWS; see [`configuration`](super::configuration). `--region` and
//! `--profile` select others, `--endpoint-url` sets the base URL, such as that of a local
//! service, `--timeout` limits a call. `--verbose` prints the attempts of a failed call and the causes of its error.
//!
//! `ivs-realtime completions bash` prints the completions for a shell.
//!
//! # Exit codes
//!
//! | code | meaning |
//! |---|---|
//! | 0 | success |
//! | 1 | the service returned an error, or a response that cannot be read |
//! | 2 | wrong arguments, or an input that cannot be sent |
//! | 3 | missing or invalid configuration or credentials |
//! | 4 | no response: the network failed, or a call or a wait timed out |
//! | 5 | a waiter reached its failure state |
//! | 6 | the output cannot be written |
