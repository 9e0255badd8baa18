package dev.phantom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The rooms of the house as ARCHITECTURE.md draws them, and how a law about them is checked.
final class House {

    private House() {}

    /// The core, from the top; a room may import only rooms of the lines below its own.
    static final List<Set<String>> CORE = List.of(
            Set.of("notify"),
            Set.of("report", "eval"),
            Set.of("run"),
            Set.of("pullrequest", "reconcile"),
            Set.of("patch"),
            Set.of("analysis"),
            Set.of("severity", "cost", "evidence"),
            Set.of("drift"),
            Set.of("stack"),
            Set.of("secret"),
            Set.of("iac"),
            Set.of("value"),
            Set.of("fault"));

    /// Chambers of a room, from the top, the empty name for the room's own classes: a chamber may import only chambers
    /// of the lines below its own. Chambers of one line do not know each other.
    static final Map<String, List<Set<String>>> CHAMBERS = Map.ofEntries(
            Map.entry(
                    "analysis",
                    List.of(Set.of("prompt", "rules", "derive"), Set.of("measure"), Set.of(""), Set.of("background"))),
            Map.entry("aws", List.of(Set.of("live", "doctor", "prices"), Set.of(""))),
            Map.entry(
                    "cli",
                    List.of(
                            Set.of(""),
                            Set.of("command"),
                            Set.of("doctor", "eval", "init", "types"),
                            Set.of("terminal"))),
            Map.entry("cost", List.of(Set.of("models"), Set.of(""))),
            Map.entry("datadog", List.of(Set.of("observe", "assets"), Set.of(""), Set.of("api"))),
            Map.entry(
                    "drift",
                    List.of(
                            Set.of("adopt", "attribute", "subject"),
                            Set.of("detect"),
                            Set.of("plan"),
                            Set.of("ignore", "schema"),
                            Set.of("compare"),
                            Set.of("knowledge"),
                            Set.of("fact", "terraform"),
                            Set.of(""))),
            Map.entry(
                    "iac",
                    List.of(
                            Set.of("cloudformation", "terraform"),
                            Set.of("cloudformation.edit", "terraform.edit"),
                            Set.of(
                                    "cloudformation.splice",
                                    "cloudformation.read",
                                    "cloudformation.evaluate",
                                    "terraform.evaluate"),
                            Set.of("cloudformation.template", "terraform.syntax"),
                            Set.of(""))),
            Map.entry("patch", List.of(Set.of("plan", "prove"), Set.of(""))),
            Map.entry("pullrequest", List.of(Set.of("life"), Set.of("rule", "digest"), Set.of("body"), Set.of(""))),
            Map.entry("run", List.of(Set.of("closing"), Set.of("walk"), Set.of(""))),
            Map.entry(
                    "sandbox",
                    List.of(
                            Set.of(""),
                            Set.of("aws", "github", "datadog", "claude"),
                            Set.of("aws.deploy", "loopback"))),
            Map.entry("severity", List.of(Set.of("rules"), Set.of("control", "policy"), Set.of(""))),
            Map.entry("stack", List.of(Set.of("file"), Set.of(""))),
            Map.entry("store", List.of(Set.of("files"))),
            Map.entry("value", List.of(Set.of("read"), Set.of(""))));

    /// Adapters: each implements ports of the core and knows no other adapter.
    static final Set<String> EDGES =
            Set.of("aws", "github", "folder", "datadog", "claude", "telemetry", "store", "channel", "terraform");

    /// What a person starts: parse, call, print. Nobody imports them.
    static final Set<String> APPS = Set.of("cli");

    /// Ports filled with adapters, from the configuration.
    static final String ASSEMBLY = "assembly";

    static final String CONFIG = "config";

    /// What every edge that speaks HTTP shares: outside the core, because it waits; below the edges.
    static final String WIRE = "wire";

    /// The embedded world, and the classes shipped to production that open it: the demo, and what plays the scenarios
    /// of the verdict benchmark.
    static final String SANDBOX = "sandbox";

    static final Set<String> PLAYERS =
            Set.of("dev.phantom.cli.command.DemoCommand", "dev.phantom.cli.eval.ScenarioPlay");

    static final JavaClasses PHANTOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.phantom");

    static final DescribedPredicate<JavaClass> IN_CORE = describe("in the core", c -> height(c) >= 0);

    static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PHANTOM);
    }

    /// The top-level package below `dev.phantom`.
    static String room(JavaClass c) {
        String name = c.getPackageName();
        return name.startsWith("dev.phantom.") ? name.split("\\.")[2] : "";
    }

    static boolean isPlayer(JavaClass c) {
        return PLAYERS.contains(c.getName().split("\\$")[0]);
    }

    /// What follows the room in the package's name; empty for the room itself.
    static String chamber(JavaClass c) {
        return Arrays.stream(c.getPackageName().split("\\.")).skip(3).collect(Collectors.joining("."));
    }

    /// The line of the house, counted from the top; -1 outside the core.
    static int height(JavaClass c) {
        return line(CORE, room(c));
    }

    static int line(List<Set<String>> lines, String name) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).contains(name)) {
                return line;
            }
        }
        return -1;
    }

    static ArchCondition<JavaClass> satisfy(String what, java.util.function.Predicate<JavaClass> law) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                if (!law.test(c)) {
                    events.add(SimpleConditionEvent.violated(c, c.getName() + " does not " + what));
                }
            }
        };
    }
}
