package dev.phantom.drift.terraform;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Terraform drift as AWS would tell it, and the way back.
public final class TerraformView {

    private record Pair(Change told, Change change) {}

    private final Drift told;
    private final Drift drift;
    private final TerraformType type;
    private final Side expected;
    private final Side actual;
    private final List<Pair> pairs;
    private final List<Change> unmapped;

    private TerraformView(
            Drift told,
            Drift drift,
            TerraformType type,
            Side expected,
            Side actual,
            List<Pair> pairs,
            List<Change> unmapped) {
        this.told = told;
        this.drift = drift;
        this.type = type;
        this.expected = expected;
        this.actual = actual;
        this.pairs = pairs;
        this.unmapped = unmapped;
    }

    static TerraformView of(Drift told, TerraformType type, Side expected, Side actual) {
        var translation = new ChangeTranslation(type, expected, actual);
        var pairs = new ArrayList<Pair>();
        var unmapped = new ArrayList<Change>();
        for (var change : told.changes()) {
            translation.of(change).forEach(each -> pairs.add(new Pair(change, each)));
            if (!translation.knows(change)) {
                unmapped.add(change);
            }
        }
        var drift = new Drift(
                told.driftId(),
                told.contentHash(),
                told.logicalId(),
                told.physicalId(),
                type.awsType(),
                told.status(),
                pairs.stream().map(Pair::change).toList(),
                expected.properties(),
                actual.properties());
        return new TerraformView(told, drift, type, expected, actual, List.copyOf(pairs), List.copyOf(unmapped));
    }

    /// As Terraform reports it.
    public Drift told() {
        return told;
    }

    /// With AWS's type, properties and paths; without the changes that are not mapped.
    public Drift drift() {
        return drift;
    }

    /// Changes of attributes of which nobody knows what they are in AWS.
    public List<Change> unmapped() {
        return unmapped;
    }

    /// The change of attributes that a change of properties comes from.
    public Change told(Change change) {
        return pairs.stream()
                .filter(pair -> pair.change().path().equals(change.path())
                        && pair.change().kind().equals(change.kind()))
                .findFirst()
                .map(Pair::told)
                .orElse(change);
    }

    /// The attribute that a property is: of what changed, the changed one.
    public PropertyPath attribute(PropertyPath property) {
        return pairs.stream()
                .filter(pair -> pair.change().path().equals(property))
                .findFirst()
                .map(pair -> pair.told().path())
                .or(() -> above(property))
                .or(() -> actual.attribute(property))
                .or(() -> expected.attribute(property))
                .or(() -> type.attribute(property))
                .orElse(PropertyPath.ROOT);
    }

    /// Of a property that several changes are below, what they share.
    private Optional<PropertyPath> above(PropertyPath property) {
        return pairs.stream()
                .filter(pair -> pair.change().path().startsWith(property))
                .map(pair -> pair.told().path())
                .reduce(TerraformType::common)
                .filter(path -> !path.isRoot());
    }

    /// The value of an attribute that is this value of a property.
    public Value attribute(PropertyPath property, Value value) {
        return List.of(actual, expected).stream()
                .flatMap(side -> side.steps().stream())
                .filter(step -> step.property().equals(property))
                .findFirst()
                .map(step -> step.conversion().attribute(value))
                .orElse(value);
    }
}
