//! What calls cost: the same calls, by each client, to the same server.
//!
//! The programs measure themselves, and only the calls after those that warm them up. Where the system can
//! bind them, client and server share a core while there is one call at a time, and have a core each while
//! there are many.

mod programs;
mod server;
mod space;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::figure::Figure;
use super::row::{Goal, Line, Row, Unit};
use super::{Bench, child, peers};
use crate::corpus::table::number;
use crate::report::Failure;
use programs::{Cost, on_core};

pub(crate) use programs::{build, fetch, has_taskset};
pub(crate) use server::Server;
pub(super) use space::{allocations, memory};

/// The core that clients run on.
const CLIENT_CORE: usize = 1;

/// One run of a client may take as long.
const RUN: Duration = Duration::from_secs(300);

/// Those that make calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Client {
    Ours,
    Official,
    /// Written by hand, without an SDK: what the machine can do.
    Baseline,
    Boto3,
}

impl Client {
    fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Official => "official",
            Self::Baseline => "baseline",
            Self::Boto3 => "boto3",
        }
    }

    /// The package of its program; boto3 has a script.
    fn package(self) -> Option<&'static str> {
        match self {
            Self::Ours => Some("bench-ours"),
            Self::Official => Some("bench-official"),
            Self::Baseline => Some("bench-baseline"),
            Self::Boto3 => None,
        }
    }
}

/// What a program is told to do.
#[derive(Clone, Copy, Debug)]
struct Task {
    work: &'static str,
    calls: usize,
    warm_up: usize,
    in_flight: usize,
}

impl Task {
    /// The core of the server. With one call at a time, two cores would each sleep while the other works, and
    /// to be woken from that costs every client the same, on a virtual machine more than the call itself.
    fn server_core(self) -> usize {
        if self.in_flight == 1 { CLIENT_CORE } else { 0 }
    }

    fn one_by_one(work: &'static str, calls: usize) -> Self {
        Self {
            work,
            calls,
            warm_up: calls.min(500),
            in_flight: 1,
        }
    }
}

/// The clients that are there, ready to run.
struct Ready {
    server: PathBuf,
    /// Each with the command that starts it, without arguments.
    clients: Vec<(Client, Vec<PathBuf>)>,
}

impl Ready {
    /// Builds what is to be built.
    fn new(bench: &mut Bench<'_>, clients: &[Client], features: &[&str]) -> Result<Self, Failure> {
        let server = bench.program("bench-server", &[])?;
        let mut ready = Vec::new();
        for client in clients {
            match client.package() {
                Some(package) => ready.push((*client, vec![bench.program(package, features)?])),
                None => {
                    if let Some(python) = peers::boto3(&bench.place) {
                        let script = bench.place.workspace().join("boto3.py");
                        // Isolated: or the script, which lies beside it, would be taken for the library.
                        ready.push((*client, vec![python, PathBuf::from("-I"), script]));
                    }
                }
            }
        }
        Ok(Self {
            server,
            clients: ready,
        })
    }

    /// Runs all of them in turns; what each has cost, in the order of the clients, run by run.
    fn in_turns(
        &self,
        bench: &Bench<'_>,
        rounds: usize,
        hold: Option<usize>,
        task: impl Fn(Client) -> Task,
    ) -> Result<Vec<(Client, Vec<Cost>)>, Failure> {
        let mut costs: Vec<(Client, Vec<Cost>)> = self
            .clients
            .iter()
            .map(|(client, _)| (*client, Vec::new()))
            .collect();
        for round in 1..=rounds {
            for ((client, program), (_, costs)) in self.clients.iter().zip(&mut costs) {
                bench.say(&format!("round {round} of {rounds}: {}", client.name()));
                // A new one for each, so that none finds what another has left there.
                let task = task(*client);
                let server = Server::start(&self.server, task.server_core(), hold)?;
                let mut command = start(program);
                arguments(&mut command, &server.endpoint, task);
                let name = format!("calls-{}", client.name());
                let spent = child::run(&mut command, &name, &bench.place.logs(), RUN)?;
                costs.push(Cost::read(&spent.printed)?);
            }
        }
        Ok(costs)
    }
}

