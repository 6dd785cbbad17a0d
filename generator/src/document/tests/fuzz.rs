//! No text may cause a panic, a hang or an exhausted stack.

use super::*;

const OPENAPI: &str = r##"openapi: 3.0.0
info: {version: '2020-07-14', title: &t "Trees", x-logo: {url: 'https://x/\y'}}
paths:
  /trees/{id}:
    parameters:
      - $ref: '#/components/parameters/Algorithm'
      - {name: id, in: path, required: true, schema: {type: string, maxLength: 128}}
    get:
      operationId: GetTree
      description: |
        <p>One tree.</p>

        <p>Two lines: x</p>
      responses:
        200: {description: Success}
        480:
          description: *t
          content: {"application/json": {schema: {"$ref": "#/components/schemas/Ab\u00e9"}}}
components:
  schemas:
    Ab: !!map {type: array, items: [1, -2.5e3, true, null, ~]}
"##;

const OVERLAY: &str = r#"overlay: 1.0.0
info: {title: Docs, version: "1"}
actions:
- target: $.paths['/trees/{id}'].parameters[?@.name == 'id']
  description: removes
  remove: true
- target: $..get
  update: {description: New, tags: [a], responses: {200: {headers: {}}}}
- target: $.paths.*.parameters
  update: {name: x, in: query}
"#;

/// Pseudo-random numbers (SplitMix64), the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// Loads the texts and renders the diagnostics, all of which must be complete.
fn check_mutant(document: &Source, overlay: &Source) {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(document, std::slice::from_ref(overlay), &mut diagnostics);
    assert_eq!(loaded.is_none(), diagnostics.has_errors());
    for diagnostic in diagnostics.iter() {
        assert!(diagnostic.position.is_some(), "{diagnostic}");
        for text in [&diagnostic.found, &diagnostic.expected, &diagnostic.remedy] {
            assert!(!text.is_empty(), "{diagnostic}");
        }
    }
    render(&diagnostics.into_vec(), &[document, overlay], true);
    if let Some(document) = loaded {
        document.sources.position(&Pointer::root().child("paths").child("x"));
    }
}

fn mutants(text: &str, seed: u64, count: usize) -> impl Iterator<Item = String> {
    let mut numbers = Numbers(seed);
    let pieces = [
        "{", "}", "[", "]", "\"", "'", ":", ",", "\n", "  ", "- ", "&a ", "*a", "|", "!", "#",
        "\t", "\\", "\u{0}", "\u{85}", "é", "---\n", "$", "..", "<<", "\r", "%",
    ];
    (0..count).map(move |round| {
        let mut chars: Vec<char> = text.chars().collect();
        if round % 4 == 0 {
            chars.truncate(numbers.below(chars.len()));
        }
        for _ in 0..1 + numbers.below(3) {
            let at = numbers.below(chars.len() + 1);
            let length = numbers.below(12).min(chars.len() - at);
            let piece: Vec<char> = match numbers.below(4) {
                0 => Vec::new(),
                1 => pieces[numbers.below(pieces.len())].chars().collect(),
                2 => chars[at..at + length].repeat(2),
                _ => vec![char::from(u8::try_from(numbers.below(128)).unwrap())],
            };
            chars.splice(at..at + length, piece);
        }
        chars.into_iter().collect()
    })
}

#[test]
fn mutants_of_a_document_are_read_or_reported() {
    let overlay = source("x.overlay.yaml", OVERLAY);
    for text in mutants(OPENAPI, 1, 1500) {
        check_mutant(&source("api.yaml", &text), &overlay);
    }
    let json = value("api.yaml", &OPENAPI.replace("Ab\\u00e9", "Ab")).to_string();
    for text in mutants(&json, 2, 1500) {
        check_mutant(&source("api.json", &text), &overlay);
    }
}

#[test]
fn mutants_of_an_overlay_are_read_or_reported() {
    let document = source("api.yaml", OPENAPI);
    for text in mutants(OVERLAY, 3, 1500) {
        check_mutant(&document, &source("x.overlay.yaml", &text));
    }
}

#[test]
fn truncated_real_documents_are_read_or_reported() {
    let text = include_str!("../../../../specs/ivs-realtime/2020-07-14/openapi.yaml");
    let json = value("api.yaml", text).to_string();
    let overlay = source("x.overlay.yaml", OVERLAY);
    let mut numbers = Numbers(4);
    for (name, text) in [("api.yaml", text), ("api.json", &json)] {
        for _ in 0..40 {
            let Some(cut) = text.get(..numbers.below(text.len())) else {
                continue;
            };
            check_mutant(&source(name, cut), &overlay);
        }
    }
}

#[test]
fn every_prefix_is_read_or_reported() {
    let overlay = source("x.overlay.yaml", OVERLAY);
    for (end, _) in OPENAPI.char_indices() {
        check_mutant(&source("api.yaml", &OPENAPI[..end]), &overlay);
    }
}

#[test]
fn deep_nesting_is_reported() {
    let overlay = source("x.overlay.yaml", OVERLAY);
    let yaml = ["{\"a\":", "{a: ", "[", "- ", "? ", "a: &a ", "!!map ", "'"];
    let pieces = yaml.map(|piece| (piece, "a.yaml")).into_iter();
    for (piece, name) in pieces.chain([("[", "-"), ("{\"a\":", "a.json")]) {
        check_mutant(&source(name, &piece.repeat(100_000)), &overlay);
    }
    let indented: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check_mutant(&source("a.yaml", &indented), &overlay);
}
