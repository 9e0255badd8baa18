package dev.phantom.assembly;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeSource;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.store.files.RegistryPlace;
import dev.phantom.store.files.TypeCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Asks one registry of AWS about types that neither the table nor the cache knows, and keeps the answers: a few in a
/// run, and none more once it refused.
public final class AskedTypes implements TypeSource {

    /// Three or four names: `AWS::EC2::Subnet`, `AWS::A::B::MODULE`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{2,64}(::[A-Za-z0-9]{2,64}){2}(::MODULE)?");
    private static final int MOST = 10;

    private final RegistryPlace place;
    private final BiFunction<RegistryPlace, String, SchemaRow> registries;
    private final TypeCache cache;
    private final Consumer<String> notices;
    private final AtomicInteger left = new AtomicInteger(MOST);

    private AskedTypes(
            RegistryPlace place,
            BiFunction<RegistryPlace, String, SchemaRow> registries,
            TypeCache cache,
            Consumer<String> notices) {
        this.place = place;
        this.registries = registries;
        this.cache = cache;
        this.notices = notices;
    }

    /// The table, what is kept, and for the rest the registry of the account and region.
    public static TypeCatalogs catalogs(
            TypeCache cache, BiFunction<RegistryPlace, String, SchemaRow> registries, Consumer<String> notices) {
        Map<RegistryPlace, TypeCatalog> made = new ConcurrentHashMap<>();
        return stack -> made.computeIfAbsent(
                RegistryPlace.of(stack),
                place -> cache.of(place).with(new AskedTypes(place, registries, cache, notices)));
    }

    /// Whether a registry can know a type of this name.
    public static boolean isName(String type) {
        return NAME.matcher(type).matches();
    }

    @Override
    public Optional<TypeFacts> find(String type) {
        if (!isName(type) || type.endsWith("::MODULE") || type.startsWith("AWS::CDK::")) {
            return Optional.empty();
        }
        return cache.find(place, type).or(() -> ask(type));
    }

    private Optional<TypeFacts> ask(String type) {
        if (left.getAndDecrement() <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(cache.keep(place, registries.apply(place, type)));
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.AWS_NO_TYPE) {
                left.set(0);
                notices.accept(
                        e.diagnostic().line() + "; types missing from the type table are compared without type facts");
            }
            return Optional.empty();
        }
    }
}
