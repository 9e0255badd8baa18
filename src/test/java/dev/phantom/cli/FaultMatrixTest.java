package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.FaultCell.Outcome;
import dev.phantom.cli.FaultCell.Vendor;
import dev.phantom.docs.ReliabilityPage;
import dev.phantom.wire.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every fault before every vendor, each a whole run; and every vendor dead at once, with the limits that nobody set.
/// `make check-long` plays it and, with `-Dphantom.docs=write`, writes `docs/reliability.md`.
@Tag("long")
class FaultMatrixTest {

    /// The bound of the promise.
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private static final int AT_ONCE = 6;

    @TempDir
    Path folder;

    @Test
    void everyFaultBeforeEveryVendor() throws Exception {
        var rows = new ArrayList<ReliabilityPage.Row>();
        var broken = new ArrayList<String>();
        var cells = Stream.of(Vendor.values())
                .flatMap(vendor ->
                        Stream.of(WireFault.values()).map(fault -> new FaultCell(fault, vendor, FaultCell.HURRIED)))
                .toList();
        // most of a cell is waiting
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            Function<FaultCell, Callable<Outcome>> run =
                    cell -> () -> cell.run(Files.createDirectories(folder.resolve(cell.vendor() + "-" + cell.fault())));
            var played = pool.invokeAll(cells.stream().map(run).toList());
            for (var i = 0; i < cells.size(); i++) {
                var cell = cells.get(i);
                var outcome = played.get(i).get();
                rows.add(row(cell.fault(), cell.vendor(), outcome));
                try {
                    FaultCellLaws.check(cell.fault(), cell.vendor(), outcome);
                    assertThat(outcome.time()).isLessThan(LONGEST);
                } catch (AssertionError e) {
                    broken.add(cell.vendor() + " " + cell.fault() + ": " + e.getMessage());
                }
            }
        }
        if (System.getProperty("phantom.docs", "").equals("write")) {
            Files.writeString(Path.of("docs", "reliability.md"), ReliabilityPage.text(rows));
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"REFUSED", "BLACKHOLE", "STALL", "DRIP"})
    void everyVendorDeadAtOnceWithTheUsualLimits(WireFault fault) {
        var outcome = FaultCell.everyVendor(fault, folder);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.time()).isLessThan(LONGEST);
        assertThat(outcome.err()).isNotBlank().doesNotContain("Exception").doesNotContain("PH-CLI-099");
    }

    private static ReliabilityPage.Row row(WireFault fault, Vendor vendor, Outcome outcome) {
        return new ReliabilityPage.Row(
                vendor.title(),
                fault.title(),
                outcome.code(),
                outcome.time(),
                line(fault, vendor, outcome),
                done(outcome),
                outcome.spoilt());
    }

    /// The first line that tells of the fault, without the port of the test.
    private static String line(WireFault fault, Vendor vendor, Outcome outcome) {
        var telemetry = outcome.err()
                .lines()
                .filter(l -> l.startsWith("telemetry was not delivered"))
                .findFirst();
        var named = vendor == Vendor.OTLP
                ? telemetry.map(java.util.regex.Pattern::quote).orElse("")
                : fault.said(outcome.host());
        var first = named.isEmpty()
                ? ""
                : outcome.said()
                        .lines()
                        .filter(l -> java.util.regex.Pattern.compile(named.replace("\"", "\\\\?\""))
                                .matcher(l)
                                .find())
                        .findFirst()
                        .orElse("");
        return first.replace(outcome.host(), "HOST")
                .replaceAll("https?://HOST", "HOST")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("\\d+ m?s\\b", "N s")
                .replaceAll("\\(request [^)]*\\)", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27,}", "…")
                .strip();
    }

    private static String done(Outcome outcome) {
        if (outcome.report().isEmpty()) {
            return "nothing: no report";
        }
        var reports = outcome.report().get().get("reports");
        var drifts = new ArrayList<String>();
        var gaps = new ArrayList<String>();
        reports.forEach(
                r -> r.path("drifts").forEach(d -> drifts.add(d.path("driftId").asText())));
        outcome.report()
                .get()
                .path("failures")
                .forEach(f -> gaps.add(f.path("stage").asText()));
        var failed = gaps.isEmpty() ? "" : ", failed: " + String.join(" ", List.copyOf(new java.util.TreeSet<>(gaps)));
        return "%d stack%s, %d drifts, %d branches%s"
                .formatted(
                        reports.size(),
                        reports.size() == 1 ? "" : "s",
                        drifts.size(),
                        outcome.pulls().size(),
                        failed);
    }
}
