package dev.phantom.severity.control;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Nearest;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What keeps a control of a team from being one: a property that is not there, an example that does not do what it
/// is for. The examples are run as a drift, there and back.
///
/// @param catalogue what comes with Phantom
/// @param knowledge of resource types
record OwnControlCheck(Controls catalogue, TypeKnowledge knowledge) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final Pattern PLACES = Pattern.compile("%([1-3]\\$)?s");

    private static final Pattern PAGE = Pattern.compile("https://[^\\s<>\"'`\\\\]{1,500}");
    private static final Pattern AWS = Pattern.compile("(\\w{1,40}\\.\\d{1,4})?");
    private static final int TITLE = 200;
    private static final int WHY = 1_000;

    /// What an example of `ours` may name beside its own resource.
    private static final StackModels SIBLINGS = StackModels.declared(Map.of("thing-1", MapValue.EMPTY));

    /// In words; empty if it is one.
    Optional<String> objection(Control control) {
        if (!ID.matcher(control.id()).matches() || control.id().startsWith("PH-")) {
            return Optional.of("'id' is letters, digits, dots and dashes, and begins with no PH-");
        }
        if (!isLine(control.title(), TITLE) || !isLine(control.why(), WHY)) {
            return Optional.of(
                    "'title' and 'why' are one line each, of at most " + TITLE + " and " + WHY + " characters");
        }
        if (!PAGE.matcher(control.page()).matches()
                || !AWS.matcher(control.aws()).matches()) {
            return Optional.of("'page' is an address without blanks, and 'aws' the id of a control such as RDS.3");
        }
        if (catalogue.has(control.id())) {
            return Optional.of("the id is that of a control of Phantom; 'adjust' changes that one");
        }
        if (control.demand().must() instanceof Must.NotLowered && !isForm(control.title())) {
            return Optional.of("'title' has a % that is none of %1$s, %2$s, %3$s");
        }
        return control.types().stream()
                .flatMap(type -> unknown(control, type).or(() -> example(control, type)).stream())
                .findFirst();
    }

    private static boolean isLine(String text, int most) {
        return text.length() <= most
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private static boolean isForm(String title) {
        try {
            return !PLACES.matcher(title).replaceAll("").contains("%")
                    && !title.formatted("", "", "").contains("%");
        } catch (IllegalFormatException e) {
            return false;
        }
    }

    private Optional<String> unknown(Control control, String type) {
        var schema = knowledge.schema(type);
        if (schema.isEmpty()) {
            return type.startsWith("AWS::")
                    ? Optional.of("no type " + type
                            + Nearest.slip(type, knowledge.types().types())
                                    .map(near -> ", did you mean " + near + "?")
                                    .orElse(""))
                    : Optional.empty();
        }
        var root = schema.get().at(PropertyPath.ROOT);
        return control.paths().stream()
                .filter(path -> !isThere(root, path))
                .findFirst()
                .map(path -> type + " has no property /" + String.join("/", path));
    }

    /// Below an object without declared properties anything may stand.
    private static boolean isThere(TypeNode root, List<String> path) {
        var node = root;
        for (var step : path) {
            if (node.is(TypeNode.Kind.OBJECT) && node.properties().isEmpty() && !node.hasItems()) {
                return true;
            }
            node = step.startsWith("[") || step.equals("*") ? node.items() : node.child(step);
            if (!node.isKnown()) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> example(Control control, String type) {
        if (!fires(control, type, control.silent(), control.fires())) {
            return Optional.of("it does not fire on its example 'fires', for " + type);
        }
        return fires(control, type, control.fires(), control.silent())
                ? Optional.of("it fires on its example 'silent', for " + type)
                : Optional.empty();
    }

    private boolean fires(Control control, String type, MapValue safe, MapValue live) {
        var change = new Change.NotEqual(
                PropertyPath.ROOT, PropertyPath.ROOT, safe, live, List.of(), Circumstances.undeclared());
        var drift = Drift.unnamed("Example", "", type, Drift.Status.MODIFIED, List.of(change), safe, live);
        var stack = new Stack(new StackId("", "", ""), "", "", List.of(), "", "", Stack.Mode.REPORT);
        return catalogue.finds(control, new Subject(stack, drift, SIBLINGS, knowledge));
    }
}
