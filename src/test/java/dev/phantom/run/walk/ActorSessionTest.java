package dev.phantom.run.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.background.Act;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.World;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the actor wrote beside a drift: within the hour, by the same caller, nearest first.
class ActorSessionTest {

    private static final Instant AT = Instant.parse("2026-11-21T03:04:00Z");
    private static final Write.Origin DANA = new Write.Origin(
            "dana@example.com", Write.Via.CONSOLE, "s-1", Write.Source.PUBLIC, false, "dana@example.com");
    private static final Write.Origin KIM =
            new Write.Origin("kim", Write.Via.CLI, "s-2", Write.Source.PRIVATE, false, "kim");

    private static final World WORLD = new World()
            .safe("'Db': {'Type': 'AWS::RDS::DBInstance', 'Properties': {'DBInstanceClass': 'db.r5.large', 'DBParameterGroupName': 'payments-parameters'}},"
                    + " 'Fn': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': 'send-mail'}}")
            .live(
                    "Db",
                    "payments-db",
                    "AWS::RDS::DBInstance",
                    "{'DBInstanceClass': 'db.r5.4xlarge', 'DBParameterGroupName': 'payments-parameters'}")
            .live("Fn", "send-mail", "AWS::Lambda::Function", "{'FunctionName': 'send-mail'}");

    private static Write write(String id, int minutes, Write.Origin origin, String name, String request) {
        return new Write(
                id,
                AT.plusSeconds(60L * minutes),
                name,
                "any.amazonaws.com",
                origin,
                List.of(),
                Compare.map(request),
                "");
    }

    private static final Write OWN =
            write("e-own", 0, DANA, "ModifyDBInstance", "{'dBInstanceIdentifier': 'payments-db', 'dBInstanceClass': 'x'}");

    private static Drift drift() {
        var occurred = new Occurred(
                AT, null, Occurred.Precision.EXACT, "dana@example.com", Write.Via.CONSOLE, "e-own", "s-1");
        var change = new Change.Add(
                PropertyPath.of("MultiAZ"),
                Value.plain("true"),
                Circumstances.undeclared().occurred(occurred));
        return Drift.unnamed(
                "Db",
                "payments-db",
                "AWS::RDS::DBInstance",
                Drift.Status.MODIFIED,
                List.of(change),
                Compare.map("{}"),
                Compare.map("{}"));
    }

    /// Answers for one caller and remembers who asked.
    private record Log(Writes answer, List<String> asked) implements ChangeLog {
        @Override
        public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
            return Writes.NONE;
        }

        @Override
        public Writes writesBy(StackId stack, Set<String> types, String user, Instant from, Instant to) {
            asked.add(user + " " + from + " " + to);
            return answer;
        }
    }

    private static Detection detection() {
        var detection = WORLD.detect();
        return detection.with(detection.report().with(List.of(drift())));
    }

    private static ActorSession.Found found(Writes known, Writes answer) {
        return new ActorSession(new Log(answer, new ArrayList<>()), World.ID, detection(), known).of(drift());
    }

    private static Writes writes(Write... all) {
        return new Writes(List.of(all), List.of());
    }

    @Test
    void theActorsOtherWritesWithinTheHourInTimeOrder() {
        var after = write("e-3", 20, DANA, "UpdateFunctionConfiguration", "{'functionName': 'send-mail', 'timeout': 60}");
        var before = write("e-2", -30, DANA, "ModifyDBParameterGroup", "{'dBParameterGroupName': 'payments-parameters'}");
        var elsewhere = write("e-4", 5, DANA, "CreateUser", "{'userName': 'backdoor'}");
        var found = found(
                writes(OWN),
                writes(
                        after,
                        before,
                        elsewhere,
                        write("e-5", 61, DANA, "DeleteUser", "{'userName': 'late'}"),
                        write("e-6", 5, KIM, "DeleteUser", "{'userName': 'other'}")));
        assertThat(found.gaps()).isEmpty();
        assertThat(found.acts())
                .extracting(Act::event, Act::resource, Act::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "ModifyDBParameterGroup", "payments-parameters", "console, a public address"),
                        org.assertj.core.groups.Tuple.tuple("CreateUser", "backdoor", "console, a public address"),
                        org.assertj.core.groups.Tuple.tuple(
                                "UpdateFunctionConfiguration", "Fn", "console, a public address"));
        assertThat(found.acts().getLast().request()).isEqualTo("{\"functionName\":\"send-mail\",\"timeout\":60}");
    }

    @Test
    void whatNamesOneOfTheStackComesFirstWhereNotAllFit() {
        var all = new ArrayList<Write>();
        for (int i = 0; i < 25; i++) {
            all.add(write("x-%02d".formatted(i), i, DANA, "CreateUser", "{'userName': 'user-%d'}".formatted(i)));
        }
        all.add(write("e-9", 50, DANA, "TagResource", "{'resource': 'arn:aws:lambda:us-east-1:111122223333:function:send-mail'}"));
        var found = found(writes(OWN), new Writes(all, List.of()));
        assertThat(found.acts()).hasSize(20);
        assertThat(found.acts().getLast().resource()).isEqualTo("Fn");
        assertThat(found.more()).isEqualTo(6);
        assertThat(found.gaps()).isEmpty();
    }

    @Test
    void noSecretOfARequestIsShown() {
        var request = Compare.map("{'masterUserPassword': 'hunter2-hunter2', 'name': 'db', 'token': 'AKIAIOSFODNN7EXAMPLE'}");
        assertThat(ActorSession.request(request))
                .contains("\"name\":\"db\"")
                .contains("(secret)")
                .doesNotContain("hunter2")
                .doesNotContain("AKIAIOSFODNN7EXAMPLE");
        assertThat(ActorSession.request(Compare.map("{'text': '" + "x".repeat(5_000) + "'}")))
                .hasSizeLessThan(650)
                .endsWith("… (cut)");
        assertThat(ActorSession.request(Compare.map("{}"))).isEmpty();
    }

    @Test
    void whatCannotBeLookedUpIsAGap() {
        var found = found(writes(OWN), new Writes(List.of(), List.of(new Gap("CloudTrail is away", Cause.AWAY))));
        assertThat(found.acts()).isEmpty();
        assertThat(found.gaps()).containsExactly("what else the actor wrote: CloudTrail is away");
    }

    @Test
    void oneCallerIsAskedForOnce() {
        var log = new Log(Writes.NONE, new ArrayList<>());
        var session = new ActorSession(log, World.ID, detection(), writes(OWN));
        session.of(drift());
        session.of(drift());
        assertThat(log.asked()).containsExactly("dana@example.com 2026-11-21T02:04:00Z 2026-11-21T04:04:00Z");
    }
}
