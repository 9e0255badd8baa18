package dev.phantom.analysis;

import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.Commit;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.Change;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Witness;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.Window;
import dev.phantom.severity.Differences;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cases for tests: one drift of a payments stack, changed at 03:04 and looked at in the morning.
public final class Cases {
    public static final Instant CHANGED = Instant.parse("2026-11-21T03:04:11Z");

    private final Drift drift;
    private final List<Signal> signals = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> notAsked = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final List<Act> session = new ArrayList<>();
    private final List<Excerpt> source = new ArrayList<>();
    private Window.Dating dating = Window.Dating.WRITE;
    private Instant until = Instant.parse("2026-11-21T08:30:00Z");

    private Cases(Drift drift) {
        this.drift = drift;
    }

    public static Cases of(String type, String expected, String actual) {
        return new Cases(attributed(Differences.of(type, expected, actual)));
    }

    public static Cases of(Drift drift) {
        return new Cases(attributed(drift));
    }

    public static Cases unattributed(String type, String expected, String actual) {
        return new Cases(Differences.of(type, expected, actual));
    }

    public Cases with(Signal signal) {
        signals.add(signal);
        return this;
    }

    public Cases gap(String gap) {
        gaps.add(gap);
        return this;
    }

    public Cases notAsked(String what) {
        notAsked.add(what);
        return this;
    }

    /// A person's commit on the lines of the resource.
    public Cases committed(String subject) {
        commits.add(new Commit(CHANGED.minus(Duration.ofDays(3)), subject, "Ada", false, List.of("Thing")));
        return this;
    }

    /// Another write of the same hand, a minute after the change.
    public Cases acted(String event, String resource, String request) {
        session.add(new Act(CHANGED.plusSeconds(60), event, resource, "console, a public address", request));
        return this;
    }

    /// Source text of the resource.
    public Cases written(String text) {
        source.add(new Excerpt("stacks/payments.yaml", 1, "Thing", 0, "", text));
        return this;
    }

    /// What somebody noted in a ticket, a chat, a mail.
    public Cases notice(String at, String text) {
        return with(new Signal.Event(Instant.parse(at), "jira", Signal.Event.Kind.OTHER, text, ""));
    }

    /// Seven calls of one principal since the hour after the change, as CloudTrail's history has them.
    public Cases called(String who, String call, String last) {
        return asking(who, call, last, 0);
    }

    /// The same, for a time in seconds.
    public Cases asking(String who, String call, String last, long asked) {
        return with(access(CHANGED.plusSeconds(3_600), last, who, call, false, asked));
    }

    /// Calls of the night before, until the change.
    public Cases calledBefore(String who, String call) {
        return with(
                access(CHANGED.minusSeconds(7_200), CHANGED.minusSeconds(600).toString(), who, call, false, 0));
    }

    /// Calls that were refused, from the night before until the change.
    public Cases denied(String who, String call) {
        return with(
                access(CHANGED.minusSeconds(7_200), CHANGED.minusSeconds(600).toString(), who, call, true, 0));
    }

    /// The history was read to its end and knows no call.
    public Cases uncalled() {
        return with(new Signal.Access(
                CHANGED, until, 0, Signal.Access.Trail.HISTORY, "", "", false, 0, "no call was recorded", ""));
    }

    private static Signal access(Instant first, String last, String who, String call, boolean refused, long asked) {
        return new Signal.Access(
                first,
                Instant.parse(last),
                7,
                Signal.Access.Trail.HISTORY,
                who,
                call,
                refused,
                asked,
                who + " " + call,
                "");
    }

    /// Nobody knows when it changed.
    public Cases undated() {
        dating = Window.Dating.UNKNOWN;
        return this;
    }

    public Cases until(String instant) {
        until = Instant.parse(instant);
        return this;
    }

