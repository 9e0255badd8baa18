package dev.phantom.drift.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.Scope;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds two texts against each other as the documents that they hold: the spelling of a policy is no difference.
///
/// @param arns  of the stack
/// @param facts for the ways to name resources in a policy
record JsonTexts(Arns arns, FactBook facts) {

    private static final String HERE = "Document";

    /// The differences inside two texts, none if they mean the same; null if they are no documents.
    @Nullable
    List<Change> inner(Value one, Value other) {
        var a = text(one);
        var b = text(other);
        if (!isDocument(a) || !isDocument(b)) {
            return a.equals(b) && !a.isEmpty() ? List.of() : null;
        }
        var scope = Scope.ofSchema(TypeNode.UNKNOWN.child(HERE), arns, facts);
        var found = Comparison.of(document(a), document(b), scope).changes();
        if (found.isEmpty()) {
            return List.of();
        }
        boolean secret = one instanceof Value.Sensitive || other instanceof Value.Sensitive;
        return !secret
                        && found.getFirst() instanceof Change.NotEqual n
                        && !n.inner().isEmpty()
                ? n.inner()
                : null;
    }

    private static MapValue document(String text) {
        return new MapValue(Map.of(HERE, Value.string(text)));
    }

    private static boolean isDocument(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private static String text(Value value) {
        return value instanceof Scalar s ? s.text() : value instanceof Value.Sensitive s ? s.secret() : "";
    }
}
