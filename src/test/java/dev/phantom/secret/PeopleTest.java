package dev.phantom.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.severity.Differences;
import dev.phantom.value.Value;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People are shown as `privacy` wants it.
class PeopleTest {

    private static Secrets of(People people) {
        return new SecretCollector(new ShowPolicy(Set.of(), people)).secrets();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail jane.doe@acme.example today | mail j…@… today | mail (a person) today",
                "assumed-role/Admin/jane@acme.example | assumed-role/Admin/j…@… | assumed-role/Admin/(a person)",
                "jane%40acme.example | j…@… | (a person)",
                "paid with 4111 1111 1111 1111 | paid with …1111 | paid with (a card number)",
                "card 5500005555555559. | card …5559. | card (a card number).",
                "amex 378282246310005 | amex …0005 | amex (a card number)",
                "connect to 10.1.2.3 failed | connect to 10.… failed | connect to (a private address) failed",
                "from 192.168.4.20, twice | from 192.168.…, twice | from (a private address), twice",
                "at fd12:3456:789a::1 since | at fd12.… since | at (a private address) since"
            })
    void aPersonIsShownAsThePrivacyWantsIt(String text, String masked, String none) {
        assertThat(of(People.FULL).shown(text)).isEqualTo(text);
        assertThat(of(People.MASKED).shown(text)).isEqualTo(masked);
        assertThat(of(People.NONE).shown(text)).isEqualTo(none);
        assertThat(of(People.MASKED).shown(masked)).isEqualTo(masked);
        assertThat(People.lackIn(masked) && People.lackIn(none) && !People.lackIn(text))
                .isTrue();
        assertThat(of(People.MASKED).hashed().shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/16 is open to 192.168.0.0/24",
                "https://10.0.0.5:8443/health is away",
                "git@github.com:acme/infra.git",
                "https://user@example.com/repo.git",
                "actions/checkout@v4.1.0",
                "shop@sha256:0a1b2c3d",
                "connect to app@db.internal:5432",
                "1 2 3 4 5 6 7 8 9",
                "4111111111111112",
                "1760000000000 ms",
                "arn:aws:iam::411111111111:role/a",
                "version 10.1.2",
                "version 10.1.2.3-rc"
            })
    void whatNamesAPlaceStays(String text) {
        assertThat(of(People.MASKED).shown(text)).isEqualTo(text);
    }

    @Test
    void anAddressThatIsTheValueIsWhereSomethingRuns() {
        var model =
                Differences.map("{'PrivateIpAddress':'10.0.3.17','CidrIp':'10.0.0.0/8','Endpoint':'ops@acme.example'}");
        assertThat(of(People.MASKED).shown(model).toString())
                .contains("10.0.3.17", "10.0.0.0/8", "o…@…")
                .doesNotContain("acme");
        assertThat(of(People.FULL).shown(model)).isSameAs(model);
    }

    /// A shortened address in a baseline would differ from the one that runs: that would be a drift that is none.
    @Test
    void whatIsKeptToBeComparedHoldsATag() {
        var model = Differences.map("{'Endpoint':'ops@acme.example','Name':'a'}");
        assertThat(of(People.MASKED).kept().shown(model))
                .isEqualTo(new Value.MapValue(java.util.Map.of(
                        "Endpoint", new Value.Sensitive("ops@acme.example"), "Name", Value.string("a"))));
        assertThat(of(People.FULL).kept().shown(model)).isSameAs(model);
    }
}
