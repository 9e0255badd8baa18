package dev.phantom.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;

/// Kept inputs only in `mvn verify`; `make fuzz TEST=PropertyPathFuzzTest#writtenAndReadIsTheSame` searches for new
/// ones.
class PropertyPathFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void writtenAndReadIsTheSame(@NotNull List<@NotNull String> segments) {
        var path = new PropertyPath(segments);
        assertThat(PropertyPath.parse(path.toString())).isEqualTo(path);
    }
}
