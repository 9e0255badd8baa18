package dev.phantom.run.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.background.EarlierDecision;
import dev.phantom.drift.Drift;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.Decisions;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What became of a resource before.
class EarlierDecisionsTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "payments");
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

    private static Drift drift(String actual) {
        return Cases.of("AWS::RDS::DBInstance", "{'DBInstanceClass':'a'}", "{'DBInstanceClass':'" + actual + "'}")
                .build()
                .drift();
    }

    private static Decisions judged(String actual) {
        var file = Cases.of("AWS::RDS::DBInstance", "{'DBInstanceClass':'a'}", "{'DBInstanceClass':'" + actual + "'}")
                .until("2026-06-01T08:00:00Z")
                .build();
        var contents = file.drift().named("d-1", "hash of " + actual);
        var kept = new Decisions.Judged(
                new CaseFile(
                        file.stack(),
                        contents,
                        file.coverage(),
                        file.assessment(),
                        file.cost(),
                        file.window(),
                        file.evidence(),
                        file.background(),
                        file.candidates()),
                new Verdict.Revert(Opinions.SURE));
        return new Decisions() {
            @Override
            public void over(StackId stack, String driftId) {}

            @Override
            public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
                return Optional.empty();
            }

            @Override
            public Optional<Judged> latest(StackId stack, String driftId) {
                return Optional.empty();
            }

            @Override
            public List<Judged> ofResource(StackId stack, String logicalId) {
                return logicalId.equals(contents.logicalId()) ? List.of(kept) : List.of();
            }

            @Override
            public void judged(StackId stack, Judged judged) {}
        };
    }

    private static Register.Entry entry(
            int number, String resource, PullRequest.State state, @Nullable Instant closed, String why) {
        var member = new Member("d-" + number, "h", resource, List.of("/X"));
        var marker = new Marker(Marker.stackKey(STACK), "revert", List.of(member), "", why);
        var there = new PullRequest(
                number, "", "phantom/payments/" + number, "Title " + number, "", state, closed, "", List.of());
        return new Register.Entry(there, marker);
    }

    private static IgnoreRule rule(String resource, @Nullable String path, @Nullable LocalDate until) {
        return new IgnoreRule(
                "", resource, "", path == null ? null : PropertyPath.parse(path), "", "", "load test", until);
    }

    private static List<String> of(Decisions decisions, IgnoreRules rules, Register register, Drift drift) {
        return new EarlierDecisions(STACK, decisions, rules, register)
                .of(drift).stream().map(EarlierDecisionsTest::words).toList();
    }

    private static String words(EarlierDecision one) {
        return (one.at() == null ? "-" : one.at().toString().substring(0, 10)) + " " + one.kind() + " " + one.text();
    }

    @Test
    void allThatWasDecidedOfTheResourceIsToldNewestFirst() {
        var drift = drift("c").named("d-1", "hash of c");
        var own = drift.logicalId();
        var register = new Register(
                List.of(
                        entry(1, own, PullRequest.State.MERGED, MAY, ""),
                        entry(2, own, PullRequest.State.CLOSED, MAY.plusSeconds(86_400), ""),
                        entry(3, own, PullRequest.State.CLOSED, MAY.plusSeconds(172_800), "resolved"),
                        entry(4, own, PullRequest.State.OPEN, null, ""),
                        entry(5, "Other", PullRequest.State.MERGED, MAY, "")),
                Set.of());
        var rules = new IgnoreRules(List.of(
                rule(own, "/Tags", LocalDate.of(2026, 8, 1)),
                rule(own, null, null),
                rule("Other", null, null),
                rule("", null, null)));
        assertThat(of(judged("b"), rules, register, drift))
                .containsExactly(
                        "2026-06-01 VERDICT revert of /DBInstanceClass, confidence high",
                        "2026-05-03 CLOSED_PULL_REQUEST revert: Title 3 (#3), closed by Phantom: resolved",
                        "2026-05-02 CLOSED_PULL_REQUEST revert: Title 2 (#2)",
                        "2026-05-01 MERGED_PULL_REQUEST revert: Title 1 (#1)",
                        "- KEPT /Tags is kept until 2026-08-01: load test",
                        "- KEPT the whole resource is kept: load test");
    }

    @Test
    void theDecisionOnTheVerySameContentsIsNoEarlierOne() {
        var drift = drift("b").named("d-1", "hash of b");
        assertThat(of(judged("b"), IgnoreRules.NONE, Register.empty(), drift)).isEmpty();
    }
}
