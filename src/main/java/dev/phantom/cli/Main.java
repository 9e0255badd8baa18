package dev.phantom.cli;

import dev.phantom.assembly.Release;
import dev.phantom.cli.command.Catalogue;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.secret.Secrets;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry point. `run` takes its surroundings and returns the exit code, so that a test can call it.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Logging.install(List.of(args).contains("--debug"));
        var terminal = new Terminal(
                new PrintStream(new BufferedOutputStream(new StandardOut(), 1 << 16), false, StandardCharsets.UTF_8),
                System.err,
                System.getenv(),
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                System.console() != null && System.console().isTerminal(),
                Boolean.getBoolean("phantom.stderr.tty"));
        System.setErr(terminal.err()); // libraries that log, too
        System.exit(ended(standing(terminal) ? run(List.of(args), terminal) : ExitCode.ERROR, terminal));
    }

    /// Whether the folder that everything is relative to is there: gone, or with a name that the locale cannot hold,
    /// every file in it would be said not to exist.
    private static boolean standing(Terminal terminal) {
        var folder = terminal.folder();
        if (Files.isDirectory(folder)) {
            return true;
        }
        var lost = folder.toString().indexOf('\uFFFD') >= 0 || folder.toString().indexOf('?') >= 0;
        var diagnostic = lost
                ? Diagnostic.unnameable(folder.toString())
                : new Diagnostic(Code.FILE_UNREADABLE, "the current folder does not exist", "", folder.toString());
        terminal.err().println(Secrets.NONE.shown(diagnostic.line()));
        return false;
    }

    /// The exit code once everything is written.
    private static int ended(int code, Terminal terminal) {
        try {
            if (!terminal.out().checkError()) {
                return code;
            }
        } catch (StandardOut.ClosedException e) {
            return code;
        }
        terminal.err()
                .println(Diagnostic.of(Code.FILE_UNWRITABLE, "the result could not be written completely to stdout")
                        .line());
        return ExitCode.ERROR;
    }

    /// Runs one command line.
    ///
    /// @return 0 ok, 1 error, 2 drift found (only with `--detailed-exitcode`)
    public static int run(List<String> args, Terminal terminal) {
        if (args.equals(List.of("--version"))) {
            terminal.out().println(Release.TITLE);
            return ExitCode.OK;
        }
        var debug = args.contains("--debug");
        try {
            return dispatch(args, terminal);
        } catch (ParameterException e) {
            return fail(terminal, new Diagnostic(Code.USAGE, problem(e), meant(e) + usage(e), ""), e, debug);
        } catch (PhantomException e) {
            return fail(terminal, e.diagnostic(), e, debug);
        } catch (StandardOut.ClosedException e) {
            return ExitCode.OK; // whoever read the result has enough of it
        } catch (OutOfMemoryError e) {
            return fail(
                    terminal,
                    new Diagnostic(
                            Code.INTERNAL_ERROR,
                            "out of memory",
                            "increase the heap, e.g. PHANTOM_JAVA_OPTS=-Xmx4g",
                            ""),
                    e,
                    debug);
        } catch (RuntimeException | StackOverflowError e) {
            return fail(terminal, Diagnostic.unexpected(e), e, debug);
        }
    }

    private static int dispatch(List<String> args, Terminal terminal) {
        var line = Catalogue.commandLine();
        var parsed = line.parseArgs(Globals.behind(args).toArray(String[]::new));
        var chosen = deepest(parsed);
        var asked = chosen.commandSpec().commandLine();
        if (chosen.isUsageHelpRequested()) {
            asked.usage(terminal.out());
            return ExitCode.OK;
        }
        if (parsed.isVersionHelpRequested()) {
            terminal.out().println(Release.TITLE);
            return ExitCode.OK;
        }
        return Catalogue.command(chosen.commandSpec())
                .orElseThrow(() ->
                        new ParameterException(asked, args.isEmpty() ? "no command given" : "no subcommand given"))
                .run(chosen, terminal);
    }

    private static ParseResult deepest(ParseResult parsed) {
        var result = parsed;
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result;
    }

    private static String problem(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return firstLine(e);
        }
        var word = "'" + unmatched.getUnmatched().getFirst() + "'";
        if (unmatched.isUnknownOption()) {
            return "unknown option " + word;
        }
        var commands = e.getCommandLine().getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "unexpected argument " + word;
        }
        return "unknown command " + word
                + (meant(e).isEmpty() ? ", expected one of " + String.join(", ", commands) : "");
    }

    /// `did you mean '--dry-run'? `, where a slip of the hand made the word.
    private static String meant(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        var line = e.getCommandLine();
        var known = unmatched.isUnknownOption()
                ? line.getCommandSpec().optionsMap().keySet()
                : line.getSubcommands().keySet();
        var word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
        return Nearest.slip(word, known)
                .map(name -> "did you mean '" + name + "'? ")
                .orElse("");
    }

    private static String firstLine(ParameterException e) {
        var message = e.getMessage() == null ? "" : e.getMessage();
        var lower = message.lines().findFirst().orElse("");
        return lower.isEmpty()
                ? "the command line is not valid"
                : Character.toLowerCase(lower.charAt(0)) + lower.substring(1);
    }

    private static String usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        return "see `" + command.getCommandSpec().qualifiedName() + " --help`";
    }

    private static int fail(Terminal terminal, Diagnostic diagnostic, Throwable cause, boolean debug) {
        terminal.out().flush();
        terminal.err().println(Secrets.NONE.shown(diagnostic.line()));
        if (debug) {
            cause.printStackTrace(terminal.err());
        }
        return ExitCode.ERROR;
    }
}
