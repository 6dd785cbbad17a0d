//! The manifest of a crate: where the runtime is from, and what the crate's owner has set.
//!
//! A manifest is generated anew and then takes over from the present one what its owner set: in `[package]` all but
//! the keys of [`GENERATED`], the source of `sdk-runtime`, and every dependency, feature and table that the
//! generator does not write.

use super::{Toml, service_id};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, TomlError, Value};

/// Where the crate has `sdk-runtime` from. SDKs of one program with the same source share one runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, relative to the crate or absolute.
    Path(String),
    /// The URL of a Git repository.
    Git(String),
    /// A version in the registry.
    Version(String),
}

impl Runtime {
    /// The source as keys of an inline table of TOML.
    pub(super) fn keys(&self) -> String {
        match self {
            Self::Path(path) => format!("path = {}", Toml(path.clone()).quoted()),
            Self::Git(url) => format!("git = {}", Toml(url.clone()).quoted()),
            Self::Version(version) => format!("version = {}", Toml(version.clone()).quoted()),
        }
    }
}

/// The manifest that a crate has already.
#[derive(Clone, Debug)]
pub struct Manifest(DocumentMut);

/// The keys of `[package]` that are those of the generator or of the document.
const GENERATED: [&str; 5] = ["description", "edition", "metadata", "name", "rust-version"];

/// The keys of a dependency that state its source.
const SOURCE: [&str; 8] =
    ["branch", "git", "path", "registry", "rev", "tag", "version", "workspace"];

/// The path of the generated example.
const EXAMPLE: &str = "examples/first_call.rs";

/// The path of the command-line client.
const CLI: &str = "src/cli.rs";

const RUNTIME: &str = "sdk-runtime";

impl Manifest {
    /// Parses a manifest.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not TOML.
    pub fn parse(text: &str) -> Result<Self, TomlError> {
        text.parse().map(Self)
    }

    /// Returns the name of the crate.
    pub fn name(&self) -> Option<&str> {
        self.0.get("package")?.get("name")?.as_str()
    }

    /// Returns the name of the document that the crate is generated from, without its folder.
    pub fn document(&self) -> Option<&str> {
        let generator = self.0.get("package")?.get("metadata")?.get("sdk-generator")?;
        generator.get("documents")?.as_array()?.get(0)?.as_inline_table()?.get("name")?.as_str()
    }

    /// Returns whether the manifest states where `sdk-runtime` is from.
    pub fn has_runtime(&self) -> bool {
        self.runtime().is_some()
    }

    fn runtime(&self) -> Option<&dyn TableLike> {
        let runtime = self.0.get("dependencies")?.get(RUNTIME)?.as_table_like()?;
        SOURCE.iter().any(|key| runtime.contains_key(key)).then_some(runtime)
    }

    /// The features that an earlier run wrote for tags, and the one of all tags.
    fn features_of_tags(&self) -> Vec<&str> {
        let features = || {
            self.0.get("package")?.get("metadata")?.get("sdk-generator")?.get("tag-features")?;
            self.0.get("features")?.get("full")?.as_array()
        };
        let names = features().into_iter().flatten().filter_map(Value::as_str);
        names.chain(features().map(|_| "full")).collect()
    }

    /// The manifest without the targets that an earlier run wrote and that this one may write otherwise: the example, which
    /// requires the feature of a tag, and the binary with the earlier name of the crate.
    fn without_generated_targets(&self, is_renamed: bool) -> DocumentMut {
        let mut manifest = self.0.clone();
        if let Some(examples) = targets(&mut manifest, "example") {
            examples.retain(|one| text(one, "path") != Some(EXAMPLE));
        }
        let earlier = self.name().map(service_id).filter(|_| is_renamed);
        if let (Some(earlier), Some(binaries)) = (earlier, targets(&mut manifest, "bin")) {
            binaries
                .retain(|one| text(one, "path") != Some(CLI) || text(one, "name") != Some(earlier));
        }
        manifest
    }

