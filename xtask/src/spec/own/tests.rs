use serde_json::{Value, json};

use super::*;

const ONE_TO_NINE: &str = "one two three four five six seven eight nine";

/// What is found in an overlay with these lines as its only update, when AWS says `theirs`.
#[track_caller]
fn check(theirs: &Value, update: &str, expected: &[&str]) {
    let mut all = Theirs::default();
    all.add("the model", theirs);
    let text = format!(
        "overlay: 1.0.0\ninfo: {{title: Docs, version: '1'}}\nactions:\n- target: $.info\n  update:\n{update}"
    );
    let name = "docs.overlay.yaml".to_owned();
    let mut compared = Compared::default();
    all.compare(&Source { name, text }, &mut compared).unwrap();
    let found: Vec<String> = compared
        .copies
        .iter()
        .map(|copy| anstream::adapter::strip_str(&copy.to_string()).to_string())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_copy_is_named_with_its_line_its_words_and_its_origin() {
    check(
        &json!({"shapes": {"Stage": {"documentation": "<p>So: One two, <b>three</b> four five &mdash; six seven eight. Nine?</p>"}}}),
        "    description: |-\n      Ours it is. `One` two three four\n      five six seven eight and more.\n",
        &[
            "copied     docs.overlay.yaml:7:1\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight\n  AWS's: the model, #/shapes/Stage/documentation",
        ],
    );
}

#[test]
fn seven_words_are_nobodys() {
    let theirs = json!({"documentation": ONE_TO_NINE});
    check(
        &theirs,
        "    description: One two three four five six seven. Eight nine.\n",
        &[
            "copied     docs.overlay.yaml:6:5\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight nine\n  AWS's: the model, #/documentation",
        ],
    );
    check(
        &theirs,
        "    description: One two three four five six seven and eight nine.\n    summary: Two three four five six seven eight, but not nine.\n",
        &[],
    );
}

#[test]
fn a_url_is_one_word() {
    let theirs = json!({"documentation": "Go to https://a.example/one/two/three/four/five/six/seven and see"});
    check(
        &theirs,
        "    description: Went to https://a.example/one/two/three/four/five/six/seven and saw.\n",
        &[],
    );
}

#[test]
fn every_text_of_ours_counts_and_only_prose_of_theirs() {
    let ours = format!("    x-note: {{anywhere: [{ONE_TO_NINE}]}}\n");
    check(&json!({"pattern": ONE_TO_NINE}), &ours, &[]);
    check(
        &json!({"documentation": {"shape": ONE_TO_NINE}}),
        &ours,
        &[],
    );
    let found = "copied     docs.overlay.yaml:6:25\n  at:    #/actions/0/update/x-note/anywhere/0\n  \
                 words: one two three four five six seven eight nine\n  AWS's: the model, #/summary";
    check(&json!({"summary": ONE_TO_NINE}), &ours, &[found]);
}

#[test]
fn two_copies_in_one_text_are_two() {
    let theirs = json!([{"description": ONE_TO_NINE}, {"description": "a b c d e f g h"}]);
    let text = format!("    description: '{ONE_TO_NINE}. Ours. A b c d e f g h'\n");
    let mut all = Theirs::default();
    all.add("the model", &theirs);
    let mut compared = Compared::default();
    let ours = Source {
        name: "d.yaml".to_owned(),
        text,
    };
    all.compare(&ours, &mut compared).unwrap();
    let words: Vec<usize> = compared
        .copies
        .iter()
        .map(|copy| copy.words.len())
        .collect();
    assert_eq!(words, [9, 8]);
    assert_eq!(
        compared.to_string(),
        "1 text of 18 words with 2 texts of AWS"
    );
}
