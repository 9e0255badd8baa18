package dev.phantom.drift.terraform;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the provider's schema says of the mapped types: `attributes.txt`, made with the map itself.
public final class TerraformAttributes {

    /// @param path     as the map writes it
    /// @param kind     `string`, `number`, `bool`, `list`, `map`, `block`, `dynamic`
    /// @param settable whether a configuration may set it
    public record Attribute(String path, String kind, boolean settable) {

        PropertyPath names() {
            return TerraformType.names(new PropertyPath(List.of(path.split("/"))));
        }
    }

    private static final Map<String, List<Attribute>> TYPES = read();

    private TerraformAttributes() {}

    public static List<Attribute> of(String type) {
        return TYPES.getOrDefault(type, List.of());
    }

    /// Of the attributes that a configuration may set and that are something in AWS, those that are mapped.
    ///
    /// @param own neither: Terraform's or the provider's own
    public record Share(int mapped, int settable, int own) {}

    public static Share share(List<TerraformType> meanings) {
        int mapped = 0;
        int settable = 0;
        int own = 0;
        for (var attribute : of(meanings.getFirst().name())) {
            var names = attribute.names();
            if (!attribute.settable()) {
                continue;
            }
            if (meanings.stream().anyMatch(type -> type.property(names).isPresent() || covers(type, names))) {
                mapped++;
                settable++;
            } else if (meanings.stream().anyMatch(type -> type.isOwn(names))) {
                own++;
            } else {
                settable++;
            }
        }
        return new Share(mapped, settable, own);
    }

    /// A list of texts of which each becomes an element.
    private static boolean covers(TerraformType type, PropertyPath names) {
        return type.lines().stream()
                .map(line -> TerraformType.names(new PropertyPath(line.attribute())))
                .anyMatch(names::equals);
    }

    /// A place in AWS's schema, by a line's segments.
    static TypeNode place(String awsType, List<String> property) {
        var node = Known.TYPES.find(awsType).orElseThrow().root();
        for (var segment : property) {
            node = segment.equals("*") || segment.equals("0") || segment.equals("+") || segment.indexOf('=') > 0
                    ? node.items()
                    : node.child(segment);
        }
        return node;
    }

    private static Map<String, List<Attribute>> read() {
        try (var in = Objects.requireNonNull(TerraformAttributes.class.getResourceAsStream("attributes.txt"))) {
            Map<String, List<Attribute>> types = new LinkedHashMap<>();
            List<Attribute> type = List.of();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(" ")) {
                    var words = line.strip().split(" ");
                    type.add(new Attribute(words[0], words[1], words.length == 2));
                } else if (!line.startsWith("#")) {
                    type = new java.util.ArrayList<>();
                    types.put(line.strip(), type);
                }
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
