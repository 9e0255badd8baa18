package dev.phantom.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An exchange that gave no answer that can be used.
public final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient WireFailure failure;

    WireException(WireFailure failure, @Nullable Throwable cause) {
        super(failure.text(), cause);
        this.failure = failure;
    }

    public WireFailure failure() {
        return failure;
    }
}
