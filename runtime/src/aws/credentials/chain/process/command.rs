//! Runs a profile's `credential_process`, for as long as somebody waits for it and not for ever.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
    let news = Arc::new(News::default());
    let _attention = Attention(Arc::clone(&news));
    // Waiting for a process blocks, so it is done on a thread for such work.
    let running = tokio::task::spawn_blocking(move || execute(&words, &news));
    match before(system.sleep(LIMIT), running).await {
        Some(Ok(output)) => output,
        Some(Err(_)) => Err(cut_off()),
        None => Err(format!(
            "credential_process {program} did not finish within {LIMIT:?}"
        )),
    }
}

/// What has happened while a process runs.
#[derive(Default)]
struct State {
    /// All that it has said, once it says no more.
    output: Option<Vec<u8>>,
    /// Whether nobody waits any more.
    is_abandoned: bool,
}

/// The same, and a bell for those who wait for more. A channel would do, and be compiled for this alone.
#[derive(Default)]
struct News {
    state: Mutex<State>,
    bell: Condvar,
}

impl News {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.bell.notify_all();
    }
}

/// Somebody waits for the process, until this is dropped.
struct Attention(Arc<News>);

impl Drop for Attention {
    fn drop(&mut self) {
        self.0.tell(|state| state.is_abandoned = true);
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

fn execute(words: &[String], news: &Arc<News>) -> Result<Output, String> {
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
    listen(running.0.stdout.take(), Arc::clone(news)).map_err(broken)?;
    let mut state = news.state();
    loop {
        if state.is_abandoned {
            return Err(cut_off());
        }
        if state.output.is_none() {
            let woken = news.bell.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        if let Some(status) = running.0.try_wait().map_err(broken)? {
            return Ok(Output {
                status: status.code(),
                text: state.output.take().unwrap_or_default(),
            });
        }
        let woken = news.bell.wait_timeout(state, STEP);
        (state, _) = woken.unwrap_or_else(PoisonError::into_inner);
    }
}

/// Reads to the end on a thread of its own, which nobody waits for: what the process has started may
/// hold the other end open for long after it.
fn listen(pipe: Option<impl Read + Send + 'static>, news: Arc<News>) -> std::io::Result<()> {
    thread::Builder::new().spawn(move || {
        let mut text = Vec::new();
        if let Some(pipe) = pipe {
            // What is cut short, by an error or for its length, is not JSON, and the error about
            // that will do.
            let _ = pipe.take(LARGEST as u64).read_to_end(&mut text);
        }
        news.tell(|state| state.output = Some(text));
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
