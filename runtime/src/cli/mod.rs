//! The command-line client of a generated crate.
//!
//! The binary of a generated crate is a table: a [`Call`] for each operation with a [`Flag`] for each member of its
//! input, and a [`Wait`] for each waiter. [`main`] runs it:
//!
//! | module | purpose |
//! |---|---|
//! | `table` | the rows of the table, and the generic functions of an operation |
//! | `arguments` | from the table to clap's commands |
//! | `input` | from parsed arguments to the input of an operation, as JSON |
//! | `output` | JSON, tables, streams, progress |
//! | `failure` | errors and exit codes |
//!
//! Inputs and outputs are converted by their wire names through the bridge to serde, so that no row contains code.

mod arguments;
mod failure;
mod input;
mod output;
mod table;
#[cfg(all(test, feature = "aws"))]
mod tests;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::marker::PhantomData;
use std::process::ExitCode;
use std::time::Duration;

use clap::ArgMatches;
use clap_complete::Shell;

use self::arguments::{ALL, COMPLETIONS, MAX_ITEMS, OUT_FILE, WAIT};
use self::failure::Failure;
use self::output::{Console, Layout, Pages, Trace};
pub use self::table::{Call, Flag, Wait};
use crate::{Client, ClientBuilder, Error, ServiceClient, ServiceMeta, Timeouts};

/// The command-line client of one service.
#[derive(Clone, Copy, Debug)]
pub struct Cli {
    /// The name of the binary, `ivs-realtime`.
    pub name: &'static str,
    /// The version of its crate.
    pub version: &'static str,
    /// The operations.
    pub calls: &'static [Call],
    /// The waiters.
    pub waits: &'static [Wait],
}

/// Runs the arguments of the process with a client of type `C`, and returns the exit code.
#[must_use]
pub fn main<C: ServiceClient>(cli: &Cli) -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let mut console = Console {
        shows_progress: err.is_terminal(),
        out: &mut out,
        err: &mut err,
        input: &mut io::stdin(),
    };
    let builder = Client::builder::<Wrapped<C>>();
    ExitCode::from(run(cli, std::env::args_os(), builder, &mut console))
}

/// Runs one command, prints its result, and returns the exit code.
fn run<C: ServiceClient>(
    cli: &Cli,
    arguments: impl IntoIterator<Item = OsString>,
    builder: ClientBuilder<Wrapped<C>>,
    console: &mut Console<'_>,
) -> u8 {
    let command = arguments::command(cli, &C::SERVICE, &variables::<C>());
    let result = match command.try_get_matches_from(arguments) {
        Ok(matches) => execute(cli, &matches, builder, console)
            .map_err(|failure| (failure, matches.get_flag(arguments::VERBOSE))),
        Err(error) if error.use_stderr() => {
            console.explain(&error.render().to_string());
            return failure::USAGE;
        }
        Err(help) => {
            let printed = console.print(&help.render().to_string());
            printed.map_err(|failure| (failure, false))
        }
    };
    match result {
        Ok(()) => 0,
        Err((failure, verbose)) => {
            console.explain(&failure.describe(verbose));
            failure.code()
        }
    }
}

/// The commands of all services first, then those of this one.
fn execute<C: ServiceClient>(
    cli: &Cli,
    matches: &ArgMatches,
    builder: ClientBuilder<Wrapped<C>>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let limit = matches.get_one::<Duration>(arguments::TIMEOUT).copied();
    let is_verbose = matches.get_flag(arguments::VERBOSE);
    match matches.subcommand() {
        Some((COMPLETIONS, shell)) => {
            let shell = shell.get_one::<Shell>(COMPLETIONS).copied().unwrap_or(Shell::Bash);
            let mut script = Vec::new();
            let mut command = arguments::command(cli, &C::SERVICE, &[]);
            clap_complete::generate(shell, &mut command, cli.name, &mut script);
            console.print(&String::from_utf8_lossy(&script))
        }
        Some((WAIT, waits)) => {
            let found = waits.subcommand().and_then(|(name, arguments)| {
                let wait = cli.waits.iter().find(|wait| wait.name == name)?;
                Some((wait, wait.call_of(cli.calls)?, arguments))
            });
            let (wait, call, arguments) = found.ok_or_else(|| Failure::usage("unknown waiter"))?;
            let input = input::read(call, arguments, console)?;
            // The limit of a wait is not that of each of its calls.
            let client = client(matches, builder, None)?;
            let effort = block_on((wait.wait)(&client, input, limit))?;
            if is_verbose {
                console.explain(&format!("{}: {effort}", wait.name));
            }
            Ok(())
        }
        Some((name, arguments)) => {
            let call = cli.calls.iter().find(|call| call.name == name);
            let call = call.ok_or_else(|| Failure::usage("unknown command"))?;
            let input = input::read(call, arguments, console)?;
            let client = client(matches, builder, limit)?;
            block_on(execute_call(call, input, arguments, &client, console))
        }
        None => Err(Failure::usage("no command is named")),
    }
}

