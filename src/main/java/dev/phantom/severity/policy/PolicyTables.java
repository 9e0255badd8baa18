package dev.phantom.severity.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of what AWS publishes about policies, each read when it is first asked for.
final class PolicyTables {
    private PolicyTables() {}

    /// A condition key that says who may be behind a request.
    ///
    /// @param form of a value that is fixed: `account`, `arn`, `id`, `ip`, `path`, `true`, `number`, `authenticated`,
    /// `secret`
    /// @param left who may be, where it is fixed
    record Key(String name, String form, Reach left) {}

    /// Actions by which an identity gains permissions.
    ///
    /// @param everywhere whether only on every resource
    record Path(List<String> names, List<ActionSet> actions, boolean everywhere) {
        Path {
            names = List.copyOf(names);
            actions = List.copyOf(actions);
        }

        boolean alone() {
            return actions.size() == 1;
        }
    }

    /// Who issues tokens, and how a trust policy says whose.
    ///
    /// @param open what an open subject admits
    record Provider(Wildcard host, Set<String> claims, String fixed, String open) {
        Provider {
            claims = Set.copyOf(claims);
        }
    }

    private static final class Actions {
        private static final ActionTable TABLE = new ActionTable(lines("actions.txt"));
    }

    private static final class Keys {
        private static final Map<String, Key> TABLE = rows("keys.tsv").stream()
                .map(c -> new Key(c[0], c[1], reach(c[2])))
                .collect(Collectors.toUnmodifiableMap(Key::name, k -> k));
    }

    private static final class Escalations {
        private static final List<Path> TABLE = rows("escalation.tsv").stream()
                .map(c -> path(List.of(c[0].split(" ")), c.length > 2))
                .toList();

        private static Path path(List<String> names, boolean everywhere) {
            return new Path(
                    names, names.stream().map(n -> ActionSet.of(List.of(n))).toList(), everywhere);
        }
    }

    private static final class Escalating {
        private static final ActionSet ON_SOME = alone(false);
        private static final ActionSet ON_ALL = alone(true);

        private static ActionSet alone(boolean everywhere) {
            return ActionSet.of(Escalations.TABLE.stream()
                    .filter(path -> path.alone() && (everywhere || !path.everywhere()))
                    .map(path -> path.names().getFirst())
                    .toList());
        }
    }

    private static final class Sensitive {
        private static final ActionSet TABLE =
                ActionSet.of(rows("sensitive.tsv").stream().map(c -> c[0]).toList());
    }

    private static final class Providers {
        private static final List<Provider> TABLE = rows("providers.tsv").stream()
                .map(c -> new Provider(Wildcard.of(c[0]), Set.of(c[1].split(" ")), c[2], c[3]))
                .toList();
    }

    private static final class Managed {
        private static final Set<String> TABLE =
                rows("managed.tsv").stream().map(c -> c[0]).collect(Collectors.toUnmodifiableSet());
    }

    private static final class Places {
        private static final Map<String, List<PolicyPlace>> TABLE = rows("places.tsv").stream()
                .map(c -> PolicyPlace.of(c[0], c[1], c[2], c[3]))
                .collect(Collectors.groupingBy(PolicyPlace::type));
    }

    static ActionTable actions() {
        return Actions.TABLE;
    }

    static Map<String, Key> keys() {
        return Keys.TABLE;
    }

    static List<Path> escalations() {
        return Escalations.TABLE;
    }

    /// Those that do so alone.
    static ActionSet escalating(boolean everywhere) {
        return everywhere ? Escalating.ON_ALL : Escalating.ON_SOME;
    }

    static ActionSet sensitive() {
        return Sensitive.TABLE;
    }

    static List<Provider> providers() {
        return Providers.TABLE;
    }

    /// Names of managed policies that make an administrator.
    static Set<String> administrators() {
        return Managed.TABLE;
    }

    /// By resource type.
    static Map<String, List<PolicyPlace>> places() {
        return Places.TABLE;
    }

    private static Reach reach(String word) {
        return switch (word) {
            case "account" -> Reach.NAMED;
            case "network" -> Reach.NETWORK;
            case "organization" -> Reach.ORGANIZATION;
            case "service" -> Reach.SERVICE;
            case "any-account" -> Reach.ANY_ACCOUNT;
            case String other -> throw new IllegalArgumentException("keys.tsv: " + other + " is not known");
        };
    }

    private static List<String[]> rows(String name) {
        return lines(name).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(PolicyTables.class.getResourceAsStream(name), name)) {
            return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
