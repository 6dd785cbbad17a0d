//! Users of the SDK depend on nothing but the SDK: what its signatures name has a path in it, and what its
//! documentation shows compiles with these paths.

use e2e_tests::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// Crates whose types users reach through the SDK.
const OTHERS: [&str; 4] = ["bytes", "http", "jiff", "sdk_runtime"];

/// Types whose names the SDK has for its own: the alias of the builder, and the error, which is `runtime::Error`.
const OWN_NAMES: [&str; 2] = ["sdk_runtime::ClientBuilder", "sdk_runtime::Error"];

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = repository::root().join(folder);
    let paths = repository::contents(&root).into_keys().filter(|path| path.ends_with(".rs"));
    let read = |path: String| {
        let path = root.join(path);
        let text = fs::read_to_string(&path).expect("the file is readable");
        (path, text)
    };
    paths.map(read).collect()
}

/// The paths that a tree of `use` imports, by the name that each has afterwards.
fn imports(tree: &syn::UseTree, path: &str, into: &mut BTreeMap<String, String>) {
    match tree {
        syn::UseTree::Path(step) => imports(&step.tree, &format!("{path}{}::", step.ident), into),
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|each| imports(each, path, into));
        }
        syn::UseTree::Name(name) => {
            into.insert(name.ident.to_string(), format!("{path}{}", name.ident));
        }
        syn::UseTree::Rename(name) => {
            into.insert(name.rename.to_string(), format!("{path}{}", name.ident));
        }
        syn::UseTree::Glob(_) => {}
    }
}

/// Collects the paths in the public signatures of a file.
#[derive(Default)]
struct Signatures {
    imported: BTreeMap<String, String>,
    /// What the file exports to users, by path.
    exported: BTreeSet<String>,
    /// Paths of other crates.
    named: BTreeSet<String>,
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

impl<'ast> Visit<'ast> for Signatures {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut imported = BTreeMap::new();
        imports(&item.tree, "", &mut imported);
        if is_public(&item.vis) {
            // `{self as runtime}` exports the crate and not an item of it.
            self.exported.extend(imported.into_values());
        } else {
            self.imported.extend(imported);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
            self.visit_type(&field.ty);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        // Of other traits, generated code alone calls the methods.
        let of_std = |name: &str| ["IntoFuture", "Iterator", "Stream"].contains(&name);
        let of = item.trait_.as_ref().and_then(|(path, ..)| path.segments.last());
        if of.is_none_or(|of| of_std(&of.ident.to_string())) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if is_public(&item.vis) {
            self.visit_signature(&item.sig);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if is_public(&item.vis) {
            self.visit_signature(&item.sig);
        }
    }

    fn visit_item_macro(&mut self, _: &'ast syn::ItemMacro) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let mut full = names.join("::");
        if let Some(imported) = self.imported.get(&names[0]) {
            full = full.replacen(&names[0], imported, 1);
        }
        if OTHERS.iter().any(|each| full.starts_with(&format!("{each}::"))) {
            self.named.insert(full);
        }
        visit::visit_path(self, path);
    }
}

fn signatures(path: &Path, text: &str) -> Signatures {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found = Signatures::default();
    // Imports first: they may stand anywhere.
    for item in &file.items {
        if let syn::Item::Use(item) = item {
            found.visit_item_use(item);
        }
    }
    found.visit_file(&file);
    found
}

/// The types that the macro with the common methods of request builders names.
fn of_request_builders() -> BTreeMap<String, PathBuf> {
    let path = repository::root().join("runtime/src/request_builder.rs");
    let text = fs::read_to_string(&path).unwrap();
    let after = text.split("$crate::").skip(1);
    let names = after.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    // The client is an argument of a method that is hidden.
    let types = names.filter(|name| name.starts_with(char::is_uppercase) && *name != "Client");
    types.map(|name| (format!("sdk_runtime::{name}"), path.clone())).collect()
}

#[test]
fn types_in_public_signatures_have_a_path_in_the_sdk() {
    let (mut exported, mut named) = (BTreeSet::new(), BTreeMap::new());
    // The command-line client is a program.
    let library = sources("generated-sdk/src").into_iter();
    for (path, text) in library.filter(|(path, _)| !path.ends_with("src/cli.rs")) {
        let found = signatures(&path, &text);
        exported.extend(found.exported);
        named.extend(found.named.into_iter().map(|name| (name, path.clone())));
    }
    named.extend(of_request_builders());
    assert!(named.contains_key("sdk_runtime::PreparedRequest"), "{named:?}");
    let has_path = |name: &str| {
        let krate = name.split("::").next().unwrap_or_default();
        // A re-exported crate or module has the paths of its items.
        let mut starts = name.match_indices("::").map(|(end, _)| &name[..end]);
        OWN_NAMES.contains(&name)
            || exported.contains(name)
            || exported.contains(&format!("sdk_runtime::{krate}"))
            || starts.any(|start| exported.contains(start))
    };
    let missing: Vec<_> = named.iter().filter(|(name, _)| !has_path(name)).collect();
    assert!(missing.is_empty(), "not exported by generated_sdk: {missing:#?}");
}

/// The lines of documentation that rustdoc shows in code blocks.
fn shown_code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    text.lines().enumerate().filter_map(move |(at, line)| {
        let line = line.trim_start();
        let docs = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let Some(docs) = docs.map(str::trim_start) else {
            in_code = false;
            return None;
        };
        if docs.starts_with("```") {
            in_code = !in_code;
        }
        let is_shown = in_code && docs != "#" && !docs.starts_with("# ");
        is_shown.then_some((at + 1, docs))
    })
}

#[test]
fn snippets_show_no_path_of_the_runtime() {
    // Pages of their own in the documentation of the runtime, and macros that generated code calls.
    let own_pages = [
        "runtime/src/lib.rs",
        "runtime/src/testing/mod.rs",
        "runtime/src/codec/tables.rs",
        "runtime/src/codec/one_of_table.rs",
        "runtime/src/validate/table.rs",
    ];
    let mut shown = Vec::new();
    for (path, text) in ["generated-sdk/src", "runtime/src"].into_iter().flat_map(sources) {
        if own_pages.iter().any(|own| path.ends_with(own)) {
            continue;
        }
        for (line, code) in shown_code(&text).filter(|(_, code)| code.contains("sdk_runtime")) {
            shown.push(format!("{}:{line}: {code}", path.display()));
        }
    }
    assert!(shown.is_empty(), "users' crates have no such dependency:\n{}", shown.join("\n"));
}
