package dev.phantom.pullrequest.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pull request of a revert says by what means it is carried out, and what that waits for.
class RevertMeansTest {

    private static DriftGroup group(One... members) {
        var decisions = Stream.of(members).map(One::decision).toList();
        return new DriftGroup("b", decisions.getFirst().recommendation(), new DriftGroup.Standing.New(), decisions);
    }

    @Test
    void aChangeSetUnlessTheTeamAllowsMore() {
        var open = new One(Kind.REVERT, "Open");
        assertThat(new RevertMeans(group(open.grave()), false).sentence())
                .isEqualTo("One change set of the stack does exactly this, or nothing is done.");
        assertThat(new RevertMeans(group(open), true).sentence())
                .contains("Where no change set can, Cloud Control", "`update-resource`", "AWS advises against that")
                .doesNotContain("wait");
        assertThat(new RevertMeans(group(open.grave()), true).sentence()).contains("or other drift would make it wait");
    }

    @Test
    void cloudControlTakesOneResource() {
        assertThat(new RevertMeans(group(new One(Kind.REVERT, "A"), new One(Kind.REVERT, "B")), true).sentence())
                .doesNotContain("update-resource");
    }

    @Test
    void whatHasNoPullRequestIsSaidWithWhatToDo() {
        var notifier = new PullRequestBody.Sibling(group(new One(Kind.NEEDS_HUMAN, "Notifier")), 0);
        assertThat(new OtherDrift(notifier).words())
                .isEqualTo(" needs a person's decision; it has no pull request: change the template or AWS by hand");
        assertThat(new RecordSection(List.of("`Notifier`"), false).render())
                .contains("Merge this without waiting", "has to wait: `phantom reconcile apply` uses a change set");
        assertThat(new RecordSection(List.of("`Notifier`"), true).render())
                .contains("may have to wait", "whether `update-resource` can do it alone");
    }
}
