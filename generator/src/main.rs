//! `generator`: the generator as a command.

use std::process::ExitCode;

mod command;

fn main() -> ExitCode {
    command::main()
}
