package dev.phantom.run.days;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Drift lives for days among deployments, merged pull requests and other people's changes, and nothing false is said
/// of it. Seeds 1, 2, 3, 5, 7, 15 and others of the first thirty found faults when they were played first; all of them
/// are kept.
class SixtyDaysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void sixtyDays(long seed) {
        new SixtyDays(seed, folder).play();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("seeds")
    void manyTimesSixtyDays(long seed) {
        new SixtyDays(seed, folder).play();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(2, 201);
    }
}
