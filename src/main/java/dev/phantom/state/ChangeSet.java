package dev.phantom.state;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import java.util.List;
import java.util.Optional;

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
    /// @param cells       the properties that would change
    public record Row(
            String logicalId, String physicalId, String type, String action, String replacement, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// @param path   below `Properties`; empty for a row that is about tags of the stack or other attributes
    /// @param change `Add`, `Remove`, `Modify`, `SyncWithActual`, or one that AWS added since
    /// @param before as CloudFormation sees it now, with what drift it found; absent where there is nothing
    public record Cell(PropertyPath path, String change, Optional<Value> before, Optional<Value> after) {}
}
