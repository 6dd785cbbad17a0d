use std::fs;
use std::path::Path;

use serde_json::json;

use super::*;
use project::project;

/// A document as the converter would have written it.
const BASE: &str = "\
openapi: 3.0.0
info: {version: '2020-01-01', x-release: v4, title: Trees, x-aws-signingName: wood, x-serviceName: trees}
servers:
- url: https://trees.{region}.amazonaws.com
paths:
  /FellTree:
    post:
      operationId: FellTree
      responses:
        '200': {description: Success}
        '480': {description: Gone, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
      parameters: []
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string, maxLength: 9}}}}}
    parameters: PARAMETERS
components:
  schemas:
    Name: {type: string, maxLength: 9}
    FellTreeRequest:
      type: object
      required: [name]
      title: FellTreeRequest
      properties: {name: {allOf: [{$ref: '#/components/schemas/Name'}]}}
    Gone: {}
";

struct Case {
    root: tempfile::TempDir,
    repository: Repository,
    model: Value,
}

impl Case {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.specification()).unwrap();
        let signer = project::SIGNATURE_HEADERS
            .map(|name| format!("{{$ref: '#/components/parameters/{name}'}}"))
            .join(", ");
        fs::write(repository.document(), BASE.replace("PARAMETERS", &format!("[{signer}]")))
            .unwrap();
        let metadata = json!({"apiVersion": "2020-01-01", "endpointPrefix": "trees", "protocol": "rest-json",
            "serviceFullName": "Trees", "signatureVersion": "v4", "signingName": "wood"});
        let http = json!({"method": "POST", "requestUri": "/FellTree"});
        let model = json!({
            "metadata": metadata,
            "operations": {"FellTree": {"http": http, "input": {"shape": "FellTreeRequest"}, "errors": [{"shape": "Gone"}]}},
            "shapes": {
                "FellTreeRequest": {"type": "structure", "required": ["name"], "members": {"name": {"shape": "Name", "documentation": "Its name."}}},
                "Gone": {"type": "structure", "members": {}, "exception": true, "error": {"httpStatusCode": 404}},
                "Name": {"type": "string", "max": 9},
            },
        });
        Self { root, repository, model }
    }

    fn run(&self, mode: Mode) -> Result<(Status, String, String), Failure> {
        let path = self.root.path().join("service-2.json");
        fs::write(&path, self.model.to_string()).unwrap();
        let report =
            refresh(&self.repository, &Task { model: ModelChoice::File(path), mode, out: None })?;
        let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
        Ok((report.status, plain(&report.text), plain(&report.warnings)))
    }
}

#[track_caller]
fn assert_contains(text: &str, expected: &[&str]) {
    for expected in expected {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }
}

#[test]
fn the_original_model_gives_the_base_document() {
    let mut case = Case::new();
    let (status, text, _) = case.run(Mode::Prove).unwrap();
    assert_eq!(
        (status, text.lines().last()),
        (Status::Clean, Some("  compared: 1 operation, 3 schemas, 80 facts")),
        "{text}"
    );
    case.model["shapes"]["Name"]["max"] = 8.into();
    let (status, text, _) = case.run(Mode::Prove).unwrap();
    assert_eq!(status, Status::Drift);
    assert_contains(
        &text,
        &[
            "changed    #/components/schemas/Name/maxLength\n  original:  8\n  committed: 9",
            "not equal, 2 differences",
        ],
    );
}

#[test]
fn check_reports_edits_of_a_written_overlay() {
    let mut case = Case::new();
    case.model["shapes"]["Name"]["min"] = 1.into();
    let (_, text, _) = case.run(Mode::Write).unwrap();
    assert_contains(
        &text,
        &[
            "+ Name: constraint minLength 1\n",
            "+ Gone: extension x-error {\"status\":404}\n",
            "without documentation: 4 items\n  FellTree\n  FellTreeRequest\n  FellTreeRequest.name\n  Gone\n",
            "wrote specs/ivs-realtime/2020-07-14/additions.overlay.yaml\n",
        ],
    );
    assert_eq!(case.run(Mode::Check).unwrap().0, Status::Clean);
    let (_, text, _) = case.run(Mode::Write).unwrap();
    assert!(text.starts_with("nothing changed\n") && !text.contains("\nwrote "), "{text}");

    let overlay = case.repository.additions();
    let edited = fs::read_to_string(&overlay).unwrap().replace("minLength: 1", "minLength: 2");
    fs::write(&overlay, edited).unwrap();
    let (status, text, _) = case.run(Mode::Check).unwrap();
    assert_eq!(status, Status::Drift);
    assert_contains(&text, &["-      minLength: 2\n", "+      minLength: 1\n"]);
}

