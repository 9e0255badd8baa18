package dev.phantom.drift.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateReaderTest {

    private static Map<String, StateResource> read(String json) {
        return StateReader.read(
                "terraform.tfstate",
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                Known.EVERYWHERE.providers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.tfstate", "shop.json"})
    void everyManagedResourceGoesByItsAddress(String file) throws IOException {
        var state = read(Files.readString(Path.of("src/test/resources/terraform/states", file)));
        assertThat(state)
                .containsKeys(
                        "aws_vpc.main", "aws_cloudwatch_log_group.app[\"api\"]", "module.queue.aws_sns_topic.jobs");
        assertThat(state.values()).allSatisfy(held -> {
            assertThat(held.at().provider()).isEqualTo("registry.terraform.io/hashicorp/aws");
            assertThat(held.physicalId()).isNotEmpty();
        });
        assertThat(state.get("aws_ssm_parameter.token").attributes().get("value"))
                .isInstanceOf(Value.Sensitive.class);
        assertThat(state.toString()).doesNotContain("Planted");
    }

    /// As OpenTofu keeps it where the team has it encrypted.
    @Test
    void anEncryptedStateIsNamed() {
        var kept = "{\"serial\":3,\"lineage\":\"a1\",\"meta\":{\"key_provider.pbkdf2.k\":\"e30=\"},"
                + "\"encrypted_data\":\"c2VjcmV0\",\"encryption_version\":\"v0\"}";
        assertThatThrownBy(() -> read(kept))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("it is encrypted by OpenTofu")
                .hasMessageContaining("tofu show -json");
    }

    /// Older states mark only what the configuration marked; the provider's own secrets are in clear.
    @Test
    void whatTheProviderCallsSensitiveIsMarkedWhateverTheStateSays() {
        var state = read("""
                {"version": 4, "resources": [{"mode": "managed", "type": "aws_db_instance", "name": "main",
                 "provider": "provider.aws", "instances": [{"index_key": 0, "attributes": {
                   "id": "main", "password": "Planted-1", "domain": "x"}}]}]}
                """);
        assertThat(state).containsOnlyKeys("aws_db_instance.main[0]");
        assertThat(state.toString()).doesNotContain("Planted");
    }

    @Test
    void aPathOfTheStateMarksWhateverStandsThere() {
        var state = read("""
                {"version": 4, "resources": [{"mode": "managed", "type": "acme_x", "name": "a", "instances": [
                 {"attributes": {"env": [{"key": "A", "text": "Planted-2"}], "all": {"Planted-3": 1}},
                  "sensitive_attributes": [
                    [{"type": "get_attr", "value": "env"}, {"type": "index", "value": {"value": 0, "type": "number"}},
                     {"type": "get_attr", "value": "text"}],
                    [{"type": "get_attr", "value": "all"}]]}]}]}
                """);
        assertThat(state.toString()).doesNotContain("Planted").contains("key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\": 3} | its version is 3; only version 4 is supported",
                "{\"format_version\": \"1.2\", \"planned_values\": {}} | it is a plan, not a state",
                "{} | it has no 'format_version', so it is not a state"
            })
    void whatIsNoStateIsRefused(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining(why);
    }
}
