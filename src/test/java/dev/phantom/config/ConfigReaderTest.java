package dev.phantom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.phantom.analysis.Confidence;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.fault.Limits;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Pins every default and name of `phantom.yaml`.
class ConfigReaderTest {

    private static final String LEAST = """
            version: 1
            github: { repository: acme/infra }
            stacks:
              - { name: payments, account: "111122223333", template: stacks/payments.yaml }
            """;

    @Test
    void whatIsNotSaidHasItsDefault() {
        var config = ConfigReader.read("phantom.yaml", LEAST, folder -> true);
        assertThat(config.privacy()).isEqualTo(PublishPolicy.Privacy.MASKED);
        assertThat(config.github()).isEqualTo(new PhantomConfig.GitHub("acme/infra", "main", List.of("")));
        assertThat(config.datadog().site()).isEqualTo("datadoghq.com");
        assertThat(config.datadog().callsPerDrift()).isEqualTo(20);
        assertThat(config.evidence().classes().stream().map(PhantomConfig::text))
                .containsExactlyInAnyOrder("template", "history", "metrics", "alerts", "incidents", "deploys");
        assertThat(config.notes()).isEmpty();
        assertThat(config.analyst())
                .isEqualTo(new PhantomConfig.Analyst(
                        PhantomConfig.Analyst.Kind.RULES,
                        "anthropic",
                        "claude-sonnet-5-5",
                        "claude-opus-5-5",
                        new BigDecimal("5")));
        assertThat(config.policy())
                .isEqualTo(new PhantomConfig.Policy(
                        Confidence.Level.MEDIUM, 10, 2, PhantomConfig.Policy.Proof.LOCAL, false, false));
        assertThat(config.growth()).isEqualTo(CostGrowth.DEFAULT);
        assertThat(config.otlp()).isEqualTo(PhantomConfig.Otlp.AUTO);
        assertThat(config.accounts()).isEqualTo(new PhantomConfig.Accounts("", ""));
        var stack = config.stacks().stream()
                .filter(s -> s.id().name().equals("payments"))
                .findFirst()
                .orElseThrow();
        assertThat(stack.mode()).isEqualTo(Stack.Mode.REPORT);
        assertThat(stack.id().region()).isEqualTo("us-east-1");
        assertThat(stack.environment()).isEqualTo("prod");
        assertThat(stack.parameters()).isEmpty();
    }

    @Test
    void aStackInheritsTheDefaultsAndMayOverrideThem() {
        var config = ConfigReader.read(
                "phantom.yaml",
                LEAST.replace("version: 1", "version: 1\ndefaults: { region: eu-west-1, mode: draft }")
                        .replace("template:", "environment: dev, parameters: [a.json, b.json], template:"),
                folder -> true);
        var stack = config.stacks().getFirst();
        assertThat(stack.id().region()).isEqualTo("eu-west-1");
        assertThat(stack.mode()).isEqualTo(Stack.Mode.DRAFT);
        assertThat(stack.environment()).isEqualTo("dev");
        assertThat(stack.parameters()).containsExactly("a.json", "b.json");
    }

    @Test
    void fromWhichIncreaseTheBillCountsIsChosen() {
        var config = ConfigReader.read(
                "phantom.yaml",
                LEAST.replace(
                        "version: 1",
                        "version: 1\nseverity: { cost: { medium: 200, highPercent: 80, highPercentFrom: 90 } }"),
                folder -> true);
        assertThat(config.growth().medium()).isEqualTo("200");
        assertThat(config.growth().highOf()).isEqualTo("80");
        assertThat(config.growth().finding(BigDecimal.valueOf(95), BigDecimal.valueOf(100), PropertyPath.ROOT))
                .map(Finding::level)
                .contains(Severity.HIGH);
        assertThat(config.growth().high()).isEqualTo(CostGrowth.DEFAULT.high());
    }

    @Test
    void aFolderTakesGitHubsPlace() {
        var config = ConfigReader.read("phantom.yaml", "version: 1\nsafe: { folder: infra }\n", folder -> true);
        assertThat(config.folder()).isEqualTo("infra");
        assertThat(config.github()).isNull();
    }

    @Test
    void whatMayReachTheAnalystIsChosenByClass() {
        var config = valid(LEAST + "evidence: { send: [template, logs] }\n");
        assertThat(config.evidence().classes()).containsExactlyInAnyOrder(EvidenceClass.TEMPLATE, EvidenceClass.LOGS);
        assertThat(config.evidence().withheld()).isEqualTo("excluded by configuration (evidence.send)");
        assertThat(config.notes()).isEmpty();
    }

