package dev.phantom.drift.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request gave and what live shows.
class DifferentValuesTest {

    @ParameterizedTest
    @CsvSource({
        "30, 90",
        "262144, 131072",
        "0.5, 0.25",
        "true, False",
        "db.r5.large, db.m5.large",
        "newsletter, nobody reads this",
        "sg-0a1, sg-0b2",
        "Enabled, Suspended"
    })
    void areTwo(String given, String live) {
        assertThat(DifferentValues.surely(given, live)).isTrue();
        assertThat(DifferentValues.surely(live, given)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7.0",
        "15, 15.4",
        "true, True",
        "true, Enabled",
        "1, true",
        "3, default",
        "ON_DEMAND, OnDemand",
        "latest, 1.4.0",
        "default, default.postgres",
        "send, arn:aws:iam::111122223333:role/receive",
        "alias/orders, 1234abcd-12ab-34cd-56ef-1234567890ab",
        "{\"a\":1}, {\"a\":2}",
        "2026-11-20T03:21:00Z, 2026-11-20T03:22:00Z",
        "HIDDEN_DUE_TO_SECURITY_REASONS, swordfish",
        "****, swordfish"
    })
    void mayBeOne(String given, String live) {
        assertThat(DifferentValues.surely(given, live)).isFalse();
    }
}
