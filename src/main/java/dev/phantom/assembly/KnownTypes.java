package dev.phantom.assembly;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.store.files.TypeCache;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/// What a command knows of resource types.
public final class KnownTypes {

    private KnownTypes() {}

    /// The table and the cache.
    public static TypeCache cache(Invocation invocation, Consumer<String> notices) {
        var today = LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC);
        return TypeCache.of(TypeCatalog.embedded(), invocation.environment(), today, notices);
    }

    /// The table, the cache, and AWS for the types that neither has.
    static TypeCatalogs connected(Invocation invocation, AwsClients clients, Consumer<String> notices) {
        return AskedTypes.catalogs(
                cache(invocation, notices),
                (place, type) -> new CloudFormationTypes(clients, place.account(), place.region()).describe(type),
                notices);
    }
}
