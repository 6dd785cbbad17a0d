//! Child processes that end with whoever started them, and waits that end.

use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How often a child is asked whether it has ended.
const STEP: Duration = Duration::from_millis(20);

/// A child process. It is killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    name: String,
}

impl Process {
    /// Starts a program with pipes to all three streams.
    pub(crate) fn start(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        match command.spawn() {
            Ok(child) => Ok(Self { child, name }),
            Err(error) => Err(format!(
                "`{name}`, as found on PATH, cannot be run: {error}"
            )),
        }
    }

    /// The pipes; the first time they are asked for.
    pub(crate) fn pipes(&mut self) -> Option<(ChildStdin, ChildStdout, ChildStderr)> {
        let child = &mut self.child;
        Some((
            child.stdin.take()?,
            child.stdout.take()?,
            child.stderr.take()?,
        ))
    }

    /// Waits for the end, so long at most.
    pub(crate) async fn ended(&mut self, limit: Duration) -> Result<ExitStatus, String> {
        let start = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if start.elapsed() > limit => {
                    return Err(format!("`{}` has not ended after {limit:?}", self.name));
                }
                Ok(None) => tokio::time::sleep(STEP).await,
                Err(error) => return Err(format!("`{}` is lost: {error}", self.name)),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only for a child that has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[tokio::test]
    async fn a_wait_ends_and_so_does_the_process() {
        let mut cat = Process::start(&mut Command::new("cat")).unwrap();
        let (stdin, mut stdout, _) = cat.pipes().unwrap();
        let problem = cat.ended(Duration::from_millis(50)).await.unwrap_err();
        assert!(problem.starts_with("`cat` has not ended"), "{problem}");
        drop(cat);
        // The other end of the pipe is closed, though its input was not.
        assert_eq!(stdout.read(&mut [0]).unwrap(), 0);
        drop(stdin);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let problem = Process::start(&mut Command::new("no-such-program")).err();
        let problem = problem.unwrap();
        assert!(problem.starts_with("`no-such-program`, as found on PATH"));
    }
}
