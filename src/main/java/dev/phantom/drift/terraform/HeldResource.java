package dev.phantom.drift.terraform;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A resource of a state, by what tells it apart.
///
/// @param type       `aws_db_instance`
/// @param attributes as the state has them
public record HeldResource(String type, MapValue attributes) {

    private static final Pattern MADE_BY_AWS = Pattern.compile("([a-z]+)-[0-9a-f]{8,17}");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /// Attributes that the provider fills as it likes.
    private static final Set<String> OF_THE_PROVIDER = Set.of("id", "arn");

    private static final String PLAIN = "-";
    private static final int ARN_PARTS = 6;

    /// How a part of an identifier stands to this resource.
    enum Match {
        SAME,
        OTHER,
        UNKNOWN
    }

    /// Whether a part of an identifier is this resource's: by the property that it is, by the attribute of its name, or
    /// by an `id` or `arn` of the same form.
    ///
    /// @param meaning what the type is in AWS
    /// @param single  whether it is all of the identifier
    Match match(TerraformType meaning, String part, String value, boolean single) {
        if (isCalled(value)) {
            return Match.SAME;
        }
        var named = named(meaning, part);
        if (named.isPresent()) {
            return sameName(named.get(), value) ? Match.SAME : Match.OTHER;
        }
        boolean plain = single || part.equals("Id");
        return Stream.of(text("id"), text("arn"))
                        .filter(own -> !own.isEmpty())
                        .map(HeldResource::form)
                        .anyMatch(form -> form.equals(form(value)) && (plain || !form.equals(PLAIN)) && !form.isEmpty())
                ? Match.OTHER
                : Match.UNKNOWN;
    }

    private Optional<String> named(TerraformType meaning, String part) {
        var mapped = meaning.lines().stream()
                .filter(line -> line.property().equals(List.of(part)))
                .filter(line -> line.attribute().size() == 1)
                .map(line -> line.attribute().getFirst());
        return Stream.of(mapped, Stream.of(snake(part)), part.endsWith("Name") ? Stream.of("name") : Stream.<String>of())
                .flatMap(names -> names)
                .filter(name -> !OF_THE_PROVIDER.contains(name))
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /// A name, or the ARN that ends with it.
    private static boolean sameName(String one, String other) {
        return one.equals(other) || isArnOf(one, other) || isArnOf(other, one);
    }

    private static boolean isArnOf(String arn, String name) {
        return arn.startsWith("arn:") && (arn.endsWith("/" + name) || arn.endsWith(":" + name));
    }

    /// `QueueUrl` → `queue_url`
    private static String snake(String property) {
        return String.join("_", WORDS.split(property)).toLowerCase(Locale.ROOT);
    }

    /// What two texts share that can name the same kind of thing: of an ARN all but place and name, of an id that AWS
    /// makes its prefix; empty for one that the provider has put together.
    private static String form(String text) {
        if (text.startsWith("arn:")) {
            var parts = text.split(":", ARN_PARTS);
            return parts.length < ARN_PARTS ? "" : "arn " + parts[2] + " " + kind(parts[5]);
        }
        if (text.startsWith("https://")) {
            return "url";
        }
        var made = MADE_BY_AWS.matcher(text);
        return made.matches() ? made.group(1) : text.matches("[^/:|,]+") ? PLAIN : "";
    }

    /// `role` of `role/app`; empty where there is but a name.
    private static String kind(String resource) {
        int end = Math.max(resource.indexOf('/'), resource.indexOf(':'));
        return end < 0 ? "" : resource.split("[/:]", 2)[0];
    }

    /// Whether its `id` or `arn` is this.
    boolean isCalled(String name) {
        return name.equals(text("id")) || name.equals(text("arn"));
    }

    /// Whether one of its blocks holds all of these.
    boolean mentions(Set<String> texts) {
        var leaves = new HashSet<String>();
        attributes.entries().values().forEach(value -> leaves(value, leaves));
        return leaves.containsAll(texts);
    }

    private static void leaves(Value value, Set<String> found) {
        switch (value) {
            case MapValue map -> map.entries().values().forEach(each -> leaves(each, found));
            case Value.ListValue list -> list.items().forEach(each -> leaves(each, found));
            case Scalar scalar -> found.add(scalar.text());
            case Value other -> {}
        }
    }

    /// Whether its ARN does not say that it runs elsewhere.
    public boolean mayRunIn(String account, String region) {
        var parts = text("arn").split(":", ARN_PARTS);
        return parts.length < ARN_PARTS || may(parts[3], region) && may(parts[4], account);
    }

    private static boolean may(String said, String asked) {
        return said.isEmpty() || asked.isEmpty() || said.equals(asked);
    }

    private String text(String attribute) {
        return attributes.get(attribute) instanceof Scalar s ? s.text() : "";
    }
}
