//! How a line is split, and how a process ends.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{run, split};
use crate::testing::ManualSystem;
use crate::{OsSystem, System};

#[test]
fn quotes_hold_words_together() {
    assert_eq!(
        split("\"/opt/my tool\" get  --name 'a \"b' ''").unwrap(),
        ["/opt/my tool", "get", "--name", "a \"b", ""]
    );
    assert_eq!(split("a 'b"), None);
    assert_eq!(split("  ").unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_printed_and_the_status_arrive() {
    // More than a pipe holds, on either.
    let script = "sh -c 'head -c 200000 /dev/zero; head -c 200000 /dev/zero >&2; exit 3'";
    let output = run(&OsSystem::default(), script).await.unwrap();
    assert_eq!(output.status, Some(3));
    assert_eq!(output.text.len(), 200_000);
}

#[tokio::test]
async fn a_process_that_says_too_much_is_not_listened_to_for_ever() {
    let endless = "head -c 3000000 /dev/zero";
    let output = run(&OsSystem::default(), endless).await.unwrap();
    assert_eq!(output.text.len(), 1024 * 1024);
}

#[tokio::test]
async fn a_process_that_does_not_end_is_given_up() {
    let output = run(&ManualSystem::default(), "sleep 600").await;
    let problem = output.err().unwrap();
    assert!(
        problem.contains("sleep did not finish within 60s"),
        "{problem}"
    );
}

#[tokio::test]
async fn a_process_that_nobody_waits_for_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("id");
    let path = file.to_str().unwrap().to_owned();
    let call = tokio::spawn(async move {
        let script = format!("sh -c 'echo $$ > \"{path}\"; exec sleep 600'");
        run(&OsSystem::default(), &script).await
    });
    let id = soon(async || number_in(&file)).await;
    assert!(is_alive(&id));
    call.abort();
    soon(async || (!is_alive(&id)).then_some(())).await;
}

/// What `look` finds, within some seconds.
async fn soon<T>(look: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..500 {
        if let Some(found) = look().await {
            return found;
        }
        OsSystem::default().sleep(Duration::from_millis(20)).await;
    }
    panic!("not within ten seconds");
}

fn number_in(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let number = text.strip_suffix('\n')?;
    Some(number.to_owned())
}

fn is_alive(id: &str) -> bool {
    Command::new("kill")
        .args(["-0", id])
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}