    /// The generated manifest with what the owner of this one has set; with `keep_runtime` the source of
    /// `sdk-runtime`, too.
    pub(super) fn merge(&self, generated: &str, keep_runtime: bool) -> Result<String, TomlError> {
        let mut merged: DocumentMut = generated.parse()?;
        let of_tags = self.features_of_tags();
        let is_renamed =
            merged.get("package").and_then(|it| it.get("name")?.as_str()) != self.name();
        let present = self.without_generated_targets(is_renamed);
        for (key, item) in present.iter() {
            let present = item.as_table_like();
            if let Some(present) = item.as_array_of_tables()
                && let Some(targets) = merged.get_mut(key).and_then(Item::as_array_of_tables_mut)
            {
                add_targets(targets, present);
                continue;
            }
            match (merged.get_mut(key).and_then(Item::as_table_like_mut), present) {
                (None, _) => {
                    let mut item = item.clone();
                    for target in
                        item.as_array_of_tables_mut().into_iter().flat_map(|all| all.iter_mut())
                    {
                        // At the end, and in the second run as well.
                        target.set_position(None);
                        separate(target);
                    }
                    drop(merged.insert(key, item));
                }
                (Some(table), Some(present)) => {
                    for (name, item) in present.iter() {
                        let is_kept = match key {
                            "package" => !GENERATED.contains(&name),
                            // Whether code needs it depends on the document.
                            "dependencies" => !table.contains_key(name) && name != "jiff",
                            // That of a tag is empty, unless the owner has extended it.
                            "features" => match table.get(name) {
                                Some(generated) => {
                                    name != "default" && is_empty(generated) && !is_empty(item)
                                }
                                None => {
                                    !of_tags.contains(&name) || (name != "full" && !is_empty(item))
                                }
                            },
                            _ => !table.contains_key(name),
                        };
                        if is_kept {
                            table.insert(name, item.clone());
                        }
                    }
                }
                (Some(_), None) => {}
            }
        }
        let metadata =
            |manifest: &DocumentMut| Some(manifest.get("package")?.get("metadata")?.clone());
        if let Some(present) = metadata(&self.0).as_ref().and_then(Item::as_table_like)
            && let Some(table) = merged["package"]["metadata"].as_table_like_mut()
        {
            for (name, item) in present.iter().filter(|(name, _)| *name != "sdk-generator") {
                table.insert(name, item.clone());
            }
        }
        let runtime = merged.get_mut("dependencies").and_then(|table| table.get_mut(RUNTIME));
        if let (true, Some(present), Some(runtime)) =
            (keep_runtime, self.runtime(), runtime.and_then(Item::as_inline_table_mut))
        {
            let own: Vec<_> =
                runtime.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
            let own = own.into_iter().filter(|(key, _)| !SOURCE.contains(&key.as_str()));
            let source = present.iter().filter(|(key, _)| SOURCE.contains(key));
            let source: Vec<_> = source
                .filter_map(|(key, item)| Some((key.to_owned(), item.as_value()?.clone())))
                .collect();
            let whole: Vec<_> = source.into_iter().chain(own).collect();
            runtime.clear();
            runtime.extend(whole);
            runtime.fmt();
        }
        Ok(merged.to_string())
    }
}

fn targets<'m>(manifest: &'m mut DocumentMut, kind: &str) -> Option<&'m mut ArrayOfTables> {
    manifest.get_mut(kind).and_then(Item::as_array_of_tables_mut)
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str)
}

/// Whether a feature enables nothing else.
fn is_empty(feature: &Item) -> bool {
    feature.as_array().is_some_and(Array::is_empty)
}

/// Adds the present targets, such as binaries. Of two with the same path the present one is kept.
fn add_targets(targets: &mut ArrayOfTables, present: &ArrayOfTables) {
    let place = targets.iter().next().and_then(Table::position);
    let generated = std::mem::replace(targets, present.clone());
    for target in &generated {
        if !present.iter().any(|each| text(each, "path") == text(target, "path")) {
            targets.push(target.clone());
        }
    }
    for target in targets.iter_mut() {
        target.set_position(place);
        separate(target);
    }
}

