//! Other programs, each with a limit of time and an account of what it took.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use wait4::{ResUse, Wait4 as _};

use crate::report::Failure;

/// What a program and all those that it started took.
#[derive(Clone, Debug)]
pub(crate) struct Spent {
    pub(crate) wall: Duration,
    /// User and system, of all processes together.
    pub(crate) cpu: Duration,
    /// The most memory that one of the processes had, in bytes.
    pub(crate) peak: u64,
    /// What it printed to standard output.
    pub(crate) printed: String,
}

/// Runs a program to its end, or ends it at the limit. What it prints is kept in `folder`, in files
/// called after `name`.
///
/// A program that does not end well is a failure that quotes the end of what it said.
pub(crate) fn run(
    command: &mut Command,
    name: &str,
    folder: &Path,
    limit: Duration,
) -> Result<Spent, Failure> {
    run_fed(command.stdin(Stdio::null()), name, folder, limit)
}

/// The same for a program whose standard input is set already.
pub(crate) fn run_fed(
    command: &mut Command,
    name: &str,
    folder: &Path,
    limit: Duration,
) -> Result<Spent, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    let (out, err) = (
        folder.join(format!("{name}.out")),
        folder.join(format!("{name}.err")),
    );
    let create = |path: &Path| File::create(path).map_err(|e| Failure::io("write", path, &e));
    command.stdout(create(&out)?).stderr(create(&err)?);
    let start = Instant::now();
    let child = command
        .spawn()
        .map_err(|error| Failure::new(format!("{name} did not start: {error}")))?;
    let used = wait(child, limit)
        .map_err(|error| Failure::new(format!("{name} was lost: {error}")))?
        .ok_or_else(|| Failure::new(format!("{name} took longer than {} s", limit.as_secs())))?;
    let wall = start.elapsed();
    let read = |path: &Path| {
        let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    if !used.status.success() {
        let words = read(&err)?;
        let last = reason(&words);
        return Err(Failure::new(format!(
            "{name} ended with {}: {last}",
            used.status
        )));
    }
    Ok(Spent {
        wall,
        cpu: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
        printed: read(&out)?,
    })
}

/// The line of what a program said that tells why it failed: the last, or the message of a panic, which
/// hints follow.
fn reason(words: &str) -> String {
    let mut lines = words.lines().map(str::trim);
    if lines.by_ref().any(|line| line.contains("panicked at ")) {
        return format!("it panicked: {}", lines.next().unwrap_or_default());
    }
    let last = words.lines().rev().find(|line| !line.trim().is_empty());
    last.unwrap_or("it said nothing").trim().to_owned()
}

/// Waits for a child's end; `None` if it had to be ended.
///
/// The system counts with a child those that the child has waited for, and the largest of them for the
/// peak of memory: the account of cargo holds that of every compiler it ran.
fn wait(mut child: Child, limit: Duration) -> std::io::Result<Option<ResUse>> {
    let id = child.id();
    let (send, receive) = mpsc::channel();
    let waiter = thread::spawn(move || {
        let ended = child.wait4();
        // Nobody listens any more once the limit has passed.
        let _ = send.send(ended);
    });
    let ended = match receive.recv_timeout(limit) {
        Ok(ended) => Some(ended?),
        Err(_) => {
            // The child belongs to the waiting thread, which has not seen its end: the id is still its.
            Command::new("kill")
                .args(["-KILL", &id.to_string()])
                .status()?;
            None
        }
    };
    let _ = waiter.join();
    Ok(ended)
}

/// Cargo, without what the cargo that runs this program and its user have set for themselves: flags for
/// the compiler, wrappers, another target folder.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        let is_setting = [
            "CARGO_BUILD_",
            "CARGO_PROFILE_",
            "CARGO_PKG_",
            "CARGO_TARGET_",
        ]
        .iter()
        .any(|start| name.starts_with(start));
        if is_setting
            || matches!(
                &*name,
                "CARGO_ENCODED_RUSTFLAGS"
                    | "CARGO_INCREMENTAL"
                    | "CARGO_MANIFEST_DIR"
                    | "CARGO_MANIFEST_PATH"
                    | "RUSTC_WRAPPER"
                    | "RUSTC_WORKSPACE_WRAPPER"
                    | "RUSTFLAGS"
            )
        {
            command.env_remove(&*name);
        }
    }
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn an_account_holds_what_the_childs_own_children_took() {
        let folder = tempfile::tempdir().unwrap();
        let script = "sh -c 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done'; echo done";
        let limit = Duration::from_secs(60);
        let spent = run(&mut shell(script), "loop", folder.path(), limit).unwrap();
        assert_eq!(spent.printed, "done\n");
        assert!(spent.cpu > Duration::ZERO && spent.wall > Duration::ZERO);
        assert!(spent.peak > 100_000, "{}", spent.peak);
    }

    #[test]
    fn a_panic_is_quoted_by_its_message() {
        let words = "reading\n\nthread 'main' (7) panicked at src/a.rs:1:2:\nno luck\nnote: run with `RUST_BACKTRACE=1`\n";
        assert_eq!(reason(words), "it panicked: no luck");
        assert_eq!(reason("one\ntwo\n\n"), "two");
        assert_eq!(reason(""), "it said nothing");
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let mut sleep = Command::new("sleep");
        let failure = run(
            sleep.arg("60"),
            "sleeper",
            folder.path(),
            Duration::from_millis(50),
        );
        assert!(
            failure
                .unwrap_err()
                .to_string()
                .contains("sleeper took longer than 0 s")
        );
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_program_that_fails_is_quoted() {
        let folder = tempfile::tempdir().unwrap();
        let mut script = shell("echo one >&2; echo the reason >&2; exit 3");
        let failure = run(&mut script, "it", folder.path(), Duration::from_secs(60));
        let said = failure.unwrap_err().to_string();
        assert!(
            said.contains("it ended with exit status: 3: the reason"),
            "{said}"
        );
    }
}
