package dev.phantom.eval;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which drifts a finding of a label is about.
final class LabelledDrifts {

    private LabelledDrifts() {}

    /// The drift that holds a change at the very path; without one, those with a change above or below it (an added
    /// subtree is reported at its root, a scalar at its leaf). Without a path, those of the resource that no other
    /// finding names.
    static List<GivenVerdict> of(VerdictLabel label, LabelledFinding wanted, List<GivenVerdict> given) {
        var ofResource = given.stream()
                .filter(v -> v.logicalId().equals(wanted.logicalId()))
                .toList();
        var path = wanted.path();
        if (path == null) {
            return ofResource.stream()
                    .filter(Predicate.not(v -> named(label, wanted, ofResource).anyMatch(v::equals)))
                    .toList();
        }
        var there = ofResource.stream().filter(v -> v.at(path)).toList();
        return there.isEmpty() ? ofResource.stream().filter(v -> v.around(path)).toList() : there;
    }

    private static Stream<GivenVerdict> named(
            VerdictLabel label, LabelledFinding wanted, List<GivenVerdict> ofResource) {
        return label.findings().stream()
                .filter(other -> other.path() != null && other.logicalId().equals(wanted.logicalId()))
                .flatMap(other -> of(label, other, ofResource).stream());
    }
}