/// Puts an empty line before a table that has nothing before it.
fn separate(table: &mut Table) {
    if table.decor().prefix().is_none_or(|prefix| prefix.as_str() == Some("")) {
        table.decor_mut().set_prefix("\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = "# @generated\n\n[package]\nname = \"a-sdk\"\ndescription = \"New.\"\nversion = \"0.1.0\"\npublish = false\n\n[package.metadata.sdk-generator]\nversion = \"0\"\n\n[features]\ndefault = []\n\n[[bin]]\nname = \"a\"\npath = \"src/cli.rs\"\n\n[dependencies]\nsdk-runtime = { path = \"../runtime\", default-features = false, features = [\"aws\"] }\n";

    #[track_caller]
    fn check(present: &str, keep_runtime: bool, expected: &[&str], absent: &[&str]) {
        let merge = |present: &str| {
            let manifest = Manifest::parse(present).expect("it is TOML");
            manifest.merge(GENERATED, keep_runtime).expect("it is TOML")
        };
        let merged = merge(present);
        assert!(merged.starts_with("# @generated\n"), "{merged}");
        for part in expected {
            assert!(merged.contains(part), "{part:?} is not in\n{merged}");
        }
        for part in absent {
            assert!(!merged.contains(part), "{part:?} is in\n{merged}");
        }
        assert_eq!(merge(&merged), merged, "a second run changes nothing");
    }

    #[test]
    fn what_the_owner_set_is_kept() {
        let present = "# @generated\n\n[package]\nname = \"old\"\ndescription = \"Old.\"\nversion = \"2.3.4\"\nlicense = \"MIT\"\npublish = true\n\n[package.metadata.docs.rs]\nall-features = true\n\n[features]\ndefault = [\"x\"]\nextra = []\n\n[dependencies]\njiff = \"0.2\"\nlog = \"0.4\"\n\n[workspace]\n";
        check(
            present,
            true,
            &[
                "name = \"a-sdk\"",
                "\"New.\"",
                "version = \"2.3.4\"",
                "license = \"MIT\"",
                "publish = true",
                "[package.metadata.docs.rs]\nall-features = true",
                "extra = []",
                "default = []",
                "log = \"0.4\"",
                "[workspace]",
                "path = \"../runtime\"",
            ],
            &["jiff", "Old."],
        );
    }

    #[test]
    fn features_of_tags_are_those_of_the_last_run() {
        let tags = "[package.metadata.sdk-generator]\ntag-features = true\n";
        let features = "[features]\nfull = [\"pets\"]\npets = []\nmine = []\n";
        check(&format!("{tags}{features}"), true, &["mine = []"], &["pets", "full"]);
        check(features, true, &["mine = []", "pets = []", "full = ["], &[]);
        let extended = features.replace("pets = []", "pets = [\"mine\"]");
        check(&format!("{tags}{extended}"), true, &["pets = [\"mine\"]"], &["full"]);
        let generated = format!("{tags}{}", features.replace("mine = []\n", ""));
        let merged = Manifest::parse(&format!("{tags}{extended}")).expect("it is TOML");
        let merged = merged.merge(&generated, true).expect("it is TOML");
        assert!(merged.contains("pets = [\"mine\"]\nmine = []\n"), "{merged}");
        let example = |path: &str| {
            format!(
                "[[example]]\nname = \"a\"\npath = \"{path}\"\nrequired-features = [\"pets\"]\n"
            )
        };
        check(&example("examples/first_call.rs"), true, &[], &["pets"]);
        check(&example("examples/mine.rs"), true, &["examples/mine.rs"], &[]);
    }

    #[test]
    fn binaries_of_the_owner_are_kept_beside_the_generated_one() {
        let own = "[[bin]]\nname = \"mine\"\npath = \"src/bin/mine.rs\"\n";
        check(own, true, &[own, "[[bin]]\nname = \"a\"\npath = \"src/cli.rs\"\n"], &[]);
        let renamed = "[[bin]]\nname = \"b\"\npath = \"src/cli.rs\"\n";
        check(renamed, true, &[renamed], &["\"a\""]);
        let named = |binary: &str| {
            let target = format!("[[bin]]\nname = \"{binary}\"\npath = \"src/cli.rs\"\n");
            format!("[package]\nname = \"old-sdk\"\n\n{target}")
        };
        check(&named("old"), true, &["name = \"a\"\n"], &["\"old\""]);
        check(&named("own"), true, &["name = \"own\"\n"], &["\"old\""]);
    }

    #[test]
    fn the_source_of_the_runtime_is_kept_unless_another_is_given() {
        let rest = "default-features = false, features = [\"aws\"] }";
        for source in [
            "path = \"vendor/runtime\"",
            "git = \"https://example.com/sdk.git\", tag = \"v1\"",
            "version = \"1.2\"",
            "workspace = true",
        ] {
            let present =
                format!("[dependencies]\nsdk-runtime = {{ {source}, features = [\"old\"] }}\n");
            check(
                &present,
                true,
                &[&format!("sdk-runtime = {{ {source}, {rest}")],
                &["../runtime"],
            );
            check(
                &present,
                false,
                &[&format!("sdk-runtime = {{ path = \"../runtime\", {rest}")],
                &["vendor"],
            );
        }
        let table = "[dependencies.sdk-runtime]\ngit = \"https://example.com/sdk.git\"\n";
        check(
            table,
            true,
            &[&format!("sdk-runtime = {{ git = \"https://example.com/sdk.git\", {rest}")],
            &[],
        );
    }
}
