package dev.phantom.analysis.derive;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Facts by hand, and the laws that hold for all of them: every exhibit that a fact names exists, and every figure is
/// what the exhibits say.
class ConsequencesTest {

    private static final String DB = "AWS::RDS::DBInstance";

    private static Cases database() {
        return Cases.of(DB, "{'DBInstanceClass': 'db.r5.large'}", "{'DBInstanceClass': 'db.r5.4xlarge'}");
    }

    private static List<String> texts(Cases cases, Act... acts) {
        return facts(cases.build(), acts).stream().map(DerivedFact::text).toList();
    }

    private static List<DerivedFact> facts(CaseFile file, Act... acts) {
        var subject = Subject.alone(file.stack(), file.drift(), Known.HERE);
        return Consequences.of(subject, file.window(), file.evidence(), List.of(acts));
    }

    private static Act act(String at, String event) {
        return new Act(Instant.parse(at), event, "WebGroup", "console, a public address", "");
    }

    @Test
    void whatAPropertyIsIsSaidByTheFactsOfItsType() {
        var sized = Subject.alone(database().build().stack(), database().build().drift(), Known.HERE);
        assertThat(TypeHints.of(sized))
                .extracting(DerivedFact::text)
                .containsExactly(
                        "/DBInstanceClass is a named size: it decides how much the resource can carry, and its price.");
        var unknown = Cases.of("AWS::SQS::Queue", "{'A':1}", "{'A':2}").build();
        assertThat(TypeHints.of(Subject.alone(unknown.stack(), unknown.drift(), Known.HERE)))
                .isEmpty();
    }

    @Test
    void loadIsPutOnTheSafeSize() {
        var cases = database().load(stats(20, 38, 61), stats(10, 12.5, 14), stats(2, 4, 5));
        assertThat(texts(cases))
                .contains(
                        "On /DBInstanceClass db.r5.large the load of the last days would take, by aws.rds.cpuutilization, 32 % of"
                                + " its capacity at p95 and 37 % at a peak that lasts; of live's it takes 4 % [E-01].",
                        "Before the trouble or the change, /DBInstanceClass db.r5.large ran at 38 % at p95 by"
                                + " aws.rds.cpuutilization: today's load of 32 % at p95 is no more than it was seen to carry"
                                + " [E-01].");
        assertThat(texts(database().load(stats(20, 38, 61), null, stats(8, 8, 9))))
                .anyMatch(text -> text.contains("today's load of 64 % at p95 is more than it was seen to carry"));
    }

    /// Not judged by: too few points, or no size at all.
    @Test
    void noHeadroomWithoutEnoughPointsOrWithoutASize() {
        assertThat(texts(database().load("aws.rds.cpuutilization", stats(1, 1, 1), null, stats(1, 1, 1), 0.5)))
                .noneMatch(text -> text.contains("capacity"));
        assertThat(texts(Cases.of(DB, "{'MultiAZ': true}", "{'MultiAZ': false}")
                        .load(stats(1, 1, 1), null, stats(1, 1, 1))))
                .noneMatch(text -> text.contains("capacity"));
    }

    @Test
    void theNightInItsOrder() {
        assertThat(texts(database().rolledBack().write()))
                .containsExactly(
                        "The change was made at 2026-11-21 03:04Z, 5 h 26 min before the evidence ends [E-04].",
                        "The trouble began at 2026-11-21 02:52Z, 11 minutes after the deployment at 2026-11-21 02:41Z"
                                + " [E-01, E-02].",
                        "The change was made 12 minutes after the trouble began [E-02].",
                        "The trouble was over at 2026-11-21 04:02Z, 58 minutes after the change [E-02].",
                        "The last thing before the recovery was a rollback at 2026-11-21 03:58Z, 4 minutes before it"
                                + " [E-03, E-02].");
    }

    @Test
    void anotherWriteOfTheActorMayHaveEndedIt() {
        assertThat(texts(database().rolledBack().write(), act("2026-11-21T04:00:00Z", "RevokeSecurityGroupIngress")))
                .contains(
                        "The last thing before the recovery was another write of the actor, RevokeSecurityGroupIngress on"
                                + " WebGroup at 2026-11-21 04:00Z, 2 minutes before it [E-02].");
        assertThat(texts(database().rolledBack().write(), act("2026-11-21T04:03:00Z", "RevokeSecurityGroupIngress")))
                .anyMatch(text -> text.startsWith("The last thing before the recovery was a rollback"));
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        var lasting = database().with(Cases.alert("2026-11-21T02:52:00Z", null)).write();
        assertThat(texts(lasting))
                .contains("The trouble was not over when the evidence ends, at 2026-11-21 08:30Z [E-01].")
                .noneMatch(text -> text.startsWith("The last thing"));
        var nobody = Cases.unattributed(DB, "{'DBInstanceClass': 'a'}", "{'DBInstanceClass': 'b'}")
                .rolledBack();
        assertThat(texts(nobody)).noneMatch(text -> text.contains("The change was made"));
    }

