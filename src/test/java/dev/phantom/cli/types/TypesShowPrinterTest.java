package dev.phantom.cli.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.knowledge.Known;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesShowPrinterTest {

    private static final int MOST_COLUMNS = 200;

    private final TypeCatalog catalog = Known.TYPES;
    private final FactBook book = Known.FACTS;

    private String text(String type) {
        return String.join("\n", TypesShowPrinter.text(catalog.find(type).orElseThrow(), book.of(type)));
    }

    @Test
    void eachFactCarriesItsPlaceInTheSchema() {
        assertThat(text("AWS::EC2::Subnet"))
                .startsWith("AWS::EC2::Subnet\nsource of every fact: " + catalog.source() + ", schemas of "
                        + catalog.date())
                .contains("identified by         SubnetId [#/primaryIdentifier]")
                .contains("[#/writeOnlyProperties]")
                .contains("Tag  [#/definitions/Tag]\n    Key    string; required");
    }

    @Test
    void itSaysWhenNothingCanReadAType() {
        assertThat(text("AWS::IAM::Policy")).contains("no-read-handler");
        assertThat(text("AWS::IAM::Role")).doesNotContain("no-read-handler");
    }

    @Test
    void jsonGivesEachFactItsWholeSource() {
        var json = TypesShowPrinter.json(catalog.find("AWS::ECS::Service").orElseThrow(), book.of("AWS::ECS::Service"));
        assertThat(json.path("type").asText()).isEqualTo("AWS::ECS::Service");
        assertThat(json.path("facts")).isNotEmpty().allSatisfy(fact -> {
            assertThat(fact.path("source").asText()).startsWith(catalog.source() + " · AWS::ECS::Service#/");
            assertThat(fact.path("values")).isNotEmpty();
        });
        assertThat(json.path("sections").path(0).path("properties").findValuesAsText("path"))
                .contains("Cluster", "Tags");
    }

    @Test
    void whatIsKeptByHandCarriesItsSource() {
        assertThat(text("AWS::RDS::DBInstance"))
                .contains("protection          /DeletionProtection deletion, safe: true")
                .contains("[schema #/properties/DeletionProtection]")
                .contains("https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/ModifyDBInstance");
        assertThat(text("AWS::Lambda::Function")).contains("[heuristic: arguments have places]");
        var json = TypesShowPrinter.json(catalog.find("AWS::S3::Bucket").orElseThrow(), book.of("AWS::S3::Bucket"));
        assertThat(json.path("kept")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("basis").asText()).isIn("source", "heuristic");
            assertThat(line.path("source").asText()).isNotBlank();
        });
    }

    @Test
    void everyTypeOfTheTableCanBeShown() {
        assertThat(catalog.types()).allSatisfy(type -> {
            var lines = TypesShowPrinter.text(catalog.find(type).orElseThrow(), book.of(type));
            assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThan(MOST_COLUMNS));
            assertThat(lines).hasSizeLessThan(5_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::Foo::Bar", "Acme::Widgets::Sprocket", "nonsense", ""})
    void nothingIsNamedThatNobodyCouldMean(String type) {
        assertThat(TypesShowPrinter.nearest(type, catalog)).isEmpty();
        assertThat(TypesShowPrinter.unknown(type, catalog).line())
                .contains("no type has a similar name; --refresh queries AWS")
                .doesNotContain("did you mean");
    }

    @Test
    void anUnknownTypeGetsTheNearestNames() {
        assertThat(TypesShowPrinter.unknown("AWS::EC2::SecurityGroups", catalog).line())
                .startsWith("PH-AWS-008 'AWS::EC2::SecurityGroups' is not among ")
                .contains("did you mean AWS::EC2::SecurityGroup?");
        assertThat(TypesShowPrinter.nearest("AWS::EC2::Bucket", catalog)).contains("AWS::S3::Bucket");
        assertThat(TypesShowPrinter.nearest("AWS::RDS::Instance", catalog)).containsExactly("AWS::RDS::DBInstance");
        assertThat(TypesShowPrinter.nearest("aws::s3::bucket", catalog)).first().isEqualTo("AWS::S3::Bucket");
        assertThat(TypesShowPrinter.nearest("AWS::Dynamo::Table", catalog))
                .first()
                .isEqualTo("AWS::DynamoDB::Table");
    }
}
