package dev.phantom.cli.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTypesTest {

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    @Test
    void aTypeIsAskedForOnceAndKeptForLaterRuns() {
        assertThat(catalog(Code.AWS_NO_TYPE).find("Acme::Made::Widget")).isEmpty();
        var first = AskedTypes.catalog(cache(), this::answer, notices::add);
        assertThat(first.find("Acme::Made::Widget")).isPresent();
        assertThat(first.find("Acme::Made::Widget")).isPresent();
        assertThat(AskedTypes.catalog(cache(), this::answer, notices::add).find("Acme::Made::Widget"))
                .hasValueSatisfying(facts ->
                        assertThat(facts.source("/handlers")).isEqualTo("DescribeType · Acme::Made::Widget#/handlers"));
        assertThat(asked).containsExactly("Acme::Made::Widget", "Acme::Made::Widget");
        assertThat(notices).isEmpty();
    }

    @Test
    void whatTheTableKnowsOrNoRegistryCanKnowIsNotAskedFor() {
        var catalog = AskedTypes.catalog(cache(), this::answer, notices::add);
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
    void aRunAsksForTenTypesAtMost() {
        var catalog = AskedTypes.catalog(cache(), this::answer, notices::add);
        IntStream.range(0, 30).forEach(n -> catalog.find("Acme::Made::Widget" + n));
        assertThat(asked).hasSize(10);
    }

    @Test
    void aRefusalIsSaidOnceAndNothingMoreIsAsked() {
        for (var code : List.of(Code.AWS_CREDENTIALS, Code.AWS_THROTTLED, Code.AWS_FAILED)) {
            asked.clear();
            notices.clear();
            var catalog = catalog(code);
            IntStream.range(0, 5)
                    .forEach(n ->
                            assertThat(catalog.find("Acme::Made::Widget" + n)).isEmpty());
            assertThat(asked).hasSize(1);
            assertThat(notices).singleElement().asString().startsWith(code.id()).endsWith("with lower trust");
        }
    }

    private dev.phantom.drift.TypeCatalog catalog(Code refusal) {
        return AskedTypes.catalog(
                cache(),
                type -> {
                    asked.add(type);
                    throw new PhantomException(refusal, "made");
                },
                notices::add);
    }

    private SchemaRow answer(String type) {
        asked.add(type);
        return SchemaRow.of(
                "{\"typeName\":\"" + type + "\",\"properties\":{\"Id\":{\"type\":\"string\"}}}", "us-east-1");
    }

    private TypeCache cache() {
        return TypeCache.of(Map.of("XDG_CACHE_HOME", folder.toString()), LocalDate.parse("2026-12-24"), notices::add);
    }
}
