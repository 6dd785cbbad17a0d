//! The memory that calls take: what is allocated for them, and what stays.

use super::programs::Cost;
use super::{Client, Ready, Task, rows};
use crate::bench::Bench;
use crate::bench::figure::Figure;
use crate::bench::row::{Goal, Line, Row, Unit};
use crate::report::Failure;

/// Allocations for each call, and their bytes. They are the same in every run, so there is one.
pub(in crate::bench) fn allocations(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let calls = bench.effort.of(1000);
    let clients = [Client::Ours, Client::Official, Client::Baseline];
    let ready = Ready::new(bench, &clients, &["count"])?;
    let mut all = Vec::new();
    for (work, operation) in [
        ("get-stage", "GetStage"),
        ("list-stages", "ListStages"),
        ("start-composition", "StartComposition"),
    ] {
        let costs = ready.in_turns(bench, 1, None, |_| Task::one_by_one(work, calls))?;
        let line = |client: Client, what: &str| Line {
            what: format!("{what} for a call: {operation}"),
            how: "counting allocator".to_owned(),
            goal: match client {
                Client::Official => Figure::Allocations.goal(),
                _ => Goal::Reported,
            },
            peer: client.name().to_owned(),
        };
        // What is not there is no number, and the row says so.
        let each =
            |total: Option<f64>, cost: &Cost| total.map_or(f64::NAN, |n| n / cost.calls as f64);
        all.extend(rows(
            &costs,
            Unit::Count,
            |cost| each(cost.allocations, cost),
            |client| line(client, "allocations"),
        ));
        all.extend(rows(
            &costs,
            Unit::Bytes,
            |cost| each(cost.allocated_bytes, cost),
            |client| line(client, "allocated bytes"),
        ));
    }
    Ok(all)
}

/// Resident memory: of a client after its first call, and how much each call in flight adds.
pub(in crate::bench) fn memory(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    const IN_FLIGHT: usize = 1000;
    let rounds = bench.effort.rounds(3);
    let ready = Ready::new(bench, &[Client::Ours, Client::Official], &[])?;
    let idle = ready.in_turns(bench, rounds, None, |_| Task {
        work: "idle",
        calls: 1,
        warm_up: 0,
        in_flight: 1,
    })?;
    let busy = ready.in_turns(bench, rounds, Some(IN_FLIGHT), |_| Task {
        work: "get-stage",
        calls: IN_FLIGHT,
        warm_up: 0,
        in_flight: IN_FLIGHT,
    })?;
    let line = |what: &str, how: &str, client: Client| Line {
        what: what.to_owned(),
        how: how.to_owned(),
        goal: Figure::Memory.goal(),
        peer: client.name().to_owned(),
    };
    let mut all = rows(&idle, Unit::Bytes, Cost::resident, |client| {
        line(
            "resident memory of an idle client",
            "after one call",
            client,
        )
    });
    let added = |client: Client| {
        let of = |costs: &[(Client, Vec<Cost>)]| {
            let found = costs.iter().find(|(each, _)| *each == client);
            found.map_or_else(Vec::new, |(_, costs)| costs.clone())
        };
        let pairs = of(&busy).into_iter().zip(of(&idle));
        pairs
            .map(|(busy, idle)| (busy.peak() - idle.resident()) / IN_FLIGHT as f64)
            .collect::<Vec<_>>()
    };
    let how = "1,000 in flight, peak less idle, by 1,000";
    all.push(Row::compared(
        line("memory of a call in flight", how, Client::Official),
        Unit::Bytes,
        &added(Client::Ours),
        &added(Client::Official),
    ));
    Ok(all)
}
