package dev.phantom.fault;

import java.nio.file.InvalidPathException;

/// One problem, told to a person: what failed, the value seen, what to do next.
///
/// @param code    entry of the catalogue
/// @param summary one line, lower case, no full stop: what failed and the value seen
/// @param detail  what to do next, or the quoted remote reply with its request id; may be empty
/// @param address where: `file:line:column`, an ARN, a URL path; may be empty
/// @param cause   what a source did, where one was asked
public record Diagnostic(ErrorCode code, String summary, String detail, String address, Cause cause) {

    public Diagnostic {
        summary = oneLine(summary);
        detail = oneLine(detail);
        address = oneLine(address);
    }

    /// One that no source is to blame for.
    public Diagnostic(ErrorCode code, String summary, String detail, String address) {
        this(code, summary, detail, address, Cause.OTHER);
    }

    public static Diagnostic of(ErrorCode code, String summary) {
        return new Diagnostic(code, summary, "", "");
    }

    /// A name that no file can have here: it holds what the charset of the locale lacks, in which the operating system
    /// and Java exchange names.
    public static Diagnostic unnameable(String name) {
        return name.indexOf('\0') >= 0
                ? new Diagnostic(
                        Code.FILE_NAME, "a file name must not contain a NUL character", "choose another name", name)
                : new Diagnostic(
                        Code.FILE_NAME,
                        "the file name cannot be encoded in the charset of the locale, "
                                + System.getProperty("sun.jnu.encoding", "unknown"),
                        "",
                        name);
    }

    /// A fault of Phantom's own: what it was and where. Not its message, which may hold values of somebody's resources.
    /// A path that is none is the user's.
    public static Diagnostic unexpected(Throwable fault) {
        if (fault instanceof InvalidPathException path) {
            return unnameable(path.getInput());
        }
        var frames = fault.getStackTrace();
        var where = frames.length == 0
                ? ""
                : " in %s.%s:%d"
                        .formatted(frames[0].getClassName(), frames[0].getMethodName(), frames[0].getLineNumber());
        return of(Code.INTERNAL_ERROR, "unexpected " + fault.getClass().getSimpleName() + where);
    }

    /// The same problem, which a source made.
    public Diagnostic by(Cause source) {
        return new Diagnostic(code, summary, detail, address, source);
    }

    public Fault fault() {
        return code.fault();
    }

    /// The one line that a user sees: `PH-TPL-001 stacks/a.yaml:3:7 not valid YAML: …; what to do`.
    public String line() {
        var line = new StringBuilder(code.id());
        if (!address.isEmpty()) {
            line.append(' ').append(address);
        }
        line.append(' ').append(summary);
        var next = detail.isEmpty() ? code.remedy() : detail;
        if (!next.isEmpty()) {
            line.append("; ").append(next);
        }
        return line.toString();
    }

    private static String oneLine(String text) {
        return InertText.sentence(text).strip();
    }
}
