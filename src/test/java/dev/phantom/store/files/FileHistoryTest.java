package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.run.LastLook;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one run leaves for the next.
class FileHistoryTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "payments");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path folder;

    private FileHistory at(Instant now) {
        return new FileHistory(folder, Mask.of("k"), InstantSource.fixed(now));
    }

    private Path home() {
        return folder.resolve("111122223333-us-east-1-payments");
    }

    @Test
    void theLastLookIsReadAsItWasWritten() {
        var look = new LastLook(
                47,
                41,
                new BigDecimal("2452.75"),
                List.of(
                        new LastLook.Open("d-1", FRIDAY, Severity.HIGH),
                        new LastLook.Open("d-2", SUNDAY, Severity.LOW)));
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).lastLook(STACK)).contains(look);
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY, "d-2", SUNDAY));
    }

    @Test
    void anUnknownCostStaysUnknown() {
        var look = new LastLook(1, 0, null, List.of());
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).lastLook(STACK)).contains(look);
    }

    @Test
    void nothingIsKnownOfAStackThatWasNeverWalked() {
        assertThat(at(SUNDAY).lastLook(STACK)).isEmpty();
        assertThat(at(SUNDAY).firstSeen(STACK)).isEmpty();
    }

    /// Until 0.1.0 ids were kept alone. The run that kept them wrote the baseline too.
    @Test
    void theIdsOfAnEarlierVersionAreKnownSinceItsLastRun() throws Exception {
        at(FRIDAY).remember(STACK, List.of());
        Files.writeString(home().resolve("known.txt"), "d-1\nd-2\n");
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY, "d-2", FRIDAY));
        assertThat(at(SUNDAY).lastLook(STACK)).isEmpty();

        var look = new LastLook(2, 2, BigDecimal.ZERO, List.of(new LastLook.Open("d-1", FRIDAY, Severity.HIGH)));
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY));
    }

    @Test
    void idsOfAnEarlierVersionWithoutABaselineAreKnownFromNowOn() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("known.txt"), "d-1\n");
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", SUNDAY));
    }

    @Test
    void aDamagedFileIsSaidToBeOne() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("look.json"), "{\"resources\": 1}");
        assertThatThrownBy(() -> at(SUNDAY).firstSeen(STACK))
                .hasMessageContaining("the history cannot be read")
                .hasMessageContaining("look.json");
    }
}
