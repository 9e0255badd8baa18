package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What a team says of severity counts, and hides nothing grave unseen or for good.
class TeamSeverityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAFE = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}
              Db:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: postgres, DBInstanceClass: db.t3.micro, MultiAZ: true}
              Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: 1}}
            """;
    private static final String LIVE = """
            {"schema": "phantom.live/v1", "source": "file", "resources": [
              {"logicalId": "Web", "physicalId": "sg-1", "type": "AWS::EC2::SecurityGroup", "status": "read",
               "properties": {"GroupDescription": "web", "SecurityGroupIngress": [
                 {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}]}},
              {"logicalId": "Db", "physicalId": "db", "type": "AWS::RDS::DBInstance", "status": "read",
               "properties": {"Engine": "postgres", "DBInstanceClass": "db.t3.micro", "MultiAZ": false}},
              {"logicalId": "Jobs", "physicalId": "jobs", "type": "AWS::SQS::Queue", "status": "read",
               "properties": {"QueueName": "jobs", "DelaySeconds": 9}}]}
            """;
    private static final String OWN = """
            - id: ACME.Queue.Delay
              rule: PH-SEV-036
              types: [AWS::SQS::Queue]
              path: /DelaySeconds
              must: {atMost: 5}
              absent: passes
              level: high
              title: jobs start too late
              page: https://wiki.example.com/queues
              fires: {DelaySeconds: 6}
              silent: {DelaySeconds: 5}
            """;

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @BeforeEach
    void files() throws IOException {
        shell.in(folder).at(Clock.fixed(Instant.parse("2026-11-29T08:00:00Z"), ZoneOffset.UTC));
        write("safe.yaml", SAFE);
        write("live.json", LIVE);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private Shell.Result diff(String severity, String format, String... more) throws IOException {
        write("severity.yaml", "version: 1\n" + severity + "\n");
        var args = new ArrayList<>(List.of("diff", "--safe", "safe.yaml", "--live", "live.json", "--stack", "shop"));
        args.addAll(List.of("--environment", "prod", "--severity", "severity.yaml", "--output", format, "--quiet"));
        args.addAll(List.of(more));
        return shell.run(args.toArray(String[]::new));
    }

    private JsonNode json(String severity, String... more) throws IOException {
        var json = JSON.readTree(diff(severity, "json", more).out());
        Outputs.fits("report", json);
        return json;
    }

    private static JsonNode severity(JsonNode report, String logicalId) {
        for (var drift : report.get("drifts")) {
            if (drift.get("logicalId").asText().equals(logicalId)) {
                return drift.get("severity");
            }
        }
        throw new AssertionError("no drift of " + logicalId);
    }

    private static String adjust(String entry) {
        return "adjust:\n  - {" + entry + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "control: RDS.DBInstance.MultiAZ, raise: high|high",
                "control: PH-SEV-020, raise: critical, stack: shop|critical",
                "control: PH-SEV-020, raise: critical, stack: other|medium",
                "control: RDS.DBInstance.MultiAZ, raise: low|medium",
                "control: RDS.DBInstance.MultiAZ, lower: low, reason: rebuilt in minutes|low",
                "control: RDS.DBInstance.MultiAZ, lower: low, reason: moved, until: 2026-11-28|medium",
                "control: RDS.DBInstance.MultiAZ, off: true, reason: rebuilt in minutes|low"
            })
    void aTeamRaisesLowersAndSwitchesOff(String entry, String level) throws IOException {
        var report = json(adjust(entry));
        assertThat(severity(report, "Db").get("floor").asText()).isEqualTo(level);
        assertThat(severity(report, "Db").get("findings").size()).isEqualTo(entry.contains("off:") ? 0 : 1);
        assertThat(severity(report, "Web").get("floor").asText()).isEqualTo("critical");
        assertThat(report.at("/summary/suppressed").isMissingNode()).isTrue();
        assertThat(report.get("gaps").toString().contains("expired on 2026-11-28"))
                .isEqualTo(entry.contains("2026-11-28"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lower: low",
                "off: true",
                "off: true, stack: shop, until: 2026-12-31",
                "off: true, type: 'AWS::EC2::SecurityGroup', until: 2026-12-31",
                "lower: medium, resource: Web",
                "off: true, resource: Web, until: 2027-02-28"
            })
    void whatIsWideOrWithoutANearEndTakesNothingFromAGraveFinding(String way) throws IOException {
        var report = json(adjust("control: PH-SEV-001, reason: bastion, " + way));
        assertThat(severity(report, "Web").get("level").asText()).isEqualTo("critical");
        assertThat(severity(report, "Web").get("findings").toString()).contains("PH-SEV-001");
        assertThat(report.get("gaps").toString())
                .contains("PH-DRF-006")
                .contains("level critical is not lowered, Web PH-SEV-001")
                .contains("(until) by 2027-02-27");
        assertThat(report.at("/summary/suppressed").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"lower: medium,lowered to medium", "off: true,switched off"})
    void whatEasesAGraveFindingIsNamedInEveryFormat(String way, String words) throws IOException {
        var entry = adjust("control: PH-SEV-001, resource: Web, until: 2027-01-31, reason: bastion moves, " + way);
        var report = json(entry);
        assertThat(severity(report, "Web").get("floor").asText()).isEqualTo(way.startsWith("off") ? "low" : "medium");
        assertThat(severity(report, "Web").at("/eased/0/rule").asText()).isEqualTo("PH-SEV-001");
        assertThat(severity(report, "Web").at("/eased/0/level").asText()).isEqualTo("critical");
        assertThat(severity(report, "Web").at("/eased/0/until").asText()).isEqualTo("2027-01-31");
        assertThat(report.at("/summary/suppressed/critical").asInt()).isEqualTo(1);
        for (var format : List.of("text", "markdown", "html", "sarif")) {
            assertThat(diff(entry, format).out())
                    .as(format)
                    .contains(words + " by .phantom/severity.yaml until 2027-01-31")
                    .contains("bastion moves")
                    .contains("PH-SEV-001");
        }
        var sarif = JSON.readTree(diff(entry, "sarif").out());
        Outputs.isValidSarif(sarif);
        assertThat(sarif.at("/runs/0/results"))
                .anySatisfy(result -> assertThat(
                                result.at("/suppressions/0/justification").asText())
                        .contains(words));
    }

    /// Two files together hide no more than each alone.
    @Test
    void aWideIgnoreRuleDoesNotHideWhatWasLowered() throws IOException {
        write("ignore.yaml", "version: 1\nrules:\n  - {stack: shop, reason: all}\n");
        var entry = adjust("control: PH-SEV-001, resource: Web, until: 2027-01-31, reason: bastion, lower: low");
        var report = json(entry, "--ignore", "ignore.yaml");
        assertThat(severity(report, "Web").at("/eased/0/level").asText()).isEqualTo("critical");
        assertThat(report.at("/summary/suppressed/critical").asInt()).isEqualTo(1);
    }

    @Test
    void ownControlsJudgeLikeOurs() throws IOException {
        for (var file : List.of("controls:\n" + OWN.indent(2), "files: [.phantom/controls/queues.yaml]")) {
            write(".phantom/controls/queues.yaml", OWN);
            var report = json(file);
            assertThat(severity(report, "Jobs").at("/findings/0/control").asText())
                    .isEqualTo("ACME.Queue.Delay");
            assertThat(severity(report, "Jobs").at("/findings/0/reference").asText())
                    .contains("wiki.example.com");
            assertThat(severity(report, "Jobs").get("floor").asText()).isEqualTo("high");
            assertThat(severity(report, "Db").get("floor").asText()).isEqualTo("medium");
        }
        assertThat(severity(
                                json("controls:\n" + OWN.indent(2)
                                        + adjust("control: ACME.Queue.Delay, raise: critical")),
                                "Jobs")
                        .get("floor")
                        .asText())
                .isEqualTo("critical");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "level: high|level: severe|'level' is low",
                "types: [AWS::SQS::Queue]|types: [AWS::SQS::Queu]|no type AWS::SQS::Queu, did you mean AWS::SQS::Queue?",
                "path: /DelaySeconds|path: /DelaySecond|AWS::SQS::Queue has no property /DelaySecond",
                "fires: {DelaySeconds: 6}|fires: {DelaySeconds: 4}|it does not fire on its example 'fires'",
                "silent: {DelaySeconds: 5}|silent: {DelaySeconds: !Ref X}|no value",
                "must: {atMost: 5}|must: {atMost: x}|'must' asks for a number",
                "must: {atMost: 5}|must: luck|no such demand: luck",
                "page: https://wiki.example.com/queues|page: http://wiki|'page' is an address",
                "id: ACME.Queue.Delay|id: SQS.Queue.RedrivePolicy|that of a control of Phantom",
                "rule: PH-SEV-036|rule: PH-SEV-999|no rule PH-SEV-999",
                "title: jobs start too late|title: \"\\u001b[2Jlate\"|one line each",
                "page: https://wiki.example.com/queues|page: 'https://wiki/<b>'|an address without blanks",
                "title: jobs start too late|colour: red|'colour' is no word of a control"
            })
    void aBadControlIsOneClearLineAndTheRestGoesOn(String line, String instead, String why) throws IOException {
        var other = OWN.replace("ACME.Queue.Delay", "ACME.Other").replace("jobs start too late", "late");
        var file = "controls:\n" + (OWN.replace(line, instead) + other).indent(2);
        var result = diff(file, "json");
        var report = JSON.readTree(result.out());
        assertThat(result.code()).isEqualTo(1);
        assertThat(report.get("gaps").toString() + result.err())
                .contains("PH-DRF-007")
                .contains(why)
                .doesNotContain("Exception");
        assertThat(severity(report, "Jobs").at("/findings/0/control").asText()).isEqualTo("ACME.Other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "control: RDS.DBInstance.MultiAS, raise: high|did you mean RDS.DBInstance.MultiAZ?",
                "control: PH-SEV-040, raise: high|severity.cost",
                "control: PH-SEV-020|one of 'raise', 'lower' and 'off' is required",
                "control: PH-SEV-020, raise: high, off: true|one of 'raise', 'lower' and 'off' is required",
                "control: PH-SEV-020, lower: low|'reason' is required",
                "control: PH-SEV-020, off: true|'reason' is required",
                "control: PH-SEV-020, off: false, reason: x|'off' can only be true",
                "control: PH-SEV-020, raise: highest|'raise' has an unknown value: highest",
                "control: PH-SEV-020, raise: high, until: soon|'until' must be a date",
                "control: PH-SEV-020, rise: high|unknown key 'rise'; did you mean 'raise'?"
            })
    void aBadAdjustmentIsOneClearLineAndTheRestGoesOn(String entry, String why) throws IOException {
        var result = diff(adjust(entry) + "\n  - {control: RDS.DBInstance.MultiAZ, raise: critical}", "json");
        var report = JSON.readTree(result.out());
        assertThat(result.code()).isEqualTo(1);
        assertThat(report.get("gaps").toString() + result.err())
                .contains("PH-DRF-007")
                .contains("adjust[0]")
                .contains(why);
        assertThat(severity(report, "Db").get("floor").asText()).isEqualTo("critical");
    }

    /// The page's example is one that is read whole, by the schema as by Phantom.
    @Test
    void thePageShowsWhatIsRead() throws IOException {
        var page = Files.readString(Path.of("docs/severity.md"));
        var example = page.substring(page.indexOf("version: 1"), page.indexOf("```\n\n## `adjust`"));
        write(".phantom/controls/payments.yaml", "[]");
        var result = diff(example.substring("version: 1\n".length()), "json");
        assertThat(result.code()).as(result.out()).isZero();
        var report = JSON.readTree(result.out());
        assertThat(severity(report, "Db").get("floor").asText()).isEqualTo("high");
        assertThat(severity(report, "Jobs").at("/findings/0/control").asText()).isEqualTo("ACME.Queue.Delay");
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/schema/severity.yaml.schema.json")));
        for (var text : List.of(example, "version: 1\nadjust: [{control: X, lower: low}]\n")) {
            var tree = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
            assertThat(schema.validate((JsonNode) tree).isEmpty()).as(text).isEqualTo(text.equals(example));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../controls.yaml", "/etc/hostname", "missing.yaml", ".phantom/link.yaml", "a:b"})
    void otherFilesLieInTheRepository(String file) throws IOException {
        Files.createDirectories(folder.resolve(".phantom"));
        Files.createSymbolicLink(folder.resolve(".phantom/link.yaml"), Path.of("/etc/hostname"));
        var result = diff("files: ['" + file + "']\n" + adjust("control: PH-SEV-020, raise: high"), "json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(JSON.readTree(result.out()).get("gaps").toString() + result.err())
                .contains("PH-DRF-007");
        assertThat(severity(JSON.readTree(result.out()), "Db").get("floor").asText())
                .isEqualTo("high");
    }
}
