package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.loopback.CallLog;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rerun on which nothing changed asks what could have changed, and nothing else.
class QuietNightTest {

    @TempDir
    private Path folder;

    @Test
    void aQuietRunStaysWithinItsCalls() {
        try (var night = new Night(folder)) {
            night.report();
            var first = night.calls();
            print(night, 0);
            night.report();
            print(night, first);
            var second = night.calls();
            night.report();
            print(night, second);
        }
        assertThat(folder).exists();
    }

    private static void print(Night night, int from) {
        var all = night.world.log().calls();
        System.out.println("---- " + (all.size() - from));
        for (int i = from; i < all.size(); i++) System.out.println("   " + all.get(i).service() + " " + all.get(i).operation());
        all.stream()
                .skip(from)
                .collect(Collectors.groupingBy(c -> c.service() + " " + c.operation(), TreeMap::new, Collectors.counting()))
                .forEach((k, v) -> System.out.println(v + " " + k));
    }
}
