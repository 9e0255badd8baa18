package dev.phantom.cli.wire;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.types.AskedTypes;
import dev.phantom.cli.types.TypeCache;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/// What a command knows of resource types.
public final class KnownTypes {

    private KnownTypes() {}

    /// The table and the cache.
    public static TypeCache cache(Terminal terminal, Consumer<String> notices) {
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        return TypeCache.of(TypeCatalog.embedded(), terminal.environment(), today, notices);
    }

    /// The table, the cache, and AWS for the types that neither has.
    static TypeCatalogs connected(Terminal terminal, AwsClients clients, Consumer<String> notices) {
        return AskedTypes.catalogs(
                cache(terminal, notices),
                (place, type) -> new CloudFormationTypes(clients, place.account(), place.region()).describe(type),
                notices);
    }
}
