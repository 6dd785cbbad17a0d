//! The common parts of all resources: ARN, position, name and tags.

use super::State;
use crate::simulator::arn::Resource;
use std::collections::BTreeMap;

/// The identity of a resource.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The position in the order of creation, never reused.
    pub(crate) position: u64,
    pub(crate) arn: String,
    pub(crate) name: Option<String>,
    pub(crate) tags: BTreeMap<String, String>,
}

/// A resource stored in a list of the state.
pub(crate) trait Stored: Sized + 'static {
    const RESOURCE: Resource;

    fn identity(&self) -> &Identity;

    fn identity_mut(&mut self) -> &mut Identity;

    fn all(state: &State) -> &Vec<Self>;

    fn all_mut(state: &mut State) -> &mut Vec<Self>;

    /// Whether it counts towards the quota.
    fn counts(&self) -> bool {
        true
    }

    fn find<'s>(state: &'s State, arn: &str) -> Option<&'s Self> {
        let mut all = Self::all(state).iter();
        all.find(|it| it.identity().arn == arn)
    }

    fn find_mut<'s>(state: &'s mut State, arn: &str) -> Option<&'s mut Self> {
        let mut all = Self::all_mut(state).iter_mut();
        all.find(|it| it.identity().arn == arn)
    }

    fn remove(state: &mut State, arn: &str) {
        Self::all_mut(state).retain(|it| it.identity().arn != arn);
    }
}

/// Implements [`Stored`] with a list of the state.
macro_rules! stored {
    ($type:ty, $resource:ident, $list:ident) => {
        impl $crate::simulator::state::Stored for $type {
            const RESOURCE: $crate::simulator::arn::Resource =
                $crate::simulator::arn::Resource::$resource;

            stored!(@members $list);
        }
    };
    (@members $list:ident) => {
        fn identity(&self) -> &$crate::simulator::state::Identity {
            &self.id
        }

        fn identity_mut(&mut self) -> &mut $crate::simulator::state::Identity {
            &mut self.id
        }

        fn all(state: &$crate::simulator::state::State) -> &Vec<Self> {
            &state.$list
        }

        fn all_mut(state: &mut $crate::simulator::state::State) -> &mut Vec<Self> {
            &mut state.$list
        }
    };
}

pub(super) use stored;
