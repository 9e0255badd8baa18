package dev.phantom.patch;

import dev.phantom.fault.Diagnostic;
import dev.phantom.value.PropertyPath;
import java.util.List;

/// What the planner came to.
public sealed interface PatchPlan {

    /// @param touched the nodes that the edits own; the gate holds the files against them
    record Planned(PatchSet patch, Workspace after, List<Touch> touched) implements PatchPlan {
        public Planned {
            touched = List.copyOf(touched);
        }

        /// The same of a nested stack.
        public Planned nested() {
            return new Planned(patch.nested(), after, touched);
        }
    }

    /// No safe edit exists.
    record Refused(Diagnostic reason) implements PatchPlan {}

    /// @param document path of the edited node in that file
    record Touch(String file, PropertyPath document) {}
}
