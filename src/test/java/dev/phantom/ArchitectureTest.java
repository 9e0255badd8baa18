package dev.phantom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The laws of the house that a compiler does not know. ARCHITECTURE.md draws them.
class ArchitectureTest {

    /// The core, from the top; a room may import only rooms of the lines below its own.
    private static final List<Set<String>> CORE = List.of(
            Set.of("report"),
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
    private static final Map<String, List<Set<String>>> CHAMBERS = Map.ofEntries(
            Map.entry("analysis", List.of(Set.of("prompt", "rules"), Set.of(""))),
            Map.entry("aws", List.of(Set.of("live", "doctor"), Set.of(""))),
            Map.entry(
                    "cli",
                    List.of(Set.of(""), Set.of("command"), Set.of("doctor", "init", "types"), Set.of("terminal"))),
            Map.entry("cost", List.of(Set.of("models"), Set.of(""))),
            Map.entry("datadog", List.of(Set.of("observe"), Set.of(""), Set.of("api"))),
            Map.entry(
                    "drift",
                    List.of(
                            Set.of("adopt", "attribute", "subject"),
                            Set.of("detect"),
                            Set.of("ignore", "schema"),
                            Set.of("compare"),
                            Set.of("knowledge"),
                            Set.of("fact"),
                            Set.of(""))),
            Map.entry(
                    "iac",
                    List.of(
                            Set.of("cloudformation"),
                            Set.of("cloudformation.edit"),
                            Set.of("cloudformation.splice", "cloudformation.read", "cloudformation.evaluate"),
                            Set.of("cloudformation.template"),
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
            Map.entry("severity", List.of(Set.of("rules"), Set.of("control"), Set.of(""))),
            Map.entry("stack", List.of(Set.of("file"), Set.of(""))),
            Map.entry("store", List.of(Set.of("files"))),
            Map.entry("value", List.of(Set.of("read"), Set.of(""))));

    /// Adapters: each implements ports of the core and knows no other adapter.
    private static final Set<String> EDGES =
            Set.of("aws", "github", "folder", "datadog", "claude", "telemetry", "store");

    /// What a person starts: parse, call, print. Nobody imports them.
    private static final Set<String> APPS = Set.of("cli");

    /// Ports filled with adapters, from the configuration.
    private static final String ASSEMBLY = "assembly";

    private static final String CONFIG = "config";

    /// The embedded world, and the one class shipped to production that opens it.
    private static final String SANDBOX = "sandbox";

    private static final String DEMO = "dev.phantom.cli.command.DemoCommand";

    private static final JavaClasses PHANTOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.phantom");

    /// Where the compiled classes lie.
    private static final URI CLASSES = URI.create(EmbeddedKnowledge.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString());

    private static final DescribedPredicate<JavaClass> IN_CORE = describe("in the core", c -> height(c) >= 0);

    private static final DescribedPredicate<JavaClass> BESIDE_THE_WORLD = describe(
            "in cli, an edge or the sandbox",
            c -> room(c).equals("cli") || room(c).equals("sandbox") || EDGES.contains(room(c)));

    @Test
    void everyClassLivesInAKnownRoom() {
        check(classes()
                .should(satisfy(
                        "live in a room of ARCHITECTURE.md",
                        c -> height(c) >= 0
                                || EDGES.contains(room(c))
                                || APPS.contains(room(c))
                                || Set.of(ASSEMBLY, CONFIG, SANDBOX).contains(room(c)))));
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
                .should(importOnly("the core", (from, to) -> height(to) >= 0)));
    }

    @Test
    void appsImportAssemblyConfigurationAndTheCoreAndNoEdge() {
        check(classes()
                .that(describe("in an app", c -> APPS.contains(room(c))))
                .should(importOnly(
                        "assembly, config and the core, and the demo the sandbox",
                        (from, to) -> height(to) >= 0
                                || Set.of(ASSEMBLY, CONFIG).contains(room(to))
                                || isDemo(from) && room(to).equals(SANDBOX))));
    }

    @Test
    void assemblyImportsEdgesConfigurationAndTheCore() {
        check(classes()
                .that(describe("in assembly", c -> room(c).equals(ASSEMBLY)))
                .should(importOnly(
                        "edges, config and the core",
                        (from, to) -> height(to) >= 0 || EDGES.contains(room(to)) || room(to).equals(CONFIG))));
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
    void theSandboxImportsOnlyTheCoreAndOnlyTheDemoImportsIt() {
        check(classes()
                .that(describe("in the sandbox", c -> room(c).equals(SANDBOX)))
                .should(importOnly("the core", (from, to) -> height(to) >= 0)));
        check(noClasses()
                .that(describe("outside the demo and the sandbox", c -> !isDemo(c) && !room(c).equals(SANDBOX)))
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

    /// Who reads a name knows the file.
    @Test
    void noFileNameIsUsedTwice() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var byName = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(f -> f.getFileName().toString()));
            assertThat(byName).hasSizeGreaterThan(500);
            assertThat(byName.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        }
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
        assertThat(listed).isEqualTo(found);
    }

    /// A room that is gone from the code is gone from the plan.
    @Test
    void everyRoomOfThePlanExists() {
        var planned = Stream.of(
                        CORE.stream().flatMap(Set::stream),
                        EDGES.stream(),
                        APPS.stream(),
                        Stream.of(ASSEMBLY, CONFIG, SANDBOX))
                .flatMap(rooms -> rooms);
        assertThat(planned)
                .containsExactlyInAnyOrderElementsOf(PHANTOM.stream()
                        .map(ArchitectureTest::room)
                        .filter(room -> !room.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /// The core speaks of code hosts, models and sources of evidence; AWS and CloudFormation are its domain.
    @Test
    void theCoreNamesNoVendor() throws IOException {
        // a library whose package is called so
        var library = Pattern.compile("com[./]github[./]difflib");
        var vendors = Pattern.compile("(?i)datadog|github|claude|anthropic|opentelemetry");
        var named = new ArrayList<String>();
        for (var root : List.of(Path.of("src/main/java"), Path.of(CLASSES))) {
            for (var room : CORE.stream().flatMap(Set::stream).toList()) {
                try (var files = Files.walk(root.resolve("dev/phantom").resolve(room))) {
                    for (var file : files.filter(Files::isRegularFile)
                            .filter(f -> f.toString().matches(".*\\.(java|class)"))
                            .toList()) {
                        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                        vendors.matcher(library.matcher(text).replaceAll(""))
                                .results()
                                .forEach(m -> named.add(file + ": " + m.group()));
                    }
                }
            }
        }
        assertThat(named).as("vendors named in the core").isEmpty();
    }

    /// A list of what is allowed, so that a new vendor is noticed. No file, no socket, no HTTP, no database.
    @Test
    void theCoreKnowsNoVendor() {
        check(classes()
                .that(IN_CORE)
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "",
                        "dev.phantom..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math",
                        "java.text",
                        "java.io",
                        "java.net",
                        "java.nio..",
                        "java.security..",
                        "javax.crypto..",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson..",
                        "org.snakeyaml.engine..",
                        "com.dashjoin.jsonata..",
                        "com.github.difflib..",
                        "com.networknt.schema..",
                        "org.slf4j.."))));
    }

    @Test
    void theCoreOpensNoFileAndNoSocket() {
        Set<String> doors = Set.of(
                "java.io.File",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.FileReader",
                "java.io.FileWriter",
                "java.io.RandomAccessFile",
                "java.nio.file.Files",
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.net.URLConnection",
                "java.lang.ProcessBuilder",
                "java.lang.Runtime");
        check(noClasses()
                .that(IN_CORE)
                .should()
                .dependOnClassesThat(describe("open files, sockets or processes", c -> doors.contains(c.getName()))));
    }

    /// What a registry said beyond the embedded table counts for every step, and what is known of types is one value:
    /// nobody else takes a table by itself.
    @Test
    void onlyTheAssemblyAndTheSandboxTakeTheEmbeddedKnowledge() {
        check(noClasses()
                .that(describe(
                        "outside assembly and the sandbox",
                        c -> !room(c).equals("assembly")
                                && !room(c).equals("sandbox")
                                && !c.getName().startsWith(EmbeddedKnowledge.class.getName())))
                .should()
                .dependOnClassesThat(describe(
                        "open the tables of types (take the knowledge as a value)",
                        c -> c.isEquivalentTo(EmbeddedKnowledge.class))));
    }

    /// Each with the one file, or kind of file, that it opens.
    private static final Map<String, String> OPENERS = Map.of(
            "dev.phantom.drift.knowledge.EmbeddedKnowledge", "the tables of types",
            "dev.phantom.cost.EmbeddedPriceBook", "prices.csv",
            "dev.phantom.severity.control.EmbeddedControls", "the controls",
            "dev.phantom.secret.SecretText", "credential-forms.tsv",
            "dev.phantom.analysis.prompt.PromptRenderer", "the texts of a prompt",
            "dev.phantom.claude.ClaudePrices", "claude-prices.csv",
            "dev.phantom.datadog.MetricTable", "metrics.yaml",
            "dev.phantom.aws.doctor.LeastPolicy", "read-actions.txt",
            "dev.phantom.cli.command.InitCommand", "reconcile-workflow.yaml");

    @Test
    void aFileThatComesWithPhantomIsOpenedInOnePlace() {
        check(noClasses()
                .that(describe(
                        "not known to open one",
                        c -> !room(c).equals("sandbox")
                                && !OPENERS.containsKey(c.getName().split("\\$")[0])))
                .should()
                .accessTargetWhere(describe(
                        "a file that comes with Phantom",
                        (JavaAccess<?> access) -> Set.of("java.lang.Class", "java.lang.ClassLoader", "java.lang.Module")
                                        .contains(access.getTargetOwner().getName())
                                && access.getTarget().getName().startsWith("getResource"))));
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
                .dependOnClassesThat(resideInAPackage("dev.phantom.iac.cloudformation..")));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("dev.phantom.(*)..").should().beFreeOfCycles());
        check(slices().matching("dev.phantom.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheOutsideTouchesProcessClockAndEnvironment() {
        Map<String, Set<String>> world = Map.ofEntries(
                Map.entry("java.lang.System", Set.of("out", "err", "in", "exit", "getenv", "currentTimeMillis")),
                Map.entry("java.lang.IO", Set.of("print", "println", "readln")),
                Map.entry("java.lang.Thread", Set.of("sleep")),
                Map.entry("java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone")),
                Map.entry("java.time.Instant", Set.of("now")),
                Map.entry("java.time.LocalDate", Set.of("now")),
                Map.entry("java.time.LocalDateTime", Set.of("now")),
                Map.entry("java.time.OffsetDateTime", Set.of("now")),
                Map.entry("java.time.ZonedDateTime", Set.of("now")),
                Map.entry("java.time.ZoneId", Set.of("systemDefault")));
        check(noClasses()
                .that(DescribedPredicate.not(BESIDE_THE_WORLD))
                .should()
                .accessTargetWhere(describe(
                        "process, clock or environment (make it a parameter)",
                        (JavaAccess<?> access) -> world.getOrDefault(
                                        access.getTargetOwner().getName(), Set.of())
                                .contains(access.getTarget().getName()))));
    }

    @Test
    void everyPackageIsNullMarked() {
        Stream<JavaPackage> packages =
                PHANTOM.stream().map(JavaClass::getPackage).distinct();
        assertThat(packages.filter(p -> !p.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName))
                .as("packages without a package-info.java that says @NullMarked")
                .isEmpty();
    }

    /// What flows between rooms is immutable; a record inside one package may hold what its neighbour made.
    @Test
    void publicRecordsOfTheCoreCopyTheirCollections() {
        check(classes()
                .that(IN_CORE)
                .and()
                .arePublic()
                .and(describe("are records", JavaClass::isRecord))
                .should(satisfy(
                        "copy each List, Set or Map in the constructor (copyOf, unmodifiable…)",
                        c -> copies(c) >= collections(c))));
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> vague =
                List.of("Manager Helper Helpers Util Utils Impl Service Processor DTO Dto Data Info".split(" "));
        check(noClasses()
                .should()
                .haveNameMatching(".*\\.(model|service|services|util|utils|common|helper|helpers|impl)\\..*"));
        check(classes()
                .should(satisfy(
                        "have a telling name",
                        c -> (vague.stream().noneMatch(c.getSimpleName()::endsWith)
                                        // a fact about a service is not a service
                                        || c.getSimpleName().endsWith("ByService"))
                                && !c.getSimpleName().startsWith("Abstract"))));
    }

    /// Names of spans, metrics and attributes are strings of the telemetry edge alone. What else starts like one is the
    /// name of a format, `phantom.run/v1`, of a file, or a switch of the program itself.
    @Test
    void onlyTelemetryNamesWhatLeavesAsTelemetry() {
        check(classes()
                .that(describe("outside telemetry", c -> !room(c).equals("telemetry")))
                .should(satisfy(
                        "hold no name of a span, metric or attribute",
                        c -> texts(c).noneMatch(ArchitectureTest::namesTelemetry))));
        assertThat(PHANTOM.stream().filter(c -> room(c).equals("telemetry")).flatMap(ArchitectureTest::texts))
                .as("the scan sees the names where they are")
                .anyMatch(ArchitectureTest::namesTelemetry);
    }

    private static boolean namesTelemetry(String text) {
        var known = Set.of("phantom.yaml", "phantom.log", "phantom.stderr.tty");
        return text.startsWith("gen_ai.")
                || text.startsWith("phantom.") && !text.matches("phantom\\.[a-z-]+/v\\d+") && !known.contains(text);
    }

    /// The string constants of a class file.
    private static Stream<String> texts(JavaClass c) {
        try (var in = c.getSource().orElseThrow().getUri().toURL().openStream()) {
            var texts = new ArrayList<String>();
            for (var entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
                if (entry instanceof StringEntry text) {
                    texts.add(text.stringValue());
                }
            }
            return texts.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PHANTOM);
    }

    /// The top-level package below `dev.phantom`.
    private static String room(JavaClass c) {
        String name = c.getPackageName();
        return name.startsWith("dev.phantom.") ? name.split("\\.")[2] : "";
    }

    private static boolean isDemo(JavaClass c) {
        return c.getName().split("\\$")[0].equals(DEMO);
    }

    /// What follows the room in the package's name; empty for the room itself.
    private static String chamber(JavaClass c) {
        return Arrays.stream(c.getPackageName().split("\\.")).skip(3).collect(Collectors.joining("."));
    }

    /// The line of the house, counted from the top; -1 outside the core.
    private static int height(JavaClass c) {
        return line(CORE, room(c));
    }

    private static int line(List<Set<String>> lines, String name) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).contains(name)) {
                return line;
            }
        }
        return -1;
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

    private static ArchCondition<JavaClass> satisfy(String what, java.util.function.Predicate<JavaClass> law) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                if (!law.test(c)) {
                    events.add(SimpleConditionEvent.violated(c, c.getName() + " does not " + what));
                }
            }
        };
    }

    private static long collections(JavaClass c) {
        return Arrays.stream(c.reflect().getRecordComponents())
                .filter(component -> java.util.Collection.class.isAssignableFrom(component.getType())
                        || Map.class.isAssignableFrom(component.getType()))
                .count();
    }

    private static long copies(JavaClass c) {
        return c.getConstructors().stream()
                .flatMap(constructor -> constructor.getMethodCallsFromSelf().stream())
                .map(call -> call.getTarget().getName())
                .filter(name -> name.startsWith("copy") || name.startsWith("unmodifiable") || name.equals("toList"))
                .count();
    }
}
