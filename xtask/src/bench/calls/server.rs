//! The loopback server of the calls, in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::programs::on_core;
use crate::report::Failure;

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub(crate) endpoint: String,
}

impl Server {
    /// Starts it on a core, and waits until it listens. With `hold` it answers nobody before so
    /// many calls are there.
    pub(crate) fn start(program: &Path, core: usize, hold: Option<usize>) -> Result<Self, Failure> {
        let mut command = on_core(core, program);
        if let Some(calls) = hold {
            command.args(["--hold", &calls.to_string()]);
        }
        // It ends with its standard input, so it does not outlive this program either.
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("the server did not start: {error}")))?;
        let mut server = Self {
            child,
            endpoint: String::new(),
        };
        let first = server.first_line()?;
        let address = first
            .trim()
            .strip_prefix("listening on ")
            .ok_or_else(|| Failure::new(format!("the server said `{}`", first.trim())))?;
        server.endpoint = format!("http://{address}");
        Ok(server)
    }

    fn first_line(&mut self) -> Result<String, Failure> {
        let silent = || Failure::new("the server did not say where it listens");
        let out = self.child.stdout.take().ok_or_else(silent)?;
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let _ = BufReader::new(out).read_line(&mut line);
            let _ = send.send(line);
        });
        receive
            .recv_timeout(Duration::from_secs(10))
            .map_err(|_| silent())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(1) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
