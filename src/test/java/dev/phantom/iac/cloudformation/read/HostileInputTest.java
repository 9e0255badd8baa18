package dev.phantom.iac.cloudformation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Resource;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What nobody writes by accident, and what everybody does: each gives one clear line, in bounded time.
class HostileInputTest {

    private static void refused(String text, String line) {
        assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> assertThatThrownBy(() -> TemplateReader.read("f", text))
                        .isInstanceOfSatisfying(PhantomException.class, e -> {
                            assertThat(e.diagnostic().line()).startsWith(line).doesNotContain("\n");
                            assertThat(e.diagnostic().line().length()).isLessThan(500);
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                      | PH-TPL-002 f:1:1 the file is empty
            '# only a comment'                      | PH-TPL-002 f:1:1 the file is empty
            'just words'                            | PH-TPL-002 f:1:1 not a CloudFormation template: the top level is not a map
            '[1, 2]'                                | PH-TPL-002 f:1:1 not a CloudFormation template: the top level is not a map
            'a: 1'                                  | PH-TPL-002 f:1:1 not a CloudFormation template: it has no Resources section, only a
            '{"a": 1}'                              | PH-TPL-002 f:1:1 not a CloudFormation template: it has no Resources section, only a
            'Resources: {A: x}'                     | PH-TPL-002 f:1:16 the resource A is not a map
            '{"Resources": {"A": {"Type": "T"}, "A": 1}}' | PH-TPL-001 f:1:36 duplicate key 'A'
            '{"Resources": {}} x'                   | PH-TPL-001 f:1:19 not valid JSON
            '{"Resources": {'                       | PH-TPL-001 f:1:16 not valid JSON
            '{''Resources'': {}}'                   | PH-TPL-001 f:1:2 not valid JSON
            'Resources: *x'                         | PH-TPL-001 f:1:12 the alias *x has no anchor before it
            """)
    void clearLines(String text, String line) {
        refused(text, line);
    }

    @Test
    void yamlMistakesHaveTheirPlace() {
        refused(
                "Resources:\n  A:\n    Type: T\n  A:\n    Type: U\n",
                "PH-TPL-001 f:4:3 duplicate key 'A', first defined in line 2");
        refused(
                "Resources:\n\tA:\n",
                "PH-TPL-001 f:2:1 not valid YAML: found character '\\t(TAB)' that cannot start any token");
        refused("Resources: {}\n---\nResources: {}\n", "PH-TPL-001 f:2:1 more than one YAML document");
        refused("Resources:\n  A: &a\n    B: *a\n", "PH-TPL-001 f:3:8 the alias *a has no anchor before it");
        refused("Resources:\n  ? [a]\n  : b\n", "PH-TPL-001 f:2:5 a key must be a scalar");
        refused("Resources:\n  A: {Type: T, Properties: {<<: x}}\n", "PH-TPL-001 f:2:33 a merge key << requires a map");
    }

    @Test
    void bombsDoNotGoOff() {
        var bomb = new StringBuilder("Resources:\n  a0: &a0 {Type: x}\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("  a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("x]\n");
        }
        refused(bomb.toString(), "PH-TPL-003 f:");
        var merges = new StringBuilder("Resources:\n  a0: &a0 {Type: x}\n");
        for (int i = 1; i < 40; i++) {
            merges.append("  a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" {k")
                    .append(i)
                    .append(": *a")
                    .append(i - 1)
                    .append(", <<: [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]}\n");
        }
        refused(merges.toString(), "PH-TPL-003 f:");
    }

    @Test
    void depthIsBounded() {
        refused("Resources: " + "[".repeat(100_000), "PH-TPL-003 f:1:");
        refused("Resources: " + "{a: ".repeat(100_000), "PH-TPL-003 f:1:");
        refused("{\"Resources\": " + "[".repeat(100_000), "PH-TPL-003 f:1:");
        var block = new StringBuilder("Resources:\n");
        for (int i = 1; i < 1000; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        refused(block.toString(), "PH-TPL-003 f:");
        refused("- ".repeat(50_000), "PH-TPL-003 f:1:");
    }

    @Test
    void sizeIsBounded() {
        String huge = "x".repeat(100_000_000);
        refused("Resources: " + huge, "PH-TPL-003 f is 100000011 characters long");
        refused("{\"Resources\": \"" + huge + "\"}", "PH-TPL-003 f:1:");
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] latin = "Resources:\n  A: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TemplateReader.read("f", latin))
                .hasMessageStartingWith("PH-TPL-001 f:2:9 contains a byte that is not valid UTF-8");
        assertThatThrownBy(() -> TemplateReader.read("f", "{}".getBytes(StandardCharsets.UTF_16)))
                .hasMessageStartingWith("PH-TPL-001 f:1:1 is encoded in UTF-16");
    }

    @Test
    void harmlessOddities() {
        Template bom = TemplateReader.read("f", "\uFEFFResources:\r\n  A:\r\n    Type: T\r\n");
        assertThat(bom.resources()).containsKey("A");
        assertThat(bom.span(PropertyPath.parse("/Resources/A/Type"))).hasValue(new SourceSpan(29, 30, 3, 11));
        assertThat(TemplateReader.read("f", "\uFEFF{\n\t\"Resources\": {\t}\n}").resources())
                .isEmpty();
        Template emoji = TemplateReader.read("f", "# 😀\nResources:\n  A: {Type: '😀', Metadata: m}\n");
        assertThat(emoji.span(PropertyPath.parse("/Resources/A/Metadata"))
                        .map(s -> emoji.text().substring(s.start(), s.end())))
                .hasValue("m");
        assertThat(TemplateReader.read("f", "Resources:\n  A: &x {Type: T}\n  B: {<<: *x, Condition: C}\n")
                        .resources()
                        .get("B"))
                .isNotNull()
                .extracting(Resource::type)
                .isEqualTo("T");
    }
}