    /// A deployment, an alert and an incident before the change, a rollback after it, and the recovery from that.
    public Cases deployed() {
        return with(event("2026-11-21T02:41:00Z", Signal.Event.Kind.DEPLOY, "payments-api v412 deployed"));
    }

    public Cases rolledBack() {
        return with(event("2026-11-21T02:41:00Z", Signal.Event.Kind.DEPLOY, "payments-api v412 deployed"))
                .with(alert("2026-11-21T02:52:00Z", "2026-11-21T04:02:00Z"))
                .with(event("2026-11-21T03:58:00Z", Signal.Event.Kind.ROLLBACK, "payments-api rolled back to v411"));
    }

    public Cases write() {
        return with(new Signal.Write(CHANGED, "7c1e", "role/oncall", "ModifyDBInstance by role/oncall", ""));
    }

    public Cases load(@Nullable Stats before, @Nullable Stats during, @Nullable Stats after) {
        return load("aws.rds.cpuutilization", before, during, after, 0.99);
    }

    /// How many of something there were since the change.
    public Cases count(String name, Stats after) {
        return with(new Signal.Metric(
                CHANGED,
                name,
                "instances",
                Signal.Metric.Role.UTILISATION,
                null,
                null,
                null,
                after,
                0.99,
                SeriesShape.NONE,
                null,
                "instances in service",
                ""));
    }

    public Cases load(
            String name, @Nullable Stats before, @Nullable Stats during, @Nullable Stats after, double coverage) {
        return with(new Signal.Metric(
                CHANGED,
                name,
                "percent",
                Signal.Metric.Role.UTILISATION,
                before,
                null,
                during,
                after,
                coverage,
                SeriesShape.NONE,
                null,
                "CPU of payments-db",
                ""));
    }

    public static Stats stats(double average, double p95, double max) {
        return new Stats(average, average / 2, p95, max, 288, null);
    }

    public static Signal alert(String at, @Nullable String recovered) {
        return new Signal.Alert(
                Instant.parse(at),
                recovered == null ? null : Instant.parse(recovered),
                "checkout p95",
                "checkout p95 above 2 s",
                "");
    }

    public static Signal event(String at, Signal.Event.Kind kind, String text) {
        return new Signal.Event(Instant.parse(at), "github", kind, text, "");
    }

    public CaseFile build() {
        var exhibits = new ArrayList<Exhibit>();
        for (var signal : signals) {
            exhibits.add(new Exhibit("E-%02d".formatted(exhibits.size() + 1), signal));
        }
        var evidence = new Evidence(exhibits, gaps, notAsked);
        var window = new Window(Instant.parse("2026-11-20T23:00:00Z"), CHANGED, until, dating);
        var costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());
        var stack = new Stack(
                new StackId("111122223333", "us-east-1", "payments"),
                "prod",
                "stacks/payments.yaml",
                List.of(),
                "payments-api",
                "payments",
                Stack.Mode.READY);
        var subject = Subject.alone(stack, drift, Known.HERE);
        return new CaseFile(
                stack,
                drift,
                new Coverage(8, 7, List.of()),
                RuleCatalogue.assessor().assess(subject),
                drift.changes().isEmpty() ? CostDelta.NONE : costs.delta(subject),
                window,
                evidence,
                new Background(source, commits, List.of(), session, List.of()),
                new dev.phantom.analysis.rules.Candidates(costs).of(subject, window, evidence));
    }

    private static Drift attributed(Drift drift) {
        var when =
                new Occurred(CHANGED, null, Occurred.Precision.EXACT, "role/oncall", Write.Via.CONSOLE, "7c1e", "s-1");
        List<Change> changes = drift.changes().stream()
                .map(c -> c.with(c.circumstances().occurred(when).confirmedBy(Witness.WRITE)))
                .toList();
        return new Drift(
                drift.driftId(),
                drift.contentHash(),
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                drift.status(),
                changes,
                drift.expected(),
                drift.actual());
    }
}
