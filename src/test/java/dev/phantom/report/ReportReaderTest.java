package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read from a report and written again is the same report, byte for byte.
class ReportReaderTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private final ReportReader reader = new ReportReader("report.json");
    private final ReportJson writer = new ReportJson(ReportReaderTest::value);

    private static JsonNode value(Value value) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(ValueJson.text(value, Mask.of(""))));
    }

    private static List<Path> approved() throws IOException {
        try (Stream<Path> scenarios = Files.list(SCENARIOS)) {
            return scenarios
                    .map(scenario -> scenario.resolve("approved/report.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String pretty(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("approved")
    void everyApprovedReportIsReadWhole(Path report) throws IOException {
        var text = Files.readString(report).strip();
        assertThat(pretty(writer.run(reader.run(text)))).isEqualTo(text);
    }

    @Test
    void theAwsTypeOfATerraformTypeIsKept() throws IOException {
        var run = Files.readString(SCENARIOS.resolve("18-tape-store/approved/report.json"))
                .strip();
        var type = Pattern.compile("\"type\" : \"AWS::[\\w:]+\",\\s+\"status\"").matcher(run);
        var terraform = type.replaceFirst(
                "\"type\" : \"aws_sqs_queue\",\n          \"awsType\" : \"AWS::SQS::Queue\",\n          \"status\"");
        assertThat(terraform).isNotEqualTo(run);
        assertThat(JSON.readTree(pretty(writer.run(reader.run(terraform))))).isEqualTo(JSON.readTree(terraform));
    }

    /// What `diff` and `check` print of one stack: nothing was judged, nothing is new.
    @ParameterizedTest
    @MethodSource("approved")
    void everyReportOfOneStackIsReadWhole(Path run) throws IOException {
        for (var report : JSON.readTree(run.toFile()).get("reports")) {
            readWhole(report);
            ((ObjectNode) report.get("summary")).put("new", 0);
            var verdicts = (ObjectNode) report.get("summary").get("byRecommendation");
            verdicts.fieldNames().forEachRemaining(name -> verdicts.put(name, 0));
            report.get("drifts").forEach(drift -> ((ObjectNode) drift).remove(List.of("verdict", "pullRequest")));
            floored(report);
            readWhole(report);
        }
    }

    /// A value stands on one line of its own where it is written, so the lines are compared without their ends.
    private void readWhole(JsonNode report) throws IOException {
        var written = pretty(writer.report(reader.report(report.toString())));
        assertThat(JSON.readTree(written).toString()).isEqualTo(report.toString());
        assertThat(pretty(writer.report(reader.report(written)))).isEqualTo(written);
    }

    /// Without a verdict nobody raised the severity.
    private static void floored(JsonNode report) {
        report.get("drifts").forEach(drift -> {
            var severity = (ObjectNode) drift.get("severity");
            severity.set("level", severity.get("floor"));
        });
        var summary = (ObjectNode) report.get("summary");
        var counts = (ObjectNode) summary.get("bySeverity");
        summary.putNull("severity");
        for (var level : List.of("low", "medium", "high", "critical")) {
            var count = report.get("drifts").findValues("severity").stream()
                    .filter(s -> s.path("level").asText().equals(level))
                    .count();
            counts.put(level, (int) count);
            if (count > 0) {
                summary.put("severity", level);
            }
        }
    }

    @Test
    void whatFailedIsReadAsItWasSaid() throws IOException {
        var night = reader.run(Files.readString(approved().getLast()));
        var failed = new RunReport(
                night.startedAt(),
                night.reports(),
                List.of(
                        new RunReport.Failure(
                                "payments",
                                "read",
                                new Diagnostic(Code.AWS_NO_STACK, "the stack is not there", "", "payments")),
                        new RunReport.Failure(
                                "",
                                "publish",
                                new Diagnostic(Code.PULL_REQUEST_FAILED, "no answer", "try again", ""))));
        var text = pretty(writer.run(failed));
        var read = reader.run(text);
        assertThat(pretty(writer.run(read))).isEqualTo(text);
        assertThat(read.failures())
                .extracting(f -> f.diagnostic().line())
                .containsExactlyElementsOf(failed.failures().stream()
                        .map(f -> f.diagnostic().line())
                        .toList());
        assertThat(read.failures().getFirst().diagnostic().code().fault()).isEqualTo(Code.AWS_NO_STACK.fault());
    }

    /// Values that a report writes in a way of its own.
    @Test
    void whatIsUnknownOrSecretStaysSo() throws IOException {
        var report = JSON.readTree(approved().getLast().toFile()).get("reports").get(0);
        each(report.get("drifts").get(0).get("changes").get(0), change -> {
            change.putObject("expected").put("$unknown", "a transform");
            change.putObject("actual").put("$sensitive", "0123abcd");
            change.put("kind", "NOT_EQUAL").put("actualPath", "/Elsewhere/3");
            change.putArray("inner")
                    .addObject()
                    .put("path", "/a/b")
                    .put("kind", "NOT_EQUAL")
                    .put("expected", 1)
                    .put("actual", "1");
            order(change);
        });
        ((ObjectNode) report.get("summary")).put("new", 1);
        readWhole(report);
        var read = reader.report(report.toString());
        assertThat(read.newDrifts()).isEqualTo(1);
        var change = read.drifts().getFirst().drift().changes().getFirst();
        assertThat(change.expectedValue()).containsInstanceOf(Value.Unknown.class);
        assertThat(change.actualValue()).containsInstanceOf(Value.Sensitive.class);
    }

    private static void each(JsonNode node, Consumer<ObjectNode> edit) {
        edit.accept((ObjectNode) node);
    }

    /// Members in the order in which they are written.
    private static void order(ObjectNode change) {
        for (var key : List.of(
                "path",
                "kind",
                "tier",
                "confirmed",
                "actualPath",
                "expected",
                "actual",
                "inner",
                "origin",
                "occurred",
                "witnesses")) {
            change.set(key, change.remove(key));
        }
    }

    @Test
    void whatIsNoReportIsOneLineThatSaysWhere() throws IOException {
        assertThatThrownBy(() -> reader.run("{"))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("the run is not valid JSON");
        assertThatThrownBy(() -> reader.report("{\"schema\": \"phantom.run/v1\"}"))
                .hasMessageContaining("not a phantom.report/v1: phantom.run/v1");
        var night = JSON.readTree(approved().getLast().toFile());
        each(night.get("reports").get(0).get("drifts").get(0), drift -> drift.put("status", "LOST"));
        assertThatThrownBy(() -> reader.run(night.toString()))
                .hasMessageContaining("drifts[0]: 'status' has an unknown value: LOST");
    }
}
