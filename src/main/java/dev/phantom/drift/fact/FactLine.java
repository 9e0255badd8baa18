package dev.phantom.drift.fact;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One line of a file of facts: its first key is the kind. Each argument is taken once; what is left over is an error.
final class FactLine {

    private final String file;
    private final Node node;
    private final Map<String, String> references;
    private final Map<String, Node> arguments = new LinkedHashMap<>();

    /// @param references addresses of pages and names of API models, by the short names that the file's sources use
    FactLine(String file, Node node, Map<String, String> references) {
        this.file = file;
        this.node = node;
        this.references = references;
        map(file, node).forEach(arguments::put);
    }

    static Map<String, Node> map(String file, @Nullable Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw damaged(file, node, "a map is expected");
        }
        var map = new LinkedHashMap<String, Node>();
        mapping.getValue().forEach(tuple -> {
            if (map.put(scalar(file, tuple.getKeyNode()), tuple.getValueNode()) != null) {
                throw damaged(file, tuple.getKeyNode(), "it is there twice");
            }
        });
        return map;
    }

    static List<Node> list(String file, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw damaged(file, node, "a list is expected");
        }
        return sequence.getValue();
    }

    static String scalar(String file, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw damaged(file, node, "a text is expected");
        }
        return scalar.getValue();
    }

    String kind() {
        return arguments.keySet().iterator().next();
    }

    /// The argument's text; empty if it is not there.
    String text(String name) {
        var found = arguments.remove(name);
        return found == null ? "" : scalar(file, found);
    }

    String required(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            throw bad("'" + name + "' is needed");
        }
        return text;
    }

    /// A list, or one text as a list of one; empty if it is not there.
    List<String> texts(String name) {
        var found = arguments.remove(name);
        if (found == null) {
            return List.of();
        }
        return texts(found);
    }

    private List<String> texts(Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(item -> scalar(file, item)).toList()
                : List.of(scalar(file, node));
    }

    int number(String name) {
        var text = required(name);
        if (!text.matches("\\d{1,9}")) {
            throw bad("'" + name + "' is a number");
        }
        return Integer.parseInt(text);
    }

    List<String> requiredTexts(String name) {
        var texts = texts(name);
        if (texts.isEmpty()) {
            throw bad("'" + name + "' is needed");
        }
        return texts;
    }

    PropertyPath path(String name) {
        return path(name, text(name));
    }

    private PropertyPath path(String name, String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw bad("'" + name + "' is a path and starts with a slash");
        }
        return PropertyPath.parse(text);
    }

    List<PropertyPath> paths(String name) {
        return texts(name).stream().map(text -> path(name, text)).toList();
    }

    Map<String, String> textsByName(String name) {
        var found = arguments.remove(name);
        var texts = new LinkedHashMap<String, String>();
        if (found != null) {
            map(file, found).forEach((key, value) -> texts.put(key, scalar(file, value)));
        }
        return texts;
    }

    /// Each a list, or one text as a list of one.
    Map<String, List<String>> textListsByName(String name) {
        var found = arguments.remove(name);
        var lists = new LinkedHashMap<String, List<String>>();
        if (found != null) {
            map(file, found).forEach((key, value) -> lists.put(key, texts(value)));
        }
        return lists;
    }

    Map<String, PropertyPath> pathsByName(String name) {
        var found = arguments.remove(name);
        var paths = new LinkedHashMap<String, PropertyPath>();
        if (found != null) {
            map(file, found).forEach((key, value) -> paths.put(key, path(name, scalar(file, value))));
        }
        return paths;
    }

    <E extends Enum<E>> E choice(String name, Class<E> values) {
        var word = required(name);
        for (var value : values.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return value;
            }
        }
        throw bad("'" + name + "' cannot be " + word);
    }

    /// `schema`, `schema#/handlers/update`, `schema AWS::EC2::Route#/properties/GatewayId`; a name of the file's `apis`
    /// or `pages` with `#` and a place in it; or `basis: heuristic` with `why` in place of a source.
    FactSource source() {
        if (text("basis").equals("heuristic")) {
            return new FactSource.Heuristic(required("why"));
        }
        var source = required("source");
        int hash = source.indexOf('#');
        var name = hash < 0 ? source : source.substring(0, hash);
        var place = hash < 0 ? "" : source.substring(hash + 1);
        if (name.equals("schema") || name.startsWith("schema ")) {
            return new FactSource.Schema(name.substring("schema".length()).strip(), place);
        }
        var address = references.get(name);
        if (address == null || place.isEmpty()) {
            throw bad("a source is 'schema', or a name of 'apis' or 'pages' with '#' and a place in it");
        }
        return address.startsWith("https:") ? new FactSource.Page(address, place) : api(address, place);
    }

    private static FactSource api(String model, String place) {
        int dot = place.indexOf('.');
        return dot < 0
                ? new FactSource.Api(model, place, "")
                : new FactSource.Api(model, place.substring(0, dot), place.substring(dot + 1));
    }

    /// @throws PhantomException if an argument was not asked for
    void end() {
        if (!arguments.isEmpty()) {
            throw bad("'" + String.join("', '", arguments.keySet()) + "' is no argument of it");
        }
    }

    PhantomException bad(String why) {
        return damaged(file, node, why);
    }

    private static PhantomException damaged(String file, @Nullable Node node, String why) {
        int line = node == null
                ? 1
                : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new PhantomException(Diagnostic.of(
                Code.INTERNAL_ERROR, "the type facts are damaged: " + file + " line " + line + ": " + why));
    }
}
