package dev.phantom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.phantom.House.IN_CORE;
import static dev.phantom.House.PHANTOM;
import static dev.phantom.House.check;
import static dev.phantom.House.room;
import static dev.phantom.House.satisfy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// How code is named and shaped, whatever room it is in.
class HouseStyleTest {

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
                        c -> texts(c).noneMatch(HouseStyleTest::namesTelemetry))));
        assertThat(PHANTOM.stream().filter(c -> room(c).equals("telemetry")).flatMap(HouseStyleTest::texts))
                .as("the scan sees the names where they are")
                .anyMatch(HouseStyleTest::namesTelemetry);
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
