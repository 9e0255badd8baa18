package dev.phantom.assembly;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.store.files.RegistryPlace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A type as AWS describes it now, beside the table that comes with Phantom.
///
/// @param file where the answer is kept; empty if nowhere
public record AskedType(TypeFacts facts, TypeCatalog table, Optional<Path> file) {

    /// Asks the caller's registry and keeps the answer.
    ///
    /// @param aws a connection with the caller's own credentials
    /// @throws dev.phantom.fault.PhantomException AWS_NO_TYPE, AWS_*
    public static AskedType ask(
            String type, AwsConnection aws, String region, Invocation invocation, Consumer<String> notices) {
        var cache = KnownTypes.cache(invocation, notices);
        var registry = aws.registry(region);
        var row = registry.describe(type);
        var place = new RegistryPlace(registry.account(), region);
        return new AskedType(cache.keep(place, row), cache.table(), cache.file(place, type));
    }
}
