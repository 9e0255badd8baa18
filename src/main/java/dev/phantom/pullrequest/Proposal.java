package dev.phantom.pullrequest;

import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;

/// What is to be done about a group of drifts.
public sealed interface Proposal {

    DriftGroup group();

    /// A patch and its proof.
    record Patch(DriftGroup group, PatchSet patch, Proof proof) implements Proposal {}

    /// No safe patch exists, and why.
    record Refusal(DriftGroup group, String reason, Proof proof) implements Proposal {}

    /// Nothing to patch: a person must decide, or somebody decided already.
    record Nothing(DriftGroup group) implements Proposal {}
}
