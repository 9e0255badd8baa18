package dev.phantom.drift.ignore;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.fault.Nearest;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All rules of a repository.
///
/// @param ofFiles whether what the files of a format say of themselves counts too: `ignore_changes` of Terraform
public record IgnoreRules(List<IgnoreRule> rules, boolean ofFiles) {

    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    /// Nothing is ignored, whoever says so.
    public static final IgnoreRules BARE = new IgnoreRules(List.of(), false);

    public IgnoreRules(List<IgnoreRule> rules) {
        this(rules, true);
    }

    public IgnoreRules {
        rules = List.copyOf(rules);
    }

    /// The first rule that holds today and covers this place.
    ///
    /// @param path null for the whole resource
    /// @param side the properties that the path is of: the expected ones, for an addition the actual ones
    public Optional<IgnoreRule> covering(
            StackId id, String logicalId, String type, @Nullable PropertyPath path, Value side, LocalDate today) {
        return allCovering(id, logicalId, type, path, side, today).stream().findFirst();
    }

    /// Every rule that holds today and covers this place.
    ///
    /// @param path null for the whole resource
    /// @param side as of [#covering]
    public List<IgnoreRule> allCovering(
            StackId id, String logicalId, String type, @Nullable PropertyPath path, Value side, LocalDate today) {
        return rules.stream()
                .filter(rule -> !rule.expired(today) && rule.fits(id, logicalId, type, path, side))
                .toList();
    }
    /// What one stack showed of the rules.
    ///
    /// @param resources its logical ids
    /// @param ignored   what its comparison ignored
    /// @param drifts    what it did not: a rule that matches one of these was overruled
    public record Seen(Set<String> resources, List<Listed> ignored, List<Drift> drifts) {
        public Seen {
            resources = Collections.unmodifiableSet(new HashSet<>(resources));
            ignored = List.copyOf(ignored);
            drifts = List.copyOf(drifts);
        }
    }

    /// What a team should know of its rules after a run, each told once: with the first stack that it concerns, or, if
    /// it concerns none, with the first of all.
    ///
    /// @param seen      the stacks that were compared
    /// @param elsewhere stacks that were not looked at this time: what concerns them is not said to be useless
    public Map<StackId, List<String>> notices(LocalDate today, Map<StackId, Seen> seen, Collection<StackId> elsewhere) {
        var notices = new LinkedHashMap<StackId, List<String>>();
        for (var rule : rules) {
            var concerned = seen.keySet().stream().filter(rule::concerns).toList();
            notice(rule, today, seen, concerned, elsewhere)
                    .ifPresent(text -> concerned.stream()
                            .findFirst()
                            .or(() -> seen.keySet().stream().findFirst())
                            .ifPresent(id -> notices.computeIfAbsent(id, none -> new ArrayList<>())
                                    .add(text)));
        }
        return notices;
    }

    private static Optional<String> notice(
            IgnoreRule rule,
            LocalDate today,
            Map<StackId, Seen> seen,
            List<StackId> concerned,
            Collection<StackId> elsewhere) {
        if (rule.expired(today)) {
            return Optional.of("ignore rule expired on " + rule.until() + ": " + rule.selectors());
        }
        if (elsewhere.stream().anyMatch(rule::concerns) || used(rule, seen)) {
            return Optional.empty();
        }
        return Optional.of("ignore rule matched nothing: " + rule.selectors() + hint(rule, seen, concerned));
    }

    private static String hint(IgnoreRule rule, Map<StackId, Seen> seen, List<StackId> concerned) {
        if (concerned.isEmpty()) {
            var names = seen.keySet().stream().map(StackId::name).toList();
            return rule.stack().isEmpty() || names.contains(rule.stack())
                    ? "; no configured stack has that account and region"
                    : "; the stack does not exist" + meant(rule.stack(), names);
        }
        var resources = new TreeSet<String>();
        seen.forEach((id, it) -> {
            if (concerned.contains(id)) {
                resources.addAll(it.resources());
            }
        });
        return rule.resource().isEmpty() || resources.contains(rule.resource())
                ? ""
                : "; the resource does not exist" + meant(rule.resource(), resources);
    }

    private static String meant(String word, Collection<String> known) {
        return Nearest.of(word, known)
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
    }

    private static boolean used(IgnoreRule rule, Map<StackId, Seen> seen) {
        var open = rule.ofAnyElement();
        return seen.entrySet().stream()
                .anyMatch(stack -> stack.getValue().ignored().stream()
                                .anyMatch(item -> open.fits(
                                        stack.getKey(), item.logicalId(), item.type(), item.path(), MapValue.EMPTY))
                        || stack.getValue().drifts().stream().anyMatch(drift -> matches(rule, stack.getKey(), drift)));
    }

    private static boolean matches(IgnoreRule rule, StackId id, Drift drift) {
        return drift.changes().isEmpty()
                ? rule.fits(id, drift.logicalId(), drift.type(), null, MapValue.EMPTY)
                : drift.changes().stream()
                        .anyMatch(change ->
                                rule.fits(id, drift.logicalId(), drift.type(), change.path(), drift.side(change)));
    }
}
