package dev.phantom.fault;

import org.jspecify.annotations.Nullable;

/// A broken precondition. Expected shortfalls are values; this is for what stops the work at hand.
public final class PhantomException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    public PhantomException(Diagnostic diagnostic) {
        this(diagnostic, null);
    }

    public PhantomException(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(diagnostic.line(), cause);
        this.diagnostic = diagnostic;
    }

    public PhantomException(ErrorCode code, String summary) {
        this(Diagnostic.of(code, summary), null);
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
