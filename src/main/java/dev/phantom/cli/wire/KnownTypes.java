package dev.phantom.cli.wire;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.types.AskedTypes;
import dev.phantom.cli.types.TypeCache;
import dev.phantom.drift.TypeCatalog;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/// What a command knows of resource types.
public final class KnownTypes {

    private KnownTypes() {}

    public static TypeCache cache(Terminal terminal, Consumer<String> notices) {
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        return TypeCache.of(terminal.environment(), today, notices);
    }

    /// The table, the cache, and AWS for the types that neither has.
    ///
    /// @param region whose registry is asked; empty for the SDK's own choice
    static TypeCatalog connected(Terminal terminal, AwsClients clients, String region, Consumer<String> notices) {
        return AskedTypes.catalog(
                cache(terminal, notices), new CloudFormationTypes(clients, region)::describe, notices);
    }
}
