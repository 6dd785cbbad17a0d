//! Reading a model, and finding one's way in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::{Model, Paginator, Shape};
use crate::files::decompress;
use crate::report::Failure;

impl Model {
    /// Reads a model, and its paginators if there are any; either may be packed with gzip.
    pub(in crate::spec::refresh) fn read(
        name: &Path,
        service: &[u8],
        paginators: Option<&[u8]>,
    ) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Paginators {
            pagination: BTreeMap<String, Paginator>,
        }
        let unreadable = |error: serde_json::Error| {
            Failure::new(format!(
                "{} is no readable service model: {error}",
                name.display()
            ))
            .remedy("give a `service-2.json` of botocore, as it is or packed with gzip")
        };
        let mut model: Self =
            serde_json::from_slice(&decompress(name, service.to_owned())?).map_err(unreadable)?;
        if let Some(paginators) = paginators {
            let read: Paginators =
                serde_json::from_slice(&decompress(name, paginators.to_owned())?)
                    .map_err(unreadable)?;
            model.paginators = read.pagination;
        }
        if model.metadata.protocol != "rest-json" {
            let found = &model.metadata.protocol;
            return Err(Failure::new(format!(
                "{} speaks {found}, and only rest-json is known here",
                name.display()
            )));
        }
        model.check_references(name)?;
        Ok(model)
    }

    /// The shape of that name, which is there: [`Model::read`] has seen to it.
    pub(in crate::spec::refresh) fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// The shapes that the given ones reach, themselves included.
    pub(in crate::spec::refresh) fn reached_from<'m>(
        &'m self,
        names: impl Iterator<Item = &'m str>,
    ) -> BTreeSet<&'m str> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&str> = names.collect();
        while let Some(name) = waiting.pop() {
            if reached.insert(name) {
                let references = self.shape(name).into_iter().flat_map(Shape::references);
                waiting.extend(references.map(|member| member.shape.as_str()));
            }
        }
        reached
    }

    /// The shapes that inputs and outputs reach.
    pub(in crate::spec::refresh) fn reached_by_operations(&self) -> BTreeSet<&str> {
        let members = self
            .operations
            .values()
            .flat_map(|one| one.input.iter().chain(&one.output));
        self.reached_from(members.map(|member| member.shape.as_str()))
    }

    /// Whether an operation takes the shape of that name as its input.
    pub(in crate::spec::refresh) fn is_input(&self, name: &str) -> bool {
        self.operations
            .values()
            .any(|one| one.input.as_ref().is_some_and(|input| input.shape == name))
    }

    fn check_references(&self, name: &Path) -> Result<(), Failure> {
        let of_operations = self
            .operations
            .values()
            .flat_map(|one| one.input.iter().chain(&one.output).chain(&one.errors));
        let of_shapes = self.shapes.values().flat_map(Shape::references);
        match of_operations
            .chain(of_shapes)
            .find(|member| !self.shapes.contains_key(&member.shape))
        {
            Some(member) => Err(Failure::new(format!(
                "{} refers to a shape {} that it does not have",
                name.display(),
                member.shape
            ))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
impl Model {
    /// A model of these operations and shapes.
    pub(in crate::spec::refresh) fn of(
        operations: serde_json::Value,
        shapes: serde_json::Value,
    ) -> Self {
        let metadata = serde_json::json!({"apiVersion": "2020-01-01", "endpointPrefix": "trees", "protocol": "rest-json",
            "serviceFullName": "Trees", "signatureVersion": "v4", "signingName": "wood"});
        let model =
            serde_json::json!({"metadata": metadata, "operations": operations, "shapes": shapes});
        Self::read(Path::new("model"), model.to_string().as_bytes(), None).unwrap()
    }
}
