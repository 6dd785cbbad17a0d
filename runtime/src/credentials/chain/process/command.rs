//! Runs a profile's `credential_process`, for as long as somebody waits for it and not for ever.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::super::fetch::LARGEST;
use crate::System;
use crate::future::before;

/// A process may want to ask somebody, but not for longer than this.
const LIMIT: Duration = Duration::from_secs(60);
/// How often a process that has said everything is looked at until it has ended.
const STEP: Duration = Duration::from_millis(5);

/// What a process left behind.
pub(super) struct Output {
    /// `None` if a signal ended it.
    pub(super) status: Option<i32>,
    /// What it printed; what it complains of is not looked at.
    pub(super) text: Vec<u8>,
}

/// Runs a command.
///
/// The process is killed when it takes too long, or when the future is dropped. What it has started
/// itself is left alone: the standard library does not kill groups.
pub(super) async fn run(system: &dyn System, line: &str) -> Result<Output, String> {
    let Some(words) = split(line) else {
        return Err("credential_process has a quote without its partner".to_owned());
    };
    let program = words.first().cloned().unwrap_or_default();
    let (sender, events) = channel();
    let _attention = Attention(sender.clone());
    // Waiting for a process blocks, so it is done on a thread for such work.
    let running = tokio::task::spawn_blocking(move || execute(&words, &sender, &events));
    match before(system.sleep(LIMIT), running).await {
        Some(Ok(output)) => output,
        Some(Err(_)) => Err(cut_off()),
        None => Err(format!(
            "credential_process {program} did not finish within {LIMIT:?}"
        )),
    }
}

/// What happens while a process runs.
enum Event {
    Output(Vec<u8>),
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
) -> Result<Output, String> {
    let Some((program, arguments)) = words.split_first() else {
        return Err("credential_process is empty".to_owned());
    };
    let broken = |error| format!("credential_process {program} cannot be run: {error}");
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(broken)?;
    let mut running = Running(child);
    listen(running.0.stdout.take(), sender).map_err(broken)?;
    let mut output = None;
    loop {
        let event = match &mut output {
            Some(text) => {
                if let Some(status) = running.0.try_wait().map_err(broken)? {
                    return Ok(Output {
                        status: status.code(),
                        text: std::mem::take(text),
                    });
                }
                events.recv_timeout(STEP)
            }
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match event {
            Ok(Event::Output(text)) => output = Some(text),
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Event::Abandoned) | Err(RecvTimeoutError::Disconnected) => return Err(cut_off()),
        }
    }
}

/// Reads to the end on a thread of its own, which nobody waits for: what the process has started may
/// hold the other end open for long after it.
fn listen(pipe: Option<impl Read + Send + 'static>, sender: &Sender<Event>) -> std::io::Result<()> {
    let sender = sender.clone();
    thread::Builder::new().spawn(move || {
        let mut text = Vec::new();
        if let Some(pipe) = pipe {
            // What is cut short, by an error or for its length, is not JSON, and the error about
            // that will do.
            let _ = pipe.take(LARGEST as u64).read_to_end(&mut text);
        }
        let _ = sender.send(Event::Output(text));
    })?;
    Ok(())
}

fn cut_off() -> String {
    "credential_process was cut off".to_owned()
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
