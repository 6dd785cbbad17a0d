//! Runs the examples of `generated-sdk` as programs, configured by environment variables to call a simulator:
//! `cargo build --workspace --examples`, then `target/debug/examples/run-examples`.
//!
//! `quickstart` starts a simulator of its own, and `axum_service` serves until it is stopped: the tests call its router.

use e2e_tests::simulator::Simulator;
use std::error::Error;
use std::fs;
use std::process::Command;

/// The programs and their arguments.
const PROGRAMS: [(&str, &[&str]); 6] = [
    ("blocking", &[]),
    ("concurrency", &[]),
    ("custom_credentials", &[]),
    ("error_handling", &[]),
    ("pagination", &[]),
    ("waiters", &["recordings"]),
];

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() -> Result<(), Box<dyn Error>> {
    let simulator = Simulator::start().await?;
    let (id, secret) = (simulator.access_key_id(), simulator.secret_access_key());
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("credentials");
    fs::write(&file, format!("{id}\n{secret}\n"))?;

    let this = std::env::current_exe()?;
    for (name, arguments) in PROGRAMS {
        println!("== {name}");
        let mut program = Command::new(this.with_file_name(name));
        // Without the environment and the shared files of the machine, so that it can only call the simulator.
        program.env_clear().args(arguments);
        program.env("AWS_ENDPOINT_URL_IVS_REALTIME", simulator.endpoint_url());
        program.env("AWS_REGION", simulator.region()).env("AWS_EC2_METADATA_DISABLED", "true");
        if name == "custom_credentials" {
            program.env("CREDENTIALS_FILE", &file);
        } else {
            program.env("AWS_ACCESS_KEY_ID", &id).env("AWS_SECRET_ACCESS_KEY", &secret);
        }
        simulator.take_requests();
        // The other thread of the runtime serves the simulator.
        let status = program.status().map_err(|error| format!("{name} cannot run: {error}"))?;
        if !status.success() || simulator.requests().is_empty() {
            return Err(format!("{name} failed: {status}").into());
        }
    }
    Ok(())
}
