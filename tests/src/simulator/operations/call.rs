//! One call, and what every operation asks of it.

use super::{Members, tags, text_map};
use crate::simulator::arn;
use crate::simulator::pagination::Listing;
use crate::simulator::state::{Identity, Kept, Stage, State};
use crate::simulator::wire::ServiceError;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// One call: its input, and the time at which it is served.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) operation: &'a str,
    pub(crate) input: &'a Value,
    pub(crate) now: Timestamp,
}

impl<'a> Call<'a> {
    /// The text of a member; empty if it is absent, which a required one never is.
    pub(super) fn text(&self, member: &str) -> &'a str {
        self.input[member].as_str().unwrap_or_default()
    }

    /// The text of an optional member.
    pub(super) fn optional_text(&self, member: &str) -> Option<String> {
        self.input[member].as_str().map(str::to_owned)
    }

    /// A switch that is off unless it is set.
    pub(super) fn is_on(&self, member: &str) -> bool {
        self.input[member].as_bool().unwrap_or(false)
    }

    /// The tags that something new gets.
    pub(super) fn tags(&self) -> Result<BTreeMap<String, String>, ServiceError> {
        let wanted = text_map(&self.input["tags"]);
        tags::check(&wanted, "tags")?;
        Ok(wanted)
    }

    /// The resource whose ARN is in `member`.
    pub(super) fn find<'s, T: Kept>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut T, ServiceError> {
        let wanted = self.text(member);
        must_be::<T>(state, member, wanted)?;
        T::find_mut(state, wanted).ok_or_else(|| unknown::<T>(wanted))
    }

    /// The stage whose ARN is in `member`.
    pub(super) fn stage<'s>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut Stage, ServiceError> {
        self.find::<Stage>(state, member)
    }

    /// Who a new resource is, if the quota has room for one.
    pub(super) fn new_identity<T: Kept>(
        &self,
        state: &mut State,
    ) -> Result<Identity, ServiceError> {
        let tags = self.tags()?;
        check_quota::<T>(state)?;
        Ok(state.identity(T::RESOURCE, self.optional_text("name"), tags))
    }

    /// At most one of these members may be given.
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

    /// The page of a list that is asked for, under the list's name.
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

/// Refuses an ARN that cannot be one of these.
pub(super) fn must_be<T: Kept>(state: &State, member: &str, arn: &str) -> Result<(), ServiceError> {
    arn::check(state, member, arn, T::RESOURCE.kind())
}

/// Refuses an ARN of which nothing is there.
pub(super) fn must_exist<T: Kept>(
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

pub(super) fn unknown<T: Kept>(arn: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("there is no {} {arn}", T::RESOURCE.words()))
}

pub(super) fn check_quota<T: Kept>(state: &State) -> Result<(), ServiceError> {
    let quota = state.quotas.get(&T::RESOURCE).copied();
    let quota = quota.unwrap_or(T::RESOURCE.quota());
    let used = T::all(state).iter().filter(|it| it.counts()).count();
    if used >= quota {
        return Err(ServiceError::service_quota_exceeded(format!(
            "account {} has {used} of kind {} in {}, as many as its quota allows",
            state.account,
            T::RESOURCE.kind(),
            state.region
        )));
    }
    Ok(())
}
