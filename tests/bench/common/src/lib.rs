//! What the call programs share, so that they differ in nothing but the client that they use.
//!
//! A program implements [`Calls`] and hands itself to [`main`], which reads the arguments, makes
//! the calls and prints one line of JSON about those that are measured. Knows no SDK.

mod arguments;
mod measure;
mod run;
pub mod work;

use std::error::Error;
use std::process::ExitCode;

use arguments::Arguments;

/// What can go wrong, in any client.
pub type Problem = Box<dyn Error + Send + Sync>;

/// A client, as the measurement sees it.
///
/// Each call makes its input, sends it, and gives a number out of the answer's depths, so that
/// nobody can leave the reading of it out: [`work`] says which.
pub trait Calls: Clone + Send + Sync + 'static {
    /// A client for `endpoint` with the credentials and the region of [`work`].
    fn new(endpoint: &str) -> impl Future<Output = Result<Self, Problem>>;

    /// The length of the stage's name.
    fn get_stage(&self) -> impl Future<Output = Result<usize, Problem>> + Send;

    /// The number of tags of all stages.
    fn list_stages(&self) -> impl Future<Output = Result<usize, Problem>> + Send;

    /// The number of tags of the composition.
    fn start_composition(&self) -> impl Future<Output = Result<usize, Problem>> + Send;
}

/// Runs a call program: `PROGRAM ENDPOINT WORK CALLS [--in-flight N] [--warm-up N]`.
pub fn main<C: Calls>() -> ExitCode {
    let outcome = Arguments::read(std::env::args().skip(1))
        .map_err(Problem::from)
        .and_then(|arguments| run::run::<C>(&arguments));
    match outcome {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
