package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as production: everything but what says that it is none.
class ProductionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod",
                "Production",
                "prd",
                "live",
                "prod-eu",
                "eu-prod",
                "prod_2",
                "prodEU",
                "acme.production.eu",
                "test-live",
                "no-prod",
                "prod2",
                "preview-prod"
            })
    void isNamed(String environment) {
        assertThat(Production.is(environment)).isTrue();
        assertThat(Production.isNamed(environment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blue", "main", "latest", "eu-west-1", "customer-a", "contest"})
    void anUnknownNameIsNotTheMilderCase(String environment) {
        assertThat(Production.is(environment)).isTrue();
        assertThat(Production.isNamed(environment)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev",
                "Development",
                "test",
                "qa",
                "uat2",
                "staging",
                "stg-eu",
                "eu-dev3",
                "sandbox",
                "preprod",
                "pre-prod",
                "nonprod",
                "non-production",
                "devEast",
                "ci",
                "non-live-eu"
            })
    void whatSaysThatItIsNoneIsNone(String environment) {
        assertThat(Production.is(environment)).isFalse();
    }
}
