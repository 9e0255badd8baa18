package dev.phantom.run.days;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Drift lives for days among deployments, merged pull requests and other people's changes, and nothing false is said
/// of it. All seeds that found a fault when they were played first are kept, here or with the tag: 1, 2, 3, 5, 7, 15
/// and
/// others of the first thirty; 110, 147, 170 and 175, in which a baseline that a deployment had moved stood again when
/// other drift of its resource ended, so that who made a change was lost; 148 and 176, in which a value that a rule
/// hid,
/// or that drift had given way to, became the baseline; 37, 77 and 91, in which a write was taken for the cause of a
/// value
/// that it had not set. `SettledBaselineTest` and `RepeatedWritesTest` show the same in a few runs.
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
