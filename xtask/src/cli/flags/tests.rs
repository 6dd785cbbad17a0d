use clap::CommandFactory;

use super::*;

#[test]
fn the_declarations_are_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn several_overlays_keep_their_order() {
    let line = "cargo codegen --check --document d.yaml --overlay a.yaml b.yaml --overlay c.yaml";
    let Command::Codegen(codegen) = Cli::parse_from(line.split(' ')).command else {
        panic!("not parsed as codegen")
    };
    assert!(codegen.check);
    assert_eq!(
        codegen.input.overlay,
        ["a.yaml", "b.yaml", "c.yaml"].map(PathBuf::from)
    );
}

#[test]
fn examples_are_real_command_lines() {
    let lines = [
        EXAMPLES,
        CODEGEN_EXAMPLES,
        CORPUS_EXAMPLES,
        BENCH_EXAMPLES,
        SPEC_EXAMPLES,
        REFRESH_EXAMPLES,
    ]
    .map(str::lines)
    .into_iter()
    .flatten();
    let commands = lines.filter_map(|line| line.trim().strip_prefix("cargo "));
    let mut parsed = 0;
    for command in commands {
        let words = command.split("   ").next().unwrap_or_default().split(' ');
        Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{command}: {error}"));
        parsed += 1;
    }
    assert_eq!(parsed, 25);
}
