//! Paths around the folder of a generated crate.

use std::fs;
use std::path::{Component, Path, PathBuf};

use generator::output::Folder;

use super::Failure;

/// The folder of a crate at a path, which must be absent, empty, or written by this command before.
pub(super) fn claim(path: &Path) -> Result<Folder, Failure> {
    let folder = Folder::new(absolute(path)?, &["examples", "src"]);
    folder.claim().map_err(|error| Failure::new(error.to_string(), error.remedy()))?;
    Ok(folder)
}

/// The relative path from a folder to another.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // There is no relative path between two drives of Windows.
    if common == 0 {
        return to.iter().collect::<PathBuf>().display().to_string();
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The root of a cargo workspace that a folder lies in.
pub(super) fn enclosing_workspace(folder: &Path) -> Option<PathBuf> {
    let mut above = folder.ancestors().skip(1);
    let root = above.find(|folder| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line.trim() == "[workspace]")
    });
    root.map(Path::to_owned)
}

/// The absolute path, with links resolved as far as it exists.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))?;
    for existing in whole.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = whole.strip_prefix(existing).unwrap_or(Path::new(""));
            let plain = rest.components().filter(|part| !matches!(part, Component::CurDir));
            return Ok(plain.fold(real, |path, part| match part {
                Component::ParentDir => path.parent().unwrap_or(&path).to_owned(),
                part => path.join(part),
            }));
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_to_other_folders_are_relative() {
        let temporary = tempfile::tempdir().unwrap();
        let root = absolute(temporary.path()).unwrap();
        let folder = claim(&root.join("sdks/./chat")).unwrap();
        assert_eq!(relative(folder.path(), &root.join("runtime")), "../../runtime");
        assert_eq!(relative(folder.path(), &root.join("sdks/chat/runtime")), "runtime");
    }

    #[test]
    fn an_enclosing_workspace_is_found() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = claim(&temporary.path().join("sdks/chat")).unwrap();
        assert_eq!(enclosing_workspace(folder.path()), None);
        fs::write(temporary.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        let root = absolute(temporary.path()).unwrap();
        assert_eq!(enclosing_workspace(folder.path()), Some(root));
    }
}
