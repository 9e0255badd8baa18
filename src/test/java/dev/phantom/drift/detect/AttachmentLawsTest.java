package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What another resource of the stack puts into a list is no addition to it; what nobody puts there is one, and so is
/// what is put into another resource's list. Asked of every attachment that is kept.
class AttachmentLawsTest {

    private record Kept(String type, Attachment attachment) {}

    @TestFactory
    Stream<DynamicTest> whatAnotherResourceAttachesIsNoAddition() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(Attachment.class).stream()
                        .map(attachment -> new Kept(type, attachment)))
                .map(kept -> DynamicTest.dynamicTest(
                        kept.type() + kept.attachment().path() + " by "
                                + kept.attachment().by() + kept.attachment().through(),
                        () -> attached(kept)));
    }

    private static void attached(Kept kept) {
        assertThat(additions(kept, List.of("Here"), "Here")).as("attached here").isEmpty();
        assertThat(additions(kept, List.of("Here"), "There"))
                .as("attached to another")
                .isNotEmpty();
        assertThat(additions(kept, List.of(), "Here")).as("by nobody").isNotEmpty();
    }

    /// What is said of the list of the resource `Here`, confirmed or listed.
    private static List<String> additions(Kept kept, List<String> attached, String to) {
        var attachment = kept.attachment();
        var world = new World();
        var own = around(attachment.through().segments(), "{'Ref': '" + to + "'}");
        var other = own.substring(0, own.length() - 1) + content(attachment) + "}";
        var resources = Stream.of("Here", "There")
                .map(id -> "'%s': {'Type': '%s', 'Properties': {}}".formatted(id, kept.type()))
                .collect(Collectors.joining(", "));
        if (!attached.isEmpty()) {
            resources += ", 'Other': {'Type': '%s', 'Properties': %s}".formatted(attachment.by(), other);
        }
        world.safe(resources)
                .live(
                        "Here",
                        "here",
                        kept.type(),
                        "{'%s': %s}".formatted(attachment.path().last(), list(kept)))
                .live("There", "there", kept.type(), "{}")
                .live("Other", "other", attachment.by(), "{}");
        var report = world.report();
        var at = attachment.path();
        return Stream.concat(
                        report.drifts().stream()
                                .filter(d -> d.logicalId().equals("Here"))
                                .flatMap(d -> d.changes().stream())
                                .filter(c -> c.path().startsWith(at))
                                .map(c -> c.kind() + " " + c.path()),
                        report.inventory().stream()
                                .filter(i -> i.logicalId().equals("Here")
                                        && i.path() != null
                                        && i.path().startsWith(at))
                                .map(i -> i.kind() + " " + i.path()))
                .toList();
    }

    /// Properties of the attaching resource that the element of the list is made of.
    private static String content(Attachment attachment) {
        return switch (attachment.element()) {
            case "ref", "any" -> "";
            case "rest" -> ", '" + property(attachment) + "': 'x'";
            default -> {
                var own = around(PropertyPath.parse(attachment.element()).segments(), "'x'");
                yield ", " + own.substring(1, own.length() - 1);
            }
        };
    }

    private static String list(Kept kept) {
        var element = switch (kept.attachment().element()) {
            case "ref" -> "'other'";
            case "rest" -> "{'" + property(kept.attachment()) + "': 'x'}";
            case "any" -> "{'Id': 'x'}";
            default -> "'x'";
        };
        return "[" + element + "]";
    }

    /// A text of the attaching type beside the one that says to what it is attached.
    private static String property(Attachment attachment) {
        var facts = Known.TYPES.find(attachment.by()).orElseThrow();
        return facts.root().properties().stream()
                .filter(name -> !name.equals(attachment.through().segments().getFirst()))
                .filter(name -> facts.root().child(name).is(Kind.STRING))
                .filter(name -> !facts.root().child(name).has(Trait.READ_ONLY)
                        && !facts.root().child(name).has(Trait.WRITE_ONLY))
                .findFirst()
                .orElseThrow();
    }

    private static String around(List<String> steps, String value) {
        var made = value;
        for (var step : steps.reversed()) {
            made = step.equals("*") ? "[" + made + "]" : "{'" + step + "': " + made + "}";
        }
        return made;
    }
}