#[test]
fn the_summary_starts_from_the_last_refresh() {
    let mut case = Case::new();
    case.run(Mode::Write).unwrap();
    case.model["operations"]["PlantTree"] =
        json!({"http": {"method": "POST", "requestUri": "/PlantTree"}});
    let (_, text, _) = case.run(Mode::Write).unwrap();
    assert!(
        text.starts_with(
            "+ operation PlantTree\n1 operation added; nothing changed; nothing removed\n"
        ),
        "{text}"
    );
}

#[test]
fn documented_items_are_not_listed() {
    let case = Case::new();
    let docs = "overlay: 1.0.0\ninfo: {title: Docs, version: '1'}\nactions:\n\
                - target: $.components.schemas.FellTreeRequest\n  update: {description: In., properties: {name: {description: Its name.}}}\n";
    fs::write(case.repository.specification().join("docs.overlay.yaml"), docs).unwrap();
    let (_, text, _) = case.run(Mode::Write).unwrap();
    assert_contains(&text, &["without documentation: 2 items\n  FellTree\n  Gone\n"]);
}

#[test]
fn unmatched_actions_of_later_overlays_are_reported() {
    let mut case = Case::new();
    let docs = "overlay: 1.0.0\ninfo: {title: Docs, version: '1'}\nactions:\n\
                - target: $.paths['/FellTree'].post\n  update: {description: Fells.}\n\
                - target: $.components.schemas.Gone\n  update: {properties: {why: {description: Why.}}}\n\
                - target: $.components.schemas.Gone.properties.why\n  update: {description: Why so.}\n\
                - target: $.components.schemas.FellTreeRequest\n  update: {description: In., properties: {name: {description: Its name.}}}\n";
    let path = case.repository.specification().join("docs.overlay.yaml");
    fs::write(&path, docs).unwrap();
    assert_eq!(case.run(Mode::Write).unwrap().0, Status::Clean);

    case.model["operations"] = json!({"PlantTree": {"http": {"method": "POST", "requestUri": "/PlantTree"},
        "input": {"shape": "FellTreeRequest"}}});
    case.model["shapes"].as_object_mut().unwrap().remove("Gone");
    let (status, text, warnings) = case.run(Mode::Write).unwrap();
    assert_eq!(status, Status::Drift);
    assert_contains(
        &text,
        &[
            "- operation FellTree\n",
            "- schema Gone\n",
            "without documentation: 1 item\n  PlantTree\n",
            "no longer matching: 3 actions of the hand-written overlays\n",
            "wrote specs/ivs-realtime/2020-07-14/additions.overlay.yaml\n",
        ],
    );
    assert_contains(
        &warnings,
        &[
            "error[no-match]: found `$.paths['/FellTree'].post`, which matches nothing",
            "--> specs/ivs-realtime/2020-07-14/docs.overlay.yaml:4:3\n",
            "found `$.components.schemas.Gone`",
            "docs.overlay.yaml:8:3\n",
            "3 errors\n",
        ],
    );

    let written = fs::read(case.repository.additions()).unwrap();
    fs::write(&path, "overlay: 3.0.0\n").unwrap();
    case.model = Case::new().model;
    let error = case.run(Mode::Write).unwrap_err().to_string();
    assert_contains(&error, &["error[overlay-version]"]);
    let still = fs::read(case.repository.additions()).unwrap();
    assert_eq!(still, written, "an invalid overlay stops the refresh");
}

#[test]
fn the_model_of_another_service_is_rejected() {
    let mut case = Case::new();
    case.model["metadata"]["endpointPrefix"] = "tree".into();
    let error = case.run(Mode::Write).unwrap_err().to_string();
    assert_contains(&error, &["describes tree, version 2020-01-01"]);
}

#[test]
fn an_unknown_trait_is_reported() {
    let mut case = Case::new();
    case.model["shapes"]["Name"]["colour"] = "green".into();
    let (_, _, warnings) = case.run(Mode::Check).unwrap();
    assert_contains(&warnings, &["the trait `colour` of a shape is unknown to `spec refresh`"]);
}

#[test]
fn without_a_record_a_model_must_be_chosen() {
    let case = Case::new();
    let task = Task { model: ModelChoice::Recorded, mode: Mode::Check, out: None };
    let error = refresh(&case.repository, &task).unwrap_err().to_string();
    assert_contains(&error, &["no table [\"additions.overlay.yaml\"]", "--botocore VERSION"]);
}

#[test]
fn the_order_of_keys_is_ignored() {
    let case = Case::new();
    let model = Model::read(Path::new("m"), case.model.to_string().as_bytes(), None).unwrap();
    let projected = project(&model).unwrap();
    let mut reordered = projected.clone();
    let info = reordered["info"].as_object_mut().unwrap();
    let title = info.shift_remove("title").unwrap();
    info.insert("title".to_owned(), title);
    assert_eq!(assemble::differences(&reordered, &projected), []);
}
