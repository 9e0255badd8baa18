package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.FaultCell.Outcome;
import dev.phantom.cli.FaultCell.Vendor;
import dev.phantom.fault.Cause;
import dev.phantom.wire.WireFault;
import java.util.Set;
import java.util.regex.Pattern;

/// What holds for every cell, whatever goes wrong before whomever.
final class FaultCellLaws {

    /// No part of Phantom's own, nor of a library: neither a class nor a frame of a stack.
    private static final Pattern INNARDS = Pattern.compile(
            "\\bat [a-z]+(\\.\\w+)+\\(|\\b\\w+(Exception|Error)\\b|\\bnull pointer|PH-CLI-099|\"null\"|: null\\b(?!,)");

    /// Faults that are an answer.
    static final Set<WireFault> ANSWERED = Set.of(
            WireFault.LIMIT_FOR_EVER,
            WireFault.LIMIT_HOURS,
            WireFault.ERROR_FOR_EVER,
            WireFault.UNAUTHORIZED_MIDWAY,
            WireFault.FORBIDDEN,
            WireFault.MALFORMED,
            WireFault.TRUNCATED,
            WireFault.EMPTY,
            WireFault.HTML,
            WireFault.REDIRECT,
            WireFault.HUGE,
            WireFault.BAD_UTF8);

    private FaultCellLaws() {}

    static void check(WireFault fault, Vendor vendor, Outcome outcome) {
        var said = outcome.said();
        assertThat(outcome.code()).as(said).isIn(0, 1);
        if (vendor == Vendor.GITHUB && outcome.report().isEmpty()) {
            // without the repository's rules nothing can be compared, and nothing is said about what runs
            assertThat(outcome.code()).as(said).isEqualTo(1);
            assertThat(outcome.err()).startsWith("PH-GHB-");
        } else {
            assertThat(outcome.report()).as("a report on stdout: " + said).isPresent();
        }
        assertThat(outcome.err()).doesNotContainPattern(INNARDS);
        assertThat(said).doesNotContain("ghp_0123456789");
        assertThat(outcome.pulls()).doesNotHaveDuplicates();
        if (ANSWERED.contains(fault)) {
            assertThat(said)
                    .as("there was an answer")
                    .doesNotContainPattern(
                            "did not answer|sent no answer within|gave no answer|closed the connection without an answer");
        }
        if (vendor == Vendor.CLOUD_CONTROL && fault.cause() == Cause.DENIED) {
            // of each resource or attribute, by the closed list of reasons, and why
            assertThat(said).containsPattern("\"reason\" : \"read-denied\"");
            assertThat(said).containsPattern("not read: .*(is denied|the credentials are refused)");
        } else if (!fault.passes() && outcome.spoilt() > 0 && vendor != Vendor.OTLP) {
            assertThat(said).as(fault + " is said").containsPattern(Pattern.compile(unquoted(fault, outcome)));
        }
    }

    /// In JSON quotes are escaped, and a person's line may lead with another part of the same sentence.
    private static String unquoted(WireFault fault, Outcome outcome) {
        return fault.said(outcome.host()).replace("\"", "\\\\?\"");
    }
}
