// @generated from #/components/schemas/ReplicationState. Do not edit: change the document or an overlay.

/// Whether a replication is going on.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationState {
    /// The participant is shown on the further stage.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The replication has ended.
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
