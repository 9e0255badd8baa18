package dev.phantom.pullrequest;

import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.background.Background;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Witness;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import dev.phantom.iac.Origin;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Builds judged drifts for tests: one resource with one changed property, and what surrounds it.
public final class Judged {

    public static final Instant CHANGED = Instant.parse("2026-11-21T03:04:11Z");

    private Judged() {}

    public static Stack stack(Stack.Mode mode) {
        return new Stack(
                new StackId("111122223333", "us-east-1", "payments"),
                "prod",
                "stacks/payments.yaml",
                List.of(),
                "payments-api",
                "payments",
                mode);
    }

    public enum Kind {
        LEGITIMIZE,
        REVERT,
        REFACTOR,
        NEEDS_HUMAN
    }

    /// A drift of one property.
    ///
    /// @param session  writes of one session stand together
    /// @param security level of its security finding; low for none
    public record One(
            Kind kind,
            String resource,
            String actual,
            String session,
            Stack.Mode mode,
            boolean witnessed,
            Confidence.Level sure,
            Severity security) {

        public One(Kind kind, String resource) {
            this(kind, resource, "10", resource, Stack.Mode.READY, true, Confidence.Level.HIGH, Severity.LOW);
        }

        public One actual(String value) {
            return new One(kind, resource, value, session, mode, witnessed, sure, security);
        }

        public One session(String name) {
            return new One(kind, resource, actual, name, mode, witnessed, sure, security);
        }

        public One kind(Kind other) {
            return new One(other, resource, actual, session, mode, witnessed, sure, security);
        }

        public One mode(Stack.Mode other) {
            return new One(kind, resource, actual, session, other, witnessed, sure, security);
        }

        public One sure(Confidence.Level level) {
            return new One(kind, resource, actual, session, mode, witnessed, level, security);
        }

        public One unwitnessed() {
            return new One(kind, resource, actual, session, mode, false, sure, security);
        }

        /// With a security finding of level high.
        public One grave() {
            return new One(kind, resource, actual, session, mode, witnessed, sure, Severity.HIGH);
        }

        /// With a critical one.
        public One urgent() {
            return new One(kind, resource, actual, session, mode, witnessed, sure, Severity.CRITICAL);
        }

        public String driftId() {
            return "d-" + Fingerprint.of(resource).substring(0, 12);
        }

        public Decision decision() {
            return decision(stack(mode));
        }

        public Decision decision(Stack stack) {
            var opinion = opinion("The load went away with the rollback. The size never helped.", sure);
            var verdict = switch (kind) {
                case LEGITIMIZE -> new Verdict.Legitimize(opinion);
                case REVERT -> new Verdict.Revert(opinion);
                case REFACTOR ->
                    new Verdict.Refactor(
                            opinion, List.of(new Verdict.Edit(PropertyPath.parse("/MaxSize"), Value.plain("8"))));
                case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
            };
            var file = file(stack, drift());
            return new Decision(security == Severity.LOW ? file : assessed(file, security), verdict);
        }

        public Drift drift() {
            var occurred = new Occurred(
                    CHANGED,
                    null,
                    Occurred.Precision.EXACT,
                    "role/oncall",
                    Write.Via.CONSOLE,
                    "7c1e-" + resource,
                    session);
            var circumstances = Circumstances.declared(
                            new Origin(Origin.Kind.LITERAL, "", "stacks/payments.yaml", PropertyPath.ROOT, 7, 14))
                    .occurred(occurred);
            var change = new Change.NotEqual(
                    PropertyPath.parse("/MaxSize"),
                    PropertyPath.parse("/MaxSize"),
                    Value.plain("6"),
                    Value.plain(actual),
                    List.of(),
                    witnessed ? circumstances.witness(Witness.WRITE) : circumstances);
            return new Drift(
                    driftId(),
                    Fingerprint.of(resource, actual),
                    resource,
                    "payments-" + resource,
                    "AWS::AutoScaling::AutoScalingGroup",
                    Drift.Status.MODIFIED,
                    List.of(change),
                    Value.MapValue.EMPTY,
                    Value.MapValue.EMPTY);
        }
    }

