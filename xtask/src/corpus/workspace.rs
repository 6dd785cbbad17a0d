//! The crates of many documents in one workspace, and the compiler's word on them.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use generator::FileTree;
use serde_json::Value;

use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// Tells the wrapped compiler where to note its times.
const TIMES: &str = "XTASK_CORPUS_TIMES";

/// The workspace below `target`.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

/// What the compiler said.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// How long each crate took, by its name.
    pub(crate) times: BTreeMap<String, Duration>,
    /// Errors and warnings by crate, as the compiler shows them.
    pub(crate) said: BTreeMap<String, Vec<String>>,
    /// How long all of it took.
    pub(crate) whole: Duration,
}

impl Workspace {
    pub(crate) fn new(repository: &Repository) -> Self {
        Self {
            root: repository.root().join("target/corpus"),
        }
    }

    /// The runtime's folder as the crates name it.
    pub(crate) fn runtime(repository: &Repository) -> String {
        repository.root().join("runtime").display().to_string()
    }

    /// Brings the files of one crate up to date; what is no longer generated goes.
    pub(crate) fn write(&self, krate: &str, files: &FileTree) -> Result<(), Failure> {
        let folder = self.root.join("crates").join(krate);
        for (path, text) in files.iter() {
            files::update(&folder.join(path), text.as_bytes())?;
        }
        let mut open = vec![folder.clone()];
        while let Some(next) = open.pop() {
            let unread = |error: std::io::Error| Failure::io("read", &next, &error);
            for entry in fs::read_dir(&next).map_err(unread)? {
                let path = entry.map_err(unread)?.path();
                let name = path.strip_prefix(&folder).unwrap_or(&path);
                if path.is_dir() {
                    open.push(path);
                } else if files
                    .get(&name.to_string_lossy().replace('\\', "/"))
                    .is_none()
                {
                    fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
                }
            }
        }
        Ok(())
    }

    /// Compiles those crates, their examples too, with every warning denied.
    pub(crate) fn check(
        &self,
        repository: &Repository,
        crates: &BTreeSet<String>,
        progress: &mut dyn FnMut(&str),
    ) -> Result<Compiled, Failure> {
        let members: Vec<_> = crates
            .iter()
            .map(|krate| format!("\"crates/{krate}\""))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
            members.join(", ")
        );
        files::update(&self.root.join("Cargo.toml"), manifest.as_bytes())?;
        let lock = files::read(&repository.root().join("Cargo.lock"))?;
        let ours = self.root.join("Cargo.lock");
        if !ours.exists() {
            files::update(&ours, &lock)?;
        }
        let times = self.root.join("times");
        let _ = fs::remove_dir_all(&times);
        fs::create_dir_all(&times).map_err(|error| Failure::io("create", &times, &error))?;
        let this = env::current_exe()
            .map_err(|error| Failure::new(format!("no path to this program: {error}")))?;
        let start = Instant::now();
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(&self.root)
            .args([
                "check",
                "--workspace",
                "--lib",
                "--examples",
                "--keep-going",
                "--quiet",
            ])
            .args(["--message-format=json", "--target-dir", "target"])
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTC_WORKSPACE_WRAPPER", this)
            .env(TIMES, &times)
            .env_remove("CARGO_TARGET_DIR")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = cargo
            .spawn()
            .map_err(|error| Failure::new(format!("cargo did not start: {error}")))?;
        let errors = child.stderr.take().map(|stderr| {
            std::thread::spawn(move || std::io::read_to_string(stderr).unwrap_or_default())
        });
        let mut compiled = Compiled::default();
        for line in child
            .stdout
            .take()
            .into_iter()
            .flat_map(|stdout| BufReader::new(stdout).lines())
        {
            let line =
                line.map_err(|error| Failure::new(format!("cargo's words were lost: {error}")))?;
            compiled.hear(&line, progress);
        }
        let status = child
            .wait()
            .map_err(|error| Failure::new(format!("cargo was lost: {error}")))?;
        let errors = errors
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default();
        compiled.whole = start.elapsed();
        if !status.success() && compiled.said.is_empty() {
            return Err(Failure::new(format!(
                "cargo check failed: {}",
                errors.trim()
            )));
        }
        let said = compiled
            .said
            .iter()
            .map(|(krate, said)| format!("== {krate}\n{}", said.join("\n")));
        let words = self.root.join("compiler.txt");
        files::update(&words, said.collect::<Vec<_>>().join("\n").as_bytes())?;
        for krate in crates {
            let file = times.join(krate.replace('-', "_"));
            let millis = fs::read_to_string(file)
                .ok()
                .and_then(|text| text.parse().ok());
            compiled
                .times
                .extend(millis.map(|millis| (krate.clone(), Duration::from_millis(millis))));
        }
        Ok(compiled)
    }
}

impl Compiled {
    /// Takes in one message of cargo.
    fn hear(&mut self, line: &str, progress: &mut dyn FnMut(&str)) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let package = message["manifest_path"].as_str().map(Path::new);
        let krate = package.and_then(Path::parent).and_then(Path::file_name);
        let krate = krate.unwrap_or_default().to_string_lossy().into_owned();
        match message["reason"].as_str() {
            Some("compiler-message") => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                let counts = message["message"]["code"].is_object()
                    || message["message"]["spans"]
                        .as_array()
                        .is_some_and(|spans| !spans.is_empty());
                if counts {
                    self.said.entry(krate).or_default().push(text.to_owned());
                }
            }
            Some("compiler-artifact") if message["target"]["kind"][0] == "lib" => progress(&krate),
            _ => {}
        }
    }
}

/// What this program does when cargo calls it in the place of the compiler: runs the compiler, and
/// notes how long it took for a library. `None` if cargo did not call it.
pub(crate) fn as_compiler() -> Option<i32> {
    let times = env::var_os(TIMES)?;
    let mut words = env::args_os().skip(1);
    let compiler = words.next()?;
    let words: Vec<_> = words.collect();
    let start = Instant::now();
    let status = Command::new(compiler).args(&words).status().ok()?;
    let after = |flag: &str| {
        words
            .iter()
            .position(|word| word == flag)
            .and_then(|at| words.get(at + 1))
    };
    if after("--crate-type").is_some_and(|kind| kind == "lib")
        && let Some(name) = after("--crate-name")
    {
        let _ = fs::write(
            Path::new(&times).join(name),
            start.elapsed().as_millis().to_string(),
        );
    }
    Some(status.code().unwrap_or(1))
}
