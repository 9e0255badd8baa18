package dev.phantom.drift.ignore;

import dev.phantom.drift.Listed;
import dev.phantom.state.StackId;
import dev.phantom.template.PropertyPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rules of a repository.
public record IgnoreRules(List<IgnoreRule> rules) {

    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    public IgnoreRules {
        rules = List.copyOf(rules);
    }

    /// The first rule that holds today and covers this place.
    ///
    /// @param path null for the whole resource
    public Optional<IgnoreRule> covering(
            StackId id, String logicalId, String type, @Nullable PropertyPath path, LocalDate today) {
        return rules.stream()
                .filter(rule -> !rule.expired(today) && rule.fits(id, logicalId, type, path))
                .findFirst();
    }

    /// What a team should know of its rules after a run: which have expired, which ignored nothing.
    ///
    /// @param ignored by stack, what the comparisons of the whole run ignored
    public List<String> notices(LocalDate today, Map<StackId, List<Listed>> ignored) {
        var notices = new ArrayList<String>();
        for (var rule : rules) {
            if (rule.expired(today)) {
                notices.add("ignore rule expired on " + rule.until() + ": " + rule.selectors());
            } else if (!used(rule, ignored)) {
                notices.add("ignore rule ignored nothing: " + rule.selectors());
            }
        }
        return notices;
    }

    private static boolean used(IgnoreRule rule, Map<StackId, List<Listed>> ignored) {
        return ignored.entrySet().stream()
                .anyMatch(stack -> stack.getValue().stream()
                        .anyMatch(item -> rule.fits(stack.getKey(), item.logicalId(), item.type(), item.path())));
    }
}
