package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The line does what it says in a real shell, and nothing once somebody else changed the resource.
class ByHandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LIVE = """
            {"GroupId": "sg-1", "Id": "sg-1", "GroupDescription": "it's 'quoted' $(id)", "SecurityGroupIngress":
             [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "0.0.0.0/0", "Description": "a'b"}, {"CidrIp": "::/0"}]}""";

    @Test
    void elementsLeaveFromTheEndAndWhatIsGoneComesBack() throws Exception {
        var drift = drift(
                add("/SecurityGroupIngress/1", "{\"CidrIp\": \"0.0.0.0/0\", \"Description\": \"a'b\"}"),
                add("/SecurityGroupIngress/2", "{\"CidrIp\": \"::/0\"}"),
                new Change.Remove(
                        path("/SecurityGroupIngress/1"), value("{\"CidrIp\": \"192.168.0.0/16\"}"), declared()),
                new Change.NotEqual(
                        path("/GroupDescription"),
                        path("/GroupDescription"),
                        Value.string("web"),
                        Value.string("it's 'quoted' $(id)"),
                        List.of(),
                        declared()));
        var words = shell(ByHand.line(drift, Known.TYPES, "eu-west-1").orElseThrow());
        assertThat(words.subList(0, 9))
                .containsExactly(
                        "aws",
                        "cloudcontrol",
                        "update-resource",
                        "--region",
                        "eu-west-1",
                        "--type-name",
                        "AWS::EC2::SecurityGroup",
                        "--identifier",
                        "sg-1");
        var patched = patched((ObjectNode) JSON.readTree(LIVE), words.getLast());
        assertThat(patched.get("GroupDescription").asText()).isEqualTo("web");
        assertThat(patched.get("SecurityGroupIngress"))
                .isEqualTo(JSON.readTree("[{\"CidrIp\": \"10.0.0.0/8\"}, {\"CidrIp\": \"192.168.0.0/16\"}]"));
    }

    @Test
    void whatReturnsWithinAnElementFindsItWhereItIsByThen() throws Exception {
        var drift = drift(
                add("/SecurityGroupIngress/0", "{\"CidrIp\": \"10.0.0.0/8\"}"),
                new Change.Remove(
                        path("/SecurityGroupIngress/0/FromPort"),
                        Vacancy.here(path("/SecurityGroupIngress/2/FromPort")),
                        Value.string("443"),
                        declared()),
                new Change.NotEqual(
                        path("/SecurityGroupIngress/0/Description"),
                        path("/SecurityGroupIngress/1/Description"),
                        Value.string("web"),
                        Value.string("a'b"),
                        List.of(),
                        declared()));
        var words = shell(ByHand.line(drift, Known.TYPES, "eu-west-1").orElseThrow());
        assertThat(patched((ObjectNode) JSON.readTree(LIVE), words.getLast()).get("SecurityGroupIngress"))
                .isEqualTo(JSON.readTree("[{\"CidrIp\": \"0.0.0.0/0\", \"Description\": \"web\"},"
                        + " {\"CidrIp\": \"::/0\", \"FromPort\": \"443\"}]"));
    }

    @Test
    void aSecretOrATypeWithoutHandlerHasNoLine() {
        var secret = new Change.NotEqual(
                path("/GroupDescription"),
                path("/GroupDescription"),
                new Value.Sensitive("hush"),
                Value.string("x"),
                List.of(),
                declared());
        assertThat(ByHand.line(drift(secret), Known.TYPES, "")).isEmpty();
        var unknown = new Drift(
                "d",
                "c",
                "X",
                "x",
                "Custom::Thing",
                Drift.Status.MODIFIED,
                List.of(secret),
                MapValue.EMPTY,
                MapValue.EMPTY);
        assertThat(ByHand.line(unknown, Known.TYPES, "")).isEmpty();
    }

    private static Drift drift(Change... changes) {
        return new Drift(
                "d",
                "c",
                "Web",
                "sg-1",
                "AWS::EC2::SecurityGroup",
                Drift.Status.MODIFIED,
                List.of(changes),
                MapValue.EMPTY,
                (MapValue) value(LIVE));
    }

    private static Change add(String path, String json) {
        return new Change.Add(path(path), value(json), declared());
    }

    private static Circumstances declared() {
        return Circumstances.declared(dev.phantom.iac.Origin.ABSENT);
    }

    private static PropertyPath path(String text) {
        return PropertyPath.parse(text);
    }

    private static Value value(String json) {
        return DocumentReader.value("v.json", json);
    }

    /// The words that a shell makes of a line.
    private static List<String> shell(String line) throws IOException {
        var process = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + line).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(text.split("\0"));
    }

    /// RFC 6902 as far as it is used here: a failing test fails all.
    private static ObjectNode patched(ObjectNode document, String patch) throws IOException {
        for (JsonNode step : JSON.readTree(patch)) {
            var path = step.get("path").asText();
            var last = path.substring(path.lastIndexOf('/') + 1);
            var parent = document.at(path.substring(0, path.lastIndexOf('/')));
            switch (step.get("op").asText()) {
                case "test" -> assertThat(document.at(path)).isEqualTo(step.get("value"));
                case "remove" -> {
                    if (parent instanceof ArrayNode list) {
                        list.remove(Integer.parseInt(last));
                    } else {
                        ((ObjectNode) parent).remove(last);
                    }
                }
                case "add", "replace" -> {
                    if (parent instanceof ArrayNode list) {
                        list.add(step.get("value"));
                    } else {
                        ((ObjectNode) parent).set(last, step.get("value"));
                    }
                }
                default -> throw new AssertionError(step);
            }
        }
        return document;
    }
}
