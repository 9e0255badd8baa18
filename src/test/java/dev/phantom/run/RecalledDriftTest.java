package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Listed;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.run.walk.Ports;
import dev.phantom.severity.Differences;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A database was made public, which only the change log says is drift, and the log falls silent: what an ignore rule
/// may hide is the same with it and without it.
class RecalledDriftTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "shop");
    private static final Stack STACK = new Stack(ID, "prod", "t.yaml", List.of(), "", "", Stack.Mode.DRAFT);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T06:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Mask MASK = Mask.of("key");
    private static final String TEMPLATE = """
            Resources:
              Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBInstanceClass: db.t3.micro}}
            """;
    private static final ChangeLog.Writes MADE_PUBLIC = new ChangeLog.Writes(
            List.of(new Write(
                    "e-1",
                    Instant.parse("2026-11-20T06:00:00Z"),
                    "ModifyDBInstance",
                    "rds.amazonaws.com",
                    Write.Origin.of("role/oncall", Write.Via.CONSOLE, ""),
                    List.of("db"),
                    Differences.map("{'dBInstanceIdentifier':'db','publiclyAccessible':true}"),
                    "")),
            List.of());
    private static final ChangeLog.Writes SILENT =
            new ChangeLog.Writes(List.of(), List.of(new Gap("no answer", Cause.AWAY)));

    private final Remembered history = new Remembered();

    @BeforeEach
    void seen() {
        var first = run("", MADE_PUBLIC);
        assertThat(first.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");
        assertThat(first.drifts().getFirst().assessment().findings())
                .extracting(f -> f.rule())
                .containsExactly("PH-SEV-008");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{stack: shop, reason: all}", "{type: 'AWS::RDS::DBInstance', reason: all}"})
    void aWideRuleHidesNoGraveOneWithTheLogOrWithoutIt(String rule) {
        for (var writes : List.of(MADE_PUBLIC, SILENT)) {
            var report = run(rule, writes);
            assertThat(report.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");
            assertThat(report.comparison().ignored()).isEmpty();
            assertThat(report.gaps()).anyMatch(gap -> gap.contains("PH-DRF-006"));
        }
    }

    @Test
    void whatARuleMayHideIsListedAndNamedWithoutTheLogToo() {
        var rule = "{resource: Db, path: /PubliclyAccessible, reason: moving, until: 2026-12-31}";
        var report = run(rule, SILENT);
        assertThat(report.drifts()).isEmpty();
        assertThat(report.comparison().ignored())
                .extracting(Listed::reason)
                .singleElement()
                .asString()
                .contains("moving")
                .contains("PH-SEV-008");
        assertThat(report.comparison().inventory()).isEmpty();
        assertThat(report.suppressed()).hasSize(1);
    }

    private StackReport run(String rule, ChangeLog.Writes writes) {
        var rules = rule.isEmpty()
                ? IgnoreRules.NONE
                : IgnoreRulesReader.read("ignore.yaml", "version: 1\nrules:\n  - " + rule + "\n");
        var detector = new DriftDetector(Known.EVERYWHERE, MASK, rules, TODAY);
        var ports = new Ports(
                new SmallWalk.Template(TEMPLATE),
                DeployedState::unknown,
                (deployed, others, progress) -> live(),
                (stack, resources, from, to) -> writes,
                (stack, resources, progress) -> new DetectionSource.Seen(Map.of(), List.of()),
                Plans.NONE,
                null,
                History.in(history),
                RunEvents.NONE);
        return SmallWalk.report(STACK, ports, history, detector, MASK, CLOCK);
    }

    private static LiveState live() {
        var db = new LiveResource(
                "Db",
                "db",
                "AWS::RDS::DBInstance",
                Map.of("DBInstanceIdentifier", "db"),
                Differences.map("{'Engine':'postgres','DBInstanceClass':'db.t3.micro','PubliclyAccessible':true}"),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
        return new LiveState(ID, "", LiveState.Source.FILE, null, List.of(db), List.of());
    }
}
