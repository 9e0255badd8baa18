package dev.phantom.datadog.assets;

import dev.phantom.fault.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one asset.
///
/// @param title   as people see it in Datadog
/// @param url     where; empty if it is not there
/// @param lines   the three-way difference, a line each; empty where nothing is in question
/// @param problem why it is not as it should be; null where all is well
public record AssetResult(
        AssetKind kind,
        String title,
        Action action,
        String url,
        List<String> lines,
        @Nullable Diagnostic problem) {

    public AssetResult {
        lines = List.copyOf(lines);
    }

    /// What was done, or would be.
    public enum Action {
        CREATED("created", "would be created"),
        UPDATED("updated", "would be updated"),
        UNCHANGED("unchanged", "is as it should be"),
        /// Edited by a person, where Phantom has nothing new to write.
        KEPT("kept with its edits", "would be kept with its edits"),
        /// Not as it should be, and not touched.
        LEFT("left as it is", "would be left as it is"),
        REMOVED("removed", "would be removed"),
        ABSENT("does not exist", "does not exist"),
        FAILED("failed", "failed");

        private final String done;
        private final String planned;

        Action(String done, String planned) {
            this.done = done;
            this.planned = planned;
        }

        public String text(boolean dryRun) {
            return dryRun ? planned : done;
        }
    }
}
