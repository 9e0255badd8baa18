package dev.phantom.severity.control;

import dev.phantom.fault.Diagnostic;
import dev.phantom.severity.Adjustments;
import java.util.List;

/// A team's word on severity: `.phantom/severity.yaml`.
///
/// @param adjustments what it makes of controls that are there
/// @param own         controls of its own
/// @param problems    entries that cannot be used, each in a line; the others count
public record TeamSeverity(Adjustments adjustments, List<Control> own, List<Diagnostic> problems) {

    public static final TeamSeverity NONE = new TeamSeverity(Adjustments.NONE, List.of(), List.of());

    public TeamSeverity {
        own = List.copyOf(own);
        problems = List.copyOf(problems);
    }

    /// Of a file that cannot be read at all.
    public static TeamSeverity unread(Diagnostic why) {
        return new TeamSeverity(Adjustments.NONE, List.of(), List.of(why));
    }
}
