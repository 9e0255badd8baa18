package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.dashjoin.jsonata.Jsonata;
import dev.phantom.drift.TypeFacts.Handler;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What must hold for every type of the embedded table.
class TypeTableLawsTest {

    private static final int MOST_BYTES_GZIPPED = 1_000_000;

    private final TypeCatalog catalog = Known.TYPES;

    @Test
    void itIsDatedAndWhole() {
        assertThat(catalog.source()).startsWith("cfn-lint ");
        assertThat(catalog.date()).isAfter("2026-01-01");
        assertThat(catalog.types()).hasSizeGreaterThan(1_800);
        assertThat(all().filter(TypeFacts::hasReadHandler)).hasSizeGreaterThan(1_700);
        assertThat(all().filter(type -> type.has(Handler.LIST))).hasSizeGreaterThan(1_600);
        assertThat(all().map(TypeFacts::type)).containsExactlyElementsOf(catalog.types());
    }

    @Test
    void itFitsIntoAMegabyteGzipped() throws IOException {
        long size = gzipped("index.json");
        for (var service : all().map(type -> service(type.type())).distinct().toList()) {
            size += gzipped(service + ".jsonl");
        }
        assertThat(size).isBetween(100_000L, (long) MOST_BYTES_GZIPPED);
    }

    @Test
    void everyPathOfItsListsIsAProperty() {
        assertThat(all().flatMap(type ->
                        paths(type).filter(path -> !type.at(path).isKnown()).map(path -> type.source(path.toString()))))
                .isEmpty();
    }

    @Test
    void everyPathCarriesItsTraitAndSoDoesWhatIsBelowIt() {
        all().forEach(type -> type.traits()
                .forEach((trait, paths) -> paths.forEach(path -> {
                    assertThat(type.has(trait, path)).isTrue();
                    assertThat(type.has(trait, path.child("anything").child(0))).isTrue();
                    assertThat(type.root().hasWithin(trait)).isTrue();
                })));
    }

    @Test
    void aListIndexMatchesWhereverThePathHasAStar() {
        all().forEach(type -> type.traits()
                .forEach((trait, paths) -> paths.forEach(path -> {
                    var concrete = new PropertyPath(path.segments().stream()
                            .map(s -> s.equals("*") ? "17" : s)
                            .toList());
                    assertThat(type.has(trait, concrete)).isTrue();
                    assertThat(type.pointer(concrete))
                            .isEqualTo(type.pointer(path))
                            .startsWith("/");
                })));
    }

    @Test
    void everyReadableTypeHasAnIdentifier() {
        assertThat(all().filter(TypeFacts::hasReadHandler)
                        .filter(type -> type.primaryIdentifier().isEmpty()))
                .isEmpty();
    }

    @Test
    void everyDefinitionThatIsUsedIsThereAndEveryWalkOverThemEnds() {
        all().forEach(type -> {
            var seen = new HashSet<String>();
            var open = new ArrayDeque<>(List.of(type.root()));
            while (!open.isEmpty()) {
                var node = open.poll();
                assertThat(node.isKnown())
                        .as(type.type() + " " + node.definition())
                        .isTrue();
                if (node.definition().isEmpty() || seen.add(node.definition())) {
                    node.properties().forEach(property -> open.add(node.child(property)));
                    if (node.hasItems()) {
                        open.add(node.items());
                    }
                }
            }
        });
    }

    @Test
    void everyTransformIsJsonata() {
        var alternatives = all().flatMap(type -> type.transforms().values().stream())
                .flatMap(List::stream)
                .toList();
        assertThat(alternatives).hasSizeGreaterThan(200);
        assertThat(alternatives)
                .allSatisfy(expression ->
                        assertThatCode(() -> Jsonata.jsonata(expression)).doesNotThrowAnyException());
    }

    @Test
    void everyTransformStandsAtItsProperty() {
        all().forEach(type -> type.transforms()
                .forEach((path, alternatives) -> assertThat(type.at(path).transforms())
                        .as(type.source(path.toString()))
                        .isEqualTo(alternatives)));
    }

    @Test
    void handlersThatOnlyReadChangeNothing() {
        all().forEach(type -> assertThat(Stream.of(Handler.READ, Handler.LIST)
                        .flatMap(handler -> type.handlers().getOrDefault(handler, new java.util.TreeSet<>()).stream()))
                .isEmpty());
        assertThat(all().flatMap(type -> type.mutatingActions().stream()))
                .isNotEmpty()
                .allMatch(action -> action.contains(":"))
                .noneMatch(action -> action.matches("[^:]+:(Get|List|Describe).*"));
    }

    private Stream<TypeFacts> all() {
        return catalog.types().stream().map(type -> catalog.find(type).orElseThrow());
    }

    private static Stream<PropertyPath> paths(TypeFacts type) {
        return Stream.of(
                        type.traits().values().stream().flatMap(List::stream),
                        type.primaryIdentifier().stream(),
                        type.additionalIdentifiers().stream().flatMap(List::stream),
                        type.transforms().keySet().stream())
                .flatMap(paths -> paths);
    }

    private static String service(String type) {
        return type.substring(0, type.lastIndexOf("::")).replace("::", "-");
    }

    private static long gzipped(String file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = Objects.requireNonNull(TypeCatalog.class.getResourceAsStream("types/" + file), file);
                var gzip = new GZIPOutputStream(bytes)) {
            in.transferTo(gzip);
        }
        return bytes.size();
    }
}
