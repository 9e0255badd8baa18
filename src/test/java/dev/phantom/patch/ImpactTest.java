package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.fact.Fact.Effect;
import dev.phantom.drift.fact.Fact.Interruption;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Differences;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a deployment does to those who use a resource is said with where it is written, or that it is not known.
class ImpactTest {

    private static Drift drift(String type, Drift.Status status, String... paths) {
        var changes =
                Stream.of(paths).map(path -> Patches.notEqual(path, "a", "b")).toList();
        return new Drift("d-1", "h", "Db", "db-1", type, status, changes, MapValue.EMPTY, MapValue.EMPTY);
    }

    private static List<String> lines(String type, Verdict verdict, String... paths) {
        return lines(Impact.of(drift(type, Drift.Status.MODIFIED, paths), verdict, Known.HERE));
    }

    private static List<String> lines(List<Impact> impacts) {
        return impacts.stream().map(impact -> impact.line("applying it")).toList();
    }

    private static final Stack STACK = new Stack(
            new StackId("111122223333", "us-east-1", "orders"), "", "live/orders", List.of(), "", "", Stack.Mode.DRAFT);
    private static final Verdict REVERT = new Verdict.Revert(Opinions.SURE);
    private static final Verdict LEGITIMIZE = new Verdict.Legitimize(Opinions.SURE);

    private static Verdict refactor(String path) {
        return new Verdict.Refactor(
                Opinions.SURE, List.of(new Verdict.Edit(PropertyPath.parse(path), Value.string("c"))));
    }

    @Test
    void aRestartIsDocumented() {
        var line = "Db /DBInstanceClass: applying it stops or restarts the resource: an outage until it is back"
                + " (documented: https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/ModifyDBInstance"
                + " § DBInstanceClass)";
        assertThat(lines("AWS::RDS::DBInstance", REVERT, "/DBInstanceClass")).containsExactly(line);
        assertThat(lines("AWS::RDS::DBInstance", refactor("/DBInstanceClass"), "/MultiAZ"))
                .containsExactly(line);
    }

    /// What is known of the property is said of the attribute; of one that is not mapped nothing is known.
    @Test
    void anAttributeOfTerraformIsTheProperty() {
        var drift = Differences.of(
                "aws_db_instance",
                "{'instance_class':'db.t3.large','nobody_maps_this':'a'}",
                "{'instance_class':'db.t3.xlarge','nobody_maps_this':'b'}");
        var subject = Subject.alone(STACK, drift, Known.HERE);
        var restart = "Thing /instance_class: applying it stops or restarts the resource";
        assertThat(lines(Impact.of(subject, REVERT)))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith(restart))
                .contains("Thing /nobody_maps_this: applying it may cause an interruption: nothing is known about it");
        assertThat(lines(Impact.of(subject, refactor("/instance_class"))))
                .singleElement()
                .asString()
                .startsWith(restart);
        assertThat(Impact.of(subject, LEGITIMIZE)).isEmpty();
    }

    @Test
    void whatNobodyWroteDownIsCalledThat() {
        assertThat(lines("AWS::ElastiCache::ReplicationGroup", REVERT, "/CacheNodeType"))
                .singleElement()
                .asString()
                .contains("fails the resource over", "(not documented: nodes are replaced one after the other)");
        assertThat(lines("AWS::AutoScaling::AutoScalingGroup", REVERT, "/MaxSize"))
                .containsExactly("Db /MaxSize: applying it may cause an interruption: nothing is known about it");
    }

    @Test
    void whatCanOnlyBeSetAtCreationIsReplaced() {
        assertThat(lines("AWS::RDS::DBInstance", refactor("/DBInstanceIdentifier"), "/MultiAZ"))
                .containsExactly("Db /DBInstanceIdentifier: applying it replaces the resource with a new one"
                        + " (documented: schema AWS::RDS::DBInstance#/createOnlyProperties)");
    }

    @Test
    void aLegitimizedValueRunsAlreadySoOnlyAReplacementIsSaid() {
        assertThat(lines("AWS::RDS::DBInstance", LEGITIMIZE, "/DBInstanceClass", "/AllocatedStorage"))
                .isEmpty();
        assertThat(lines("AWS::RDS::DBInstance", LEGITIMIZE, "/DBInstanceIdentifier", "/DBInstanceClass"))
                .singleElement()
                .asString()
                .startsWith("Db /DBInstanceIdentifier: applying it replaces");
    }

    @Test
    void anElementOfAListIsPartOfIt() {
        assertThat(lines("AWS::EC2::SecurityGroup", REVERT, "/SecurityGroupIngress/2"))
                .containsExactly("Db /SecurityGroupIngress/2: applying it may interrupt the resource when rules are"
                        + " replaced (documented: schema AWS::EC2::SecurityGroup#/properties/SecurityGroupIngress)");
    }

    @Test
    void whatIsNotThereHasNoUsers() {
        assertThat(Impact.of(drift("AWS::RDS::DBInstance", Drift.Status.UNMANAGED), LEGITIMIZE, Known.HERE))
                .isEmpty();
        assertThat(Impact.of(drift("AWS::RDS::DBInstance", Drift.Status.DELETED), LEGITIMIZE, Known.HERE))
                .isEmpty();
    }

    /// The order that is merged says the same as the pull request that brought it.
    @Test
    void everyKeptInterruptionReachesTheReader() {
        var id = new StackId("111122223333", "us-east-1", "pay");
        var catalog = Known.TYPES;
        var seen = new java.util.EnumMap<Effect, Integer>(Effect.class);
        for (String type : catalog.types()) {
            for (var fact : Known.FACTS.of(type).all(Interruption.class)) {
                var drift = drift(type, Drift.Status.MODIFIED, fact.path().toString());
                var told = Impact.of(drift, REVERT, Known.HERE);
                assertThat(told)
                        .as(type + fact.path())
                        .isNotEmpty()
                        .allSatisfy(i -> assertThat(i.source()).isNotEmpty());
                assertThat(told.stream()
                                .anyMatch(i -> i.fact()
                                                .map(Interruption::effect)
                                                .filter(fact.effect()::equals)
                                                .isPresent()
                                        || i.replaces()))
                        .isTrue();
                assertThat(Impact.of(ReconcileRecord.of(id, "c0ffee", drift, catalog), Known.HERE))
                        .isEqualTo(told);
                seen.merge(fact.effect(), 1, Integer::sum);
            }
        }
        assertThat(seen).containsOnlyKeys(Effect.values());
    }
}
