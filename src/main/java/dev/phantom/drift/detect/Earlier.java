package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Witness;
import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What an earlier, undrifted live model adds to a comparison: it vouches for declared changes and confirms undeclared
/// ones.
///
/// @param expected what the template declares
/// @param baseline the earlier live model
/// @param live     the live model now
record Earlier(MapValue expected, MapValue baseline, MapValue live) {

    /// @param declared the declared changes of the comparison with the template
    /// @param since    the changes from the baseline to live
    List<Change> confirmed(List<Change> declared, List<Change> since) {
        var all = new ArrayList<Change>();
        for (var change : declared) {
            boolean vouched = since.stream()
                    .anyMatch(other ->
                            overlap(change.path(), other.path()) || overlap(actualPath(change), actualPath(other)));
            all.add(vouched ? change.with(change.circumstances().witness(Witness.BASELINE)) : change);
        }
        for (var change : since) {
            boolean known = declared.stream()
                    .anyMatch(other ->
                            overlap(change.path(), other.path()) || overlap(actualPath(change), actualPath(other)));
            if (!known && !declares(change)) {
                all.add(change.with(undeclared(change)));
            }
        }
        return all;
    }

    private static Circumstances undeclared(Change change) {
        return Circumstances.undeclared()
                .protection(change.circumstances().protection())
                .confirmedBy(Witness.BASELINE);
    }

    /// Whether the template speaks of the place of this change; then the comparison with it has said all there is to
    /// say.
    private boolean declares(Change change) {
        return declares(change.path(), change instanceof Change.Add ? live : baseline);
    }

    private boolean declares(PropertyPath path, Value side) {
        Value mine = expected;
        Value theirs = side;
        for (var segment : path.segments()) {
            if (mine instanceof MapValue m && theirs instanceof MapValue t) {
                var next = m.get(segment);
                var other = t.get(segment);
                if (next == null) {
                    return false;
                }
                if (other == null) {
                    return true;
                }
                mine = next.settled();
                theirs = other;
            } else if (mine instanceof ListValue m && theirs instanceof ListValue t) {
                int index = Integer.parseInt(segment);
                int place = place(m, t, index);
                if (place < 0) {
                    return true;
                }
                mine = m.items().get(place).settled();
                theirs = t.items().get(index);
            } else {
                return true;
            }
        }
        return true;
    }

    /// Where the declared list has the element that the other has at `index`; -1 if nobody can tell.
    private static int place(ListValue mine, ListValue theirs, int index) {
        var key = ElementKeys.of(theirs, index);
        if (key.isEmpty()) {
            return -1;
        }
        for (int i = 0; i < mine.items().size(); i++) {
            if (ElementKeys.of(mine, i).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    static PropertyPath actualPath(Change change) {
        return change instanceof Change.NotEqual n ? n.actualPath() : change.path();
    }

    static boolean overlap(PropertyPath a, PropertyPath b) {
        return a.startsWith(b) || b.startsWith(a);
    }
}
