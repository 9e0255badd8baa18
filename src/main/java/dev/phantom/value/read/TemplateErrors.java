package dev.phantom.value.read;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;

/// The clear lines about files that cannot be read, and the bounds of what is read.
public final class TemplateErrors {
    private static final int MOST = 300;

    /// Deepest nesting; real templates stay below 40.
    static final int MAX_DEPTH = 200;

    /// Longest YAML file in characters; CloudFormation itself takes 1 MB.
    static final int MAX_YAML = 10_000_000;

    /// Longest JSON file in characters.
    static final int MAX_JSON = 200_000_000;

    /// Longest single string in characters.
    static final int MAX_STRING = 10_000_000;

    /// Most nodes that aliases may stand for.
    static final int MAX_ALIASED = 1_000_000;

    private TemplateErrors() {}

    public static PhantomException syntax(String file, int line, int column, String problem) {
        return at(Code.TEMPLATE_SYNTAX, file, line, column, problem);
    }

    static PhantomException limit(String file, int line, int column, String problem) {
        return at(Code.TEMPLATE_LIMIT, file, line, column, problem);
    }

    public static PhantomException shape(String file, int line, int column, String problem) {
        return at(Code.TEMPLATE_SHAPE, file, line, column, problem);
    }

    private static PhantomException at(Code code, String file, int line, int column, String problem) {
        String address = line > 0 ? file + ":" + line + ":" + column : file;
        String shown = bounded(problem);
        return new PhantomException(new Diagnostic(code, shown, "", address));
    }

    /// As much of it as a line can hold.
    public static String bounded(String problem) {
        return problem.length() > MOST ? problem.substring(0, MOST) + "…" : problem;
    }
}
