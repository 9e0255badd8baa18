package dev.phantom.run.days;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Drift lives for days among deployments, merged pull requests and other people's changes, and nothing false is said
/// of it.
class SixtyDaysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sixtyDays(long seed) {
        new SixtyDays(seed, folder).play();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("seeds")
    void manyTimesSixtyDays(long seed) {
        new SixtyDays(seed, folder).play();
    }

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.rangeClosed(3, 202);
    }
}