    @Test
    void theOldNameOfTheChoiceStillWorksAndIsToldWithItsPlace() {
        var config = valid(LEAST + "datadog: { site: datadoghq.eu, send: [metrics, traces] }\n");
        assertThat(config.datadog().site()).isEqualTo("datadoghq.eu");
        assertThat(config.evidence().classes()).containsExactlyInAnyOrder(EvidenceClass.METRICS, EvidenceClass.TRACES);
        assertThat(config.evidence().withheld()).isEqualTo("excluded by configuration (datadog.send)");
        assertThat(config.notes())
                .containsExactly("phantom.yaml:5:38 datadog.send is the old name of evidence.send;"
                        + " write evidence: { send: […] }");
    }

    @Test
    void howMuchIsAskedAndWhoCallsWhomCanBeSet() {
        var text =
                LEAST + "datadog: { callsPerDrift: 8, dependencies: [{ service: web, calls: [billing, ledger] }] }\n";
        assertThat(schemaProblems(text)).isEmpty();
        var datadog = valid(text).datadog();
        assertThat(datadog.callsPerDrift()).isEqualTo(8);
        assertThat(datadog.dependencies())
                .containsExactly(new PhantomConfig.Datadog.Dependency("web", List.of("billing", "ledger")));
        wrong(
                LEAST + "datadog: { dependencies: [{ service: web, cals: [] }] }\n",
                "PH-CFG-002 phantom.yaml:5:49 unknown key 'cals' in datadog.dependencies[0]; did you mean 'calls'?");
    }

    @Test
    void whatTheMonitorsGoByCanBeSet() {
        assertThat(valid(LEAST).datadog().alerting()).isEqualTo(PhantomConfig.Datadog.Alerting.DEFAULT);
        var text = LEAST + "datadog: { runIntervalMinutes: 15, production: live, alertHandles: [\"@slack-drift\"] }\n";
        assertThat(schemaProblems(text)).isEmpty();
        assertThat(valid(text).datadog().alerting())
                .isEqualTo(new PhantomConfig.Datadog.Alerting(15, List.of("live"), List.of("@slack-drift")));
        wrong(
                LEAST + "datadog: { runIntervalMinutes: 0 }\n",
                "PH-CFG-003 phantom.yaml:5:32 datadog.runIntervalMinutes '0' is not a number of minutes from 1 to 5040:"
                        + " a monitor looks back a week at most; see docs/schema/phantom.yaml.schema.json");
        wrong(
                LEAST + "datadog: { production: [] }\n",
                "PH-CFG-003 phantom.yaml:5:24 datadog.production is not a list of environments; see docs/schema/phantom.yaml.schema.json");
        wrong(
                LEAST + "datadog: { alertHandles: [slack] }\n",
                "PH-CFG-003 phantom.yaml:5:26 datadog.alertHandles is not a list of handles such as @slack-drift or"
                        + " @oncall@example.com; see docs/schema/phantom.yaml.schema.json");
    }

    @Test
    void theChoiceUnderBothItsNamesIsRefused() {
        var both = LEAST + "datadog: { send: [metrics] }\nevidence: { send: [metrics] }\n";
        assertThat(schemaProblems(both)).isNotEmpty();
        wrong(
                both,
                "PH-CFG-003 phantom.yaml:5:18 datadog.send and evidence.send are both set, and the first is the old name"
                        + " of the second; remove datadog.send");
    }

    @Test
    void anUnknownValueIsToldWithTheNearestKnown() {
        wrong(
                LEAST + "evidence: { send: [metrics, incidnets] }\n",
                "PH-CFG-003 phantom.yaml:5:29 evidence.send[1] 'incidnets' is not one of template, history, metrics,"
                        + " alerts, incidents, deploys, logs, traces; did you mean 'incidents'?");
    }

    /// Read, and by the schema too.
    private static PhantomConfig valid(String text) {
        assertThat(schemaProblems(text)).as(text).isEmpty();
        return ConfigReader.read("phantom.yaml", text, folder -> true);
    }

