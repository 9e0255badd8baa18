package dev.phantom.drift.knowledge;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.stack.StackId;

/// What comes with Phantom, for tests.
public final class Known {
    public static final TypeCatalog TYPES = EmbeddedKnowledge.types();
    public static final Knowledge EVERYWHERE = EmbeddedKnowledge.with(stack -> TYPES);
    public static final TypeKnowledge HERE = EVERYWHERE.of(new StackId("", "", ""));
    public static final FactBook FACTS = HERE.facts();

    private Known() {}

    /// The facts that come with Phantom, and these schemas.
    public static TypeKnowledge with(TypeCatalog types) {
        return EmbeddedKnowledge.with(stack -> types).of(new StackId("", "", ""));
    }
}
