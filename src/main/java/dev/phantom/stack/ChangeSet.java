package dev.phantom.stack;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What CloudFormation says that it would do to a stack, described with property values.
///
/// @param id     the change set's ARN
/// @param rows   one per resource that would change; a drift-aware change set also lists resources that are in sync
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">ResourceChange</a>
public record ChangeSet(String id, List<Row> rows) {

    public ChangeSet {
        rows = List.copyOf(rows);
    }

    /// @param action      `Add`, `Modify`, `Remove`, `Import`, `Dynamic`, `SyncWithActual`, or one that AWS added since
    /// @param replacement `True`, `Conditional`, `False`; empty where AWS says nothing
    /// @param drift       of a drift-aware change set, what it found of the resource: `IN_SYNC`, `MODIFIED`, `DELETED`;
    ///                    `UNSUPPORTED` and others where it did not look at what runs; empty where AWS says nothing
    /// @param cells       the properties that would change
    public record Row(
            String logicalId,
            String physicalId,
            String type,
            String action,
            String replacement,
            String drift,
            List<Cell> cells) {

        private static final Set<String> HELD = Set.of("IN_SYNC", "MODIFIED", "DELETED");

        public Row {
            cells = List.copyOf(cells);
        }

        /// Whether CloudFormation held the resource against what runs.
        public boolean held() {
            return HELD.contains(drift);
        }
    }

    /// @param path   below `Properties`; empty for a row that is about tags of the stack or other attributes
    /// @param change `Add`, `Remove`, `Modify`, `SyncWithActual`, or one that AWS added since
    /// @param before as CloudFormation sees it now, with what drift it found; absent where there is nothing
    public record Cell(PropertyPath path, String change, Optional<Value> before, Optional<Value> after) {}
}
