//! Errors: by predicate, by code, by kind, with the data for a log line, and retries of a single call.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```

use generated_sdk::types::Stage;
use generated_sdk::{CallOptions, Client, Error, ErrorCode, ErrorKind, Retries};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(&Client::from_env()?).await
}

/// Looks for a stage that does not exist, then passes an invalid name.
pub async fn run(client: &Client) -> Result<(), Error> {
    let region = client.meta().region;
    let arn = format!("arn:aws:ivs:{region}:123456789012:stage/AbCdEf012345");

    match find_stage(client, &arn).await? {
        Some(stage) => println!("{} exists", stage.arn),
        None => println!("{arn} does not exist"),
    }

    // The longest name that the service accepts has 128 characters.
    let name = "x".repeat(129);
    if let Err(error) = client.create_stage().name(&name).await {
        println!("{}", advice(&error));
        log(&error);
    }

    // `validate` applies the limits of the model before the request is sent.
    if let Err(violations) = client.create_stage().name(&name).validate() {
        println!("not sent: {violations}");
    }

    // Retries are automatic: three attempts by default. A call can have options of its own.
    let options = CallOptions::default()
        .retries(Retries::standard().max_attempts(5))
        .overall_timeout(Duration::from_secs(20));
    let stages = client.list_stages().options(options).await?.stages;
    println!("{} stages", stages.len());
    Ok(())
}

/// Returns a stage, or `None` if it does not exist; other errors are returned to the caller.
pub async fn find_stage(client: &Client, arn: &str) -> Result<Option<Stage>, Error> {
    match client.get_stage(arn).await {
        Ok(output) => Ok(output.stage),
        Err(error) if error.is_resource_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns what an operator can do about an error.
pub fn advice(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Service => match error.code() {
            Some(ErrorCode::Validation) => "correct the input",
            Some(ErrorCode::AccessDenied) => "add the action to the IAM policy",
            Some(ErrorCode::ServiceQuotaExceeded) => "delete resources, or request a higher quota",
            Some(ErrorCode::Conflict) => "wait until the resource can be changed",
            _ if error.is_throttling() => "send fewer requests",
            _ if error.is_retryable() => "repeat the call later",
            _ => "see the message",
        },
        ErrorKind::Credentials => "log in, or set the credentials of the environment",
        ErrorKind::Configuration | ErrorKind::InvalidInput => "correct the program or its settings",
        ErrorKind::Connection | ErrorKind::Timeout => "check the network",
        _ => "see the message",
    }
}

/// Prints what AWS Support asks for, and each attempt that failed.
fn log(error: &Error) {
    // One line: GetStage failed: ResourceNotFoundException: … (HTTP 404, request id …, 1 attempt)
    eprintln!("{error}");
    eprintln!("status {:?}, request id {:?}", error.status(), error.request_id());
    for attempt in error.attempts() {
        eprintln!("attempt: {:?} {}", attempt.status, attempt.cause);
    }
}
