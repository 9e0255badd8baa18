package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.PriceBook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// The prices that `phantom cost` works with: those that are embedded, and AWS's if it is told so.
///
/// @param aws null where AWS is not asked
record AskedPrices(PriceBook book, @Nullable AwsConnection aws) implements AutoCloseable {

    static AskedPrices of(ParseResult args, Terminal terminal) {
        if (!args.hasMatchedOption("--aws-prices")) {
            return new AskedPrices(EmbeddedPriceBook.load(), null);
        }
        String profile = args.matchedOptionValue("--profile", "");
        var aws = AwsConnection.open(terminal.invocation(), profile, terminal.err()::println);
        return new AskedPrices(aws.prices(terminal.invocation(), terminal.err()::println), aws);
    }

    @Override
    public void close() {
        if (aws != null) {
            aws.close();
        }
    }
}