    private static CaseFile assessed(CaseFile file, Severity security) {
        var finding = new Finding(
                "PH-SEV-001",
                security,
                PropertyPath.parse("/MaxSize"),
                "Open to the internet",
                true,
                "https://docs.aws.amazon.com/");
        return new CaseFile(
                file.stack(),
                file.drift(),
                file.coverage(),
                new Assessment(security, List.of(finding)),
                file.cost(),
                file.window(),
                file.evidence(),
                file.background(),
                file.candidates());
    }

    public static Verdict.Opinion opinion(String reasoning) {
        return opinion(reasoning, Confidence.Level.HIGH);
    }

    private static Verdict.Opinion opinion(String reasoning, Confidence.Level sure) {
        return new Verdict.Opinion(
                Confidence.nominal(sure),
                reasoning,
                List.of("E-01"),
                List.of("E-02"),
                Severity.HIGH,
                null,
                "rules",
                "digest",
                List.of("Slow-query log: denied"),
                Aside.NONE);
    }

    public static CaseFile file(Stack stack, Drift drift) {
        return file(stack, drift, "checkout p95 > 2 s", "https://app.datadoghq.com/monitors/1");
    }

    public static CaseFile file(Stack stack, Drift drift, String summary, String link) {
        var evidence = new Evidence(
                List.of(
                        new Exhibit("E-01", new Signal.Alert(CHANGED.minusSeconds(720), null, "p95", summary, link)),
                        new Exhibit(
                                "E-02",
                                new Signal.Metric(
                                        CHANGED,
                                        "cpu",
                                        "percent",
                                        Signal.Metric.Role.UTILISATION,
                                        null,
                                        null,
                                        null,
                                        null,
                                        1,
                                        SeriesShape.NONE,
                                        null,
                                        "DB CPU 88 %",
                                        "")),
                        new Exhibit(
                                "E-03",
                                new Signal.Write(CHANGED, "7c1e", "role/oncall", "MaxSize set by role/oncall", ""))),
                List.of(),
                List.of());
        var cost = new CostDelta(
                new BigDecimal("2452.80"),
                List.of(new CostDelta.Line(
                        "instances", new BigDecimal("350.40"), new BigDecimal("2803.20"), "derived")),
                List.of(),
                LocalDate.parse("2026-07-20"));
        return new CaseFile(
                stack,
                drift,
                coverage(List.of()),
                new Assessment(Severity.HIGH, List.of()),
                cost,
                new Window(CHANGED.minusSeconds(3600), CHANGED, CHANGED.plusSeconds(3600), Window.Dating.WRITE),
                evidence,
                Background.NONE,
                List.of());
    }

    public static Coverage coverage(List<Unchecked> unchecked) {
        return new Coverage(47, 41, unchecked);
    }

    public static DriftReport report(List<Decision> decisions, List<Unchecked> unchecked) {
        return new DriftReport(
                decisions.stream().map(Decision::drift).toList(),
                coverage(unchecked),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// A patch that writes what a planner might: a template edit, or the reconcile records of a revert.
    public static PatchSet patch(DriftGroup group, String base, String template) {
        var edits = group.recommendation() == Recommendation.REVERT
                ? group.members().stream().map(m -> recorded(m, base)).toList()
                : List.of(new PatchSet.FileEdit(
                        "stacks/payments.yaml",
                        template,
                        template + "# "
                                + group.members().stream()
                                        .map(m -> m.drift().logicalId() + "="
                                                + m.drift().contentHash().substring(0, 6))
                                        .toList()
                                + "\n"));
        return new PatchSet(base, edits, List.of(), "deploy the stack", Map.of());
    }

    private static PatchSet.FileEdit recorded(Decision decision, String base) {
        var record = ReconcileRecord.of(decision.stack().id(), base, decision.drift(), Known.TYPES);
        return new PatchSet.FileEdit(record.path(), "", record.text());
    }

    public static Proof proof(Proof.Result result) {
        return new Proof(List.of(new Proof.Line(Proof.Check.REDIFF, result, "0 changes left")));
    }
}
