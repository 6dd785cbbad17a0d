//! Prism, an independent mock server of an OpenAPI document: installed below `target/prism`, and run as a child process.

use super::folder;
use e2e_tests::repository::Finished;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The npm package and the hashes of all its dependencies.
const PINS: [&str; 2] = ["package.json", "package-lock.json"];

/// The program within the npm folder.
const PROGRAM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

const REQUIREMENT: &str = "Prism needs Node.js 20 or newer, with npm (https://nodejs.org)";

/// Prism's output when it is ready, followed by its address.
const READY: &str = "Prism is listening on http://";

/// The time limit of the start, which takes 3 s for 500 kB of JSON.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The header with Prism's violations of requests and of its own responses.
pub(crate) const VIOLATIONS: &str = "sl-violations";

/// The seed of the random responses.
const SEED: &str = "ivs-realtime";

/// Installs Prism, unless it is installed, and returns its program.
pub(crate) fn install() -> Result<PathBuf, String> {
    let target = folder("../target/prism");
    let pinned = folder("compare/prism");
    run(Command::new("node").arg("--version"))
        .map_err(|problem| format!("{problem}\n{REQUIREMENT}"))?;
    // Written after npm has succeeded.
    let marker = target.join("installed");
    let lock = read(&pinned.join("package-lock.json"))?;
    if read(&marker).is_ok_and(|found| found == lock) {
        return Ok(target.join(PROGRAM));
    }
    let io_error = |error| format!("{}: {error}", target.display());
    fs::create_dir_all(&target).map_err(io_error)?;
    for file in PINS {
        fs::copy(pinned.join(file), target.join(file)).map_err(io_error)?;
    }
    let mut npm = Command::new("npm");
    // No package needs its install scripts.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(npm.current_dir(&target))
        .map_err(|problem| format!("{problem}\n{REQUIREMENT}, and access to npm's registry"))?;
    fs::write(marker, lock).map_err(io_error)?;
    Ok(target.join(PROGRAM))
}

/// Runs a program to its end; its standard error is the error.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    if Command::new(&name).arg("--version").output().is_err() {
        return Err(format!("`{name}` is not on PATH"));
    }
    let Finished { code, stderr, .. } = tokio::task::block_in_place(|| Finished::new(command));
    match code {
        0 => Ok(()),
        _ => Err(format!("`{name}` failed with exit code {code}\n{}", stderr.trim_end())),
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A running Prism. It is killed when this is dropped, and exits when the pipe to its standard input closes.
pub(crate) struct Mock {
    pub(crate) address: SocketAddr,
    pub(crate) version: String,
    process: Child,
}

impl Mock {
    /// Starts Prism on a loopback port and waits until it is ready.
    pub(crate) fn start(program: &Path, document: &Path) -> Result<Self, String> {
        let mut command = Command::new("node");
        command.arg("--require").arg(folder("compare/prism/ends-with-stdin.cjs"));
        command.arg(program).args(["mock", "--host", "127.0.0.1"]);
        command.args(["--port", "0", "--seed", SEED]).arg(document);
        command.env("FORCE_COLOR", "0").env("NO_COLOR", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process =
            command.spawn().map_err(|error| format!("`node` cannot be run: {error}"))?;
        let (sender, lines) = channel();
        let pipes = [
            process.stdout.take().map(|it| Box::new(it) as Box<dyn Read + Send>),
            process.stderr.take().map(|it| Box::new(it) as Box<dyn Read + Send>),
        ];
        for pipe in pipes.into_iter().flatten() {
            let sender = sender.clone();
            // Reads to the end, because a full pipe would block Prism.
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        drop(sender);
        let manifest = read(&program.with_file_name("../package.json"))?;
        let manifest: serde_json::Value =
            serde_json::from_str(&manifest).map_err(|error| error.to_string())?;
        // Created first, so that the process is killed on an error.
        let mut mock = Self {
            address: ([127, 0, 0, 1], 0).into(),
            version: manifest["version"].as_str().unwrap_or_default().to_owned(),
            process,
        };
        mock.address = address(&lines)?;
        Ok(mock)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // Both fail only if it has exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits for the line with the address.
fn address(lines: &Receiver<String>) -> Result<SocketAddr, String> {
    let start = Instant::now();
    let mut output = Vec::new();
    loop {
        match lines.recv_timeout(START_LIMIT.saturating_sub(start.elapsed())) {
            Ok(line) => match ready_address(&line) {
                Some(address) => return Ok(address),
                None => output.push(line),
            },
            Err(RecvTimeoutError::Disconnected) => {
                return Err(format!("Prism has exited with the output\n{}", output.join("\n")));
            }
            Err(RecvTimeoutError::Timeout) => {
                let output = output.join("\n");
                return Err(format!(
                    "Prism is not ready after {START_LIMIT:?}; its output:\n{output}"
                ));
            }
        }
    }
}

fn ready_address(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once(READY)?;
    rest.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_the_ready_line() {
        let line = "[1:02:03 AM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:4010";
        assert_eq!(ready_address(line), "127.0.0.1:4010".parse().ok());
        let other = "[1:02:03 AM] › [CLI] ℹ  info      POST       http://127.0.0.1:4010/GetStage";
        assert_eq!(ready_address(other), None);
    }

    #[test]
    fn the_output_of_an_exited_mock_is_reported() {
        let (sender, lines) = channel();
        sender.send("no such document".to_owned()).unwrap();
        drop(sender);
        let problem = address(&lines).unwrap_err();
        assert_eq!(problem, "Prism has exited with the output\nno such document");
    }
}