    @Test
    void aPolicyTellsWhoLosesWhat() {
        var safe =
                "{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '111122223333'}, 'Action': 'kms:*', 'Resource': '*'}]}";
        var live =
                "{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '111122223333'}, 'Action': 'kms:*', 'Resource': '*'},"
                        + " {'Effect': 'Allow', 'Principal': {'AWS': '444455556666'}, 'Action': 'kms:Decrypt', 'Resource': '*'}]}";
        assertThat(texts(Cases.of("AWS::KMS::Key", "{'KeyPolicy': " + safe + "}", "{'KeyPolicy': " + live + "}")))
                .contains("A revert takes access from 444455556666 (kms:Decrypt).");
        assertThat(texts(Cases.of("AWS::KMS::Key", "{'KeyPolicy': " + live + "}", "{'KeyPolicy': " + safe + "}")))
                .contains("A revert gives access back to 444455556666 (kms:Decrypt).");
    }

    @Test
    void aFirewallTellsWhatCloses() {
        var web = "{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '0.0.0.0/0'}";
        var ssh = "{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'CidrIp': '10.0.0.0/8'}";
        assertThat(texts(Cases.of(
                        "AWS::EC2::SecurityGroup",
                        "{'SecurityGroupIngress': [" + web + "]}",
                        "{'SecurityGroupIngress': [" + web + ", " + ssh + "]}")))
                .filteredOn(text -> text.startsWith("After a revert"))
                .containsExactly("After a revert this is no longer so: port 22/tcp (SSH) is open for 10.0.0.0/8.");
    }

    private static final Pattern ID = Pattern.compile("E-\\d+");
    private static final Pattern AFTER = Pattern.compile("was over at .*, (\\d+) minutes after the change");
    private static final Pattern SAFE =
            Pattern.compile("(\\d+) % of its capacity at p95 and (\\d+) % at a peak that lasts");

    /// Figures of many nights, worked out again from the exhibits.
    @Test
    void noFactContradictsTheExhibits() {
        var random = new Random(7);
        int compared = 0;
        for (int i = 0; i < 300; i++) {
            var end = Cases.CHANGED.plusSeconds(60L * (1 + random.nextInt(80)));
            var after = stats(10, 2 + random.nextInt(20), 22 + random.nextInt(30));
            var file = database()
                    .with(Cases.event("2026-11-21T02:41:00Z", Signal.Event.Kind.DEPLOY, "deployed"))
                    .with(Cases.alert("2026-11-21T02:5" + random.nextInt(10) + ":00Z", end.toString()))
                    .write()
                    .load(stats(20, 30, 10 + random.nextInt(80)), null, after)
                    .build();
            var ids = file.evidence().exhibits().stream().map(Exhibit::id).toList();
            for (var fact : facts(file)) {
                assertThat(ids).containsAll(fact.exhibits());
                assertThat(ID.matcher(fact.text()).results().map(m -> m.group()).toList())
                        .hasSameElementsAs(fact.exhibits());
                var minutes = AFTER.matcher(fact.text());
                if (minutes.find()) {
                    assertThat(Long.parseLong(minutes.group(1)))
                            .isEqualTo(Math.round(
                                    Duration.between(Cases.CHANGED, end).toSeconds() / 60.0));
                    compared++;
                }
                var percent = SAFE.matcher(fact.text());
                if (percent.find()) {
                    assertThat(Double.parseDouble(percent.group(1))).isCloseTo(after.p95() * 8, within(0.51));
                    assertThat(Double.parseDouble(percent.group(2)))
                            .isCloseTo(Math.min(after.max(), after.p95() * 1.15) * 8, within(0.51));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static org.assertj.core.data.Offset<Double> within(double of) {
        return org.assertj.core.data.Offset.offset(of);
    }

    private static Drift drift(String id, String logicalId, String session, String path) {
        var occurred = new Occurred(
                Cases.CHANGED, null, Occurred.Precision.EXACT, "dana", Write.Via.CONSOLE, "e-" + id, session);
        var change = new Change.Add(
                PropertyPath.of(path),
                Value.plain("7"),
                Circumstances.undeclared().occurred(occurred));
        return new Drift(
                id,
                "c",
                logicalId,
                "p",
                DB,
                Drift.Status.MODIFIED,
                List.of(change),
                Compare.map("{}"),
                Compare.map("{'" + path + "': 7}"));
    }

    @Test
    void driftsOfTheResourceAndOfTheSessionKnowEachOther() {
        var own = drift("d-1", "Db", "s-1", "Iops");
        var all = List.of(
                own,
                drift("d-2", "Db", "s-2", "Port"),
                drift("d-3", "Other", "s-1", "Port"),
                drift("d-4", "Stranger", "s-3", "Port"),
                drift("d-5", "Unknown", "", "Port"));
        assertThat(RelatedDrifts.of(own, all, Secrets.NONE))
                .extracting(DerivedFact::topic, DerivedFact::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "same resource",
                                "Also drifted on this resource and judged apart: Db (AWS::RDS::DBInstance) /Port set to 7,"
                                        + " by dana at 2026-11-21 03:04Z."),
                        org.assertj.core.groups.Tuple.tuple(
                                "session",
                                "Also drifted by the same session and judged apart: Other (AWS::RDS::DBInstance) /Port set"
                                        + " to 7, by dana at 2026-11-21 03:04Z."));
    }
}
