use clap::CommandFactory;

use super::*;

#[test]
fn the_declarations_are_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn examples_are_real_command_lines() {
    let commands = HELP
        .lines()
        .filter_map(|line| line.strip_prefix("  generator "));
    let mut parsed = 0;
    for command in commands {
        let words = command.split(" < ").next().unwrap_or_default().split(' ');
        let words = std::iter::once("generator").chain(words);
        Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{command}: {error}"));
        parsed += 1;
    }
    assert_eq!(parsed, 5);
}
