//! Renders the templates of the crate `generator-templates`.

use super::RenderError;
use generator_templates::TEMPLATES;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, syntax::SyntaxConfig};
use serde::Serialize;
use std::sync::LazyLock;

/// Renders a template.
pub(crate) fn print(template: &str, data: Value) -> Result<String, RenderError> {
    let environment = ENVIRONMENT.as_ref().map_err(Clone::clone)?;
    environment
        .get_template(template)
        .and_then(|template| template.render(data))
        .map_err(|error| RenderError::new(template, &error))
}

/// Converts serializable data to the data of a template.
pub(crate) fn data(data: impl Serialize) -> Value {
    Value::from(Serde(data))
}

/// The templates, parsed once per process.
static ENVIRONMENT: LazyLock<Result<Environment<'static>, RenderError>> = LazyLock::new(load);

/// An environment with all templates, in which an unknown name is an error.
fn load() -> Result<Environment<'static>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A line that has only a block tag is removed.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|error| RenderError::new("syntax", &error))?;
    environment.set_syntax(syntax);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).map_err(|error| RenderError::new(name, &error))?;
    }
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn files(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder of templates can be read") {
            let path = entry.expect("its entries too").path();
            if path.is_dir() {
                files(&path, root, found);
            } else {
                let name = path.strip_prefix(root).expect("found below the root");
                if path.extension().is_some_and(|extension| extension == "j2") {
                    found.insert(name.to_string_lossy().replace('\\', "/"));
                }
            }
        }
    }

    #[test]
    fn every_template_in_the_folder_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates");
        let mut found = BTreeSet::new();
        files(&root, &root, &mut found);
        let embedded: BTreeSet<String> =
            TEMPLATES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(found, embedded);
    }

    #[test]
    fn templates_only_insert_variables() {
        for (name, text) in TEMPLATES {
            for filter in text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
                assert!(
                    !filter.contains(['|', '~', '"', '+']),
                    "{name}: `{filter}` is not a plain variable"
                );
            }
        }
    }
}
