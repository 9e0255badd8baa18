package dev.phantom.sandbox.aws;

/// A refusal in AWS's own terms; each protocol writes it in its own way.
final class AwsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AwsFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AwsFault validation(String message) {
        return new AwsFault(400, "ValidationError", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
