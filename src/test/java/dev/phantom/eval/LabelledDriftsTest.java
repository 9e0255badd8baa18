package dev.phantom.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Confidence;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which drift a finding of a label is about.
class LabelledDriftsTest {

    private final GivenVerdict size = given("d-1", "Db", "/Size");
    private final GivenVerdict tags = given("d-2", "Db", "/Tags/0/Value", "/Tags/1");
    private final GivenVerdict other = given("d-3", "Queue", "/Size");

    @Test
    void theVeryPathFirstThenWhatLiesAboveOrBelow() {
        assertThat(of("/Size")).containsExactly(size);
        assertThat(of("/Tags")).containsExactly(tags);
        assertThat(of("/Tags/1/Key")).containsExactly(tags);
        assertThat(of("/Engine")).isEmpty();
    }

    @Test
    void withoutAPathWhatNoOtherFindingNames() {
        assertThat(of(null)).containsExactly(tags);
    }

    @Test
    void ofADriftThatWasSplitTheWorstAnswerCounts() {
        var wanted = wanted("/Size");
        var finding = new ScoredFinding(
                "p", "s", 1, "", "", VerdictLabel.Tier.EASY, wanted, List.of(size, size.answering(Answer.LEGITIMIZE)));

        assertThat(finding.right()).isFalse();
        assertThat(finding.answer()).isEqualTo(Answer.LEGITIMIZE);
    }

    private List<GivenVerdict> of(@Nullable String path) {
        var wanted = wanted(path);
        var label = new VerdictLabel(
                "",
                "",
                VerdictLabel.Tier.EASY,
                Stream.of(wanted("/Size"), wanted).distinct().toList());
        return LabelledDrifts.of(label, wanted, List.of(size, tags, other));
    }

    private static LabelledFinding wanted(@Nullable String path) {
        return new LabelledFinding(
                "Db",
                path == null ? null : PropertyPath.parse(path),
                Answer.REVERT,
                Set.of(Answer.REVERT),
                Set.of(),
                null,
                null);
    }

    private static GivenVerdict given(String id, String resource, String... paths) {
        return new GivenVerdict(
                id,
                resource,
                Stream.of(paths).map(PropertyPath::parse).toList(),
                Answer.REVERT,
                Confidence.nominal(Confidence.Level.LOW),
                Severity.LOW,
                List.of(),
                Set.of(),
                Set.of(),
                "rules",
                "");
    }
}
