package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of one stack's drift is of level high or critical: by a finding, by what the drift itself is (a resource that
/// is gone), or by what it adds to the bill.
///
/// @param findings by resource
/// @param bills    what changes of a resource, or all of a new one, make of the bill
/// @param drifts   by resource
record Grave(Map<String, List<Finding>> findings, Function<Drift, Optional<Finding>> bills, Map<String, Drift> drifts) {

    private static final String PAGE =
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html";

    static Grave of(Appraiser appraiser, Stack stack, Detection detection) {
        var subjects = appraiser.subjects(stack, detection);
        var assessor = appraiser.assessor().strict();
        var found = new HashMap<String, List<Finding>>();
        var drifts = new HashMap<String, Drift>();
        for (var drift : detection.report().drifts()) {
            var assessment = assessor.assess(subjects.apply(drift));
            var grave = assessment.findings().stream()
                    .filter(f -> f.level().grave())
                    .toList();
            var all = found.computeIfAbsent(drift.logicalId(), id -> new ArrayList<>());
            all.addAll(grave);
            if (grave.isEmpty() && assessment.floor().grave()) {
                all.add(itself(drift, assessment.floor()));
            }
            drifts.putIfAbsent(drift.logicalId(), drift);
        }
        return new Grave(found, appraiser.bills(stack, detection), drifts);
    }

    /// A drift of which no rule speaks, by its own level.
    private static Finding itself(Drift drift, Severity level) {
        var title = drift.status() == Drift.Status.DELETED
                ? "a resource of the template no longer exists"
                : "a resource differs";
        return new Finding("PH-DRIFT-" + drift.status(), level, PropertyPath.ROOT, title, false, PAGE);
    }

    /// @param piece one change of a drift, or a whole resource
    List<Finding> at(Drift piece) {
        return at(
                piece,
                piece.changes().isEmpty() ? null : piece.changes().getFirst().path());
    }

    /// @param path null for the whole resource
    List<Finding> at(Drift piece, @Nullable PropertyPath path) {
        var there = findings.getOrDefault(piece.logicalId(), List.of()).stream()
                .filter(f ->
                        path == null || path.startsWith(f.path()) || f.path().startsWith(path));
        return Stream.concat(there, bill(piece).stream())
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }

    /// The drift's bill counts as a whole, at each change that adds to it.
    private Optional<Finding> bill(Drift piece) {
        var whole = drifts.getOrDefault(piece.logicalId(), piece);
        return bills.apply(whole)
                .filter(f -> f.level().grave())
                .filter(f -> whole.changes().size() <= 1 || bills.apply(piece).isPresent());
    }
}
