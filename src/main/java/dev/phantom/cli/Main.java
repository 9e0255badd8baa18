package dev.phantom.cli;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.secret.Secrets;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The entry point. `run` takes its surroundings and returns the exit code, so that a test can call it.
public final class Main {

    static final String VERSION = "phantom 0.1.0";

    private Main() {}

    public static void main(String[] args) {
        Logging.install(List.of(args).contains("--debug"));
        var out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new PrintStream(new java.io.BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8),
                System.err,
                System.getenv(),
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                System.console() != null && System.console().isTerminal());
        int code = run(List.of(args), terminal);
        terminal.out().flush();
        System.exit(terminal.out().checkError() && code == ExitCode.OK ? ExitCode.ERROR : code);
    }

    /// Runs one command line.
    ///
    /// @return 0 ok, 1 error, 2 drift found (only with `--detailed-exitcode`)
    public static int run(List<String> args, Terminal terminal) {
        if (args.equals(List.of("--version"))) {
            terminal.out().println(VERSION);
            return ExitCode.OK;
        }
        var debug = args.contains("--debug");
        try {
            return dispatch(args, terminal);
        } catch (ParameterException e) {
            return fail(terminal, new Diagnostic(Code.USAGE, firstLine(e), usage(e), ""), e, debug);
        } catch (PhantomException e) {
            return fail(terminal, e.diagnostic(), e, debug);
        } catch (OutOfMemoryError e) {
            return fail(
                    terminal,
                    new Diagnostic(
                            Code.INTERNAL_ERROR, "out of memory", "give Java more, e.g. PHANTOM_JAVA_OPTS=-Xmx4g", ""),
                    e,
                    debug);
        } catch (RuntimeException | StackOverflowError e) {
            return fail(terminal, Diagnostic.unexpected(e), e, debug);
        }
    }

    private static int dispatch(List<String> args, Terminal terminal) {
        var line = Catalogue.commandLine();
        var parsed = line.parseArgs(args.toArray(String[]::new));
        var chosen = deepest(parsed);
        var asked = chosen.commandSpec().commandLine();
        if (chosen.isUsageHelpRequested()) {
            asked.usage(terminal.out());
            return ExitCode.OK;
        }
        if (parsed.isVersionHelpRequested()) {
            terminal.out().println(VERSION);
            return ExitCode.OK;
        }
        if (chosen.commandSpec().userObject() instanceof Catalogue.Entry entry) {
            return entry.command().run(chosen, terminal);
        }
        throw new ParameterException(asked, args.isEmpty() ? "no command given" : "no subcommand given");
    }

    private static ParseResult deepest(ParseResult parsed) {
        var result = parsed;
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result;
    }

    private static String firstLine(ParameterException e) {
        var message = e.getMessage() == null ? "" : e.getMessage();
        var lower = message.lines().findFirst().orElse("");
        return lower.isEmpty()
                ? "the command line was not understood"
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
