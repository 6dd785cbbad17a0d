//! Runs a profile's `credential_process`.

use std::process::{Command, Stdio};

use reqsign_core::{CommandOutput, Error, Result};

/// What a process says when it fails is shown up to this length.
const LONGEST_COMPLAINT: usize = 200;

/// Runs the command that the parts came from. They were split at white space without regard to
/// quotes, so they are joined and split again.
pub(super) async fn run(program: &str, arguments: &[&str]) -> Result<CommandOutput> {
    let line = std::iter::once(program)
        .chain(arguments.iter().copied())
        .collect::<Vec<_>>()
        .join(" ");
    let Some(words) = split(&line) else {
        return Err(Error::config_invalid(
            "credential_process has a quote without its partner",
        ));
    };
    // Waiting for a process blocks, so it is done on a thread for such work.
    let running = tokio::task::spawn_blocking(move || execute(&words));
    match running.await {
        Ok(output) => output,
        Err(_) => Err(Error::unexpected("credential_process was cut off")),
    }
}

fn execute(words: &[String]) -> Result<CommandOutput> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(Error::config_invalid("credential_process is empty"));
    };
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| {
            Error::config_invalid(format!(
                "credential_process {program} cannot be run: {error}"
            ))
        })?;
    let mut stderr = output.stderr;
    stderr.truncate(LONGEST_COMPLAINT);
    Ok(CommandOutput {
        status: output.status.code().unwrap_or(-1),
        stdout: output.stdout,
        stderr,
    })
}

/// Splits a line into words as a shell does, as far as quotes go.
fn split(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, ' ' | '\t') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    if quote.is_some() {
        return None;
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(
            split("\"/opt/my tool\" get  --name 'a \"b' ''").unwrap(),
            ["/opt/my tool", "get", "--name", "a \"b", ""]
        );
        assert_eq!(split("a 'b"), None);
        assert_eq!(split("  ").unwrap(), Vec::<String>::new());
    }
}
