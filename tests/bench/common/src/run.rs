//! Makes the calls: some to warm up, then those that are measured.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use crate::arguments::Arguments;
use crate::measure::{Figures, Start, counting};
use crate::work::Work;
use crate::{Calls, Problem};

/// What is done; the answer is the line to print.
pub(crate) fn run<C: Calls>(arguments: &Arguments) -> Result<String, Problem> {
    // One thread for all programs: what is compared is the work, not how it is spread.
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let figures = figures::<C>(&runtime, arguments)?;
    Ok(serde_json::to_string(&figures)?)
}

fn figures<C: Calls>(runtime: &Runtime, arguments: &Arguments) -> Result<Figures, Problem> {
    let Arguments {
        work,
        in_flight,
        warm_up,
        ..
    } = *arguments;
    if work == Work::Idle {
        let start = Start::now()?;
        let client = runtime.block_on(C::new(&arguments.endpoint))?;
        runtime.block_on(call(&client, work))?;
        let figures = start.end(1, None);
        drop(client);
        return figures;
    }
    let client = runtime.block_on(C::new(&arguments.endpoint))?;
    runtime.block_on(calls(&client, work, in_flight, Until::Calls(warm_up)))?;
    let until = match work {
        Work::Throughput => Until::Seconds(Duration::from_secs(arguments.calls)),
        _ => Until::Calls(arguments.calls),
    };
    let start = Start::now()?;
    let (made, allocated) = counting(|| runtime.block_on(calls(&client, work, in_flight, until)));
    start.end(made?, allocated)
}

/// When it is enough.
#[derive(Clone, Copy)]
enum Until {
    Calls(u64),
    Seconds(Duration),
}

/// Counts calls, and says whether there is to be another one.
struct Turns {
    begun: Instant,
    until: Until,
    taken: AtomicU64,
}

impl Turns {
    fn take(&self) -> bool {
        let taken = self.taken.load(Ordering::Relaxed);
        let is_to_be = match self.until {
            Until::Calls(calls) => taken < calls,
            Until::Seconds(time) => self.begun.elapsed() < time,
        };
        if is_to_be {
            self.taken.store(taken + 1, Ordering::Relaxed);
        }
        is_to_be
    }
}

/// Makes calls, `in_flight` at a time, and gives their number.
async fn calls<C: Calls>(
    client: &C,
    work: Work,
    in_flight: u64,
    until: Until,
) -> Result<u64, Problem> {
    let turns = Arc::new(Turns {
        begun: Instant::now(),
        until,
        taken: AtomicU64::new(0),
    });
    // In tasks even if there is one: what `block_on` itself runs costs a system call more for each wake.
    let mut tasks = JoinSet::new();
    for _ in 0..in_flight {
        let (client, turns) = (client.clone(), Arc::clone(&turns));
        tasks.spawn(async move { one_by_one(&client, work, &turns).await });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(turns.taken.load(Ordering::Relaxed))
}

async fn one_by_one<C: Calls>(client: &C, work: Work, turns: &Turns) -> Result<(), Problem> {
    while turns.take() {
        call(client, work).await?;
    }
    Ok(())
}

async fn call<C: Calls>(client: &C, work: Work) -> Result<(), Problem> {
    let given = match work {
        Work::GetStage | Work::Idle | Work::Throughput => client.get_stage().await,
        Work::ListStages => client.list_stages().await,
        Work::StartComposition => client.start_composition().await,
    }?;
    match work.expected() {
        expected if expected == given => Ok(()),
        expected => Err(format!("{work:?} gave {given}, not {expected}").into()),
    }
}
