package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.WireFault;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A dozen cells of the fault matrix, each a whole run. `make check-long` plays all of them.
class FaultCellsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "REFUSED, CLOUDFORMATION",
        "HTML, CLOUD_CONTROL",
        "EMPTY, CLOUDTRAIL",
        "ERROR_FOR_EVER, CLOUDTRAIL",
        "FORBIDDEN, STS",
        "LIMIT_HOURS, GITHUB",
        "ANSWER_LOST, GITHUB",
        "ERROR_FOR_EVER, DATADOG",
        "MALFORMED, DATADOG",
        "REDIRECT, CLAUDE",
        "UNKNOWN_HOST, CLAUDE",
        "ERROR_FOR_EVER, OTLP"
    })
    void aRunEndsAndSaysWhatHappened(WireFault fault, FaultCell.Vendor vendor) {
        var outcome = new FaultCell(fault, vendor, FaultCell.limits(fault)).run(folder);
        FaultCellLaws.check(fault, vendor, outcome);
        assertThat(outcome.err().lines()).allSatisfy(FaultAssertions::isForPeople);
    }
}