    private static Set<ValidationMessage> schemaProblems(String text) {
        try {
            var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("docs/schema/phantom.yaml.schema.json")));
            return schema.validate(new ObjectMapper()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wrong(String text, String line) {
        assertThatThrownBy(() -> ConfigReader.read("phantom.yaml", text, folder -> true))
                .hasMessage(line);
    }

    @Test
    void limitsAreBoundedNumbers() {
        assertThat(valid(LEAST).limits()).isEqualTo(Limits.DEFAULT);
        var limits = "limits: { callSeconds: 0.5, modelCallSeconds: 7, stackSeconds: 60, responseMegabytes: 0.5 }\n";
        assertThat(valid(LEAST + limits).limits())
                .isEqualTo(new Limits(Duration.ofMillis(500), Duration.ofSeconds(7), Duration.ofSeconds(60), 1 << 19));
        wrong(
                LEAST + "limits: { callSecond: 3 }\n",
                "PH-CFG-002 phantom.yaml:5:23 unknown key 'callSecond' in limits; did you mean 'callSeconds'?");
        wrong(
                LEAST + "limits: { callSeconds: 0 }\n",
                "PH-CFG-003 phantom.yaml:5:24 limits.callSeconds '0' is not a number of seconds from 0.001 to 86400"
                        + "; see docs/schema/phantom.yaml.schema.json");
        wrong(
                LEAST + "limits: { responseMegabytes: 4000 }\n",
                "PH-CFG-003 phantom.yaml:5:30 limits.responseMegabytes '4000' is not a number of megabytes from 0.001 to"
                        + " 128; see docs/schema/phantom.yaml.schema.json");
    }

    @Test
    void aMisspeltKeyIsToldAndNotWhatItMakesMissing() {
        wrong(
                LEAST.replace("repository", "repositry"),
                "PH-CFG-002 phantom.yaml:2:22 unknown key 'repositry' in github; did you mean 'repository'?");
        wrong(
                LEAST.replace("github", "gihub").replace("account", "acount"),
                "PH-CFG-002 phantom.yaml:2:8 unknown key 'gihub'; did you mean 'github'? · phantom.yaml:4:31 unknown"
                        + " key 'acount' in stacks[0]; did you mean 'account'?; see docs/schema/phantom.yaml.schema.json");
        wrong(
                LEAST + "mode: ready\n",
                "PH-CFG-002 phantom.yaml:5:7 unknown key 'mode'; 'mode' is a key of defaults, stacks");
        wrong(
                LEAST + "analyst: { model: { critcal: x } }\n",
                "PH-CFG-002 phantom.yaml:5:30 unknown key 'critcal' in analyst.model; did you mean 'critical'?");
    }

    @Test
    void withoutASafeStateBothWaysToNameOneAreTold() {
        wrong("version: 1\n", "PH-CFG-003 phantom.yaml github.repository is missing; add it, or a safe.folder");
    }

    @Test
    void allWrongValuesAreToldAtOnce() {
        wrong(
                LEAST.replace("acme/infra", "acme").replace("\"111122223333\"", "1111") + "policy: { paused: maybe }\n",
                "PH-CFG-003 phantom.yaml:2:23 github.repository 'acme' is not owner/name"
                        + " · phantom.yaml:5:19 policy.paused 'maybe' is not true or false"
                        + " · phantom.yaml:4:32 stacks[0].account '1111' is not a 12-digit account id in quotes"
                        + "; see docs/schema/phantom.yaml.schema.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account: | acount: | PH-CFG-002 phantom.yaml:4:41 unknown key 'acount' in stacks[0]; did you mean 'account'?",
                "\"111122223333\" | 1111 | PH-CFG-003 phantom.yaml:4:32 stacks[0].account '1111' is not a 12-digit account id in quotes",
                "acme/infra | acme | PH-CFG-003 phantom.yaml:2:25 github.repository 'acme' is not owner/name",
                "acme/infra | ../infra | PH-CFG-003 phantom.yaml:2:25 github.repository '../infra' is not owner/name",
                "acme/infra | acme/.. | PH-CFG-003 phantom.yaml:2:25 github.repository 'acme/..' is not owner/name",
                "acme/infra | ./... | PH-CFG-003 phantom.yaml:2:25 github.repository './...' is not owner/name",
                "version: 1 | version: 2 | PH-CFG-003 phantom.yaml:1:10 version '2' is not 1, the only supported version",
                "stacks: | stacks: [ | PH-CFG-001 phantom.yaml not valid YAML",
                "acme/infra | acme/infra, roots: [../x] | PH-CFG-003 phantom.yaml github.roots is not a list of folders in the repository"
            })
    void whatIsWrongIsOneLineWithItsPlace(String good, String bad, String message) {
        assertThatThrownBy(() -> ConfigReader.read("phantom.yaml", LEAST.replace(good, bad), folder -> true))
                .hasMessageStartingWith(message.split(" phantom.yaml")[0])
                .hasMessageContaining(message.substring(message.indexOf(' ', 12))
                        .split(";")[0]
                        .strip()
                        .replaceAll("^phantom.yaml[^ ]* ", ""));
    }
}
