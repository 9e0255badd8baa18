package dev.phantom.drift.knowledge;

import dev.phantom.value.PropertyPath;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a Terraform provider's own schema says of the attributes of one resource type. A mark of an attribute holds for
/// everything below it; list indexes stand as `*`.
///
/// @param known     whether there is a schema of the type at all
/// @param computed  only the provider sets them: no configuration can
/// @param chosen    the provider chooses them where the configuration is silent
/// @param sets      the order of their elements means nothing
/// @param sensitive secret, whatever the configuration says
/// @see <a href="https://developer.hashicorp.com/terraform/cli/commands/providers/schema">The schema's format</a>
public record ProviderSchema(
        boolean known, Set<String> computed, Set<String> chosen, Set<String> sets, Set<String> sensitive) {

    public ProviderSchema {
        computed = Set.copyOf(computed);
        chosen = Set.copyOf(chosen);
        sets = Set.copyOf(sets);
        sensitive = Set.copyOf(sensitive);
    }

    /// A type whose provider is not known here.
    public static final ProviderSchema UNKNOWN = new ProviderSchema(false, Set.of(), Set.of(), Set.of(), Set.of());

    /// Reads one line of the table.
    static ProviderSchema of(String line) {
        return new ProviderSchema(
                true, paths(line, "computed"), paths(line, "chosen"), paths(line, "set"), paths(line, "sensitive"));
    }

    private static Set<String> paths(String line, String mark) {
        return Arrays.stream(line.split("\t"))
                .filter(field -> field.startsWith(mark + "="))
                .flatMap(field -> Stream.of(field.substring(mark.length() + 1).split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether no configuration can set what stands there.
    public boolean isComputed(PropertyPath path) {
        return within(computed, path);
    }

    /// Whether the provider chooses what stands there, if the configuration is silent.
    public boolean isChosen(PropertyPath path) {
        return within(chosen, path);
    }

    /// Whether this very list is a set.
    public boolean isSet(PropertyPath path) {
        return sets.contains(name(path));
    }

    public boolean isSensitive(PropertyPath path) {
        return within(sensitive, path);
    }

    private static boolean within(Set<String> marked, PropertyPath path) {
        if (marked.isEmpty()) {
            return false;
        }
        var name = name(path);
        for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
            if (marked.contains(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static String name(PropertyPath path) {
        return path.segments().stream()
                .map(segment -> PropertyPath.index(segment) < 0 ? segment : "*")
                .collect(Collectors.joining("/"));
    }
}
