package dev.phantom.cli.command;

import dev.phantom.assembly.KnownFormats;
import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.NamedFiles;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.plan.TemplateEdit;
import dev.phantom.report.PlainText;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.read.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom template set FILE LOGICAL_ID /Property/Path [VALUE_JSON]`.
final class TemplateSetCommand implements Command {

    private static final List<String> NEEDED = List.of("FILE", "LOGICAL_ID", "PATH");
    private static final Pattern NEGATIVE = Pattern.compile("-\\d.*");

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.optional(0, "FILE", "the template, YAML or JSON"));
        spec.addPositional(Options.optional(1, "LOGICAL_ID", "the resource"));
        spec.addPositional(
                Options.optional(2, "PATH", "below its Properties: /Property/Path; /- at the end appends to a list"));
        spec.addPositional(
                Options.optional(3, "VALUE_JSON", "the new value as JSON: 8, true, '\"text\"', '{\"Ref\": \"Db\"}'"));
        spec.addOption(Options.flag("--literal", "replace the value in the resource itself, not where it comes from"));
        spec.addOption(Options.flag("--remove", "remove the property"));
        spec.addOption(Options.flag("--write", "write the file instead of printing it"));
        // -1 is a value; what else begins with a dash is told apart below
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var words = new Words(args);
        var place = Globals.set(args, "--write") ? new WholeFile(terminal.path(words.at(0)), words.at(0)) : null;
        var bytes = NamedFiles.bytes(terminal.invocation(), words.at(0));
        var text = DocumentReader.decode(words.at(0), bytes);
        var result = TemplateEdit.command(
                KnownFormats.ALL,
                words.at(0),
                text,
                words.at(1),
                words.at(2),
                words.value(),
                Globals.set(args, "--literal"));
        return switch (result) {
            case TemplateEdit.Result.Refused(var diagnostic) -> throw new PhantomException(diagnostic);
            case TemplateEdit.Result.Edited edited -> {
                int code = finish(edited, place, terminal);
                noProperty(words, edited.text(), terminal).ifPresent(terminal.err()::println);
                yield code;
            }
        };
    }

    /// A note where the resource's type has no property of the name that was set, as far as its schema is known.
    private static Optional<String> noProperty(Words words, String text, Terminal terminal) {
        var resource = KnownFormats.ALL.read(words.at(0), text).resources().get(words.at(1));
        if (resource == null || words.value() == null) {
            return Optional.empty();
        }
        var name = PropertyPath.parse(words.at(2)).segments().getFirst();
        return KnownTypes.offline(terminal.invocation(), terminal.err()::println)
                .types()
                .of(new StackId("", "", ""))
                .find(resource.type())
                .map(facts -> facts.at(PropertyPath.ROOT).properties())
                .filter(known -> !known.isEmpty() && !known.contains(name))
                .map(known -> "note: " + resource.type() + " has no property " + PlainText.line(name)
                        + Nearest.slip(name, known)
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""));
    }

    private static int finish(TemplateEdit.Result.Edited edited, @Nullable WholeFile place, Terminal terminal) {
        var bytes = edited.text().getBytes(StandardCharsets.UTF_8);
        if (place != null) {
            place.write(bytes);
        } else {
            terminal.out().write(bytes, 0, bytes.length);
        }
        edited.alsoChanges().forEach(also -> terminal.err().println("note: " + PlainText.line(also)));
        return ExitCode.OK;
    }

    /// The words of the command line, checked.
    private static final class Words {
        private final ParseResult args;

        Words(ParseResult args) {
            this.args = args;
            for (int i = 0; i <= NEEDED.size(); i++) {
                if (at(i).startsWith("-")
                        && !(i == NEEDED.size() && NEGATIVE.matcher(at(i)).matches())) {
                    throw wrong("unknown option '" + at(i) + "'");
                }
            }
            for (int i = 0; i < NEEDED.size(); i++) {
                if (at(i).isEmpty()) {
                    throw wrong("missing required parameter " + NEEDED.get(i));
                }
            }
            if (!at(2).startsWith("/")) {
                throw wrong("the path '" + at(2) + "' does not start with /");
            }
            value(Globals.set(args, "--remove"), at(NEEDED.size()));
        }

        private void value(boolean remove, String value) {
            if (remove && (!value.isEmpty() || at(2).endsWith("/-"))) {
                throw wrong("--remove takes an existing path and no value");
            }
            if (!remove && value.isEmpty()) {
                throw wrong("VALUE_JSON is missing (or use --remove)");
            }
            if (value.startsWith("/")) {
                throw wrong("'" + value + "' is not valid JSON: put a string in double quotes");
            }
        }

        String at(int index) {
            return args.matchedPositionalValue(index, "");
        }

        @Nullable
        String value() {
            return Globals.set(args, "--remove") ? null : at(NEEDED.size());
        }

        private ParameterException wrong(String what) {
            return new ParameterException(args.commandSpec().commandLine(), what);
        }
    }
}
