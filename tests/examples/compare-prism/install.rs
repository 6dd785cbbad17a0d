//! What must be there before anything can be called: Prism, and the bundle. Both are kept below `target/prism`.

use crate::folder;
use crate::process::Process;
use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What npm is given: the wanted package, and the hash of everything that it needs.
const PINS: [&str; 2] = ["package.json", "package-lock.json"];

/// Where npm puts the program.
const PROGRAM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

/// For npm, which brings some 200 packages. It takes a quarter of a minute.
const INSTALL_LIMIT: Duration = Duration::from_secs(180);

/// For cargo, which may have to compile `xtask` first.
const BUNDLE_LIMIT: Duration = Duration::from_secs(300);

/// What to say to somebody who has no Node.js.
const NEEDED: &str = "Prism needs Node.js 20 or newer, with npm (https://nodejs.org)";

/// Brings Prism, unless it is there, and returns where its program is.
pub(crate) async fn prism() -> Result<PathBuf, String> {
    let place = folder("../target/prism");
    let pinned = folder("compare/prism");
    run(Command::new("node").arg("--version"), INSTALL_LIMIT)
        .await
        .map_err(|problem| format!("{problem}\n{NEEDED}"))?;
    // Written when npm is done, so that what it left half done does not count.
    let done = place.join("installed");
    let wanted = read(&pinned.join("package-lock.json"))?;
    if read(&done).is_ok_and(|found| found == wanted) {
        return Ok(place.join(PROGRAM));
    }
    let shown = |error| format!("{}: {error}", place.display());
    fs::create_dir_all(&place).map_err(shown)?;
    for file in PINS {
        fs::copy(pinned.join(file), place.join(file)).map_err(shown)?;
    }
    let mut npm = Command::new("npm");
    // Nothing of it needs its scripts, which could do anything.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(npm.current_dir(&place), INSTALL_LIMIT)
        .await
        .map_err(|problem| format!("{problem}\n{NEEDED}, and a way to npm's registry"))?;
    fs::write(done, wanted).map_err(shown)?;
    Ok(place.join(PROGRAM))
}

/// Writes the bundle, and returns where it is.
pub(crate) async fn bundle() -> Result<PathBuf, String> {
    let bundle = folder("../target/prism/bundle.json");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["xtask", "spec", "bundle", "--out"])
        .arg(&bundle);
    cargo.current_dir(folder(".."));
    // What cargo sets for this program would make another cargo work on the wrong package.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    run(&mut cargo, BUNDLE_LIMIT).await?;
    Ok(bundle)
}

/// Runs a program to its end, and says what it said if that was no good one.
async fn run(command: &mut Command, limit: Duration) -> Result<(), String> {
    let name = Path::new(command.get_program()).file_stem();
    let words = name.into_iter().chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    let shown = words.join(" ");
    let mut process = Process::start(command)?;
    let (stdin, mut stdout, mut stderr) = process.pipes().ok_or("a new process has no pipes")?;
    drop(stdin);
    // On threads of their own, since a full pipe holds the program up.
    let output = std::thread::spawn(move || stdout.read_to_end(&mut Vec::new()));
    let complaints = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let status = process.ended(limit).await?;
    let _ = output.join();
    match status.success() {
        true => Ok(()),
        false => {
            let said = complaints.join().unwrap_or_default();
            Err(format!(
                "`{shown}` ended with {status}\n{}",
                said.trim_end()
            ))
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_program_that_fails_is_quoted() {
        let limit = Duration::from_secs(10);
        run(&mut Command::new("true"), limit).await.unwrap();
        let mut failing = Command::new("ls");
        failing.arg("/no/such/folder");
        let problem = run(&mut failing, limit).await.unwrap_err();
        let first = problem.lines().next().unwrap();
        assert!(
            first.starts_with("`ls /no/such/folder` ended with "),
            "{first}"
        );
        assert!(problem.lines().count() > 1, "{problem}");
    }
}
