// @generated from #/components/schemas/ReplicationState. Do not edit: change the document or an overlay.

/// State of a replication.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationState {
    /// The participant is being replicated.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The replication has stopped.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ReplicationState;
    Active => "ACTIVE";
    Stopped => "STOPPED";
}
