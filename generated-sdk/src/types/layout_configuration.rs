// @generated from #/components/schemas/LayoutConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::validate;

/// How the participants are arranged in the picture of a composition.
///
/// Set one of the two. With neither, the layout is a grid.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LayoutConfiguration {
    /// Tiles of equal rank, with room for one that stands out.
    pub grid: Option<types::GridConfiguration>,
    /// One picture in full size with a small one on top of it.
    pub pip: Option<types::PipConfiguration>,
}

impl LayoutConfiguration {
    /// Sets [`grid`](Self::grid).
    pub fn with_grid(mut self, value: types::GridConfiguration) -> Self {
        self.grid = Some(value);
        self
    }

    /// Sets [`pip`](Self::pip).
    pub fn with_pip(mut self, value: types::PipConfiguration) -> Self {
        self.pip = Some(value);
        self
    }
}

sdk_runtime::structure! {
    LayoutConfiguration: decode, encode;
    "grid" => grid;
    "pip" => pip;
}

impl validate::Validate for LayoutConfiguration {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        visitor.nested("grid", &self.grid);
        visitor.nested("pip", &self.pip);
    }
}
