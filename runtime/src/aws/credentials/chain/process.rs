//! Credentials that a program prints: a profile's `credential_process`.
//!
//! Errors show nothing of what it prints: it may be a secret. It shares standard input and standard
//! error with this program, so that it can prompt its user.
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>.

use std::io::{self, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::oneshot;

use super::context::Context;
use super::http::{KeyNames, MAX_RESPONSE_BYTES, members, take_key, take_time};
use crate::future::with_time_limit;
use crate::{Credentials, System};

const NAMES: KeyNames = ["AccessKeyId", "SecretAccessKey", "SessionToken"];

/// A process may prompt the user, but for no longer than this.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How often a running process is checked.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

pub(super) async fn load(context: &Context, command: &str) -> Result<Credentials, String> {
    let output = run(&*context.system, command).await?;
    if !output.status.success() {
        let status = match output.status.code() {
            Some(code) => format!("status {code}"),
            None => "a signal".to_owned(),
        };
        return Err(format!(
            "credential_process ended with {status}: see its messages on standard error"
        ));
    }
    credentials(&output.stdout).map_err(|problem| format!("credential_process: {problem}"))
}

fn credentials(stdout: &[u8]) -> Result<Credentials, String> {
    let mut members = members(stdout)?;
    if members.get("Version").and_then(Value::as_u64) != Some(1) {
        return Err("Version in the response is not 1".to_owned());
    }
    let expires_at = take_time(&mut members, "Expiration")?;
    let key = take_key(&mut members, NAMES)?;
    Ok(match expires_at {
        Some(time) => key.expiring_at(time),
        None => key,
    })
}

struct Output {
    status: ExitStatus,
    stdout: Vec<u8>,
}

/// Runs a command, whose words are split as a POSIX shell does.
///
/// The process is killed after [`TIMEOUT`], or when the future is dropped. Its own child processes
/// are not.
async fn run(system: &dyn System, command: &str) -> Result<Output, String> {
    let words = words(command)?;
    let program = words.first().cloned().unwrap_or_default();
    let failed = |error| format!("credential_process {program} cannot be run: {error}");
    // On a thread, because waiting for a process blocks. tokio's processes require its I/O driver
    // and two more crates.
    let (sender, receiver) = oneshot::channel();
    let wait = move || {
        let result = wait(&words, || sender.is_closed());
        let _ = sender.send(result);
    };
    thread::Builder::new().spawn(wait).map_err(failed)?;
    match with_time_limit(system.sleep(TIMEOUT), receiver).await {
        Some(Ok(result)) => result.map_err(failed),
        Some(Err(_)) => Err("credential_process was interrupted".to_owned()),
        None => Err(format!("credential_process {program} did not finish within {TIMEOUT:?}")),
    }
}

/// Splits a command into words. `#` is an ordinary character, as for the AWS CLI.
fn words(command: &str) -> Result<Vec<String>, String> {
    if command.contains('\0') {
        return Err("credential_process contains a NUL character".to_owned());
    }
    // shlex reads a word that begins with `#` as a comment.
    let mut command = command.replace('#', "\0");
    if cfg!(windows) {
        // Backslashes separate the folders of a path on Windows and escape nothing.
        command = command.replace('\\', r"\\");
    }
    let words: Option<Vec<_>> = shlex::split(&command)
        .map(|words| words.iter().map(|word| word.replace('\0', "#")).collect());
    match words {
        Some(words) if words.is_empty() => Err("credential_process is empty".to_owned()),
        Some(words) => Ok(words),
        None => Err("credential_process has an unclosed quote".to_owned()),
    }
}

/// Runs a program to its end, unless `is_cancelled`.
fn wait(words: &[String], is_cancelled: impl Fn() -> bool) -> io::Result<Output> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::inherit())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()?;
    let mut child = KillOnDrop(child);
    let pipe = child.0.stdout.take();
    // On another thread, because a child process of the program may keep the pipe open.
    let reader = thread::Builder::new().spawn(move || {
        let mut stdout = Vec::new();
        if let Some(pipe) = pipe {
            // Truncated output is not JSON, which is an error later.
            let _ = pipe.take(MAX_RESPONSE_BYTES as u64).read_to_end(&mut stdout);
        }
        stdout
    })?;
    loop {
        if is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if reader.is_finished()
            && let Some(status) = child.0.try_wait()?
        {
            let stdout = reader.join().unwrap_or_default();
            return Ok(Output { status, stdout });
        }
        thread::sleep(POLL_INTERVAL);
    }
}

