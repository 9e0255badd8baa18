package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who used what no metric measures.
class ResourceUsesTest {

    private static final Instant CHANGED = Instant.parse("2026-11-21T03:00:00Z");
    private static final Window WINDOW = new Window(
            CHANGED.minusSeconds(7_200), CHANGED, Instant.parse("2026-11-21T09:00:00Z"), Window.Dating.WRITE);
    private static final StackId ID = new StackId("111122223333", "us-east-1", "payments");

    private static ChangeLog.Use use(int minutes, String principal, String name, String error) {
        return use(minutes, principal, name, true, error);
    }

    private static ChangeLog.Use use(int minutes, String principal, String name, boolean reads, String error) {
        return new ChangeLog.Use(
                "e" + minutes + principal,
                CHANGED.plusSeconds(60L * minutes),
                name,
                "kms.amazonaws.com",
                Write.Origin.of(principal, Write.Via.SDK, ""),
                principal,
                "",
                reads,
                Duration.ZERO,
                error);
    }

    private record Log(List<ChangeLog.Use> all, List<Gap> gaps, List<LiveResource> asked) implements ChangeLog {
        Log(List<ChangeLog.Use> all, List<Gap> gaps) {
            this(all, gaps, new ArrayList<>());
        }

        @Override
        public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
            return Writes.NONE;
        }

