package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.compare.Scope.Mode;
import dev.phantom.drift.fact.Alias;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.NotReturned;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Filler;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Two objects, property by property.
final class MapWalk {

    /// What nobody shows again, whether the schema says so or not.
    private static final Pattern SECRET =
            Pattern.compile("(Password|Passphrase|PrivateKey|AuthToken|SecretKey|ClientSecret)$");

    private final Walk walk;
    private final TagWalk tagged;

    MapWalk(Walk walk) {
        this.walk = walk;
        this.tagged = new TagWalk(walk, this);
    }

    TagWalk tagged() {
        return tagged;
    }

    void maps(MapValue expected, MapValue actual, TypeNode node) {
        if (Choices.differ(expected, actual, node)) {
            walk.ledger().notEqual(expected, actual, List.of(), true);
            return;
        }
        var tags = walk.atTop() ? walk.scope().tagProperty() : "";
        Set<String> renamed = Set.of();
        for (var entry : expected.entries().entrySet()) {
            var missing = actual.get(entry.getKey()) == null;
            var other = missing ? otherName(entry.getKey(), actual) : null;
            var twin = missing && other == null ? twin(entry.getKey(), expected, actual, node) : null;
            if (other != null) {
                renamed = plus(renamed, other.holder());
                underOtherName(entry.getKey(), entry.getValue(), other, node);
            } else if (twin == null) {
                both(
                        entry.getKey(),
                        entry.getValue(),
                        actual,
                        node,
                        entry.getKey().equals(tags));
            } else {
                renamed = plus(renamed, twin);
                underItsName(entry.getKey(), entry.getValue(), twin, actual, node);
            }
        }
        for (var entry : actual.entries().entrySet()) {
            if (!expected.entries().containsKey(entry.getKey()) && !renamed.contains(entry.getKey())) {
                extra(entry.getKey(), entry.getValue(), node, entry.getKey().equals(tags));
            }
        }
    }

