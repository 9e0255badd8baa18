package dev.phantom.drift.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.phantom.drift.fact.Fact.CaseInsensitive;
import dev.phantom.drift.fact.Fact.Guards;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Fact.SameThing;
import dev.phantom.drift.fact.Fact.VersionPrefix;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactBookTest {

    private static final String YAML = """
            apis: {api: x-2020-01-01}
            pages: {guide: "https://docs.aws.amazon.com/x/guide.html"}
            facts:
              AWS::X::Y:
                - {protection: /Safety/On, guards: deletion, safe: true, source: schema}
                - {protection: /Days, guards: backup, safe: ">= 7", source: api#PutDays.Days}
                - {protection: /Bag, guards: logging, safe: true, entry: log.on, source: guide#Logs}
                - {caseInsensitive: /Names/*, source: guide#Names}
                - {versionPrefix: /Version, latest: LATEST, source: schema}
                - {sameThing: /Role, forms: ["{name}", "arn:{partition}:iam::{account}:role/{name}"], source: schema}
                - {event: PutSafety, from: x.amazonaws.com, writes: [/Safety], source: schema#/handlers/update}
            """;
    private static final String ANY = """
            facts:
              "*":
                - {event: TagResource, basis: heuristic, why: they all do, parameters: {tags: /Tags}}
            """;

    private static FactBook book(String yaml) {
        return new FactBook(name -> switch (name) {
            case "AWS-X.yaml" -> stream(yaml);
            case "any.yaml" -> stream(ANY);
            default -> null;
        });
    }

    private static @Nullable ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private final KeptFacts facts = book(YAML).of("AWS::X::Y");

    private static PropertyPath path(String text) {
        return PropertyPath.parse(text);
    }

    @Test
    void aFactIsFoundByItsPathWithAnyIndex() {
        assertThat(facts.has(CaseInsensitive.class, path("/Names/3"))).isTrue();
        assertThat(facts.has(CaseInsensitive.class, path("/Names"))).isFalse();
        assertThat(facts.root().child("Names").items().find(CaseInsensitive.class))
                .isPresent();
        assertThat(book(YAML).of("AWS::X::Z").root()).isEqualTo(FactNode.NONE);
        assertThat(book(YAML).of("AWS::Other::Z").facts()).isEmpty();
    }

    @Test
    void aChangeTouchesAProtectionAtAboveOrBelowIt() {
        assertThat(facts.protects(path("/Safety/On"))).isTrue();
        assertThat(facts.protects(path("/Safety"))).isTrue();
        assertThat(facts.protects(path("/Safety/On/Below"))).isTrue();
        assertThat(facts.protects(path("/Safety/Colour"))).isFalse();
        assertThat(facts.protects(path("/Bag/0/Value"))).isFalse();
        assertThat(facts.protection(path("/Bag"), "log.on").map(Protection::guards))
                .contains(Guards.LOGGING);
        assertThat(facts.protection(path("/Bag"), "log.off")).isEmpty();
    }

    @Test
    void aProtectionKnowsItsSafeValues() {
        var on = facts.find(Protection.class, path("/Safety/On")).orElseThrow().safe();
        assertThat(on.holds(Optional.of(Value.string("true")))).isTrue();
        assertThat(on.holds(Optional.of(Value.plain("false")))).isFalse();
        assertThat(on.holds(Optional.empty())).isFalse();
        var days = facts.find(Protection.class, path("/Days")).orElseThrow().safe();
        assertThat(days.holds(Optional.of(Value.plain("7")))).isTrue();
        assertThat(days.holds(Optional.of(Value.plain("6")))).isFalse();
        assertThat(days.words()).isEqualTo(">= 7");
        var glob = Safe.of(java.util.List.of("TLSv1.2_*", "absent"));
        assertThat(glob.holds(Optional.of(Value.string("TLSv1.2_2021")))).isTrue();
        assertThat(glob.holds(Optional.of(Value.string("TLSv1")))).isFalse();
        assertThat(glob.holds(Optional.empty())).isTrue();
        assertThat(Safe.of(java.util.List.of("present")).holds(Optional.of(Value.list())))
                .isFalse();
    }

    @Test
    void aVersionPrefixEndsAtADot() {
        var version = facts.find(VersionPrefix.class, path("/Version")).orElseThrow();
        assertThat(version.explains("8.0", "8.0.45")).isTrue();
        assertThat(version.explains("8.0", "8.4")).isFalse();
        assertThat(version.explains("8.0.4", "8.0.45")).isFalse();
        assertThat(version.explains("LATEST", "1.4.0")).isTrue();
        assertThat(version.explains("", "1.4.0")).isFalse();
    }

    @Test
    void aNameIsItsArnInTheSameAccountOnly() {
        var role = facts.find(SameThing.class, path("/Role")).orElseThrow();
        var here = Map.of("partition", "aws", "account", "111122223333");
        assertThat(role.compare("web", "arn:aws:iam::111122223333:role/web", here))
                .isEqualTo(Sameness.SAME);
        assertThat(role.compare("arn:aws:iam::111122223333:role/web", "web", here))
                .isEqualTo(Sameness.SAME);
        assertThat(role.compare("web", "arn:aws:iam::999999999999:role/web", here))
                .isEqualTo(Sameness.DIFFERENT);
        assertThat(role.compare("web", "arn:aws:iam::111122223333:role/webs", here))
                .isEqualTo(Sameness.DIFFERENT);
        assertThat(role.compare("web", "arn:aws:iam::111122223333:role/web", Map.of()))
                .isEqualTo(Sameness.UNDECIDED);
        assertThat(role.compare("web", "web", Map.of())).isEqualTo(Sameness.SAME);
        assertThat(role.compare("web", "arn:aws:iam::111122223333:user/web", here))
                .isEqualTo(Sameness.DIFFERENT);
    }

    private static Sameness same(String type, String expected, String actual) {
        var here = Map.of("partition", "aws", "region", "eu-west-1", "account", "111122223333");
        var book = Known.FACTS;
        return book.sameThing(book.of(type).root(), java.util.List.of())
                .orElseThrow()
                .compare(expected, actual, here);
    }

    @Test
    void thingsOfAwsAreKnownByTheirNames() {
        var key = "1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThat(same("AWS::KMS::Key", key, "arn:aws:kms:eu-west-1:111122223333:key/" + key))
                .isEqualTo(Sameness.SAME);
        assertThat(same("AWS::KMS::Key", key, "arn:aws:kms:us-east-1:111122223333:key/" + key))
                .isEqualTo(Sameness.DIFFERENT);
        assertThat(same("AWS::KMS::Key", "alias/app", "arn:aws:kms:eu-west-1:111122223333:alias/app"))
                .isEqualTo(Sameness.SAME);
        assertThat(same("AWS::KMS::Key", "alias/app", "arn:aws:kms:eu-west-1:111122223333:key/" + key))
                .isEqualTo(Sameness.UNDECIDED);
        assertThat(same("AWS::Lambda::Function", "f", "arn:aws:lambda:eu-west-1:111122223333:function:f"))
                .isEqualTo(Sameness.SAME);
        assertThat(same("AWS::Lambda::Function", "f", "arn:aws:lambda:eu-west-1:111122223333:function:f:live"))
                .isEqualTo(Sameness.DIFFERENT);
        assertThat(same("AWS::Lambda::Function", "f:live", "111122223333:function:f:live"))
                .isEqualTo(Sameness.SAME);
        assertThat(same("AWS::IAM::Role", "web", "arn:aws:iam::111122223333:role/team/a/web"))
                .isEqualTo(Sameness.SAME);
        assertThat(same(
                        "AWS::Logs::LogGroup",
                        "arn:aws:logs:eu-west-1:111122223333:log-group:/a/b:*",
                        "arn:aws:logs:eu-west-1:111122223333:log-group:/a/b"))
                .isEqualTo(Sameness.SAME);
        assertThat(same(
                        "AWS::SecretsManager::Secret",
                        "db",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"))
                .isEqualTo(Sameness.SAME);
        assertThat(same(
                        "AWS::SecretsManager::Secret",
                        "db",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-prod-AbCdEf"))
                .isEqualTo(Sameness.DIFFERENT);
        assertThat(same("AWS::ECS::TaskDefinition", "app", "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:7"))
                .isEqualTo(Sameness.SAME);
        assertThat(same(
                        "AWS::ECS::TaskDefinition",
                        "app:6",
                        "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:7"))
                .isEqualTo(Sameness.DIFFERENT);
    }

    @Test
    void thePlaceSaysWhatThingStandsThere() {
        var book = Known.FACTS;
        var place = book.of("AWS::Lambda::EventSourceMapping").at(path("/FunctionName"));
        assertThat(book.sameThing(place, java.util.List.of())).isPresent();
        assertThat(book.sameThing(FactNode.NONE, java.util.List.of("json", "AWS::KMS::Key.Arn")))
                .isPresent();
        assertThat(book.sameThing(FactNode.NONE, java.util.List.of("AWS::KMS::Key#/properties/Arn")))
                .isPresent();
        assertThat(book.sameThing(FactNode.NONE, java.util.List.of("date-time")))
                .isEmpty();
    }

    @Test
    void anEventIsTheTypesOwnOrOneOfEveryType() {
        assertThat(facts.event("x.amazonaws.com", "PutSafety").orElseThrow().writes())
                .containsExactly(path("/Safety"));
        assertThat(facts.event("y.amazonaws.com", "PutSafety")).isEmpty();
        assertThat(facts.event("x.amazonaws.com", "TagResource").orElseThrow().parameters())
                .containsEntry("tags", path("/Tags"));
        var function = Known.FACTS.of("AWS::Lambda::Function");
        assertThat(function.event("lambda.amazonaws.com", "PutFunctionConcurrency20171031")
                        .orElseThrow()
                        .writes())
                .containsExactly(path("/ReservedConcurrentExecutions"));
        assertThat(function.event("lambda.amazonaws.com", "UpdateFunctionConfiguration20150331v2"))
                .isPresent();
        assertThat(Known.FACTS
                        .of("AWS::CloudFront::Distribution")
                        .event("cloudfront.amazonaws.com", "UpdateDistribution2020_05_31"))
                .isPresent();
        assertThat(Known.FACTS
                        .of("AWS::S3::Bucket")
                        .event("s3.amazonaws.com", "PutBucketPublicAccessBlock")
                        .orElseThrow()
                        .writes())
                .containsExactly(path("/PublicAccessBlockConfiguration"));
    }

    @Test
    void aDamagedFileSaysWhere() {
        for (var line : new String[] {
            "{protection: /A, guards: deletion, safe: true}",
            "{protection: /A, guards: luck, safe: true, source: schema}",
            "{protection: /A, guards: deletion, safe: true, loss: {rule: R, level: high, title: t}, source: schema}",
            "{switch: A, guards: deletion, loss: {rule: R, level: high}, basis: heuristic, why: names}",
            "{switch: A, guards: deletion, basis: heuristic, why: names}",
            "{protection: A, guards: deletion, safe: true, source: schema}",
            "{unheard: /A, source: schema}",
            "{unordered: /A, source: elsewhere#x}",
            "{unordered: /A, source: schema, colour: red}",
            "{unordered: /A, basis: heuristic}",
            "[unordered]"
        }) {
            var broken = "facts:\n  AWS::X::Y:\n    - " + line + "\n";
            assertThatExceptionOfType(PhantomException.class)
                    .as(line)
                    .isThrownBy(() -> book(broken).of("AWS::X::Y"))
                    .withMessageContaining("AWS-X.yaml line 3");
        }
        assertThatExceptionOfType(PhantomException.class)
                .isThrownBy(() -> book("facts: [").of("AWS::X::Y"))
                .withMessageContaining("AWS-X.yaml");
    }
}
