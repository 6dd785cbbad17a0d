//! The files around `src` of a whole crate: manifest, README, notice and an example.
//!
//! Knows the Rust crate and the origin in the document's `info`. Does not choose names of the API.

mod manifest;

pub use manifest::{Manifest, Runtime};

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::rc::Rc;
use toml_edit::Key;

use crate::FileTree;
use crate::Selection;
use crate::Stages;
use crate::api::Origin;
use crate::render::{FirstCall, RenderError, data, file, print};
use crate::rust::{
    EncodeStep, OperationModule, PaginationPlan, RequestPlan, RustCrate, TagFeatures, one_line,
};

/// The settings of a whole crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the crate; by default that of the service with the suffix `-sdk`. Without this suffix it is the name
    /// of the command-line client and the prefix of environment variables, but for services of AWS.
    pub name: Option<String>,
    /// Where the crate has `sdk-runtime` from; by default as in the present manifest, and without one the version
    /// of the generator.
    pub runtime: Option<Runtime>,
    /// The present manifest of the crate, whose owner's settings are kept.
    pub manifest: Option<Manifest>,
    /// Whether the operations of each tag are compiled with a Cargo feature of their own. Those of a document with more
    /// than 4,000 operations always are.
    pub tag_features: bool,
}

impl Package {
    /// A new crate with the runtime in that folder.
    pub fn new(name: Option<String>, runtime_path: impl Into<String>) -> Self {
        Self {
            name,
            runtime: Some(Runtime::Path(runtime_path.into())),
            manifest: None,
            tag_features: false,
        }
    }

    /// The name of the crate that is set, or that of the existing manifest.
    pub(crate) fn chosen_name(&self) -> Option<&str> {
        self.name
            .as_deref()
            .or_else(|| self.manifest.as_ref()?.name().filter(|name| Self::is_name(name)))
    }

    /// Returns whether cargo and rustc accept the name of a crate without a warning.
    ///
    /// ```
    /// use generator::Package;
    ///
    /// assert!(Package::is_name("ivschat-sdk"));
    /// assert!(!Package::is_name("serde"), "the crate depends on it");
    /// assert!(!Package::is_name("Ivschat"), "rustc warns of capitals");
    /// assert!(!Package::is_name("ivschat--sdk"), "and of `__`, which it makes of this");
    /// ```
    pub fn is_name(name: &str) -> bool {
        const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];
        let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
        let plain =
            |each: char| each.is_ascii_lowercase() || each.is_ascii_digit() || "-_".contains(each);
        let module = module(name);
        let dependency = DEPENDENCIES.iter().any(|each| self::module(each) == module);
        begins
            && name.len() <= 64
            && name.chars().all(plain)
            && !module.contains("__")
            && syn::parse_str::<syn::Ident>(&module).is_ok()
            && !TAKEN.contains(&module.as_str())
            && !dependency
    }
}

/// The dependencies of generated code and its example.
const DEPENDENCIES: &[&str] = &["jiff", "sdk-runtime", "serde", "tokio"];

/// The default name of the crate of a service: `ivschat-sdk` for `ivschat`.
pub(crate) fn default_name(service: &str) -> String {
    let name = format!("{}-sdk", kebab(service));
    if Package::is_name(&name) { name } else { format!("api-{}", name.trim_start_matches('-')) }
}

/// The id of the service of a crate, from which the names of its environment variables and its command-line client are
/// made: `ivschat` for `ivschat-sdk`.
pub(crate) fn service_id(name: &str) -> &str {
    name.strip_suffix("-sdk").filter(|id| !id.is_empty()).unwrap_or(name)
}

/// The name of the command-line client of a service: `runtime-lex-v2` for `Runtime.Lex.v2`.
pub(crate) fn binary_name(service: &str) -> String {
    // Cargo has folders of these names beside the binary.
    const FOLDERS: &[&str] = &["build", "deps", "examples", "incremental"];
    match kebab(service) {
        name if Package::is_name(&name) && !FOLDERS.contains(&name.as_str()) => name,
        name if name.is_empty() => "api-cli".to_owned(),
        name => format!("api-{name}"),
    }
}

