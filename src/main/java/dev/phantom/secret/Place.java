package dev.phantom.secret;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Where in a model a value stands, as far as variables of an environment go (`environment-places.tsv`).
enum Place {
    /// Nowhere near.
    OTHER,
    /// What holds variables: a map of names, or a list of pairs.
    VARIABLES,
    /// The same, or an object with members of its own.
    ENVIRONMENT,
    /// A list of options of Elastic Beanstalk.
    OPTIONS,
    /// One pair of a name and a value.
    PAIR,
    /// One option of Elastic Beanstalk.
    OPTION,
    /// What a variable holds.
    VALUE,
    /// A script, which may set variables.
    SCRIPT;

    private static final Map<String, Place> NAMED = SecretTables.rows("environment-places.tsv").stream()
            .filter(row -> !row.get(1).equals("member"))
            .collect(Collectors.toUnmodifiableMap(
                    row -> small(row.getFirst()), row -> valueOf(row.get(1).toUpperCase(Locale.ROOT))));

    private static final Set<String> MEMBERS = SecretTables.rows("environment-places.tsv").stream()
            .filter(row -> row.get(1).equals("member"))
            .map(row -> small(row.getFirst()))
            .collect(Collectors.toUnmodifiableSet());

    private static final String BEANSTALK = "aws:elasticbeanstalk:application:environment";
    private static final Set<String> STORES = Set.of("PARAMETER_STORE", "SECRETS_MANAGER");

    /// `user_data`, as Terraform writes it, is `UserData`.
    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /// Of an element of what stands here.
    Place element() {
        return switch (this) {
            case VARIABLES, ENVIRONMENT -> PAIR;
            case OPTIONS -> OPTION;
            case VALUE -> VALUE;
            case SCRIPT -> SCRIPT;
            case OTHER, PAIR, OPTION -> OTHER;
        };
    }

    /// Of an entry of what stands here.
    ///
    /// @param map what stands here; empty if not known
    Place entry(MapValue map, String key) {
        return switch (this) {
            case VARIABLES -> VALUE;
            case ENVIRONMENT -> {
                var own = SecretName.of(key).place();
                yield own != OTHER || MEMBERS.contains(small(key)) ? own : VALUE;
            }
            case PAIR ->
                isValue(key) && !STORES.contains(text(map, "Type", "type"))
                        ? VALUE
                        : SecretName.of(key).place();
            case OPTION ->
                isValue(key) && isVariable(map) ? VALUE : SecretName.of(key).place();
            case SCRIPT -> SCRIPT;
            case OTHER, OPTIONS, VALUE -> SecretName.of(key).place();
        };
    }

    /// Of what goes by a name, wherever it stands.
    static Place named(String key) {
        return NAMED.getOrDefault(small(key), OTHER);
    }

    private static boolean isValue(String key) {
        return small(key).endsWith("value");
    }

    private static boolean isVariable(MapValue option) {
        var namespace = text(option, "Namespace", "namespace");
        return option.entries().isEmpty() || BEANSTALK.equals(namespace);
    }

    private static String text(MapValue map, String key, String otherwise) {
        var value = map.get(key) == null ? map.get(otherwise) : map.get(key);
        return value != null && value.settled() instanceof Scalar s ? s.text() : "";
    }

    /// Whether what stands here is masked in what leaves.
    boolean masks(String text) {
        return switch (this) {
            case VALUE -> !HarmlessForm.is(text);
            case SCRIPT -> Script.setsVariables(text);
            case OTHER, VARIABLES, ENVIRONMENT, OPTIONS, PAIR, OPTION -> false;
        };
    }
}
