//! `cargo xtask`: the one place that reads and writes this repository.

use std::process::ExitCode;

mod bench;
mod cli;
mod codegen;
mod corpus;
mod failure;
mod files;
mod report;
mod repository;
mod spec;

/// Generating is a million small allocations, on which the system's allocator spends a fifth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Cargo calls this program in the compiler's place when the corpus wants to know the time it takes.
    if let Some(code) = corpus::as_compiler() {
        return ExitCode::from(u8::try_from(code).unwrap_or(1));
    }
    cli::main()
}
