//! The figures: what can be measured by itself.

use clap::ValueEnum;

use super::row::Goal;

/// A figure; its name is what `--only` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Figure {
    /// CPU time for one call of GetStage, which is small.
    GetStage,
    /// CPU time for one call of ListStages with 50 stages.
    ListStages,
    /// CPU time for one call of StartComposition, whose input is large.
    StartComposition,
    /// Calls in a second, 64 in flight, on one core.
    Throughput,
    /// Allocations for one call, and their bytes.
    Allocations,
    /// Instructions that encoding, signing and decoding take, each by itself.
    Instructions,
    /// A clean release build of a program, and the memory that it takes.
    ReleaseBuild,
    /// A clean `cargo check` of it.
    Check,
    /// A debug build of it after one line was changed.
    Rebuild,
    /// The crates that it is made of.
    Crates,
    /// The size of the program, stripped.
    Binary,
    /// The memory of a client that waits, and of a call in flight.
    Memory,
    /// Lines of generated code for one operation.
    Lines,
    /// From the document to formatted files.
    Generation,
}

impl Figure {
    /// All of them, in the order of the table.
    pub(crate) fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// What `--only` takes.
    pub(crate) fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    /// What the table calls it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::GetStage => "CPU for a call: GetStage, small",
            Self::ListStages => "CPU for a call: ListStages, 50 stages with tags",
            Self::StartComposition => "CPU for a call: StartComposition, large input",
            Self::Throughput => "throughput, 64 calls in flight",
            Self::Allocations => "allocations for a call",
            Self::Instructions => "instructions",
            Self::ReleaseBuild => "clean release build of a program",
            Self::Check => "clean `cargo check` of it",
            Self::Rebuild => "rebuild after one changed line",
            Self::Crates => "crates in the tree",
            Self::Binary => "release binary, stripped",
            Self::Memory => "resident memory",
            Self::Lines => "generated lines for an operation",
            Self::Generation => "document to files, ivs-realtime",
        }
    }

    /// What ours should come to beside the official SDK, or beside the peer that the figure is about.
    pub(crate) fn goal(self) -> Goal {
        match self {
            Self::GetStage | Self::Allocations | Self::Rebuild | Self::Binary => Goal::AtMost(0.35),
            Self::ListStages | Self::StartComposition => Goal::AtMost(0.40),
            Self::Throughput => Goal::AtLeast(2.5),
            Self::Instructions => Goal::Reported,
            Self::ReleaseBuild | Self::Check => Goal::AtMost(0.20),
            Self::Crates => Goal::Limit(65.0),
            Self::Memory => Goal::AtMost(0.50),
            Self::Lines => Goal::AtMost(0.12),
            Self::Generation => Goal::AtMost(0.05),
        }
    }
}
