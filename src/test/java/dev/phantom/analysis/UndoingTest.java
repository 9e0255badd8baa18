package dev.phantom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Why a revert is a person's, in the words of whoever manages the resource.
class UndoingTest {

    private static final Drift GONE = new Drift(
            "d", "c", "aws_sns_topic.orders", "t", "aws_sns_topic", Drift.Status.DELETED, List.of(), MapValue.EMPTY, MapValue.EMPTY);

    @Test
    void aResourceOfARootModuleThatIsGoneComesBackByAnApply() {
        var stack = new Stack(
                new StackId("111122223333", "us-east-1", "orders"),
                "",
                "live/orders",
                List.of(),
                "",
                "",
                Stack.Mode.READY,
                new Stack.Planned(new RootModule("live/orders", "", List.of()), ""));
        var said = new Undoing(Known.EVERYWHERE).reachable(new Verdict.Revert(Opinions.SURE), GONE, stack);
        assertThat(said).isInstanceOf(Verdict.NeedsHuman.class);
        assertThat(said.opinion().reasoning())
                .contains("no reconcile record can do that: it changes resources and creates none.")
                .contains("terraform -chdir=live/orders apply -target=aws_sns_topic.orders")
                .doesNotContain("CloudFormation");
    }
}