fn start(program: &[PathBuf]) -> Command {
    let (first, rest) = program
        .split_first()
        .map_or((PathBuf::new(), &[][..]), |(first, rest)| {
            (first.clone(), rest)
        });
    let mut command = on_core(CLIENT_CORE, &first);
    command.args(rest);
    command
}

fn arguments(command: &mut Command, endpoint: &str, task: Task) {
    command
        .args([endpoint, task.work, &task.calls.to_string()])
        .args(["--in-flight", &task.in_flight.to_string()])
        .args(["--warm-up", &task.warm_up.to_string()]);
    // No client looks for a configuration or a proxy of whoever runs this.
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "http_proxy",
        "https_proxy",
        "ALL_PROXY",
        "AWS_PROFILE",
        "AWS_CA_BUNDLE",
    ] {
        command.env_remove(name);
    }
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
}

/// Makes rows of what each client has cost: one for each peer.
fn rows(
    costs: &[(Client, Vec<Cost>)],
    unit: Unit,
    number: impl Fn(&Cost) -> f64,
    line: impl Fn(Client) -> Line,
) -> Vec<Row> {
    let numbers = |costs: &[Cost]| costs.iter().map(&number).collect::<Vec<_>>();
    let ours = costs.iter().find(|(client, _)| *client == Client::Ours);
    let ours = ours.map_or_else(Vec::new, |(_, costs)| numbers(costs));
    let peers = costs.iter().filter(|(client, _)| *client != Client::Ours);
    peers
        .map(|(client, costs)| Row::compared(line(*client), unit, &ours, &numbers(costs)))
        .collect()
}

/// CPU time for each call, user and system, one call after the other.
pub(super) fn cpu(bench: &mut Bench<'_>, figure: Figure) -> Result<Vec<Row>, Failure> {
    let (work, calls) = match figure {
        Figure::ListStages => ("list-stages", 10_000),
        Figure::StartComposition => ("start-composition", 10_000),
        _ => ("get-stage", 20_000),
    };
    let calls = bench.effort.of(calls);
    let clients = [
        Client::Ours,
        Client::Official,
        Client::Baseline,
        Client::Boto3,
    ];
    let ready = Ready::new(bench, &clients, &[])?;
    // Python needs so much longer that fewer calls say as much.
    let calls_of = |client| {
        if client == Client::Boto3 {
            calls / 20
        } else {
            calls
        }
    };
    let costs = ready.in_turns(bench, bench.effort.rounds(7), None, |client| {
        Task::one_by_one(work, calls_of(client))
    })?;
    let line = |client: Client| Line {
        what: figure.title().to_owned(),
        how: format!("{} calls, one by one, rusage", number(calls_of(client))),
        goal: match client {
            Client::Official => figure.goal(),
            Client::Baseline if figure != Figure::StartComposition => Goal::AtMost(1.10),
            _ => Goal::Reported,
        },
        peer: client.name().to_owned(),
    };
    let mut rows = rows(&costs, Unit::Microseconds, Cost::cpu_per_call, line);
    if !costs.iter().any(|(client, _)| *client == Client::Boto3) {
        rows.push(Row::missing(line(Client::Boto3), peers::INSTALL));
    }
    Ok(rows)
}

/// Calls in a second with 64 in flight, on one core and one thread.
pub(super) fn throughput(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    const IN_FLIGHT: usize = 64;
    let seconds = if bench.effort.quick { 2 } else { 10 };
    let clients = [Client::Ours, Client::Official, Client::Baseline];
    let ready = Ready::new(bench, &clients, &[])?;
    let costs = ready.in_turns(bench, bench.effort.rounds(3), None, |_| Task {
        work: "throughput",
        calls: seconds,
        warm_up: 1000,
        in_flight: IN_FLIGHT,
    })?;
    Ok(rows(
        &costs,
        Unit::PerSecond,
        Cost::calls_per_second,
        |client| Line {
            what: Figure::Throughput.title().to_owned(),
            how: format!("GetStage for {seconds} s, one thread"),
            goal: match client {
                Client::Official => Figure::Throughput.goal(),
                _ => Goal::Reported,
            },
            peer: client.name().to_owned(),
        },
    ))
}