/// Calls an operation and prints its output.
async fn execute_call(
    call: &Call,
    input: table::Input,
    arguments: &ArgMatches,
    client: &Client,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let layout = arguments.get_one::<Layout>(arguments::OUTPUT).copied().unwrap_or_default();
    // Only lists have these two.
    let max_items = arguments.try_get_one::<usize>(MAX_ITEMS).ok().flatten().copied();
    let is_all = arguments.try_get_one::<bool>(ALL).ok().flatten().copied().unwrap_or_default();
    if let Some(list) = call.list.filter(|_| is_all || max_items.is_some()) {
        let mut pages = Pages::new(list, max_items, console);
        let result = (list.pages)(client, input, &mut |page| pages.add(page)).await;
        let all = pages.finish();
        return result.and_then(|()| console.print_value(&all, layout, list.items));
    }
    let table::Output { json, stream } = (call.send)(client, input).await?;
    if let Some(stream) = stream {
        let path = arguments.get_one::<String>(OUT_FILE).map_or("-", String::as_str);
        console.save(stream, path).await?;
        if path == "-" {
            return Ok(());
        }
    }
    console.print_value(&json, layout, call.list.and_then(|list| list.items))?;
    let token = call.list.and_then(|list| output::member(json.as_object()?, list.token));
    if token.is_some_and(|token| !token.is_null()) {
        console.explain("note: the list has more pages; --all follows them");
    }
    Ok(())
}

/// The client with the settings of the global flags.
fn client<C: ServiceClient>(
    matches: &ArgMatches,
    mut builder: ClientBuilder<Wrapped<C>>,
    timeout: Option<Duration>,
) -> Result<Client, Failure> {
    let text = |name| matches.try_get_one::<String>(name).ok().flatten();
    if let Some(url) = text(arguments::ENDPOINT_URL) {
        builder = builder.endpoint_url(url);
    }
    #[cfg(feature = "aws")]
    {
        if let Some(region) = text(arguments::REGION) {
            builder = builder.region(region);
        }
        if let Some(profile) = text(arguments::PROFILE) {
            builder = builder.profile(profile);
        }
    }
    if let Some(timeout) = timeout {
        builder = builder.timeouts(Timeouts::default().attempt(None).overall(timeout));
    }
    if matches.get_flag(arguments::VERBOSE) {
        builder = builder.interceptor(Trace);
    }
    Ok(builder.build()?.client)
}

/// The environment variables of a service of plain HTTP, each with what it sets. The guide to configuration has those of
/// AWS.
fn variables<C: ServiceClient>() -> Vec<(String, String)> {
    if !C::SERVICE.signing_name.is_empty() {
        return Vec::new();
    }
    #[cfg(feature = "auth")]
    let mut variables = crate::auth::variables(C::SECURITY, C::SERVICE.id);
    #[cfg(not(feature = "auth"))]
    let mut variables = Vec::new();
    let base_url = format!("{}_BASE_URL", crate::client::variable_prefix(C::SERVICE.id));
    let about = match C::BASE_URL {
        "" => "base URL of the service".to_owned(),
        url => format!("base URL of the service [default: {url}]"),
    };
    variables.push((base_url, about));
    variables
}

/// Runs a future on a runtime of its own.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Error::configuration(format!("no tokio runtime can be started: {error}"))
    })?;
    runtime.block_on(work)
}

/// The runtime's client with the service of `C`, whose own field is private.
struct Wrapped<C> {
    client: Client,
    service: PhantomData<fn() -> C>,
}

impl<C: ServiceClient> ServiceClient for Wrapped<C> {
    const SERVICE: ServiceMeta = C::SERVICE;
    const BASE_URL: &'static str = C::BASE_URL;
    #[cfg(feature = "auth")]
    const SECURITY: crate::auth::Security = C::SECURITY;
    const SECRETS: &'static [&'static str] = C::SECRETS;
    const ERRORS: &'static [crate::ModeledError] = C::ERRORS;
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self { client, service: PhantomData }
    }
}
