//! Packages that are downloaded once, verified and unpacked below `target`.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;

use super::fetch::{Client, integrity, sha256};
use crate::report::Failure;
use crate::repository::Repository;

/// A pinned package in gzip and tar, and which of its files are needed.
#[derive(Debug)]
pub(crate) struct Archive {
    pub(crate) client: Client,
    /// What the client downloads: `name@version`, `name==version`.
    pub(crate) package: &'static str,
    /// The hash of the package: npm's `sha512-…`, or a SHA-256 in hexadecimal.
    pub(crate) hash: &'static str,
    /// Whether to unpack a file, by its path without the top folder.
    pub(crate) needs: fn(&Path) -> bool,
    /// Further files to unpack. What was unpacked before one of them was needed is replaced.
    pub(crate) required: &'static [&'static str],
}

impl Archive {
    /// The folder of the files, unpacked before, or downloaded, verified and unpacked now.
    pub(crate) fn unpacked(&self, repository: &Repository) -> Result<PathBuf, Failure> {
        let root = repository.downloads().join(self.package.replace(['@', '='], "-"));
        let proof = root.join(".integrity");
        let is_complete = self.required.iter().all(|file| root.join(file).is_file());
        if is_complete && fs::read_to_string(&proof).is_ok_and(|kept| kept == self.hash) {
            return Ok(root);
        }
        let (folder, file) = self.client.get_once(self.package, Some(self.hash), repository)?;
        let bytes = fs::read(&file).map_err(|error| Failure::io("read", &file, &error))?;
        self.verify(&bytes)?;
        let unpacked = folder.path().join("unpacked");
        self.unpack(&bytes, &unpacked)
            .map_err(|error| Failure::io("unpack into", &unpacked, &error))?;
        let written = fs::write(unpacked.join(".integrity"), self.hash);
        written.map_err(|error| Failure::io("write", &proof, &error))?;
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| Failure::io("remove", &root, &error))?;
        }
        fs::rename(&unpacked, &root).map_err(|error| Failure::io("create", &root, &error))?;
        Ok(root)
    }

    fn verify(&self, bytes: &[u8]) -> Result<(), Failure> {
        let (package, hash) = (self.package, self.hash);
        let found = if hash.starts_with("sha512-") { integrity(bytes) } else { sha256(bytes) };
        if found == hash {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{package} has another hash\n  expected: {hash}\n  found:    {found}"
        ))
        .remedy("a published version never changes: check the registry that it came from"))
    }

    fn unpack(&self, bytes: &[u8], folder: &Path) -> io::Result<()> {
        for entry in tar::Archive::new(GzDecoder::new(bytes)).entries()? {
            let mut entry = entry?;
            let path: PathBuf = entry.path()?.components().skip(1).collect();
            let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
            let is_needed =
                (self.needs)(&path) || self.required.iter().any(|file| path == Path::new(file));
            if is_inside && entry.header().entry_type().is_file() && is_needed {
                let target = folder.join(&path);
                fs::create_dir_all(target.parent().unwrap_or(folder))?;
                io::copy(&mut entry, &mut fs::File::create(target)?)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::super::fetch;
    use super::*;

    fn tarball(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (name, content) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, name, content.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap().finish().unwrap()
    }

    #[test]
    fn only_the_files_that_are_needed_are_unpacked() {
        let archive = Archive {
            client: fetch::NPM,
            package: "a@1",
            hash: "",
            needs: |path| path.starts_with("data"),
            required: &["table.py"],
        };
        let folder = tempfile::tempdir().unwrap();
        let files = [("top/data/a.json", "{}"), ("top/code.py", "exit()"), ("top/table.py", "[]")];
        let bytes = tarball(&files);
        archive.unpack(&bytes, folder.path()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("data/a.json")).unwrap(), "{}");
        assert_eq!(fs::read_to_string(folder.path().join("table.py")).unwrap(), "[]");
        assert!(!folder.path().join("code.py").exists());
    }

    #[test]
    fn a_package_with_another_hash_is_an_error_that_shows_both() {
        for hash in ["sha512-AAAA", "00ff"] {
            let archive = Archive {
                client: fetch::PIP,
                package: "a==1",
                hash,
                needs: |_| true,
                required: &[],
            };
            let error = archive.verify(b"abc").unwrap_err().to_string();
            assert!(error.contains(&format!("a==1 has another hash\n  expected: {hash}")));
        }
    }
}
