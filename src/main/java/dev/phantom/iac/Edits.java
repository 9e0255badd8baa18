package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The edits of one definition's files that bring about an intent. They are computed, not made: whether one is taken is
/// for whoever asked to decide.
public interface Edits {

    /// Where a value can be edited, the one of least surprise first.
    enum Way {
        /// In a file of values, for an input that has its value from its default or from the deployment alone.
        VALUES_FILE,
        /// Where the value really comes from: what a person would change.
        ORIGIN,
        /// In a file of values of this stack alone, where others read the origin.
        OVERRIDE,
        /// In the resource itself, whatever stands there.
        IN_PLACE
    }

    /// @param edits   one per file
    /// @param origin  what is edited
    /// @param where   in words: `the default of parameter DbClass`
    /// @param readers in words: what else reads what is edited
    /// @param notes   in words: what else the edit does
    record Candidate(List<FileEdit> edits, Origin origin, String where, List<String> readers, List<String> notes) {

        public Candidate {
            edits = List.copyOf(edits);
            readers = List.copyOf(readers);
            notes = List.copyOf(notes);
        }

        /// In words: what else changes with it.
        public List<String> alsoChanges() {
            List<String> all = new ArrayList<>(readers);
            all.addAll(notes);
            return all;
        }
    }

    /// The edit of one property.
    ///
    /// @param property below the resource's properties, with the indexes of the declared lists
    /// @return empty where a value has no such way
    /// @throws dev.phantom.fault.PhantomException PATCH_NO_NODE, PATCH_NO_SUCH_PATH or PATCH_REFUSED: why there is no
    /// safe edit
    Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way);

    /// A resource more. Where the format knows a protection against deletion, it has it.
    Candidate added(String address, String type, MapValue properties);

    /// A resource less, whoever still reads it.
    Candidate removed(String address);

    /// In words: what reads a resource beside itself.
    List<String> readers(String address);
}
