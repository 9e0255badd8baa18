package dev.phantom.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.RegistryPlace;
import dev.phantom.store.files.TypeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTypesTest {

    private static final StackId HERE = new StackId("111122223333", "us-east-1", "pay");
    private static final StackId OTHER_ACCOUNT = new StackId("444455556666", "us-east-1", "pay");
    private static final StackId OTHER_REGION = new StackId("111122223333", "eu-west-1", "pay");
    private static final String WIDGET = "Acme::Made::Widget";
    private static final String FRESH = "AWS::Fresh::Thing";

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    @Test
    void aTypeIsAskedForOnceAndKeptForLaterRuns() {
        assertThat(refused(Code.AWS_NO_TYPE).of(HERE).find(WIDGET)).isEmpty();
        var first = run().of(HERE);
        assertThat(first.find(WIDGET)).isPresent();
        assertThat(first.find(WIDGET)).isPresent();
        assertThat(run().of(HERE).find(WIDGET))
                .hasValueSatisfying(facts ->
                        assertThat(facts.source("/handlers")).isEqualTo("DescribeType · Acme::Made::Widget#/handlers"));
        assertThat(asked).containsExactly(WIDGET, "111122223333/us-east-1 " + WIDGET);
        assertThat(notices).isEmpty();
    }

    @Test
    void whatTheTableKnowsOrNoRegistryCanKnowIsNotAskedFor() {
        var catalog = run().of(HERE);
        List.of(
                        "AWS::S3::Bucket",
                        "Custom::Thing",
                        "AWS::CDK::Metadata",
                        "Acme::A::B::MODULE",
                        "",
                        "../../x",
                        "AWS::Ec2::A/b")
                .forEach(catalog::find);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRunAsksARegistryForTenTypesAtMost() {
        var catalog = run().of(HERE);
        IntStream.range(0, 30).forEach(n -> catalog.find(WIDGET + n));
        assertThat(asked).hasSize(10);
    }

    @Test
    void aRefusalIsSaidOnceAndNothingMoreIsAskedThere() {
        for (var code : List.of(Code.AWS_CREDENTIALS, Code.AWS_THROTTLED, Code.AWS_FAILED)) {
            asked.clear();
            notices.clear();
            var catalogs = refused(code);
            IntStream.range(0, 5)
                    .forEach(n -> assertThat(catalogs.of(HERE).find(WIDGET + n)).isEmpty());
            assertThat(asked).hasSize(1);
            assertThat(notices).singleElement().asString().startsWith(code.id()).endsWith("without type facts");
        }
    }

    /// A registry is an account's own: what is registered or activated there may be called as elsewhere and be another.
    @Test
    void whatOthersMadeIsKeptForTheAccountAndRegionThatSaidIt() {
        for (var catalogs : List.of(run(), run())) {
            for (var stack : List.of(HERE, OTHER_ACCOUNT, OTHER_REGION)) {
                assertThat(catalogs.of(stack).identifiers(WIDGET)).containsExactly(name(RegistryPlace.of(stack)));
            }
        }
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "111122223333/us-east-1 " + WIDGET,
                        "444455556666/us-east-1 " + WIDGET,
                        "111122223333/eu-west-1 " + WIDGET);
        assertThat(offline().of(OTHER_ACCOUNT).identifiers(WIDGET))
                .containsExactly(name(RegistryPlace.of(OTHER_ACCOUNT)));
        assertThat(offline().of(new StackId("777788889999", "us-east-1", "pay")).find(WIDGET))
                .isEmpty();
    }

    @Test
    void whatAwsMadeIsAskedForOnceInARegion() {
        var catalogs = run();
        assertThat(catalogs.of(HERE).find(FRESH)).isPresent();
        assertThat(catalogs.of(OTHER_ACCOUNT).find(FRESH)).isPresent();
        assertThat(asked).containsExactly("111122223333/us-east-1 " + FRESH);
        assertThat(catalogs.of(OTHER_REGION).find(FRESH)).isPresent();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whereThePlaceIsNotKnownAnAnswerCountsThatNoOtherContradicts() {
        var nowhere = new StackId("", "", "pay");
        run().of(HERE).find(WIDGET);
        assertThat(offline().of(nowhere).identifiers(WIDGET)).containsExactly(name(RegistryPlace.of(HERE)));
        run().of(OTHER_ACCOUNT).find(WIDGET);
        var catalogs = offline();
        assertThat(catalogs.of(nowhere).find(WIDGET)).isEmpty();
        assertThat(catalogs.of(new StackId("", "us-east-1", "pay")).find(WIDGET))
                .isEmpty();
        assertThat(notices)
                .singleElement()
                .asString()
                .contains(WIDGET, "111122223333/us-east-1 and 444455556666/us-east-1", "pass the account");
        assertThat(catalogs.of(HERE).find(WIDGET)).isPresent();
    }

    /// A stack's account and region may come from a file that anybody wrote.
    @Test
    void noPlaceLeavesTheFolder() throws IOException {
        var cache = offline();
        for (var stack : List.of(
                new StackId("../../..", "us-east-1", "s"),
                new StackId("111122223333", "../..", "s"),
                new StackId("111122223333", "", "s"))) {
            var place = RegistryPlace.of(stack);
            assertThat(cache.file(place, WIDGET)).isEmpty();
            cache.keep(place, answer(place, WIDGET));
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private TypeCatalogs run() {
        return AskedTypes.catalogs(offline(), this::answer, notices::add);
    }

    private TypeCatalogs refused(Code refusal) {
        return AskedTypes.catalogs(
                offline(),
                (place, type) -> {
                    asked.add(type);
                    throw new PhantomException(refusal, "made");
                },
                notices::add);
    }

    /// Each place knows the type by another property.
    private SchemaRow answer(RegistryPlace place, String type) {
        asked.add(place + " " + type);
        return SchemaRow.of(
                "{\"typeName\":\"%s\",\"primaryIdentifier\":[\"/properties/%s\"],\"properties\":{\"%s\":{\"type\":\"string\"}}}"
                        .formatted(type, name(place), name(place)),
                place.region().isEmpty() ? "us-east-1" : place.region());
    }

    private static String name(RegistryPlace place) {
        return "Id" + place.account() + place.region().replace("-", "");
    }

    private TypeCache offline() {
        return TypeCache.of(
                Known.TYPES, Map.of("XDG_CACHE_HOME", folder.toString()), LocalDate.parse("2026-12-24"), notices::add);
    }
}
