package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.InertText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every name of a stack is somebody's text: in no format of any command that compares does one act on a terminal, on
/// the runner of a pipeline, or on who reads it.
class InertOutputTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A colour and a link of terminals, a line that hides what is before it, a text that turns, what is not seen, and
    /// a command of a pipeline on a line of its own.
    private static final String PLANTED = "\u001b[31m\u001b]8;;x\u0007\r\u202e\u2066\u009b2J\u200b\u007f\n::error::";

    private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}&&[^\n]]");

    @TempDir
    static Path folder;

    private static String name(String tail) {
        return PLANTED + tail;
    }

    @BeforeAll
    static void aStackOfSuchNames() throws Exception {
        Files.writeString(folder.resolve("safe.json"), template("safe").toString());
        Files.writeString(folder.resolve("deployed.json"), template("deployed").toString());
        Files.writeString(folder.resolve("live.json"), template("live").toString());
        var rule = JSON.createObjectNode()
                .put("stack", "*")
                .put("resource", name("Ignored"))
                .put("path", "/" + name("Key"))
                .put("reason", name("reason"));
        var rules = JSON.createObjectNode().put("version", 1);
        rules.putArray("rules").add(rule);
        Files.writeString(folder.resolve("ignore.yaml"), InertText.json(rules.toString()));
        var one = Files.createDirectories(folder.resolve("batch/one"));
        for (var file : List.of("safe.json", "deployed.json", "live.json", "ignore.yaml")) {
            Files.copy(folder.resolve(file), one.resolve(file));
        }
    }

    private static JsonNode template(String side) {
        var root = JSON.createObjectNode();
        root.putObject("Metadata").put("AWSToolsMetrics", "IaC_Generator");
        var resources = root.putObject("Resources");
        resource(resources, "Queue", "AWS::SQS::Queue", side);
        resource(resources, "Ignored", "AWS::SQS::Queue", side);
        resource(resources, "Odd", "Custom::" + name("Type"), side);
        if (side.equals("safe")) {
            resource(resources, "New", "AWS::SNS::Topic", side);
        }
        return root;
    }

    private static void resource(ObjectNode resources, String id, String type, String side) {
        var properties = resources.putObject(name(id)).put("Type", type).putObject("Properties");
        properties.put("QueueName", name("same") + id).put(name("Key"), name(side));
        properties.putObject("Tag").put(name("Inner"), name(side));
        if (side.equals("safe")) {
            properties.putObject("Unknown").put("Ref", name("Nobody"));
        }
    }

    private static String printed(boolean tty, String... words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(stream, stream, Map.of(), Clock.systemUTC(), folder, tty, tty);
        assertThat(Main.run(List.of(words), terminal))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        terminal.out().flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String[] words(String line, String format) {
        return (line + " --output " + format).split(" ");
    }

    private static void isInert(String printed) {
        assertThat(printed).contains("error").doesNotContainPattern(ACTS);
        assertThat(printed.lines()).noneMatch(line -> line.strip().startsWith("::"));
    }

    private static final String DIFF = "diff --safe safe.json --deployed deployed.json --live live.json"
            + " --ignore ignore.yaml --stack s --show-all";

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json", "sarif", "html"})
    void ofAComparison(String format) throws Exception {
        for (var line : List.of(DIFF, "diff --batch batch --show-all")) {
            var printed = printed(false, words(line, format));
            isInert(printed);
            if (format.equals("json") && line.equals(DIFF)) {
                assertThat(JSON.readTree(printed).findValuesAsText("logicalId")).contains(name("Queue"), name("New"));
            }
        }
    }

    /// In the text each name is one line: none of them makes a line of its own.
    @Test
    void noNameIsALineOfTheText() {
        var printed = printed(false, words(DIFF, "text"));
        assertThat(printed.lines())
                .filteredOn(line -> line.contains("error::") && !line.contains("\\u001b[31m"))
                .allMatch(line -> line.matches(" {13}[-+] ::error::(deployed|live)"), "a line of a value of several");
        assertThat(printed).contains("\\u202e", "committed but not deployed", "ignored:");
    }

    @Test
    void ofAnHtmlPageWhatTurnsATextIsSeen() {
        assertThat(printed(false, words(DIFF, "html"))).contains("\\u202e", "\\u001b");
    }

    /// On a terminal Phantom's own colours are the only ones.
    @Test
    void onATerminalOnlyTheLevelIsPainted() {
        var printed = printed(true, words(DIFF, "text"));
        var levels = Pattern.compile("\u001b\\[[0-9;]*m(LOW|MEDIUM|HIGH|CRITICAL|UNKNOWN) *\u001b\\[0m");
        assertThat(printed).containsPattern(levels);
        isInert(levels.matcher(printed).replaceAll("$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void ofACheckOfATemplateAndItsCost(String format) {
        isInert(printed(false, words("template check safe.json", format)));
        assertThat(printed(false, words("cost safe.json", format))).doesNotContainPattern(ACTS);
    }
}
