package dev.phantom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.phantom.House.CORE;
import static dev.phantom.House.EDGES;
import static dev.phantom.House.IN_CORE;
import static dev.phantom.House.check;
import static dev.phantom.House.room;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a room may touch: no vendor in the core, no file, no clock, no table that comes with Phantom but in its place.
class CorePurityTest {

    /// Where the compiled classes lie.
    private static final URI CLASSES = URI.create(EmbeddedKnowledge.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString());

    private static final DescribedPredicate<JavaClass> BESIDE_THE_WORLD = describe(
            "in cli, an edge or the sandbox",
            c -> room(c).equals("cli") || room(c).equals("sandbox") || EDGES.contains(room(c)));

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
    private static final Map<String, String> OPENERS = Map.ofEntries(
            Map.entry("dev.phantom.drift.knowledge.EmbeddedKnowledge", "the tables of types"),
            Map.entry("dev.phantom.cost.EmbeddedPriceBook", "prices.csv"),
            Map.entry("dev.phantom.secret.SecretTables", "the tables of shapes and places of secrets"),
            Map.entry("dev.phantom.severity.policy.PolicyTables", "the tables of policies"),
            Map.entry("dev.phantom.analysis.prompt.PromptRenderer", "the texts of a prompt"),
            Map.entry("dev.phantom.analysis.rules.RuleTables", "weights.tsv and clauses.tsv"),
            Map.entry("dev.phantom.claude.ClaudePrices", "claude-prices.csv"),
            Map.entry("dev.phantom.assembly.KeptConfidence", "confidence.csv"),
            Map.entry("dev.phantom.datadog.MetricTable", "metrics.yaml"),
            Map.entry("dev.phantom.aws.prices.ListedProducts", "price-list.yaml"),
            Map.entry("dev.phantom.aws.ActionTables", "the tables of IAM actions"),
            Map.entry("dev.phantom.cli.command.InitCommand", "the workflows"),
            Map.entry("dev.phantom.datadog.assets.AssetCatalogue", "dashboard, monitors and SLO"),
            Map.entry("dev.phantom.severity.control.EmbeddedControls", "the controls"));

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
}
