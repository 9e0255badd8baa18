package dev.phantom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.phantom.config.PhantomConfig.NotifyChannel;
import dev.phantom.config.PhantomConfig.NotifyChannel.Kind;
import dev.phantom.notify.Audience;
import dev.phantom.notify.QuietHours;
import dev.phantom.severity.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Pins every name and default of `notify:`.
class NotifyConfigTest {

    private static final String REST = "version: 1\nsafe: { folder: infra }\n";
    private static final Set<Severity> USUAL = Set.of(Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

    private static List<NotifyChannel> channels(String notify) throws IOException {
        assertThat(valid(notify)).as(notify).isTrue();
        return ConfigReader.read("phantom.yaml", REST + notify, folder -> true).channels();
    }

    private static boolean valid(String notify) throws IOException {
        var document = new Load(LoadSettings.builder().build()).loadFromString(REST + notify);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/schema/phantom.yaml.schema.json")))
                .validate(new ObjectMapper().valueToTree(document))
                .isEmpty();
    }

    @Test
    void nobodyIsToldAsLongAsNoChannelIsNamed() throws IOException {
        assertThat(channels("")).isEmpty();
        assertThat(channels("notify: { severities: [high] }\n")).isEmpty();
    }

    @Test
    void aChannelTakesFromTheSectionWhatItDoesNotSay() throws IOException {
        var night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
        var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneId.of("UTC"));
        assertThat(channels("""
                notify:
                  severities: [high, critical]
                  environments: prod
                  quiet: { from: "22:00", to: "07:00", zone: Europe/Berlin }
                  slack: {}
                  teams: { severities: [critical], environments: [prod, stage] }
                  webhook: { quiet: { from: "12:00", to: "13:00", zone: UTC } }
                """))
                .containsExactly(
                        new NotifyChannel(
                                Kind.SLACK,
                                new Audience(Set.of(Severity.HIGH, Severity.CRITICAL), Set.of("prod"), night)),
                        new NotifyChannel(
                                Kind.TEAMS, new Audience(Set.of(Severity.CRITICAL), Set.of("prod", "stage"), night)),
                        new NotifyChannel(
                                Kind.WEBHOOK,
                                new Audience(Set.of(Severity.HIGH, Severity.CRITICAL), Set.of("prod"), noon)));
        assertThat(channels("notify: { email: {} }\n"))
                .containsExactly(new NotifyChannel(Kind.EMAIL, new Audience(USUAL, Set.of(), null)));
    }

    @Test
    void pagesAreForWhatIsCriticalAndAtAnyHour() throws IOException {
        assertThat(channels("""
                notify:
                  severities: [low]
                  environments: [prod]
                  quiet: { from: "22:00", to: "07:00", zone: UTC }
                  pagerduty: {}
                """))
                .containsExactly(new NotifyChannel(
                        Kind.PAGERDUTY, new Audience(Set.of(Severity.CRITICAL), Set.of("prod"), null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ slak: {} } | PH-CFG-002 phantom.yaml:3:17 unknown key 'slak' in notify; did you mean 'slack'?",
                "{ slack: { severity: [high] } } | PH-CFG-002 phantom.yaml:3:30 unknown key 'severity' in notify.slack; 'severity' is a key of the top level",
                "{ slack: { severites: [high] } } | PH-CFG-002 phantom.yaml:3:31 unknown key 'severites' in notify.slack; did you mean 'severities'?",
                "{ pagerduty: { severities: [high] } } | PH-CFG-002 phantom.yaml:3:36 unknown key 'severities' in notify.pagerduty; 'severities' is a key of notify, notify.slack, notify.teams, notify.webhook, notify.email",
                "{ slack: { severities: [hihg] } } | PH-CFG-003 phantom.yaml:3:33 notify.slack.severities[0] 'hihg' is not one of low, medium, high, critical; did you mean 'high'?",
                "{ slack: { severities: [] } } | PH-CFG-003 phantom.yaml:3:32 notify.slack.severities is not a list of severities, at least one; see docs/schema/phantom.yaml.schema.json",
                "{ quiet: { from: \"22:00\", to: \"7\", zone: UTC } } | PH-CFG-003 phantom.yaml:3:39 notify.quiet.to '7' is not a time of the form \"22:00\", in quotes; see docs/schema/phantom.yaml.schema.json",
                "{ quiet: { from: \"22:00\", to: \"25:00\", zone: UTC } } | PH-CFG-003 phantom.yaml:3:39 notify.quiet.to '25:00' is not a time of the form \"22:00\", in quotes; see docs/schema/phantom.yaml.schema.json",
                "{ quiet: { from: \"22:00\", to: \"07:00\", zone: CEST } } | PH-CFG-003 phantom.yaml:3:54 notify.quiet.zone 'CEST' is not a time zone of the form Europe/Berlin, or UTC; see docs/schema/phantom.yaml.schema.json",
                "{ quiet: { from: \"22:00\", to: \"07:00\" } } | PH-CFG-003 phantom.yaml notify.quiet.zone is missing; add it",
            })
    void whatIsWrongIsToldWithWhatIsMeant(String notify, String line) {
        assertThatThrownBy(() -> ConfigReader.read("phantom.yaml", REST + "notify: " + notify + "\n", folder -> true))
                .hasMessage(line);
    }

    @Test
    void quietHoursThatNeverEndAreRefused() {
        var notify = "notify: { quiet: { from: \"07:00\", to: \"07:00\", zone: UTC } }\n";
        assertThatThrownBy(() -> ConfigReader.read("phantom.yaml", REST + notify, folder -> true))
                .hasMessage(
                        "PH-CFG-003 phantom.yaml:3:39 notify.quiet.to '07:00' is the same as from, so there would be"
                                + " no hour for messages; choose another time");
    }
}
