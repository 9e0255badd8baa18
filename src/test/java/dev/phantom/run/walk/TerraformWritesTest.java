package dev.phantom.run.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.Write;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Terraform itself wrote deployed the module; whatever else was written went past it.
class TerraformWritesTest {

    private static Write by(Write.Via via) {
        return new Write(
                via.name(),
                Instant.EPOCH,
                "PutRetentionPolicy",
                "logs.amazonaws.com",
                Write.Origin.of("role/" + via, via, ""),
                List.of("/app/api"),
                MapValue.EMPTY,
                "");
    }

    @Test
    void anApplyIsADeploymentAndAConsoleIsNone() {
        var told = TerraformWrites.told(
                new Writes(List.of(by(Write.Via.IAC), by(Write.Via.CONSOLE), by(Write.Via.CI)), List.of()));
        assertThat(told.writes()).extracting(Write::isOutOfBand).containsExactly(false, true, true);
        assertThat(told.writes()).extracting(Write::actor).containsExactly("role/IAC", "role/CONSOLE", "role/CI");
    }
}
