package dev.phantom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.Commit;
import dev.phantom.analysis.background.EarlierDecision;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Mask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is written of a resource, in a case and in what is sent.
class BackgroundCaseTest {

    private static final Instant AT = Instant.parse("2026-07-14T14:40:00Z");

    private static CaseFile with(String text) {
        var plain = Cases.of("AWS::RDS::DBInstance", "{'DBInstanceClass':'a'}", "{'DBInstanceClass':'b'}")
                .build();
        var background = Background.NONE.written(
                List.of(new Excerpt("stacks/payments.yaml", 28, "Db", 0, "drifted", text)),
                List.of(new Commit(AT, "Size the database", "J…", false, List.of("Db", "parameter DbClass"))),
                List.of(
                        new EarlierDecision(AT, EarlierDecision.Kind.VERDICT, "revert of /MultiAZ, confidence high"),
                        new EarlierDecision(null, EarlierDecision.Kind.KEPT, "/Tags is kept: a test")),
                List.of("3 related elements of the template are left out"));
        return new CaseFile(
                plain.stack(),
                plain.drift(),
                plain.coverage(),
                plain.assessment(),
                plain.cost(),
                plain.window(),
                plain.evidence(),
                background,
                plain.candidates());
    }

    private static CaseFile redacted(CaseFile file) {
        return new CaseRedaction(Mask.of("k")).redact(file, Secrets.NONE);
    }

    @Test
    void itReadsBackAndFitsTheSchema() throws Exception {
        var file = redacted(with("  Db:\n    Type: AWS::RDS::DBInstance   # sized for the peak"));
        var text = CaseFileJson.write(file);
        assertThat(CaseFileJson.read(text).background()).isEqualTo(file.background());
        assertThat(CaseFileJson.write(CaseFileJson.read(text))).isEqualTo(text);
        assertThat(redacted(file)).isEqualTo(file);
        var json = new ObjectMapper();
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(json.readTree(Files.readString(Path.of("docs/schema/phantom.case.v1.schema.json"))));
        assertThat(schema.validate(json.readTree(text))).isEmpty();
    }

    /// Lines stay lines and keep how far they are set in; what could speak to a terminal or hide in a text goes.
    @Test
    void sourceTextKeepsItsLinesAndNothingElseThatIsOdd() {
        var shown = redacted(with("  Db:\r\n\tA: 1\u202e\u001b[31m # password=Sup3rSecretPassw0rd\n    B: 2"));
        assertThat(shown.background().architecture().getFirst().text())
                .isEqualTo("  Db:\n\tA: 1 [31m # password=(secret)\n    B: 2");
    }

    /// A long resource is shown whole where a value or a sentence would have been cut.
    @Test
    void sourceTextOfAWholeCaseFits() {
        var long1 = "    A: 1   # why\n".repeat(1_400);
        assertThat(redacted(with(long1)).background().architecture().getFirst().text())
                .isEqualTo(long1);
    }

    private static String sent(EvidenceClass... without) {
        var send = Arrays.stream(EvidenceClass.values()).collect(Collectors.toSet());
        send.removeAll(Set.of(without));
        var analyst = new PromptedAnalyst(
                "model",
                (prompt, calls) -> {
                    throw new AssertionError("nobody is asked");
                },
                new Disclosure(send),
                Privacy.MASKED);
        return analyst.prompt(redacted(with("  Db: {}   # sized for the peak"))).user();
    }

    @Test
    void whatIsSwitchedOffIsNotSentAndSaid() {
        assertThat(sent())
                .contains("# sized for the peak", "Size the database", "/Tags is kept: a test")
                .doesNotContain("is not sent");
        assertThat(sent(EvidenceClass.TEMPLATE))
                .contains("template is not sent to the analyst (1 excerpts)", "Size the database")
                .doesNotContain("# sized for the peak");
        assertThat(sent(EvidenceClass.HISTORY))
                .contains(
                        "history is not sent to the analyst (3 commits and earlier decisions)", "# sized for the peak")
                .doesNotContain("Size the database", "/Tags is kept");
    }
}
