//! `generator`: the generator as a command.

use std::process::ExitCode;

mod command;

/// Generating is a million small allocations, on which the system's allocator spends a fifth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    command::main()
}
