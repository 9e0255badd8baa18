package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.fact.Fact.Band;
import dev.phantom.drift.fact.Fact.Managed;
import dev.phantom.drift.fact.Fact.Management;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Knows what AWS itself moves: capacity inside its band, minor versions, what a deployment shifts.
record ManagedFacts(FactBook facts, StackResources stack) {

    private static final String TARGET = "AWS::ApplicationAutoScaling::ScalableTarget";
    private static final PropertyPath ENGINE = PropertyPath.parse("/Engine");
    private static final PropertyPath DIMENSION = PropertyPath.of("ScalableDimension");
    private static final PropertyPath RESOURCE = PropertyPath.of("ResourceId");
    private static final PropertyPath LEAST = PropertyPath.of("MinCapacity");
    private static final PropertyPath MOST = PropertyPath.of("MaxCapacity");

    /// Why this change is AWS's own doing, in the report's words; empty if it is not.
    Optional<String> reason(Change change, ComparedResource resource) {
        var kept = facts.of(resource.type());
        if (kept.facts().isEmpty()) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(1, change.path().segments().size())
                .mapToObj(n -> new PropertyPath(change.path().segments().subList(0, n)))
                .flatMap(path -> kept.at(path).all(Managed.class).stream())
                .filter(fact -> explains(fact, change, resource))
                .map(fact -> fact.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .findFirst();
    }

    private boolean explains(Managed fact, Change change, ComparedResource resource) {
        if (!isOn(fact, resource)) {
            return false;
        }
        return switch (fact.reason()) {
            case AUTOSCALED ->
                change.actualValue()
                        .filter(actual -> inBand(fact.band(), actual, resource))
                        .isPresent();
            case AUTO_MINOR_VERSION ->
                change instanceof Change.NotEqual n
                        && (fact.majors().isEmpty()
                                ? minorUpgrade(n.expected(), n.actual())
                                        && (parts(n.expected()) != 2 || !hasLongMajor(fact, resource))
                                : fact.majors().stream().anyMatch(major -> rises(major, n.expected(), n.actual())));
            case DEPLOYMENT, SERVICE -> true;
        };
    }

    /// Always, or while there is a resource type of which the stack has one, or a property that is given and not
    /// switched off. Where nobody shows
    /// the
    /// switch for minor versions, it stands as AWS sets it: on.
    private boolean isOn(Managed fact, ComparedResource resource) {
        var by = fact.by();
        if (by.isEmpty()) {
            return true;
        }
        if (!by.startsWith("/")) {
            return !stack.ofType(by).isEmpty();
        }
        var path = PropertyPath.parse(by);
        var shown = Lookup.text(resource.actual(), path).or(() -> Lookup.text(resource.expected(), path));
        return shown.map(text -> !text.equals("false")).orElse(fact.reason() == Management.AUTO_MINOR_VERSION);
    }

    private boolean inBand(Band band, Value actual, ComparedResource resource) {
        if (!band.dimension().isEmpty()) {
            return stack.ofType(TARGET).stream()
                    .map(target -> target.resource().properties())
                    .filter(target -> Lookup.text(target, DIMENSION)
                            .filter(band.dimension()::equals)
                            .isPresent())
                    .filter(target -> names(target, resource))
                    .anyMatch(target -> within(actual, target, LEAST, target, MOST));
        }
        return within(actual, resource.actual(), band.min(), resource.actual(), band.max());
    }

    /// `service/cluster/web` names the service `web`; a target whose resource id is not known may name any.
    private static boolean names(MapValue target, ComparedResource resource) {
        var id = Lookup.text(target, RESOURCE);
        if (id.isEmpty()) {
            return true;
        }
        var steps = id.get().split("/");
        return Arrays.stream(steps)
                .skip(1)
                .anyMatch(step -> step.equals(resource.physicalId())
                        || resource.physicalId().endsWith("/" + step)
                        || resource.physicalId().endsWith(":" + step)
                        || resource.actual().entries().values().stream()
                                .anyMatch(v -> v instanceof Scalar s && s.text().equals(step)));
    }

    /// A bound that nobody gives does not bind.
    private static boolean within(Value actual, MapValue low, PropertyPath min, MapValue high, PropertyPath max) {
        var value = Lookup.number(actual);
        return value.isPresent()
                && bound(low, min).filter(b -> value.get().compareTo(b) < 0).isEmpty()
                && bound(high, max).filter(b -> value.get().compareTo(b) > 0).isEmpty();
    }

    private static Optional<BigDecimal> bound(MapValue properties, PropertyPath path) {
        return path.isRoot() ? Optional.empty() : Lookup.at(properties, path).flatMap(Lookup::number);
    }

    private static int parts(Value version) {
        return version.settled() instanceof Scalar s ? s.text().split("\\.").length : 0;
    }

    private static boolean hasLongMajor(Managed fact, ComparedResource resource) {
        return Lookup.text(resource.actual(), ENGINE)
                .or(() -> Lookup.text(resource.expected(), ENGINE))
                .filter(fact.longMajor()::contains)
                .isPresent();
    }

    /// Same but for the last part, which has risen.
    static boolean minorUpgrade(Value expected, Value actual) {
        if (!(expected.settled() instanceof Scalar from) || !(actual instanceof Scalar to)) {
            return false;
        }
        var before = from.text().split("\\.");
        var after = to.text().split("\\.");
        if (after.length > before.length) {
            return Arrays.equals(before, Arrays.copyOf(after, before.length));
        }
        int last = before.length - 1;
        return before.length == after.length
                && last > 0
                && Arrays.equals(Arrays.copyOf(before, last), Arrays.copyOf(after, last))
                && rises(before[last], after[last]);
    }

    /// Both are of this major version, and the live one is higher.
    private static boolean rises(String major, Value expected, Value actual) {
        if (!(expected.settled() instanceof Scalar from && actual instanceof Scalar to)
                || !from.text().startsWith(major + ".")
                || !to.text().startsWith(major + ".")) {
            return false;
        }
        var before = from.text().substring(major.length() + 1).split("\\.");
        var after = to.text().substring(major.length() + 1).split("\\.");
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) {
                return rises(before[i], after[i]);
            }
        }
        return after.length > before.length;
    }

    private static boolean rises(String from, String to) {
        var x = Lookup.number(Value.string(from));
        var y = Lookup.number(Value.string(to));
        return x.isPresent() && y.isPresent() && y.get().compareTo(x.get()) > 0;
    }
}
