package dev.phantom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.phantom.House.APPS;
import static dev.phantom.House.ASSEMBLY;
import static dev.phantom.House.CHAMBERS;
import static dev.phantom.House.CONFIG;
import static dev.phantom.House.CORE;
import static dev.phantom.House.EDGES;
import static dev.phantom.House.IN_CORE;
import static dev.phantom.House.PHANTOM;
import static dev.phantom.House.SANDBOX;
import static dev.phantom.House.WIRE;
import static dev.phantom.House.chamber;
import static dev.phantom.House.check;
import static dev.phantom.House.height;
import static dev.phantom.House.isPlayer;
import static dev.phantom.House.line;
import static dev.phantom.House.room;
import static dev.phantom.House.satisfy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may import whom: the laws of the house that a compiler does not know. ARCHITECTURE.md draws them.
class ArchitectureTest {

    @Test
    void everyClassLivesInAKnownRoom() {
        check(classes()
                .should(satisfy(
                        "live in a room of ARCHITECTURE.md",
                        c -> height(c) >= 0
                                || EDGES.contains(room(c))
                                || APPS.contains(room(c))
                                || Set.of(ASSEMBLY, CONFIG, SANDBOX, WIRE).contains(room(c)))));
    }

    @Test
    void coreRoomsImportOnlyRoomsBelow() {
        check(classes()
                .that(IN_CORE)
                .should(importOnly("rooms below their own", (from, to) -> height(to) > height(from))));
    }

    @Test
    void chambersImportOnlyChambersBelow() {
        CHAMBERS.forEach((room, lines) -> check(classes()
                .that(describe("in " + room, c -> room(c).equals(room)))
                .should(importOnlyIn(
                        room,
                        (from, to) -> chamber(from).equals(chamber(to))
                                || line(lines, chamber(from)) < line(lines, chamber(to))))));
    }

    @Test
    void edgesImportTheCoreAndNoOtherEdge() {
        check(classes()
                .that(describe("in an edge", c -> EDGES.contains(room(c))))
                .should(importOnly("the core and the wire", (from, to) -> height(to) >= 0 || room(to).equals(WIRE))));
    }

    @Test
    void theWireImportsOnlyTheCore() {
        check(classes()
                .that(describe("in the wire", c -> room(c).equals(WIRE)))
                .should(importOnly("the core", (from, to) -> height(to) >= 0)));
    }

    @Test
    void appsImportAssemblyConfigurationAndTheCoreAndNoEdge() {
        check(classes()
                .that(describe("in an app", c -> APPS.contains(room(c))))
                .should(importOnly(
                        "assembly, config and the core, and who plays scenarios the sandbox",
                        (from, to) -> height(to) >= 0
                                || Set.of(ASSEMBLY, CONFIG).contains(room(to))
                                || isPlayer(from) && room(to).equals(SANDBOX))));
    }

    @Test
    void assemblyImportsEdgesConfigurationAndTheCore() {
        check(classes()
                .that(describe("in assembly", c -> room(c).equals(ASSEMBLY)))
                .should(importOnly(
                        "edges, the wire, config and the core",
                        (from, to) -> height(to) >= 0
                                || EDGES.contains(room(to))
                                || Set.of(CONFIG, WIRE).contains(room(to)))));
    }

    @Test
    void onlyAssemblyOpensAnEdge() {
        check(noClasses()
                .that(describe(
                        "outside assembly and the edges", c -> !room(c).equals(ASSEMBLY) && !EDGES.contains(room(c))))
                .should()
                .dependOnClassesThat(describe("are of an edge", c -> EDGES.contains(room(c)))));
    }

    @Test
    void configurationImportsOnlyTheCore() {
        check(classes()
                .that(describe("in config", c -> room(c).equals(CONFIG)))
                .should(importOnly("the core", (from, to) -> height(to) >= 0)));
    }

    @Test
    void theSandboxImportsOnlyTheCoreAndOnlyWhoPlaysScenariosImportsIt() {
        check(classes()
                .that(describe("in the sandbox", c -> room(c).equals(SANDBOX)))
                .should(importOnly("the core", (from, to) -> height(to) >= 0)));
        check(noClasses()
                .that(describe(
                        "outside the demo, the benchmark's player and the sandbox",
                        c -> !isPlayer(c) && !room(c).equals(SANDBOX)))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.phantom.sandbox..")));
    }

    @Test
    void nobodyImportsAnApp() {
        check(noClasses()
                .that(describe("outside the apps", c -> !APPS.contains(room(c))))
                .should()
                .dependOnClassesThat(describe("are of an app", c -> APPS.contains(room(c)))));
    }

    /// A chamber that no line lists would be free to import any other.
    @Test
    void everyChamberOfEveryRoomHasALine() {
        var found = new TreeMap<String, Set<String>>();
        PHANTOM.stream()
                .filter(c -> !room(c).isEmpty())
                .forEach(c ->
                        found.computeIfAbsent(room(c), r -> new TreeSet<>()).add(chamber(c)));
        found.values().removeIf(Set.of("")::equals);
        var listed = new TreeMap<String, Set<String>>();
        CHAMBERS.forEach((room, lines) ->
                listed.put(room, lines.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new))));
        assertThat(listed).as("House.CHAMBERS lists every package below a room").isEqualTo(found);
    }

    /// A room that is gone from the code is gone from the plan.
    @Test
    void everyRoomOfThePlanExists() {
        var planned = Stream.of(
                        CORE.stream().flatMap(Set::stream),
                        EDGES.stream(),
                        APPS.stream(),
                        Stream.of(ASSEMBLY, CONFIG, SANDBOX, WIRE))
                .flatMap(rooms -> rooms);
        assertThat(planned)
                .as("House.CORE, EDGES or APPS lists every room")
                .containsExactlyInAnyOrderElementsOf(PHANTOM.stream()
                        .map(House::room)
                        .filter(room -> !room.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /// What differs between formats is behind `iac.Format`. The edge to AWS reads what CloudFormation was told, and the
    /// sandbox plays CloudFormation.
    @Test
    void aFormatIsKnownOnlyWhereItIsChosen() {
        check(noClasses()
                .that(describe(
                        "outside iac, assembly, the edge to AWS and the sandbox",
                        c -> !Set.of("iac", "assembly", "aws", "sandbox").contains(room(c))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.phantom.iac.cloudformation..", "dev.phantom.iac.terraform..")));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("dev.phantom.(*)..").should().beFreeOfCycles());
        check(slices().matching("dev.phantom.(**)").should().beFreeOfCycles());
    }

    private interface Import {
        boolean allowed(JavaClass from, JavaClass to);
    }

    private static ArchCondition<JavaClass> importOnly(String what, Import law) {
        return imports(what, (from, to) -> room(to).equals(room(from)) || law.allowed(from, to));
    }

    /// Of the room's own classes.
    private static ArchCondition<JavaClass> importOnlyIn(String room, Import law) {
        return imports(
                "chambers of " + room + " below its own",
                (from, to) -> !room(to).equals(room) || law.allowed(from, to));
    }

    private static ArchCondition<JavaClass> imports(String what, Import law) {
        return new ArchCondition<>("import only " + what) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (var dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    if (to.getPackageName().startsWith("dev.phantom.") && !law.allowed(from, to)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
