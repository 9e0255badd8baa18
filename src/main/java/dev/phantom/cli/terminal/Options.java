package dev.phantom.cli.terminal;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The kinds of options and arguments that commands declare.
public final class Options {

    private Options() {}

    public static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    public static OptionSpec number(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("N")
                .type(Integer.class)
                .description(description)
                .build();
    }

    /// One that may be given several times.
    public static OptionSpec many(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /// One with a value or without, which is the empty text; the value stands behind `=`.
    public static OptionSpec optionalText(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .arity("0..1")
                .fallbackValue("")
                .type(String.class)
                .description(description)
                .build();
    }

    public static OptionSpec flag(String name, String description) {
        return flag(description, new String[] {name}).build();
    }

    static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .arity("0")
                .type(boolean.class)
                .description(description);
    }

    /// `-h`, `--help`.
    public static OptionSpec help() {
        return flag("show this help and exit", "-h", "--help").usageHelp(true).build();
    }

    /// `--version`.
    public static OptionSpec version() {
        return flag("print the version and exit", new String[] {"--version"})
                .versionHelp(true)
                .build();
    }

    public static PositionalParamSpec optional(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("0..1")
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    public static PositionalParamSpec required(String label, String description) {
        return PositionalParamSpec.builder()
                .arity("1")
                .paramLabel(label)
                .type(String.class)
                .required(true)
                .description(description)
                .build();
    }

    /// One or more.
    public static PositionalParamSpec all(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .required(true)
                .description(description)
                .build();
    }
}
