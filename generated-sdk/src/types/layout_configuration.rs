// @generated from #/components/schemas/LayoutConfiguration. Do not edit: change the document or an overlay.

use crate::types;

/// Arrangement of the participants in the video of a composition.
///
/// Set one member. Default: [`grid`](crate::types::LayoutConfiguration::grid).
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct LayoutConfiguration {
    /// Grid of equal tiles, optionally with a featured participant.
    pub grid: Option<types::GridConfiguration>,
    /// Picture-in-picture: one full-size video with a small one on top of it.
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

sdk_runtime::limits! {
    LayoutConfiguration;
    member "grid" => grid;
    member "pip" => pip;
}