fn kebab(service: &str) -> String {
    let words = service.split(|each: char| !each.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

fn module(name: &str) -> String {
    name.replace('-', "_")
}

impl Crate {
    /// What the files outside of `src` state.
    ///
    /// # Errors
    ///
    /// Returns an error only on a defect of the generator.
    pub(crate) fn new(package: &Package, stages: &Stages) -> Result<Self, RenderError> {
        let Stages { krate, selection, .. } = stages;
        let first_call = FirstCall::new(krate);
        let example = print("examples/first_call.rs.j2", data(&first_call))?;
        let example = file(&example, &krate.source);
        let version = || Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
        let runtime = package.runtime.clone().unwrap_or_else(version);
        Ok(Self {
            name: Toml(stages.name.clone()),
            plain_name: stages.name.clone(),
            description: Toml(format!(
                "{} for Rust, generated from its OpenAPI document.",
                one_line(&krate.service.title)
            )),
            aws: krate.service.aws.is_some(),
            binary: Toml(krate.binary.clone()),
            generator: env!("CARGO_PKG_VERSION"),
            selection: (!selection.is_all()).then(|| SelectionOf::new(selection)),
            tag_features: krate.features.as_ref().map(FeaturesOf::new),
            documents: stages.origins.iter().cloned().map(Document::of).collect(),
            runtime: runtime.keys(),
            runtime_features: runtime_features(krate),
            jiff: false,
            tokio_fs: false,
            title: Markdown(one_line(&krate.service.title)),
            plain_title: one_line(&krate.service.title),
            api_version: Markdown(one_line(&krate.service.api_version)),
            first_call: without_head(&example).to_owned(),
            placeholders: example.contains("\"your-"),
            variables: first_call.variables.clone(),
            operations: match krate.operations.len() {
                1 => "1 operation".to_owned(),
                count => format!("{count} operations"),
            },
            provenance: stages.provenance.clone(),
            example,
        })
    }

    /// The files, by path, beside the source files.
    ///
    /// # Errors
    ///
    /// Returns an error only on a defect of the generator.
    pub(crate) fn files(
        mut self,
        package: &Package,
        sources: &FileTree,
    ) -> Result<FileTree, RenderError> {
        // The sources are not formatted yet: quoted paths have spaces.
        self.jiff = sources.iter().any(|(_, text)| {
            let mut after = text.split("jiff").skip(1);
            after.any(|rest| rest.trim_start().starts_with("::"))
        });

        self.tokio_fs = sources.iter().any(|(_, text)| text.contains("tokio::fs::"));

        let mut files = FileTree::default();
        for (path, template) in [
            ("Cargo.toml", "Cargo.toml.j2"),
            ("README.md", "README.md.j2"),
            ("NOTICE", "NOTICE.j2"),
            ("rustfmt.toml", "rustfmt.toml.j2"),
        ] {
            let mut text = print(template, data(&self))?;
            if let (Some(manifest), "Cargo.toml") = (&package.manifest, path) {
                let merged = manifest.merge(&text, package.runtime.is_none());
                text = merged.map_err(|error| RenderError::new(path, &error))?;
            }
            files.insert(path.to_owned(), format!("{}\n", text.trim_end()));
        }
        files.insert("examples/first_call.rs".to_owned(), self.example);
        Ok(files)
    }
}

/// The features of the runtime that the generated code needs, as strings of TOML.
fn runtime_features(krate: &RustCrate) -> String {
    let any = |matches: fn(&RequestPlan) -> bool| {
        krate.operations.iter().any(|operation| matches(&operation.request))
    };
    let mut features = Vec::new();
    if krate.service.aws.is_some() {
        features.push("\"aws\"");
    }
    if !krate.service.security.schemes.is_empty() {
        features.push("\"auth\"");
    }
    if any(|request| request.checksum) {
        features.push("\"checksum\"");
    }
    let is_by_token = |operation: &OperationModule| {
        operation.pagination.as_deref().is_none_or(PaginationPlan::is_by_token)
    };
    if !krate.operations.iter().all(is_by_token) {
        features.push("\"pages\"");
    }
    let is_styled = |step: &EncodeStep| matches!(step, EncodeStep::Styled { .. });
    if krate.operations.iter().any(|operation| operation.request.steps.iter().any(is_styled)) {
        features.push("\"parameters\"");
    }
    if any(|request| request.compression) {
        features.push("\"compression\"");
    }
    if krate.operations.iter().any(|operation| operation.events.is_some()) {
        features.push("\"events\"");
    }
    if any(|request| request.has_form(false)) {
        features.push("\"form\"");
    }
    if any(|request| request.has_form(true)) {
        features.push("\"multipart\"");
    }
    features.join(", ")
}

/// The selection of operations, for a crate of a part of its document.
#[derive(Serialize)]
struct SelectionOf {
    /// As flags of the command.
    flags: String,
    /// As keys of TOML.
    keys: String,
}

impl SelectionOf {
    fn new(selection: &Selection) -> Self {
        let Selection { operations, tags, paths } = selection;
        let all = [("operations", operations), ("tags", tags), ("paths", paths)];
        let given = all.into_iter().filter(|(_, values)| !values.is_empty());
        let keys: Vec<_> =
            given.map(|(key, values)| format!("{key} = {}", toml_list(values))).collect();
        Self { flags: selection.to_string(), keys: keys.join(", ") }
    }
}

fn toml_list(values: &[String]) -> String {
    let values: Vec<_> = values.iter().map(|value| toml_edit::value(value).to_string()).collect();
    format!("[{}]", values.join(", "))
}

/// The data of the templates of the files outside of `src`.
#[derive(Serialize)]
pub(crate) struct Crate {
    name: Toml,
    plain_name: String,
    description: Toml,
    /// Whether the service is one of AWS.
    aws: bool,
    /// The name of the command-line client.
    binary: Toml,
    /// The version of the generator.
    generator: &'static str,
    documents: Vec<Document>,
    /// The selection of operations.
    selection: Option<SelectionOf>,
    /// The features of the operations, if there is one for each tag.
    tag_features: Option<FeaturesOf>,
    /// The source of the runtime, as keys of TOML.
    runtime: String,
    runtime_features: String,
    /// Whether the sources use jiff.
    jiff: bool,
    /// Whether the examples of the documentation read files with tokio.
    tokio_fs: bool,
    title: Markdown,
    plain_title: String,
    api_version: Markdown,
    first_call: String,
    /// Whether it has arguments to replace.
    placeholders: bool,
    /// The environment variables that it needs, in words.
    variables: String,
    /// How many, in words: `1 operation`.
    operations: String,
    provenance: Provenance,
    /// The file of the example.
    #[serde(skip)]
    example: String,
}

/// The features of the operations.
#[derive(Serialize)]
struct FeaturesOf {
    /// The one that is on by default, for the manifest.
    default: Toml,
    /// The same, for the README.
    shown: String,
    names: Vec<Toml>,
    /// Their names as keys of TOML.
    keys: Vec<String>,
}

impl FeaturesOf {
    fn new(features: &TagFeatures) -> Self {
        let toml = |name: &Rc<str>| Toml(name.to_string());
        Self {
            default: toml(&features.default),
            shown: format!("`{}`", features.default),
            names: features.names.iter().map(toml).collect(),
            keys: features.names.iter().map(|name| Key::new(&**name).to_string()).collect(),
        }
    }
}

/// A text from which the crate is generated.
#[derive(Serialize)]
struct Document {
    /// Its name, for the manifest.
    name: Toml,
    /// Its name, for the README.
    shown: Markdown,
    sha256: String,
}

impl Document {
    fn of(origin: Origin) -> Self {
        let Origin { name, sha256 } = origin;
        Self { shown: Markdown(one_line(&name)), name: Toml(name), sha256 }
    }
}

/// A generated file without its first line.
fn without_head(file: &str) -> &str {
    file.split_once("\n\n").map_or(file, |(_, rest)| rest).trim_end()
}

/// The provenance, for the notice of the crate.
#[derive(Clone, Serialize)]
pub(crate) struct Provenance {
    /// The licence's name, `Apache 2.0 License`.
    license: Option<String>,
    /// The URL of the licence.
    license_url: Option<String>,
    /// The URLs of the document or of its sources.
    origins: Vec<String>,
    /// The URL of the service's documentation.
    documentation: Option<String>,
}

impl Provenance {
    /// Reads the provenance of a document.
    pub(crate) fn of(document: &Value) -> Self {
        let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
        let origins = document.pointer("/info/x-origin").and_then(Value::as_array);
        Self {
            license: text("/info/license/name").map(one_line).filter(|name| !name.is_empty()),
            license_url: text("/info/license/url").and_then(address),
            origins: origins
                .into_iter()
                .flatten()
                .filter_map(|origin| address(origin.get("url")?.as_str()?))
                .collect(),
            documentation: text("/externalDocs/url").and_then(address),
        }
    }
}

/// A TOML string, quoted.
struct Toml(String);

impl Toml {
    /// A basic string of TOML is a JSON string, except that DEL must be escaped as well.
    fn quoted(&self) -> String {
        let quoted = serde_json::Value::String(self.0.clone()).to_string();
        quoted.replace('\u{7f}', "\\u007f")
    }
}

impl Serialize for Toml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.quoted())
    }
}

