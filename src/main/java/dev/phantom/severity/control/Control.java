package dev.phantom.severity.control;

import dev.phantom.drift.Change;
import dev.phantom.drift.fact.Fact.Guards;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.fact.Safe;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One property that should be so, in some types: an entry of the catalogue.
///
/// @param id     never reused
/// @param rule   whose findings are told by it: `PH-SEV-004`
/// @param demand what must be where
/// @param when   what must be elsewhere in the resource for it to count
/// @param level  the level that AWS publishes for the control `aws`; where there is none, ours
/// @param aws    id of AWS Security Hub's control: `RDS.3`; or empty
/// @param title  what is so where it fails
/// @param page   address that backs it
/// @param fires  properties of a resource in which it fails
/// @param silent the same in which it does not
public record Control(
        String id,
        String rule,
        List<String> types,
        Demand demand,
        List<Demand> when,
        Severity level,
        String aws,
        String title,
        String why,
        String page,
        MapValue fires,
        MapValue silent) {

    public Control {
        types = List.copyOf(types);
        when = List.copyOf(when);
    }

    /// A place where it fails.
    ///
    /// @param key  the same on both sides
    /// @param there whether something stands there
    /// @param also places that make it fail as well: those of its guards
    record Failure(String key, PropertyPath path, boolean there, List<PropertyPath> also, String title) {}

    /// As JSON Pointers with the signs of [PropertyPlace].
    public List<List<String>> paths() {
        return Stream.concat(Stream.of(demand), when.stream()).map(Demand::path).toList();
    }

    /// Whether changes may have to do with it: no other property of the resource decides. None at all may be anything.
    boolean speaksOf(List<Change> changes) {
        return changes.isEmpty()
                || changes.stream()
                        .anyMatch(c -> c.path().isRoot()
                                || begins(demand, c)
                                || when.stream().anyMatch(guard -> begins(guard, c)));
    }

    private static boolean begins(Demand demand, Change change) {
        return demand.path().getFirst().equals(change.path().segments().getFirst());
    }

    /// Whether it leaves to the fact of the type what is safe.
    public boolean byFact() {
        return demand.must() instanceof Must.Protect;
    }

    /// The fact that it judges; empty if it has its own demand.
    public Optional<Protection> fact(KeptFacts facts) {
        if (!byFact()) {
            return Optional.empty();
        }
        var steps = demand.path();
        int bag = steps.size() - 2;
        var entry = bag > 0 && steps.get(bag).startsWith("[Key=")
                ? steps.get(bag).substring("[Key=".length(), steps.get(bag).length() - 1)
                : "";
        var path = new PropertyPath(entry.isEmpty() ? steps : steps.subList(0, bag));
        return facts.at(path).all(Protection.class).stream()
                .filter(p -> p.entry().equals(entry))
                .findFirst();
    }

    /// What losing it loses.
    Optional<Guards> guards(KeptFacts facts) {
        return fact(facts).map(Protection::guards);
    }

    /// Where it fails in the live model, of itself or against the safe one.
    List<Failure> failures(Subject subject, MapValue model, MapValue safe) {
        var safely = safely(safe);
        var is = fact(subject.facts()).map(Protection::safe).orElse(null);
        return PropertyPlace.of(demand.path(), model).stream()
                .filter(place -> fails(place, safely, is, subject))
                .filter(place -> when.stream().allMatch(guard -> guard.holds(model, demand.path(), place)))
                .map(place -> failure(place, safely))
                .toList();
    }

    private Map<String, Value> safely(MapValue safe) {
        var values = new HashMap<String, Value>();
        if (demand.must() instanceof Must.NotLowered || demand.must() instanceof Must.Ours) {
            PropertyPlace.of(demand.path(), safe)
                    .forEach(p -> p.value().ifPresent(v -> values.putIfAbsent(p.key(), v)));
        }
        return values;
    }

    private boolean fails(PropertyPlace place, Map<String, Value> safely, @Nullable Safe is, Subject subject) {
        if (place.value().isEmpty()) {
            return demand.must() instanceof Must.Absent ? place.empty() : demand.absentFails();
        }
        var value = place.value().get();
        return switch (demand.must()) {
            case Must.Protect p -> is != null && (!protects(is, value) || ofAws(value));
            case Must.NotLowered n -> lowered(safely.get(place.key()), value);
            case Must.Ours o -> left(safely.get(place.key()), value, subject);
            case Must.On on -> !on.holds(value);
            case Must.Off off -> !off.holds(value);
            case Must.Present p -> ofAws(value);
            case Must.Absent a -> true;
            case Must.AtLeast least -> !least.holds(value);
            case Must.AtMost most -> !most.holds(value);
            case Must.OneOf one -> !one.holds(value);
            case Must.NoneOf none -> !none.holds(value);
            case Must.Longer longer -> !longer.holds(value);
            case Must.NotEverybody n -> !n.holds(value);
            case Must.NoLiteral n -> !n.holds(value);
        };
    }

    /// What nobody can tell is not told off.
    private static boolean protects(Safe safe, Value value) {
        return !(value.settled() instanceof Value.Scalar) && !(safe instanceof Safe.Present)
                || safe.holds(Optional.of(value))
                || safe instanceof Safe.OneOf one
                        && one.values().contains("true")
                        && new PropertyView(value.settled()).flag().orElse(false);
    }

    /// A key that AWS manages is nobody's own:
    /// https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key
    private boolean ofAws(Value value) {
        return rule.equals("PH-SEV-005")
                && new PropertyView(value.settled())
                        .text()
                        .filter(text -> text.matches("(arn:[^/]*:)?(alias/)?aws/.*"))
                        .isPresent();
    }

    private static boolean lowered(@Nullable Value safe, Value live) {
        var before = safe == null ? Optional.<BigDecimal>empty() : Must.number(safe.settled());
        return Must.number(live.settled())
                .filter(n ->
                        n.signum() > 0 && before.filter(b -> n.compareTo(b) < 0).isPresent())
                .isPresent();
    }

    private static boolean left(@Nullable Value safe, Value live, Subject subject) {
        return safe != null
                && subject.models().live(safe).isPresent()
                && known(live)
                && subject.models().live(live).isEmpty();
    }

    private static boolean known(Value live) {
        return live instanceof Value.Reference || live.settled() instanceof Value.Scalar;
    }

    private Failure failure(PropertyPlace place, Map<String, Value> safely) {
        var before = safely.get(place.key());
        var said = demand.must() instanceof Must.NotLowered && before != null && title.contains("%")
                ? place.value()
                        .map(now -> title.formatted(place.path().last(), words(before), words(now)))
                        .orElseGet(() -> "%s, which was %s, is no longer set"
                                .formatted(place.path().last(), words(before)))
                : title;
        var also = when.stream()
                .map(guard -> new PropertyPath(guard.path().stream()
                        .takeWhile(step -> !step.equals("*") && !step.startsWith("["))
                        .toList()))
                .toList();
        return new Failure(place.key(), place.path(), place.value().isPresent(), also, said);
    }

    private static String words(Value value) {
        return new PropertyView(value.settled()).text().orElse("?");
    }
}
