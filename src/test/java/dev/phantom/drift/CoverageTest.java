package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.value.PropertyPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// "No drift" is not said where nobody looked.
class CoverageTest {

    @Test
    void whereNothingWasComparedThatCouldHaveBeenNobodyKnows() {
        var one = unchecked("One", null, Reason.NOT_IN_LIVE);
        var two = unchecked("Two", null, Reason.READ_FAILED);
        assertThat(new Coverage(2, 0, List.of(one, two)).blind()).isTrue();
        assertThat(new Coverage(2, 1, List.of(one)).blind()).isFalse();
        assertThat(new Coverage(0, 0, List.of()).blind()).isFalse();
        var part = unchecked("Two", PropertyPath.parse("/Tags"), Reason.READ_FAILED);
        assertThat(new Coverage(2, 0, List.of(one, part)).blind()).isFalse();
        var never = unchecked("Two", null, Reason.CUSTOM_RESOURCE);
        assertThat(new Coverage(2, 0, List.of(one, never)).blind()).isFalse();
    }

    private static Unchecked unchecked(String logicalId, @Nullable PropertyPath path, Reason reason) {
        return new Unchecked(logicalId, "AWS::SQS::Queue", path, reason);
    }
}