/// A string in a paragraph of Markdown, escaped.
struct Markdown(String);

impl Serialize for Markdown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.0.len());
        for each in self.0.chars() {
            if "\\`*_[]<>#|&".contains(each) {
                text.push('\\');
            }
            text.push(each);
        }
        serializer.serialize_str(&text)
    }
}

/// Returns a URL that needs no escaping; `None` for any other string.
fn address(text: &str) -> Option<String> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    let plain = |each: char| each.is_ascii_graphic() && !"<>\"`\\^{}|".contains(each);
    (web && text.len() < 300 && text.chars().all(plain)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::document::Source;
    use crate::{Input, generate_crate};

    const DOCUMENT: &str = include_str!("../aws/fixtures/pagination.yaml");

    fn krate(text: &str, name: Option<&str>) -> FileTree {
        let document = Source { name: "openapi.yaml".to_owned(), text: text.into() };
        let package = Package::new(name.map(str::to_owned), "../run\"time");
        let input = Input::of(document);
        generate_crate(&input, &package).expect("the document has no problem").files
    }

    #[test]
    fn a_whole_crate_has_manifest_notice_readme_and_example() {
        let files = krate(DOCUMENT, Some("pages-sdk"));
        let paths: Vec<_> =
            files.iter().map(|(path, _)| path).filter(|path| !path.starts_with("src/")).collect();
        assert_eq!(
            paths,
            [
                "API.txt",
                "Cargo.toml",
                "NOTICE",
                "README.md",
                "examples/first_call.rs",
                "rustfmt.toml"
            ]
        );
        for (path, text) in files.iter() {
            let head = text.lines().next().unwrap_or_default();
            assert!(head.contains("@generated"), "{path}: {head}");
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{path} ends with one line end"
            );
        }
    }

    #[test]
    fn a_crate_states_its_generator_and_documents() {
        let files = krate(DOCUMENT, None);
        let version = env!("CARGO_PKG_VERSION");
        let hash: String =
            Sha256::digest(DOCUMENT).iter().map(|byte| format!("{byte:02x}")).collect();
        let manifest = files.get("Cargo.toml").expect("there is a manifest");
        let metadata = format!(
            "[package.metadata.sdk-generator]\nversion = \"{version}\"\ndocuments = [\n    {{ name = \"openapi.yaml\", sha256 = \"{hash}\" }},\n]\n"
        );
        assert!(manifest.contains(&metadata), "{manifest}");
        let readme = files.get("README.md").expect("there is a README");
        for part in [
            format!("by version {version} of the generator"),
            format!("openapi.yaml (SHA-256 `{hash}`)"),
        ] {
            assert!(readme.contains(&part), "{part} is not in {readme}");
        }
    }

    #[test]
    fn a_crate_states_its_selection() {
        let document = Source { name: "openapi.yaml".to_owned(), text: DOCUMENT.into() };
        let selection = Selection { paths: vec!["/*".to_owned()], ..Selection::default() };
        let input = Input { selection, ..Input::of(document) };
        let files = generate_crate(&input, &Package::new(None, "../runtime"));
        let files = files.expect("the document has no problem").files;
        let manifest = files.get("Cargo.toml").expect("there is a manifest");
        assert!(
            manifest.contains("\n]\nselection = { paths = [\"/*\"] }\n\n[features]"),
            "{manifest}"
        );
        let readme = files.get("README.md").expect("there is a README");
        assert!(readme.contains("\n```text\n--paths '/*'\n```\n\n[API.txt]"), "{readme}");
    }

    #[test]
    fn strings_of_the_document_are_escaped() {
        let title = "A \\\"quoted\\\" <b>\\n[package]\\n# title";
        let text = DOCUMENT.replacen("title: Example", &format!("title: \"{title}\""), 1);
        let files = krate(&text, None);
        let manifest = files.get("Cargo.toml").expect("there is a manifest");
        assert!(
            manifest.contains(r#"description = "A \"quoted\" <b> [package] # title for Rust"#),
            "{manifest}"
        );
        assert!(manifest.contains(r#"path = "../run\"time""#), "{manifest}");
        let readme = files.get("README.md").expect("there is a README");
        assert!(
            readme.contains("\n# A \"quoted\" \\<b\\> \\[package\\] \\# title for Rust\n"),
            "{readme}"
        );
    }

    #[test]
    fn the_example_calls_a_read_only_operation() {
        let files = krate(DOCUMENT, Some("pages-sdk"));
        let example = files.get("examples/first_call.rs").expect("there is an example");
        assert!(example.contains("use pages_sdk::Client;"), "{example}");
        assert!(example.contains(".items();"), "{example}");
        let readme = files.get("README.md").expect("there is a read-me");
        assert!(readme.contains("use pages_sdk::Client;"), "{readme}");
    }

    #[test]
    fn the_page_about_credentials_sets_what_most_operations_take() {
        let document = r"
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://example.com'}]
security: [{token: []}, {old: []}]
components:
  securitySchemes:
    old: {type: apiKey, in: query, name: key}
    token: {type: http, scheme: bearer}
paths:
  /pets:
    get: {operationId: listPets, responses: {'204': {description: Done.}}}
    put: {operationId: putPets, responses: {'204': {description: Done.}}}
    delete: {operationId: deletePets, security: [{old: []}], responses: {'204': {description: Done.}}}
";
        let files = krate(document, Some("pets-sdk"));
        let page = files.get("src/guide/authentication.rs").expect("there is a page");
        assert!(
            page.contains("Client::builder()\n//!     .bearer_token(\"…\")\n//!     .build()"),
            "{page}"
        );
    }

    #[test]
    fn pages_name_variables_errors_and_members() {
        let document = r"
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://example.com'}]
security: [{user: []}, {login: []}]
paths:
  /pets:
    get:
      operationId: findPet
      description: |-
        Finds a pet.

        Errors: `busy` at night.
      parameters:
        - {name: kind, in: query, description: Kind of the pet. Any by default., schema: {type: string}}
      responses:
        '200': {description: A pet.}
        '403': {description: Not a pet of yours.}
        '499': {description: Gone away.}
components:
  securitySchemes:
    user: {type: http, scheme: basic}
    login: {type: http, scheme: bearer}
";
        let files = krate(document, Some("pets"));
        let variables = "`PETS_USERNAME` and `PETS_PASSWORD`, or `PETS_TOKEN`";
        for (path, part) in [
            ("README.md", format!("`examples/first_call.rs`. Set {variables}, then:")),
            ("src/lib.rs", format!("//! This call needs {variables} in the environment.\n")),
            (
                "src/operations/find_pet.rs",
                "/// # Errors\n///\n/// `busy` at night.\n///\n\
                 /// - 403 ([`is_forbidden`](crate::Error::is_forbidden)): Not a pet of yours.\n\
                 /// - 499: Gone away.\n"
                    .to_owned(),
            ),
            (
                "src/operations/find_pet.rs",
                "    /// Kind of the pet.\n///\n/// Set by [`FindPet::kind`].\n".to_owned(),
            ),
        ] {
            let text = files.get(path).unwrap_or_default();
            assert!(text.contains(&part), "{part} is not in {text}");
        }
    }

    #[test]
    fn names_that_cargo_or_rustc_reject_are_invalid() {
        for name in ["ivschat-sdk", "s3", "a_b"] {
            assert!(Package::is_name(name), "{name}");
        }
        for name in
            ["", "3s", "a b", "type", "std", "core", "serde", "sdk_runtime", "é", "a/b", "-a"]
        {
            assert!(!Package::is_name(name), "{name}");
        }
        assert_eq!(default_name("Runtime.Lex.v2"), "runtime-lex-v2-sdk");
        assert_eq!(default_name("4k"), "api-4k-sdk");
        assert_eq!(default_name("a--B."), "a-b-sdk");
        assert_eq!(default_name("?"), "api-sdk");
        assert_eq!(service_id("ivschat-sdk"), "ivschat");
        assert_eq!(service_id("ivschat"), "ivschat");
        for (service, name) in [
            ("ivs-realtime", "ivs-realtime"),
            ("Runtime.Lex.v2", "runtime-lex-v2"),
            ("build", "api-build"),
            ("core", "api-core"),
            ("4k", "api-4k"),
            ("?", "api-cli"),
        ] {
            assert_eq!(binary_name(service), name);
        }
    }

    #[test]
    fn versions_and_settings_are_those_of_the_repository() {
        let workspace = include_str!("../../../Cargo.toml");
        let template = include_str!("../../../templates/Cargo.toml.j2");
        for line in template.lines().filter(|line| {
            ["jiff", "serde = {", "rust-version"].iter().any(|start| line.starts_with(start))
        }) {
            assert!(workspace.contains(line), "{line}");
        }
        let settings = include_str!("../../../generated-sdk/rustfmt.toml");
        let ours = include_str!("../../../templates/rustfmt.toml.j2");
        assert!(ours.lines().skip(1).eq(settings.lines().skip(1)), "{ours}");
    }
}
