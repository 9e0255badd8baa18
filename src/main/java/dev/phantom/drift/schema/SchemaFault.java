package dev.phantom.drift.schema;

/// A text is not a resource schema that can be folded. The message completes "the schema is not understood: …".
public final class SchemaFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaFault(String message) {
        super(message);
    }
}
