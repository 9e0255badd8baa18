package dev.phantom.eval;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One drift that a label speaks of, and what should be said of it.
///
/// @param path      of the property; null for the drifts of the resource that no other finding of the label names
/// @param best      NONE: there must be no drift
/// @param accept    answers that are right, the best one among them
/// @param dangerous answers that would do harm
/// @param severity  null if it is not scored
/// @param refactor  null if it is not scored
public record LabelledFinding(
        String logicalId,
        @Nullable PropertyPath path,
        Answer best,
        Set<Answer> accept,
        Set<Answer> dangerous,
        @Nullable SeverityRange severity,
        @Nullable RefactorRange refactor) {

    public LabelledFinding {
        accept = Set.copyOf(accept);
        dangerous = Set.copyOf(dangerous);
    }

    /// Both ends belong to it.
    public record SeverityRange(Severity min, Severity max) {

        boolean contains(Severity severity) {
            return severity.compareTo(min) >= 0 && severity.compareTo(max) <= 0;
        }
    }

    /// What the label is for, as the text of a table has it.
    public String place() {
        return path == null ? logicalId : logicalId + " " + path;
    }
}
