//! One call, with helpers that all operations use.

use super::{Members, string_map, tags};
use crate::simulator::arn;
use crate::simulator::pagination::Listing;
use crate::simulator::state::{Identity, Stage, State, Stored};
use crate::simulator::wire::ServiceError;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// One call: its operation, input and time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) operation: &'a str,
    pub(crate) input: &'a Value,
    pub(crate) now: Timestamp,
}

impl<'a> Call<'a> {
    /// A string member; empty if it is absent.
    pub(super) fn string(&self, member: &str) -> &'a str {
        self.input[member].as_str().unwrap_or_default()
    }

    /// An optional string member.
    pub(super) fn optional_string(&self, member: &str) -> Option<String> {
        self.input[member].as_str().map(str::to_owned)
    }

    /// A boolean member; false if it is absent.
    pub(super) fn is_on(&self, member: &str) -> bool {
        self.input[member].as_bool().unwrap_or(false)
    }

    /// The valid tags of a new resource.
    pub(super) fn tags(&self) -> Result<BTreeMap<String, String>, ServiceError> {
        let tags = string_map(&self.input["tags"]);
        tags::check(&tags, "tags")?;
        Ok(tags)
    }

    /// The resource whose ARN is the value of `member`.
    pub(super) fn find<'s, T: Stored>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut T, ServiceError> {
        let arn = self.string(member);
        must_be::<T>(state, member, arn)?;
        T::find_mut(state, arn).ok_or_else(|| unknown::<T>(arn))
    }

    /// The stage whose ARN is the value of `member`.
    pub(super) fn stage<'s>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut Stage, ServiceError> {
        self.find::<Stage>(state, member)
    }

    /// The identity of a new resource, if the quota allows one.
    pub(super) fn new_identity<T: Stored>(
        &self,
        state: &mut State,
    ) -> Result<Identity, ServiceError> {
        let tags = self.tags()?;
        check_quota::<T>(state)?;
        Ok(state.identity(T::RESOURCE, self.optional_string("name"), tags))
    }

    /// Rejects a request with more than one of these members.
    pub(super) fn at_most_one(&self, members: &[&str]) -> Result<(), ServiceError> {
        let given = members.iter().filter(|name| !self.input[**name].is_null());
        let given: Vec<&str> = given.copied().collect();
        if given.len() > 1 {
            return Err(ServiceError::validation(format!(
                "{}: only one of {} may be given in a request",
                given.join(", "),
                members.join(", ")
            )));
        }
        Ok(())
    }

    /// The output of a list operation: the requested page under `name`, and the next token.
    pub(super) fn page(
        &self,
        salt: u64,
        name: &str,
        all: impl IntoIterator<Item = (u64, Value)>,
    ) -> Result<Value, ServiceError> {
        let listing = Listing {
            salt,
            operation: self.operation,
            input: self.input,
        };
        let (items, token) = listing.page(all)?;
        let output = Members::default().with(name, items);
        Ok(output.maybe("nextToken", token).into())
    }
}

/// Rejects anything but an ARN of this resource type.
pub(super) fn must_be<T: Stored>(
    state: &State,
    member: &str,
    arn: &str,
) -> Result<(), ServiceError> {
    arn::check(state, member, arn, T::RESOURCE.kind())
}

/// Rejects the ARN of a resource that does not exist.
pub(super) fn must_exist<T: Stored>(
    state: &State,
    member: &str,
    arn: &str,
) -> Result<(), ServiceError> {
    must_be::<T>(state, member, arn)?;
    match T::find(state, arn) {
        Some(_) => Ok(()),
        None => Err(unknown::<T>(arn)),
    }
}

pub(super) fn unknown<T: Stored>(arn: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("there is no {} {arn}", T::RESOURCE.words()))
}

pub(super) fn check_quota<T: Stored>(state: &State) -> Result<(), ServiceError> {
    let quota = state.quotas.get(&T::RESOURCE).copied();
    let quota = quota.unwrap_or(T::RESOURCE.quota());
    let used = T::all(state).iter().filter(|it| it.counts()).count();
    if used >= quota {
        return Err(ServiceError::service_quota_exceeded(format!(
            "account {} has {used} resources of type {} in {}, as many as its quota allows",
            state.account,
            T::RESOURCE.kind(),
            state.region
        )));
    }
    Ok(())
}