        @Override
        public Uses uses(StackId stack, LiveResource resource, List<String> sessions, Instant from, Instant to) {
            asked.add(resource);
            return new Uses(
                    all.stream()
                            .filter(u -> !u.at().isBefore(from) && u.at().isBefore(to))
                            .toList(),
                    gaps);
        }
    }

    private static final Occurred EXACT =
            new Occurred(CHANGED, null, Occurred.Precision.EXACT, "dana", Write.Via.CONSOLE, "e-1", "");

    private static EvidenceSource.Collected collected(String type, ChangeLog log) {
        return collected(type, EXACT, log);
    }

    private static EvidenceSource.Collected collected(String type, Occurred occurred, ChangeLog log) {
        var drift = Drift.unnamed(
                "Key",
                "1234",
                type,
                Drift.Status.MODIFIED,
                List.of(new Change.Add(
                        PropertyPath.of("Enabled"),
                        Value.plain("false"),
                        Circumstances.undeclared().occurred(occurred))),
                Compare.map("{}"),
                Compare.map("{}"));
        var stack = new Stack(ID, "prod", "stacks/x.yaml", List.of(), "payments-api", "payments", Stack.Mode.READY);
        return new ResourceUses(log).collect(Subject.alone(stack, drift, Known.HERE), WINDOW);
    }

    private static List<String> texts(EvidenceSource.Collected collected) {
        return collected.signals().stream().map(Signal::summary).toList();
    }

    @Test
    void callsAreCountedByPrincipalAndCallDeniedOnesApart() {
        var uses = new ArrayList<ChangeLog.Use>();
        uses.add(use(-600, "role/api", "Decrypt", ""));
        for (int i = 5; i < 46; i++) {
            uses.add(use(i, "role/api", "Decrypt", ""));
        }
        uses.add(use(50, "role/batch", "Decrypt", "AccessDenied"));
        uses.add(use(55, "role/batch", "Decrypt", "AccessDeniedException"));
        uses.add(use(56, "role/batch", "Decrypt", "ThrottlingException"));
        assertThat(texts(collected("AWS::KMS::Key", new Log(uses, List.of()))))
                .containsExactly(
                        "role/api called kms:Decrypt once in the 7 days before the change, at 2026-11-20 17:00Z",
                        "role/batch was denied kms:Decrypt 2 times after the change, first at 2026-11-21 03:50Z, last at 2026-11-21 03:55Z",
                        "role/api called kms:Decrypt 41 times after the change, first at 2026-11-21 03:05Z, last at 2026-11-21 03:45Z");
    }

    @Test
    void thatNobodyUsedItIsSaidOnlyWhereTheLogAnswered() {
        assertThat(texts(collected("AWS::IAM::Role", new Log(List.of(), List.of()))))
                .containsExactly("no call that names Key was recorded from the change until 2026-11-21 09:00Z");
        assertThat(collected("AWS::S3::Bucket", new Log(List.of(), List.of())).signals())
                .as("reads of its objects are not there")
                .isEmpty();
        var cut = collected("AWS::IAM::Role", new Log(List.of(), List.of(new Gap("cut", Cause.AWAY))));
        assertThat(cut.signals()).isEmpty();
        assertThat(cut.gaps()).containsExactly(new Gap("cut", Cause.AWAY));
    }

    @Test
    void whatHasMetricsIsNotAskedFor() {
        assertThat(collected("AWS::RDS::DBInstance", new Log(List.of(use(5, "a", "b", "")), List.of()))
                        .signals())
                .isEmpty();
    }

    /// A bracket has no moment of change: nothing is said to have been before or after it.
    @Test
    void withoutAMomentOfTheChangeNothingIsBeforeOrAfterIt() {
        var bracket = new Occurred(
                CHANGED, CHANGED.minusSeconds(86_400), Occurred.Precision.BRACKETED, "", Write.Via.UNKNOWN, "", "");
        assertThat(texts(
                        collected("AWS::KMS::Key", bracket, new Log(List.of(use(-60, "a", "Decrypt", "")), List.of()))))
                .containsExactly(
                        "a called kms:Decrypt once in the 7 days before the change was seen, at 2026-11-21 02:00Z");
    }

    @Test
    void aWriteToTheResourceIsNoUseAndWhatARoleWroteIs() {
        var uses = List.of(
                use(5, "role/admin", "PutRolePolicy", false, ""),
                use(6, "role/1234", "RunInstances", false, ""),
                use(7, "role/admin", "AttachRolePolicy", false, "AccessDenied"));
        assertThat(texts(collected("AWS::IAM::Role", new Log(uses, List.of()))))
                .containsExactly(
                        "role/admin was denied kms:AttachRolePolicy once after the change, at 2026-11-21 03:07Z",
                        "role/1234 called kms:RunInstances once after the change, at 2026-11-21 03:06Z");
    }

    @Test
    void aUseIsToldInFactsAndNotInASentenceAlone() {
        var calls = List.of(use(5, "role/api", "Decrypt", ""), use(9, "role/api", "Decrypt", ""));
        assertThat(collected("AWS::KMS::Key", new Log(calls, List.of())).signals())
                .singleElement()
                .isInstanceOfSatisfying(Signal.Access.class, a -> {
                    assertThat(a.who()).isEqualTo("role/api");
                    assertThat(a.what()).isEqualTo("kms:Decrypt");
                    assertThat(a.count()).isEqualTo(2);
                    assertThat(a.refused()).isFalse();
                    assertThat(a.at()).isEqualTo(CHANGED.plusSeconds(300));
                    assertThat(a.last()).isEqualTo(CHANGED.plusSeconds(540));
                    assertThat(a.trail()).isEqualTo(Signal.Access.Trail.HISTORY);
                });
        assertThat(collected("AWS::KMS::Key", new Log(List.of(use(5, "a", "Decrypt", "AccessDenied")), List.of()))
                        .signals())
                .singleElement()
                .isInstanceOfSatisfying(
                        Signal.Access.class, a -> assertThat(a.refused()).isTrue());
    }

    @Test
    void whoComesFromAnotherAccountHasItInTheName() {
        var stranger = new ChangeLog.Use(
                "e-9",
                CHANGED.plusSeconds(60),
                "Decrypt",
                "kms.amazonaws.com",
                Write.Origin.of("s3.amazonaws.com", Write.Via.AWS_SERVICE, ""),
                "role/reader",
                "444455556666",
                true,
                Duration.ofHours(8),
                "");
        assertThat(collected("AWS::KMS::Key", new Log(List.of(stranger), List.of()))
                        .signals())
                .singleElement()
                .isInstanceOfSatisfying(Signal.Access.class, a -> {
                    assertThat(a.who()).isEqualTo("444455556666/role/reader");
                    assertThat(a.asked()).isEqualTo(8 * 3_600);
                    assertThat(a.summary())
                            .endsWith(", for 480 min at most")
                            .startsWith("role/reader of account 444455556666, through s3.amazonaws.com called");
                });
    }

    /// STS names the role that it hands out by its ARN alone.
    @Test
    void aRoleIsAskedForByItsArnToo() {
        var log = new Log(List.of(), List.of());
        collected("AWS::IAM::Role", log);
        assertThat(log.asked())
                .singleElement()
                .satisfies(r -> assertThat(r.identifier()).containsValue("arn:aws:iam::111122223333:role/1234"));
    }
}
