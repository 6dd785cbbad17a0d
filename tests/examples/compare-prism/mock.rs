//! Prism as a child process on a loopback port.

use crate::folder;
use crate::process::Process;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{ChildStdin, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What Prism says when it is ready, before its address.
const READY: &str = "Prism is listening on http://";

/// How long it may take to be ready. It reads some 500 kB of JSON and takes 3 s.
const START_LIMIT: Duration = Duration::from_secs(30);

/// What its drawn answers are drawn from, so that they are the same in each run.
const SEED: &str = "ivs-realtime";

/// A running mock. It ends when this is dropped, and when this program ends in any other way.
pub(crate) struct Mock {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Its version.
    pub(crate) version: String,
    _process: Process,
    /// Its end tells the mock that we have gone.
    _stdin: ChildStdin,
}

impl Mock {
    /// Starts Prism, and waits until it listens.
    pub(crate) async fn start(program: &Path, bundle: &Path) -> Result<Self, String> {
        let mut command = Command::new("node");
        command.arg("--require");
        command.arg(folder("compare/prism/ends-with-stdin.cjs"));
        command.arg(program).args(["mock", "--host", "127.0.0.1"]);
        // It takes a free port and says which. What it finds wrong stands in a header of its answers.
        command.args(["--port", "0", "--seed", SEED]).arg(bundle);
        // Its lines are to be read by a program.
        command.env("FORCE_COLOR", "0").env("NO_COLOR", "1");
        let mut process = Process::start(&mut command)?;
        let (stdin, stdout, stderr) = process.pipes().ok_or("a new process has no pipes")?;
        let (sender, lines) = channel();
        for pipe in [
            Box::new(stdout) as Box<dyn std::io::Read + Send>,
            Box::new(stderr),
        ] {
            let sender = sender.clone();
            // Reads on when nobody listens any more, since a full pipe would hold Prism up.
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let address = address(&lines).await?;
        Ok(Self {
            address,
            version: version(program)?,
            _process: process,
            _stdin: stdin,
        })
    }
}

/// Waits for the line that says where the mock listens.
async fn address(lines: &Receiver<String>) -> Result<SocketAddr, String> {
    let start = Instant::now();
    let mut said = Vec::new();
    while start.elapsed() < START_LIMIT {
        match lines.try_recv() {
            Ok(line) => match listens_on(&line) {
                Some(address) => return Ok(address),
                None => said.push(line),
            },
            Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                return Err(format!("Prism has ended, saying\n{}", said.join("\n")));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    let said = said.join("\n");
    Err(format!(
        "Prism does not listen after {START_LIMIT:?}, but says\n{said}"
    ))
}

fn listens_on(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once(READY)?;
    rest.split_whitespace().next()?.parse().ok()
}

fn version(program: &Path) -> Result<String, String> {
    let manifest = program.with_file_name("../package.json");
    let text = std::fs::read_to_string(&manifest);
    let text = text.map_err(|error| format!("{}: {error}", manifest.display()))?;
    let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|it| it.to_string())?;
    Ok(manifest["version"].as_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_stands_at_the_end_of_one_line() {
        let line = "[1:02:03 AM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:4010";
        assert_eq!(listens_on(line), "127.0.0.1:4010".parse().ok());
        let other = "[1:02:03 AM] › [CLI] ℹ  info      POST       http://127.0.0.1:4010/GetStage";
        assert_eq!(listens_on(other), None);
    }

    #[tokio::test]
    async fn what_a_mock_said_that_ended_is_shown() {
        let (sender, lines) = channel();
        sender.send("no such document".to_owned()).unwrap();
        drop(sender);
        let problem = address(&lines).await.unwrap_err();
        assert_eq!(problem, "Prism has ended, saying\nno such document");
    }
}
