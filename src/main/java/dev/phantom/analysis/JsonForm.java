package dev.phantom.analysis;

import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;

/// A form in which JSON is built, so that one writer of a noun serves all of them.
///
/// @param <N> a node of it
public interface JsonForm<N> {

    N none();

    N text(String text);

    N number(Number number);

    N flag(boolean flag);

    /// Somebody's data, as this form shows it.
    N value(Value value);

    N list(List<N> items);

    /// @param members in their order
    N object(Map<String, N> members);

    default JsonFields<N> fields() {
        return new JsonFields<>(this);
    }
}
