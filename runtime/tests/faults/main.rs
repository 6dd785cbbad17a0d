//! The fault table: what a call comes to, under each fault that a network, a service or a computer
//! can have.
//!
//! Every row is run twice against a loopback server that misbehaves on purpose: a call that only
//! reads, under standard retries, and one that makes something, under safe retries. No call may
//! hang, none may be lost, none may be doubled in the safe mode, and once the server is well again
//! the same client must reach it.
//!
//! `cargo test -p sdk-runtime --test faults -- --nocapture` prints the table.

mod act;
mod certificates;
mod clock;
mod drops;
#[cfg(feature = "http2")]
mod http2;
mod proxy;
mod row;
mod rows;
mod run;
mod server;
mod service;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use self::row::{Ending, Expected};
use self::run::{Ran, run};

/// No row may take longer: the longest waits for a name server.
const LONGEST: Duration = Duration::from_secs(18);

/// So many rows at once that waiting costs little, and so few that a busy machine is no fault.
const AT_ONCE: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_holds() {
    let mut problems = Vec::new();
    let mut lines = vec![
        format!(
            "{:<50} | {:<42} | {:<42}",
            "fault", "read, standard retries", "create, safe retries"
        ),
        format!("{:-<50} | {:-<42} | {:-<42}", "", "", ""),
    ];
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let running: Vec<_> = rows::all()
        .into_iter()
        .map(|row| {
            let turn = Arc::clone(&turns);
            tokio::spawn(async move {
                let _turn = turn.acquire().await.unwrap();
                let read = run(&row, false).await;
                let create = run(&row, true).await;
                (row, read, create)
            })
        })
        .collect();
    let count = running.len();
    assert!(count >= 40, "{count} rows");
    for row in running {
        let (row, read, create) = row.await.expect("a row panicked");
        lines.push(format!("{:<50} | {read} | {create}", row.name));
        for (ran, expected, what) in [(read, row.read, "read"), (create, row.create, "create")] {
            for problem in ran.problems(&row, expected) {
                problems.push(format!("{}, {what}: {problem}", row.name));
            }
        }
    }
    println!("{}\n{count} faults", lines.join("\n"));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

impl Ran {
    /// What is not as the row says.
    fn problems(&self, row: &row::Row, expected: Expected) -> Vec<String> {
        let mut problems = Vec::new();
        match (&self.outcome, expected.ending) {
            (Ok(()), Ending::Succeeds) => {}
            (Ok(()), Ending::Fails(..)) => problems.push("succeeds".to_owned()),
            (Err(error), Ending::Succeeds) => problems.push(format!("fails: {error}")),
            (Err(error), Ending::Fails(kind, text)) => {
                let line = error.to_string();
                if error.kind() != kind || !line.to_lowercase().contains(&text.to_lowercase()) {
                    problems.push(format!("fails otherwise: {:?}: {line}", error.kind()));
                }
                if error.attempts().len() != self.attempts as usize {
                    problems.push(format!("tells of {} attempts", error.attempts().len()));
                }
                if line.contains("hush") || format!("{error:?}").contains("hush") {
                    problems.push("shows a secret".to_owned());
                }
            }
        }
        if self.attempts != expected.attempts {
            problems.push(format!("{} attempts", self.attempts));
        }
        if self.creates && self.done > 1 {
            problems.push(format!("may have been done {} times", self.done));
        }
        if self.elapsed > LONGEST {
            problems.push(format!("takes {:?}", self.elapsed));
        }
        if row.heals && !self.recovered {
            problems.push("does not recover".to_owned());
        }
        problems
    }
}
