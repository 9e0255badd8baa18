package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.severity.TerraformTwin;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of a resource that Terraform manages the same metrics are asked for, against the same limits.
class TerraformMetricsTest {

    static Stream<TerraformTwin> twins() {
        return TerraformTwin.all().stream();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void areAskedForAlike(TerraformTwin twin) {
        assertThat(MetricChoice.of(twin.terraform(), MetricTable.embedded()))
                .isEqualTo(MetricChoice.of(twin.cloudformation(), MetricTable.embedded()));
    }

    @Test
    void someAreAskedFor() {
        assertThat(twins().filter(twin -> !MetricChoice.of(twin.terraform(), MetricTable.embedded())
                        .isEmpty()))
                .hasSizeGreaterThan(10);
    }
}
