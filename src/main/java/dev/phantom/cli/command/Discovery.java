package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.stack.LiveOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Whether a command looks beside the stack too: for resources that are related to it and that no stack manages.
final class Discovery {

    private static final String NAME = "--discover";

    private Discovery() {}

    static void declare(CommandSpec spec) {
        spec.addOption(
                Options.flag(
                        NAME,
                        "also find related resources that no stack manages; uses a resource scan of the last day, or starts one"));
    }

    static LiveOptions of(ParseResult args, LiveOptions options) {
        return Globals.set(args, NAME) ? options.withDiscovery() : options;
    }
}
