//! `generator/SUPPORT.md` names tests that exist.

use std::collections::BTreeSet;

use e2e_tests::repository;

#[test]
fn each_proof_is_a_test() {
    let page = include_str!("../../../generator/SUPPORT.md");
    let is_test = |name: &&str| {
        name.contains('_')
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || b"_:0123456789".contains(&byte))
    };
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let proofs = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next());
    let names: BTreeSet<&str> = proofs.flat_map(|proof| proof.split('`')).filter(is_test).collect();
    assert!(names.len() > 20, "{names:?}");
    let sources = ["generator/src", "runtime/src", "tests/tests"].map(|folder| {
        let files = repository::contents(&repository::root().join(folder));
        let sources = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
        sources.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect::<String>()
    });
    let sources = sources.concat();
    let missing: Vec<_> = names
        .into_iter()
        .filter(|name| {
            let function = name.rsplit("::").next().unwrap_or(name);
            !sources.contains(&format!("fn {function}()"))
        })
        .collect();
    assert!(missing.is_empty(), "no test has these names: {missing:?}");
}
