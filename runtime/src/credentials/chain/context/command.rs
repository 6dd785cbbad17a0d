//! Runs a profile's `credential_process`, for as long as somebody waits for it and not for ever.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use reqsign_core::{CommandOutput, Error, Result};

use crate::System;
use crate::future::before;

/// A process may want to ask somebody, but not for longer than this.
const LIMIT: Duration = Duration::from_secs(60);
/// What a process says when it fails is shown up to this length.
const LONGEST_COMPLAINT: usize = 200;
/// How often a process that has said everything is looked at until it has ended.
const STEP: Duration = Duration::from_millis(5);

/// Runs the command that the parts came from. They were split at white space without regard to
/// quotes, so they are joined and split again.
///
/// The process is killed when it takes too long, or when the future is dropped. What it has started
/// itself is left alone: the standard library does not kill groups.
pub(super) async fn run(
    system: &dyn System,
    program: &str,
    arguments: &[&str],
) -> Result<CommandOutput> {
    let line = std::iter::once(program)
        .chain(arguments.iter().copied())
        .collect::<Vec<_>>()
        .join(" ");
    let Some(words) = split(&line) else {
        return Err(Error::config_invalid(
            "credential_process has a quote without its partner",
        ));
    };
    let (sender, events) = channel();
    let _attention = Attention(sender.clone());
    // Waiting for a process blocks, so it is done on a thread for such work.
    let running = tokio::task::spawn_blocking(move || execute(&words, &sender, &events));
    match before(system.sleep(LIMIT), running).await {
        Some(Ok(output)) => output,
        Some(Err(_)) => Err(cut_off()),
        None => Err(Error::unexpected(format!(
            "credential_process {program} did not finish within {LIMIT:?}"
        ))),
    }
}

/// What happens while a process runs.
enum Event {
    Output(Vec<u8>),
    Complaint(Vec<u8>),
    /// Nobody waits any more.
    Abandoned,
}

/// Somebody waits for the process, until this is dropped.
struct Attention(Sender<Event>);

impl Drop for Attention {
    fn drop(&mut self) {
        // Nobody listens when the process has ended.
        let _ = self.0.send(Event::Abandoned);
    }
}

/// A process that does not outlive this, and is not left as a zombie.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both do nothing to a process that has been waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn execute(
    words: &[String],
    sender: &Sender<Event>,
    events: &Receiver<Event>,
) -> Result<CommandOutput> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(Error::config_invalid("credential_process is empty"));
    };
    let broken = |error| {
        Error::config_invalid(format!(
            "credential_process {program} cannot be run: {error}"
        ))
    };
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(broken)?;
    let mut running = Running(child);
    listen(running.0.stdout.take(), sender, Event::Output).map_err(broken)?;
    listen(running.0.stderr.take(), sender, Event::Complaint).map_err(broken)?;
    let (mut output, mut complaint) = (None, None);
    loop {
        let event = match (&mut output, &mut complaint) {
            (Some(stdout), Some(stderr)) => {
                if let Some(status) = running.0.try_wait().map_err(broken)? {
                    return Ok(CommandOutput {
                        status: status.code().unwrap_or(-1),
                        stdout: std::mem::take(stdout),
                        stderr: std::mem::take(stderr),
                    });
                }
                events.recv_timeout(STEP)
            }
            _ => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match event {
            Ok(Event::Output(text)) => output = Some(text),
            Ok(Event::Complaint(mut text)) => {
                text.truncate(LONGEST_COMPLAINT);
                complaint = Some(text);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Event::Abandoned) | Err(RecvTimeoutError::Disconnected) => return Err(cut_off()),
        }
    }
}

/// Reads to the end on a thread of its own, which nobody waits for: what the process has started may
/// hold the other end open for long after it.
fn listen(
    pipe: Option<impl Read + Send + 'static>,
    sender: &Sender<Event>,
    event: fn(Vec<u8>) -> Event,
) -> std::io::Result<()> {
    let sender = sender.clone();
    thread::Builder::new().spawn(move || {
        let mut text = Vec::new();
        if let Some(mut pipe) = pipe {
            // What is cut short by an error is not JSON, and the error about that will do.
            let _ = pipe.read_to_end(&mut text);
        }
        let _ = sender.send(event(text));
    })?;
    Ok(())
}

fn cut_off() -> Error {
    Error::unexpected("credential_process was cut off")
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
mod tests;
