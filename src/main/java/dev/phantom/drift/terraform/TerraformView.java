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
                pairs.stream().map(Pair::change).distinct().toList(),
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

    /// The changes of properties that a change of attributes is.
    public List<Change> changes(Change reported) {
        return pairs.stream()
                .filter(pair -> pair.told().equals(reported))
                .map(Pair::change)
                .toList();
    }

    /// The property that an attribute is: of what changed, the changed one; empty if it is not mapped.
    public Optional<PropertyPath> property(PropertyPath attribute) {
        return pairs.stream()
                .filter(pair -> pair.told().path().equals(attribute))
                .findFirst()
                .map(pair -> pair.change().path())
                .or(() -> actual.property(attribute))
                .or(() -> expected.property(attribute));
    }

    /// The value of a property that is this value of an attribute.
    public Value property(PropertyPath attribute, Value value) {
        return List.of(actual, expected).stream()
                .flatMap(side -> side.steps().stream())
                .filter(step -> step.attribute().equals(attribute))
                .findFirst()
                .map(step -> step.conversion().property(value))
                .orElse(value);
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

    /// What changed of a property whose path says no elements; else the attribute that it is.
    public List<PropertyPath> attributes(PropertyPath names) {
        var changed = pairs.stream()
                .filter(pair -> TerraformType.names(pair.change().path()).overlaps(names))
                .map(pair -> TerraformType.names(pair.told().path()))
                .distinct()
                .toList();
        return changed.isEmpty() ? List.of(type.attribute(names).orElse(names)) : changed;
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
