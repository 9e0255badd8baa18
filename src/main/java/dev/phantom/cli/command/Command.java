package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of the program. Its class is loaded only when it runs, so that no command pays for another's libraries.
public interface Command {

    /// Declares names, options and help.
    ///
    /// @param spec an empty spec with the command's name
    void declare(CommandSpec spec);

    /// @return the exit code
    int run(ParseResult args, Terminal terminal);
}
