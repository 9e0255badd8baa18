package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import org.junit.jupiter.api.Test;

/// What is written and what happens beside a change of size, where figures alone do not decide.
class CapacityNotesTest extends SizedCases {
    /// Either can have helped while nobody counts what comes in.
    @Test
    void aReleaseOfTheSameMinuteLeavesTwoCauses() {
        var both = writes(600)
                .with(writing(600, stats(60, 99, 100), stats(400, 500, 520)))
                .with(Cases.event("2026-11-21T03:02:00Z", Signal.Event.Kind.DEPLOY, "orders-api 2.1 deployed"));
        assertThat(edits(judge(both))).isEqualTo("NEEDS_HUMAN");
        var hits = new Metric(
                Cases.CHANGED,
                "orders-api hits",
                "request/second",
                Role.HEALTH,
                null,
                null,
                stats(9, 9, 9),
                null,
                0.99,
                SeriesShape.NONE,
                null,
                "",
                "");
        assertThat(edits(judge(both.with(hits)))).isEqualTo("LEGITIMIZE");
    }

    @Test
    void whatIsBookedForATimeIsAPersonsToEnd() {
        var used = writes(600).with(writing(600, stats(60, 99, 100), stats(400, 500, 520)));
        assertThat(edits(judge(used.with(Cases.event(
                        "2026-11-20T09:00:00Z", Signal.Event.Kind.OTHER, "Booked: rehearsal of the new tariffs")))))
                .isEqualTo("NEEDS_HUMAN");
        assertThat(edits(judge(writes(600)
                        .with(writing(600, stats(60, 99, 100), stats(400, 500, 520)))
                        .with(Cases.event(
                                "2026-11-20T09:00:00Z", Signal.Event.Kind.OTHER, "Two new customers are live")))))
                .isEqualTo("LEGITIMIZE");
    }

    /// Raised ahead of a load that is to come after the evidence ends; one that has come says itself what it needs.
    @Test
    void aDayThatIsStillToComeIsAPersonsToWeigh() {
        var idle = writing(600, stats(60, 70, 75), stats(60, 72, 76));
        assertThat(edits(judge(writes(600)
                        .with(idle)
                        .with(Cases.event(
                                "2026-11-19T15:00:00Z",
                                Signal.Event.Kind.OTHER,
                                "ORD-62: a new market begins on 2 December")))))
                .isEqualTo("NEEDS_HUMAN");
        assertThat(edits(judge(writes(600)
                        .with(idle)
                        .with(Cases.event(
                                "2026-11-19T15:00:00Z",
                                Signal.Event.Kind.OTHER,
                                "ORD-62: a new market began on 18 November")))))
                .isEqualTo("REVERT");
        assertThat(edits(judge(writes(600)
                        .with(idle)
                        .with(Cases.event(
                                "2026-11-19T15:00:00Z",
                                Signal.Event.Kind.OTHER,
                                "ORD-62: a new market begins on 2026-11-22")))))
                .isEqualTo("REVERT");
    }

    /// Stops again and again, and none since; one more since, and nothing is settled.
    @Test
    void stopsThatEndedWithTheChangeSpeakForIt() {
        var tasks = Cases.of("AWS::ECS::Service", "{'TaskDefinition':'web:56'}", "{'TaskDefinition':'web:57'}")
                .until(WEEK)
                .with(Cases.event("2026-11-21T01:00:00Z", Signal.Event.Kind.OTHER, "ECS task stopped"))
                .with(Cases.event("2026-11-21T02:00:00Z", Signal.Event.Kind.OTHER, "ECS task stopped"));
        assertThat(edits(judge(tasks))).isEqualTo("LEGITIMIZE");
        assertThat(edits(judge(
                        tasks.with(Cases.event("2026-11-23T02:00:00Z", Signal.Event.Kind.OTHER, "ECS task stopped")))))
                .isEqualTo("NEEDS_HUMAN");
    }
}
