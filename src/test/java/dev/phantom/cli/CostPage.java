package dev.phantom.cli;

import java.nio.file.Path;

/// `docs/cost.md`: what `phantom cost` prints, as it prints it.
public final class CostPage {

    private static final Path HERE = Path.of("src/test/resources/dev/phantom/cli/cost");

    private CostPage() {}

    public static String text() {
        return """
                # Cost

                `phantom cost` says what a template costs a month and a year, and what drift adds to it. Prices are list prices on demand, without
                discounts, credits and taxes; they are a table that comes with Phantom, so no account is asked and nothing is sent. A month has 730 hours, a
                year twelve months.

                - A line is an item, how many units of it at which price, and what the quantity rests on: `measured` was counted, `derived` follows from the
                  template alone, `assumed` takes something that the template does not say to be as the item names it. Where the price is more than a year
                  older than the table, its day is said; `--output json` has the day of every line (`asOf`).
                - What AWS bills by use stands apart, with the price of a unit. It is in no sum. In a run with Datadog, what a drift moves the unit price of is
                  counted over the last week (calls and seconds of functions, capacity that a table consumed, data through a NAT gateway, capacity units of a
                  load balancer, data written to a stream) and priced as `measured`; calls are taken to last as long on either memory size.
                - What has no price is named, with what is missing: a price of that region or variant, a setting, a model of the type. It is in no sum
                  either, and the sum says so. Nothing unknown counts as 0.00.
                - A difference is made of the parts that are priced on both sides and differ: *before* and *after* are those of these parts, not of the whole stack.
                - Of a region without any price the first line says so.

                ## A template

                %s
                ## Drift

                %s
                ## For a pull request

                `--output markdown`, for a comment that a workflow makes:

                %s
                ## Exit codes

                0 ok; 1 error (a file that cannot be read, `--strict` and something that could have been compared was not, a cost that could not be estimated);
                2 drift, with `--detailed-exitcode` and `--safe`, `--live`. A part without a price is no error. The result is on stdout, notes on stderr:

                %s
                `--output json` is a `phantom.cost/v1` ([schema](schema/phantom.cost.v1.schema.json)). The summaries of `run`, `diff` and `check` count what is not in
                `monthlyDeltaUsd` as `unpricedChanges`; as metrics they are `phantom.drift.cost_delta_usd` and `phantom.drift.cost_unpriced`.
                """.formatted(
                        block("cost safe.yaml --region us-east-1"),
                        block("cost --safe safe.yaml --live live.json"),
                        block("cost --safe safe.yaml --live live.json --output markdown"),
                        block("cost away.yaml --region us-east-1"));
    }

    private static String block(String line) {
        var result = new Shell().in(HERE).run(line.split(" "));
        return "```\n$ phantom " + line + "\n" + result.out() + result.err() + "```\n";
    }
}