struct KillOnDrop(Child);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        // Both have no effect on a process that has ended. Waiting leaves no zombie.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::Path;

    use super::*;
    use crate::OsSystem;
    use crate::testing::ManualSystem;

    #[test]
    fn version_and_expiration_are_checked() {
        let valid = r#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":null}"#;
        let found = credentials(valid.as_bytes()).unwrap();
        assert_eq!(found.secret_access_key.expose(), "hush");
        assert_eq!((found.session_token, found.expires_at), (None, None));
        for (from, to, expected) in [
            (":1", ":2", "Version"),
            (":1", ":\"1\"", "Version"),
            ("null", "\"soon\"", "Expiration"),
            ("SecretA", "A", "SecretAccessKey"),
            ("{", "", "not a JSON object"),
        ] {
            let error = credentials(valid.replace(from, to).as_bytes()).unwrap_err();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("hush"), "{error}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn words_are_split_as_in_a_shell() {
        for (command, expected) in [
            (
                r#""/opt/my tool" get  --name 'a "b' ''"#,
                &["/opt/my tool", "get", "--name", "a \"b", ""][..],
            ),
            (r"/opt/my\ tool/get", &["/opt/my tool/get"]),
            (r"echo 'it'\''s'", &["echo", "it's"]),
            (
                r##"tool --id #5 a#b '#c' "#d" \#e"##,
                &["tool", "--id", "#5", "a#b", "#c", "#d", "#e"],
            ),
        ] {
            assert_eq!(words(command).unwrap(), expected);
        }
        assert!(words("a 'b").unwrap_err().contains("unclosed quote"));
        assert!(words("  ").unwrap_err().contains("is empty"));
        assert!(words("a \0").unwrap_err().contains("NUL"));
    }

    #[tokio::test]
    async fn output_and_status_are_returned() {
        // More than a pipe holds.
        let script = "sh -c 'head -c 200000 /dev/zero; exit 3'";
        let output = run(&OsSystem::default(), script).await.unwrap();
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(output.stdout.len(), 200_000);
    }

    /// Runs this test again in a child process, whose standard input and error are pipes.
    #[tokio::test]
    async fn a_process_shares_standard_input_and_standard_error() {
        const NAME: &str = "a_process_shares_standard_input_and_standard_error";
        if std::env::var_os("IN_CHILD").is_some() {
            let script = "sh -c 'read -r line; echo \"prompt for $line\" >&2'";
            let output = run(&OsSystem::default(), script).await.unwrap();
            assert!(output.status.success() && output.stdout.is_empty());
            return;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([NAME, "--nocapture"])
            .env("IN_CHILD", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"the-user\n").unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.contains("prompt for the-user"), "{stderr}");
    }

    #[tokio::test]
    async fn output_is_read_up_to_a_limit() {
        let script = "head -c 3000000 /dev/zero";
        let output = run(&OsSystem::default(), script).await.unwrap();
        assert_eq!(output.stdout.len(), MAX_RESPONSE_BYTES);
    }

    #[tokio::test]
    async fn a_process_times_out() {
        let output = run(&ManualSystem::default(), "sleep 600").await;
        let error = output.err().unwrap();
        let expected = "sleep did not finish within 60s";
        assert!(error.contains(expected), "{error}");
    }

    #[tokio::test]
    async fn a_process_is_killed_when_its_call_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("id");
        let path = file.to_str().unwrap().to_owned();
        let call = tokio::spawn(async move {
            let script = format!("sh -c 'echo $$ > \"{path}\"; exec sleep 600'");
            run(&OsSystem::default(), &script).await
        });
        let id = eventually(|| line_of(&file)).await;
        assert!(is_alive(&id));
        call.abort();
        eventually(|| (!is_alive(&id)).then_some(())).await;
    }

    /// Polls `check` until it returns a value, for up to ten seconds.
    async fn eventually<T>(check: impl Fn() -> Option<T>) -> T {
        for _ in 0..500 {
            if let Some(found) = check() {
                return found;
            }
            OsSystem::default().sleep(Duration::from_millis(20)).await;
        }
        panic!("not within ten seconds");
    }

    fn line_of(file: &Path) -> Option<String> {
        let content = std::fs::read_to_string(file).ok()?;
        content.strip_suffix('\n').map(str::to_owned)
    }

    fn is_alive(id: &str) -> bool {
        let status = Command::new("kill").args(["-0", id]).stderr(Stdio::null()).status();
        status.unwrap().success()
    }
}
