package dev.phantom.drift.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every line of the map, against the schemas of both sides.
class TerraformTypesTest {

    private static final Set<Kind> NUMBERS_AND_FLAGS = Set.of(Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN);

    private final List<TerraformType> meanings = Known.HERE.terraform().meanings();

    @Test
    void theTypesThatTeamsUseMostAreMapped() {
        assertThat(Known.HERE.terraform().names()).hasSizeGreaterThan(190);
        assertThat(meanings)
                .allSatisfy(type -> assertThat(Known.TYPES.find(type.awsType()))
                        .as(type.name())
                        .isPresent());
        assertThat(Known.HERE.terraform().awsType("aws_db_instance")).contains("AWS::RDS::DBInstance");
        assertThat(Known.HERE.terraform().awsType("aws_s3_bucket_versioning")).contains("AWS::S3::Bucket");
        assertThat(Known.HERE.terraform().awsType("random_password")).isEmpty();
        assertThat(Known.HERE.terraform().awsType("AWS::RDS::DBInstance")).isEmpty();
    }

    @Test
    void everyAttributeIsInTheProvidersSchema() {
        var missing = new ArrayList<String>();
        for (var type : meanings) {
            var names = TerraformAttributes.of(type.name()).stream()
                    .map(TerraformAttributes.Attribute::names)
                    .toList();
            for (var line : type.lines()) {
                var attribute = TerraformType.names(new PropertyPath(line.attribute()));
                if (names.stream().noneMatch(name -> name.equals(attribute))) {
                    missing.add(type.name() + " " + attribute);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPropertyIsInAwssSchema() {
        var missing = new ArrayList<String>();
        for (var type : meanings) {
            for (var line : type.lines()) {
                if (!TerraformAttributes.place(type.awsType(), line.property()).isKnown() && !open(type, line)) {
                    missing.add(type.awsType() + " " + String.join("/", line.property()));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// What a line makes of the attribute is of a kind that the property may have.
    @Test
    void kindsAgree() {
        var wrong = new ArrayList<String>();
        for (var type : meanings) {
            for (var line : type.lines()) {
                var place = TerraformAttributes.place(type.awsType(), line.property());
                var names = TerraformType.names(new PropertyPath(line.attribute()));
                var kind = TerraformAttributes.of(type.name()).stream()
                        .filter(a -> a.names().equals(names))
                        .map(TerraformAttributes.Attribute::kind)
                        .findFirst()
                        .orElse("");
                if (!fits(line, kind, place, type) && !open(type, line)) {
                    wrong.add(type.name() + " " + names + " " + kind + " is no " + place.kinds());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// A name that the user chooses, in an object of which the schema says no names.
    private static boolean open(TerraformType type, AttributeLine line) {
        var above = line.property().subList(0, line.property().size() - 1);
        return line.property().getLast().startsWith("{")
                && TerraformAttributes.place(type.awsType(), above).is(Kind.OBJECT);
    }

    private static boolean fits(AttributeLine line, String kind, TypeNode place, TerraformType type) {
        boolean element =
                line.attribute().getLast().equals("*") || !type.splits().isEmpty() && kind.equals("list");
        if (place.is(Kind.ANY)) {
            return true;
        }
        return switch (line.conversion()) {
            case AttributeConversion.Json json -> place.is(Kind.OBJECT) || place.is(Kind.MAP) || place.is(Kind.ARRAY);
            case AttributeConversion.Pairs pairs ->
                kind.equals("map")
                        && place.items().child(pairs.key()).isKnown()
                        && place.items().child(pairs.value()).isKnown();
            case AttributeConversion.Words words ->
                words.words().values().stream()
                        .allMatch(word ->
                                place.choices().isEmpty() || place.choices().contains(word));
            case AttributeConversion.Plain plain -> place.kinds().stream().anyMatch(NUMBERS_AND_FLAGS::contains);
            case AttributeConversion.Same same ->
                switch (kind) {
                    case "list" -> element ? place.is(Kind.STRING) : place.is(Kind.ARRAY);
                    case "map" -> place.is(Kind.MAP) || place.is(Kind.OBJECT);
                    case "number" -> place.is(Kind.INTEGER) || place.is(Kind.NUMBER) || place.is(Kind.STRING);
                    case "bool" -> place.is(Kind.BOOLEAN) || place.is(Kind.STRING);
                    default ->
                        place.is(Kind.STRING)
                                || place.isKnown() && place.kinds().contains(Kind.STRING);
                };
        };
    }

    /// Every element of a list on AWS's side comes from one on Terraform's.
    @Test
    void elementsHaveTheirElements() {
        assertThat(meanings)
                .allSatisfy(type -> assertThat(type.lines())
                        .allSatisfy(line -> assertThat(line.property().stream()
                                        .filter("*"::equals)
                                        .count())
                                .as(type.name() + " " + line.attribute())
                                .isLessThanOrEqualTo(line.attribute().stream()
                                        .filter("*"::equals)
                                        .count())));
    }

    /// A part names an owner that is mapped to the same AWS type, by attributes that both have.
    @Test
    void partsHaveOwners() {
        assertThat(meanings)
                .filteredOn(type -> type.part() != null)
                .isNotEmpty()
                .allSatisfy(type -> {
                    var part = type.part();
                    assertThat(Known.HERE.terraform().awsType(part.owner())).contains(type.awsType());
                    assertThat(TerraformAttributes.of(type.name()))
                            .extracting(TerraformAttributes.Attribute::path)
                            .contains(part.key());
                    assertThat(TerraformAttributes.of(part.owner()))
                            .extracting(TerraformAttributes.Attribute::path)
                            .contains(part.attribute());
                });
    }

    /// Half of what a configuration may set, of every type that is worth the name: the page says how much of each.
    @Test
    void mostOfWhatAConfigurationSetsIsMapped() {
        var shares = Known.HERE.terraform().names().stream()
                .map(name -> TerraformAttributes.share(meanings.stream()
                        .filter(type -> type.name().equals(name))
                        .toList()))
                .toList();
        int mapped = shares.stream().mapToInt(TerraformAttributes.Share::mapped).sum();
        int settable =
                shares.stream().mapToInt(TerraformAttributes.Share::settable).sum();
        assertThat(100.0 * mapped / settable).isGreaterThan(75);
    }
}
