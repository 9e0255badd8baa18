package dev.phantom.drift;

import dev.phantom.secret.People;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The one line for the AWS CLI that takes a drift back at once: a patch by Cloud Control that first tests for what was
/// seen, so that it does nothing once somebody else changed the resource.
///
/// @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-update.html">Updating
/// a resource: RFC 6902, all operations; a failing test fails the whole request</a>
public final class ByHand {

    private ByHand() {}

    /// @param drift  as a person may see it
    /// @param region `us-east-1`; empty if not known
    /// @return empty where Cloud Control has no handler for it, or where a value is secret, unknown or not shown whole
    public static Optional<String> line(Drift drift, TypeCatalog catalog, String region) {
        var secrets = new SecretCollector()
                .models(drift.expected(), drift.actual())
                .secrets()
                .alone();
        return line(drift, catalog, region, secrets).filter(line -> !People.lackIn(line));
    }

    private static Optional<String> line(Drift drift, TypeCatalog catalog, String region, Secrets secrets) {
        return catalog.find(drift.type()).flatMap(type -> switch (drift.status()) {
            case MODIFIED ->
                drift.shown(secrets).changes().equals(drift.changes()) ? update(drift, type, region) : Optional.empty();
            case UNMANAGED -> delete(drift, type, region);
            case DELETED -> Optional.empty();
        });
    }

    private static Optional<String> update(Drift drift, TypeFacts type, String region) {
        if (!type.has(TypeFacts.Handler.UPDATE) || drift.changes().isEmpty()) {
            return Optional.empty();
        }
        var operations = new ArrayList<String>();
        for (var change : inOrder(drift.changes())) {
            var steps = steps(change, drift.changes());
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            operations.addAll(steps);
        }
        return command(drift, type, region, "update-resource")
                .map(head -> head + " --patch-document " + quoted("[" + String.join(",", operations) + "]"));
    }

    private static Optional<String> delete(Drift drift, TypeFacts type, String region) {
        return type.has(TypeFacts.Handler.DELETE) ? command(drift, type, region, "delete-resource") : Optional.empty();
    }

    private static Optional<String> command(Drift drift, TypeFacts type, String region, String verb) {
        if (!(CloudControlIdentifier.of(type, drift.actual(), drift.physicalId())
                instanceof CloudControlIdentifier.Known known)) {
            return Optional.empty();
        }
        return Optional.of("aws cloudcontrol " + verb
                + (region.isEmpty() ? "" : " --region " + quoted(region))
                + " --type-name " + quoted(drift.type())
                + " --identifier " + quoted(known.text()));
    }

    /// Elements leave a list from its end, so that the indexes of the others hold; what comes back comes last.
    private static List<Change> inOrder(List<Change> changes) {
        var all = new ArrayList<>(changes);
        all.sort(Comparator.comparing((Change c) -> c instanceof Change.Remove)
                .thenComparing(ByHand::place, Comparator.reverseOrder()));
        return all;
    }

    private static String place(Change change) {
        return String.join(
                "/",
                live(change).segments().stream()
                        .map(s -> PropertyPath.index(s) < 0 ? s : "%09d".formatted(PropertyPath.index(s)))
                        .toList());
    }

    /// Where it is about in the live model.
    private static PropertyPath live(Change change) {
        return switch (change) {
            case Change.Add a -> a.path();
            case Change.Remove r -> r.vacancy().path();
            case Change.NotEqual n -> n.actualPath();
        };
    }

    private static List<String> steps(Change change, List<Change> all) {
        return switch (change) {
            case Change.Add a -> both(test(a.path(), a.actual()), Optional.of(step("remove", a.path(), "")));
            case Change.Remove r when r.vacancy().kind() == Vacancy.Kind.BESIDE -> List.of();
            case Change.Remove r ->
                JsonRendering.of(r.expected())
                        .map(value -> List.of(
                                step("add", returning(remaining(r.vacancy().path(), all)), ",\"value\":" + value)))
                        .orElse(List.of());
            case Change.NotEqual n ->
                both(
                        test(n.actualPath(), n.actual()),
                        JsonRendering.of(n.expected())
                                .map(value -> step("replace", n.actualPath(), ",\"value\":" + value)));
        };
    }

    /// The same place once the elements that live has more have left.
    private static PropertyPath remaining(PropertyPath path, List<Change> all) {
        var at = PropertyPath.ROOT;
        var left = PropertyPath.ROOT;
        for (var segment : path.segments()) {
            var list = at;
            var gone = all.stream()
                    .filter(c -> c instanceof Change.Add a
                            && !a.path().isRoot()
                            && a.path().parent().equals(list)
                            && isAhead(a.path().last(), segment))
                    .count();
            left = left.child(gone == 0 ? segment : String.valueOf(Long.parseLong(segment) - gone));
            at = at.child(segment);
        }
        return left;
    }

    private static boolean isAhead(String one, String other) {
        int index = PropertyPath.index(one);
        return index >= 0 && index < PropertyPath.index(other);
    }

    /// An element comes back at the end of its list.
    private static PropertyPath returning(PropertyPath path) {
        return path.last().matches("\\d+") ? path.parent().child("-") : path;
    }

    private static Optional<String> test(PropertyPath path, Value seen) {
        return JsonRendering.of(seen).map(value -> step("test", path, ",\"value\":" + value));
    }

    private static List<String> both(Optional<String> first, Optional<String> second) {
        return first.isPresent() && second.isPresent()
                ? Stream.of(first, second).flatMap(Optional::stream).toList()
                : List.of();
    }

    private static String step(String operation, PropertyPath path, String rest) {
        return "{\"op\":\"" + operation + "\",\"path\":" + JsonRendering.quoted(path.toString()) + rest + "}";
    }

    /// For a POSIX shell: nothing inside means anything.
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9:/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