    /// The schema's own name of a property that the template writes in another case, where live has it; else null.
    private static @Nullable String twin(String key, MapValue expected, MapValue actual, TypeNode node) {
        if (!node.isKnown() || actual.entries().isEmpty() || node.properties().contains(key)) {
            return null;
        }
        return node.properties().stream()
                .filter(name -> name.equalsIgnoreCase(key))
                .filter(name -> actual.get(name) != null && expected.get(name) == null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable OtherNames otherName(String key, MapValue actual) {
        if (walk.scope().mode() == Mode.TEMPLATES) {
            return null;
        }
        walk.trail().enter(key);
        var fact = walk.fact(Alias.class);
        walk.trail().leave();
        return fact.isEmpty() ? null : OtherNames.of(fact.get(), actual);
    }

    private void underOtherName(String key, Value expected, OtherNames other, TypeNode node) {
        walk.trail().enter(key);
        var live = other.inFormOf(expected);
        if (live.isPresent()) {
            walk.substituted(expected, declared -> walk.values(declared, live.get(), node.child(key)));
        } else {
            walk.ledger().gap(Reason.NOT_RETURNED);
        }
        walk.trail().leave();
    }

    private static Set<String> plus(Set<String> names, String name) {
        var all = new HashSet<>(names);
        all.add(name);
        return all;
    }

    private void underItsName(String key, Value expected, String twin, MapValue actual, TypeNode node) {
        walk.trail().enter(key);
        if (actual.get(twin) instanceof Value live) {
            walk.values(expected, live, node.child(twin));
        }
        walk.trail().leave();
    }

    void both(String key, Value expected, MapValue actual, TypeNode node, boolean tags) {
        var live = actual.get(key);
        if (live instanceof Scalar a && expected instanceof Scalar e && e.text().equals(a.text())) {
            walk.ledger().agree();
            return;
        }
        var child = node.child(key);
        walk.trail().enter(key);
        if (live == null || nothing(live, expected, child)) {
            absent(key, expected, actual, node, child);
        } else if (child.has(Trait.WRITE_ONLY) && !node.has(Trait.WRITE_ONLY) && expected instanceof Scalar) {
            shownAgain(expected, live, child);
        } else if (!child.has(Trait.READ_ONLY)) {
            if (tags) {
                tagged.tags(expected, live, child);
            } else {
                walk.substituted(expected, declared -> walk.values(declared, live, child));
            }
        }
        walk.trail().leave();
    }

    /// An empty collection is as good as none.
    private static boolean nothing(Value live, Value expected, TypeNode node) {
        return !(live instanceof Scalar)
                && !(expected instanceof Scalar)
                && Choices.isEmpty(live, node)
                && (isBlank(live) || Choices.isEmpty(expected, node));
    }

    private static boolean isBlank(Value live) {
        return live instanceof MapValue map && map.entries().isEmpty()
                || live instanceof ListValue list && list.items().isEmpty();
    }

    /// A write-only scalar that live shows nevertheless: it may be masked or rewritten, so only sameness says
    /// something.
    private void shownAgain(Value expected, Value live, TypeNode child) {
        if (walk.same(expected, live, child)) {
            walk.ledger().agree();
        } else {
            walk.ledger().gap(Reason.WRITE_ONLY);
        }
    }

    private void absent(String key, Value expected, MapValue actual, TypeNode node, TypeNode child) {
        var ledger = walk.ledger();
        if (Choices.isEmpty(expected, child) || child.has(Trait.READ_ONLY)) {
            ledger.agree();
        } else if (expected.settled() instanceof Unknown unknown) {
            ledger.gap(Reason.of(unknown));
        } else if (expected instanceof Intrinsic) {
            ledger.gap(Reason.UNRESOLVED);
        } else if (expected instanceof Sensitive) {
            ledger.gap(Reason.SENSITIVE);
        } else if (!node.has(Trait.WRITE_ONLY) && (child.has(Trait.WRITE_ONLY) || nothingReadable(expected, child))) {
            ledger.gap(Reason.WRITE_ONLY);
        } else if (walk.scope().mode() != Mode.TEMPLATES && SECRET.matcher(key).find()) {
            ledger.gap(Reason.SENSITIVE);
        } else if (walk.scope().mode() != Mode.TEMPLATES && (isNotReturned() || otherwiseSaid(actual))) {
            ledger.gap(Reason.NOT_RETURNED);
        } else if (walk.scope().mode() == Mode.EARLIER
                && Empties.isFiller(expected, child)
                && !losesProtection(expected)) {
            ledger.agree();
        } else if (walk.scope().mode() == Mode.DECLARED
                && (isSwitchedOff(expected) || holdsAnyway(expected, child, actual))) {
            ledger.agree();
        } else {
            ledger.remove(expected);
        }
    }

    private boolean isNotReturned() {
        return walk.fact(NotReturned.class)
                .filter(fact -> fact.when().entrySet().stream()
                        .allMatch(e -> walk.root().get(e.getKey()) instanceof Scalar s
                                && s.text().equals(e.getValue())))
                .isPresent();
    }

    /// A block that says of itself that it is off is as good as none.
    private static boolean isSwitchedOff(Value expected) {
        return expected instanceof MapValue block
                && block.get("Enabled") instanceof Scalar enabled
                && enabled.text().equalsIgnoreCase("false");
    }

    /// What holds without being said, the schema's default or what a fact calls a filler: a reader may leave it out.
    private boolean holdsAnyway(Value expected, TypeNode child, MapValue within) {
        if (walk.scope().kept().protects(walk.trail().expected())) {
            return false;
        }
        if (expected instanceof MapValue map) {
            return !map.entries().isEmpty()
                    && map.entries().entrySet().stream().allMatch(e -> {
                        walk.trail().enter(e.getKey());
                        var holds = holdsAnyway(e.getValue(), child.child(e.getKey()), map);
                        walk.trail().leave();
                        return holds;
                    });
        }
        return expected instanceof Scalar text
                && (child.defaultValue().orElse(null) instanceof Scalar standard
                                && Spelling.equal(text, standard, child)
                        || walk.fact(Filler.class)
                                .filter(f -> f.matches(
                                        text, within, walk.scope().arns().account()))
                                .isPresent());
    }

    /// A protection that was on, and of which nothing is left.
    private boolean losesProtection(Value earlier) {
        return walk.fact(Protection.class)
                .filter(p -> p.safe().holds(Optional.of(earlier)) && !p.safe().holds(Optional.empty()))
                .isPresent();
    }

    private static boolean nothingReadable(Value expected, TypeNode child) {
        return child.hasWithin(Trait.WRITE_ONLY) && Empties.isEmpty(Empties.readable(expected, child));
    }

    /// Live says the same by another property in place of this one, as a fact has it that is no guess.
    private boolean otherwiseSaid(MapValue actual) {
        var path = walk.trail().expected();
        return walk.facts(Alternate.class)
                .filter(other -> !other.source().isHeuristic() && other.to().contains(path))
                .filter(other -> other.path().parent().equals(path.parent()))
                .anyMatch(other -> !Empties.isEmpty(actual.get(other.path().last())));
    }

    /// Live has a property that the expected side does not speak of.
    private void extra(String key, Value actual, TypeNode node, boolean tags) {
        var child = node.child(key);
        if (Choices.isEmpty(actual, child)) {
            return;
        }
        if (Empties.hidden(child) && walk.scope().mode() != Mode.TEMPLATES) {
            return;
        }
        walk.trail().enter(key);
        if (tags && (actual instanceof ListValue || actual instanceof MapValue)) {
            tagged.added(actual, child);
        } else {
            undeclared(actual, child);
        }
        walk.trail().leave();
    }

    private void undeclared(Value actual, TypeNode child) {
        if (walk.scope().mode() == Mode.TEMPLATES) {
            walk.ledger().add(actual, true);
            return;
        }
        if (walk.scope().mode() == Mode.EARLIER && Empties.isFiller(actual, child)) {
            return;
        }
        var shown = Empties.readable(actual, child);
        if (!Choices.isEmpty(shown, child)) {
            walk.ledger().add(shown, walk.scope().mode() == Mode.EARLIER);
        }
    }
}
