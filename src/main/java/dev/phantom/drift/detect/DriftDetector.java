package dev.phantom.drift.detect;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Origin;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares the states of one stack. Drift is what live shows otherwise than CloudFormation was last told, or, where
/// that is not known, than the repository says; what the repository says otherwise than CloudFormation was told is
/// undeployed.
///
/// @param knowledge   what is known of resource types
/// @param mask        for secrets
/// @param ignore      the team's rules
/// @param today       the day on which those rules are read
/// @param policy      what the team lets be shown; it changes no comparison
public record DriftDetector(Knowledge knowledge, Mask mask, IgnoreRules ignore, LocalDate today, ShowPolicy policy) {

    /// As long as nobody said what may be shown.
    public DriftDetector(Knowledge knowledge, Mask mask, IgnoreRules ignore, LocalDate today) {
        this(knowledge, mask, ignore, today, ShowPolicy.DEFAULT);
    }

    /// What is compared without any facts of its type, a line for each such type: what its schema says of order,
    /// defaults and values that AWS sets or never returns is not known, so its differences deserve less trust.
    public List<String> factGaps(States states) {
        if (states.plan() != null) {
            return List.of();
        }
        var catalog = knowledge.types().of(states.id());
        var names = new TreeMap<String, List<String>>();
        judged(states).resources().values().stream()
                .filter(r -> catalog.lacks(r.type()))
                .forEach(r -> names.computeIfAbsent(r.type(), type -> new ArrayList<>())
                        .add(r.logicalId()));
        return names.entrySet().stream()
                .map(e -> "compared without type facts: " + String.join(", ", e.getValue()) + "; "
                        + catalog.lacking(e.getKey()))
                .toList();
    }

    /// What AWS did not let be read, a line for each reason: which right is missing, and what to do; of a plan what it
    /// does not tell.
    public static List<String> unread(States states) {
        var plan = states.plan();
        var gaps = new ArrayList<>(
                plan != null
                        ? PlanComparison.gaps(plan)
                        : DeniedReads.lines(states.live().resources()));
        gaps.addAll(states.live().gaps());
        return List.copyOf(gaps);
    }

    /// Why the stack as a whole was not compared, and what to compare instead; empty if it was.
    public static Optional<String> refusal(States states) {
        return judged(states)
                .unsupported()
                .map(d -> "not compared: " + d.summary()
                        + "; pass the processed template instead (--deployed with the output of"
                        + " `aws cloudformation get-template --template-stage Processed`)");
    }

    private static Definition judged(States states) {
        return states.deployed().effective().orElse(states.safe().template());
    }

    public Detection detect(States states) {
        var plan = states.plan();
        if (plan != null) {
            return new PlanComparison(this, states, plan).detect();
        }
        var judged = judged(states);
        if (!states.deployed().stable()) {
            return nothingChecked(judged, Reason.STACK_BUSY);
        }
        if (judged.unsupported().isPresent()) {
            return nothingChecked(judged, Reason.UNSUPPORTED_TEMPLATE);
        }
        return new StackComparison(this, states, judged).detect();
    }

    /// Whether two spellings of the same properties mean the same to CloudFormation.
    public boolean alike(StackId stack, String type, MapValue left, MapValue right) {
        var compared = new ResourceDrift(
                        this,
                        knowledge.of(stack),
                        new Arns(stack.account(), stack.region()),
                        Map.of(),
                        ReferenceWalk.NONE,
                        Map.of(),
                        (id, path) -> Origin.ABSENT)
                .between(type, left, right);
        return compared.changes().isEmpty() && compared.gaps().isEmpty();
    }

    private static Detection nothingChecked(Definition template, Reason reason) {
        var unchecked = template.resources().values().stream()
                .map(r -> new Unchecked(r.logicalId(), r.type(), null, reason))
                .toList();
        var coverage = new Coverage(unchecked.size(), 0, unchecked);
        return new Detection(
                new DriftReport(List.of(), coverage, List.of(), List.of(), List.of(), List.of()), Map.of());
    }
}
