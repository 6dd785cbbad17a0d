//! Lists the models of the generated SDK as macros, so that a test can iterate over all of them: types cannot
//! be enumerated at run time, and a hand-written list would miss a new operation.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-sdk/src");
    let exports = |file: &str| -> Vec<Vec<String>> {
        let path = sources.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        exports(&fs::read_to_string(path).expect("the generated SDK is readable"))
    };
    let mut list = String::new();
    macro_rules! line {
        ($($argument:tt)*) => { writeln!(list, $($argument)*).expect("writing to a string succeeds") };
    }
    line!("/// Calls `each!(Operation, Input, Output)` for every operation.");
    line!("#[allow(unused_macros)]");
    line!("macro_rules! for_each_operation {{ ($each:ident) => {{");
    for names in exports("operations/mod.rs") {
        line!("    $each!({});", names.join(", "));
    }
    line!("}} }}\n");
    line!("/// Calls `each!(Type)` for every type of the service.");
    line!("#[allow(unused_macros)]");
    line!("macro_rules! for_each_type {{ ($each:ident) => {{");
    for names in exports("types/mod.rs") {
        line!("    $each!({});", names.join(", "));
    }
    line!("}} }}\n");
    line!("/// Calls `each!(Operation)` for every paginated operation.");
    line!("#[allow(unused_macros)]");
    line!("macro_rules! for_each_list {{ ($each:ident) => {{");
    for name in lists(&sources.join("operations")) {
        line!("    $each!({name});");
    }
    line!("}} }}");
    let target = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("models.rs");
    fs::write(target, list).expect("OUT_DIR is writable");
}

/// The paginated operations, in alphabetical order.
fn lists(folder: &Path) -> Vec<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let modules = fs::read_dir(folder).expect("the folder is readable");
    let mut lists = Vec::new();
    for module in modules {
        let path = module.expect("its entries are readable").path();
        let text = fs::read_to_string(path).expect("the file is readable");
        if let Some((_, rest)) = text.split_once("impl sdk_runtime::Paginated for ") {
            let name = rest.split_whitespace().next().unwrap_or_default();
            lists.push(name.to_owned());
        }
    }
    lists.sort();
    lists
}

/// The names of each `pub use module::{A, B};`.
fn exports(text: &str) -> Vec<Vec<String>> {
    let uses = text.split("pub use ").skip(1);
    let names = uses.filter_map(|rest| rest.split(';').next()?.split_once("::"));
    names
        .map(|(_, names)| {
            let names = names.trim_matches(|each: char| "{} \n".contains(each)).split(',');
            names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
        })
        .collect()
}
