package dev.phantom.assembly;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.store.files.TypeCache;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/// What a command knows of resource types.
public final class KnownTypes {

    private KnownTypes() {}

    /// The table and the cache.
    static TypeCache cache(Invocation invocation, Consumer<String> notices) {
        var today = LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC);
        return TypeCache.of(EmbeddedKnowledge.types(), invocation.environment(), today, notices);
    }

    /// Without AWS: the table, the cache, and the facts.
    public static Knowledge offline(Invocation invocation, Consumer<String> notices) {
        return with(cache(invocation, notices));
    }

    /// With these schemas, the facts that come with Phantom.
    private static Knowledge with(TypeCatalogs types) {
        return EmbeddedKnowledge.with(types);
    }

    /// The same, and AWS for the types that neither the table nor the cache has.
    static Knowledge connected(Invocation invocation, AwsClients clients, Consumer<String> notices) {
        return with(AskedTypes.catalogs(
                cache(invocation, notices),
                (place, type) -> new CloudFormationTypes(clients, place.account(), place.region()).describe(type),
                notices));
    }
}
