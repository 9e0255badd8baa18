package dev.phantom.drift.ignore;

import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One rule. Every selector that is given must fit; an empty one fits everything.
///
/// @param resource logical id
/// @param path     the property and all below it; an element of a list by its index, by `*` for any, or by what it is
///                 (`Name=web`, see `ElementKeys.named`), which holds wherever it stands; null for the whole resource
/// @param until    the last day on which it holds; null for ever
public record IgnoreRule(
        String stack,
        String resource,
        String type,
        @Nullable PropertyPath path,
        String account,
        String region,
        String reason,
        @Nullable LocalDate until) {

    /// For so many days at most a finding of level high or critical may be hidden, by a rule, an adoption or a pull
    /// request that a person closed. Longer nobody can be asked about it: CloudTrail's event history, which says who
    /// made the change and how, goes back no further.
    public static final int LONGEST_GRAVE = 90;

    /// Whether it may hide a finding of level high or critical: it names a resource, and it ends soon enough.
    public boolean mayHideGrave(LocalDate today) {
        return !resource.isEmpty() && until != null && !until.isAfter(today.plusDays(LONGEST_GRAVE));
    }

    public boolean expired(LocalDate today) {
        return until != null && today.isAfter(until);
    }

    /// Whether it may say something of this stack; of a stack that is not known by account or region it may.
    boolean concerns(StackId id) {
        return fits(stack, id.name())
                && (id.account().isEmpty() || fits(account, id.account()))
                && (id.region().isEmpty() || fits(region, id.region()));
    }

    /// @param where null for the whole resource
    /// @param side  the properties that it is of
    public boolean fits(StackId id, String logicalId, String resourceType, @Nullable PropertyPath where, Value side) {
        return fits(stack, id.name())
                && fits(account, id.account())
                && fits(region, id.region())
                && fits(resource, logicalId)
                && fits(type, resourceType)
                && (path == null || where != null && below(path, where, ElementKeys.named(where, side)));
    }

    private static boolean fits(String selector, String value) {
        return selector.isEmpty() || selector.equals(value);
    }

    /// The same with `*` for elements that are named by what they are.
    IgnoreRule ofAnyElement() {
        if (path == null) {
            return this;
        }
        var open = PropertyPath.ROOT;
        for (var segment : path.segments()) {
            open = open.child(segment.contains("=") ? "*" : segment);
        }
        return new IgnoreRule(stack, resource, type, open, account, region, reason, until);
    }

    private static boolean below(PropertyPath ancestor, PropertyPath where, PropertyPath named) {
        var mine = ancestor.segments();
        var theirs = where.segments();
        if (theirs.size() < mine.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            var own = mine.get(i);
            if (!own.equals("*")
                    && !own.equals(theirs.get(i))
                    && !own.equals(named.segments().get(i))) {
                return false;
            }
        }
        return true;
    }

    /// For messages: `stack=payments resource=Db path=/Tags`.
    public String selectors() {
        var text = new StringBuilder();
        named(text, "stack", stack);
        named(text, "resource", resource);
        named(text, "type", type);
        named(text, "path", path == null ? "" : path.toString());
        named(text, "account", account);
        named(text, "region", region);
        return text.toString();
    }

    private static void named(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }

    /// What the team has decided with it: to keep something for a time. Null for a rule without an end.
    public @Nullable DriftDecision decision() {
        return until == null ? null : DriftDecision.KEPT_UNTIL;
    }
}
