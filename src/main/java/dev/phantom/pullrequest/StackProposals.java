package dev.phantom.pullrequest;

import dev.phantom.drift.DriftReport;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.stack.Stack;
import java.util.List;

/// One stack of one run.
///
/// @param report    every drift that was found, judged or not; decides what is gone
/// @param proposals for every group of drifts that is to stand in one pull request
/// @param types     what is known of resource types where the stack runs
public record StackProposals(Stack stack, DriftReport report, List<Proposal> proposals, TypeKnowledge knowledge) {
    public StackProposals {
        proposals = List.copyOf(proposals);
    }
}
