package dev.phantom.iac.cloudformation.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A template that asks for gigabytes costs itself the resource that does.
class EvaluationBudgetTest {

    private static final String TEXT = "x".repeat(64);

    private static final String HEAD = """
            Parameters:
              Env: {Type: String, Default: prod}
              Long: {Type: String, Default: '%s'}
              Many: {Type: CommaDelimitedList, Default: '%s'}
              Open: {Type: String}
            Conditions:
              Hidden: !Equals [!Ref Open, x]
            """.formatted("a,".repeat(1000), "a,".repeat(1000));

    private static Declaration evaluated(String mappings, String value) {
        var text = HEAD + mappings + """
                Resources:
                  Greedy: {Type: AWS::Test::It, Properties: {Plain: 'p', Before: !Sub 'to-${Env}', V: %s}}
                  Modest: {Type: AWS::Test::It, Properties: {V: !Sub 'to-${Env}'}}
                """.formatted(value);
        return assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> Evaluator.evaluate(TemplateReader.read("t.yaml", text), EvaluationContext.NONE));
    }

    private static Value property(Declaration declaration, String resource, String name) {
        var it = Objects.requireNonNull(declaration.resources().get(resource));
        return Objects.requireNonNull(it.properties().get(name));
    }

    /// A mapping whose cells each find the one before twice.
    private static String doubling(String function) {
        return "Mappings: {M: {c: {k0: " + TEXT + ", "
                + IntStream.range(1, 40)
                        .mapToObj(i -> "k" + i + ": " + function.replace("HALF", "!FindInMap [M, c, k" + (i - 1) + "]"))
                        .collect(Collectors.joining(", "))
                + "}}}\n";
    }

    private static String nested(String before, String inner, String after, int times) {
        return before.repeat(times) + inner + after.repeat(times);
    }

    private static final String LAST = "!FindInMap [M, c, k39]";

    static Stream<Arguments> whatMakesGigabytes() {
        return Stream.of(
                Arguments.of("Join", doubling("!Join ['', [HALF, HALF]]"), LAST),
                Arguments.of("Join of lists", doubling("[HALF, HALF]"), LAST),
                Arguments.of("Sub", doubling("!Sub ['${A}${B}', {A: HALF, B: HALF}]"), LAST),
                Arguments.of("Split", doubling("!Split [',', !Join [',', [HALF, HALF]]]"), LAST),
                Arguments.of("Select", doubling("!Select [0, [!Join ['', [HALF, HALF]]]]"), LAST),
                Arguments.of("If", doubling("!If [Hidden, !Join ['', [HALF, HALF]], !Join ['', [HALF, HALF]]]"), LAST),
                Arguments.of(
                        "a delimiter",
                        "",
                        "!Join [!Join [!Join ['" + TEXT.repeat(50) + "', !Ref Many], !Ref Many], !Ref Many]"),
                Arguments.of("ToJsonString", "", nested("{Fn::ToJsonString: [", "'\"'", "]}", 60)),
                Arguments.of("Base64", "", nested("{Fn::Base64: ", TEXT.repeat(100), "}", 30)),
                Arguments.of("a circle", "Mappings: {M: {c: {k39: " + LAST + "}}}\n", LAST),
                Arguments.of("a list of lists", "", "[" + "!Split [',', !Ref Long], ".repeat(500) + "x]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMakesGigabytes")
    void isUnknownAndTheOthersAreNot(String name, String mappings, String value) {
        assertThat((mappings + value).length()).isLessThan(20_000);
        var declaration = evaluated(mappings, value);
        assertThat(property(declaration, "Greedy", "V"))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .containsAnyOf(
                                        "make more than 2,097,152 characters or 200,000 values", "nested deeper than"));
        assertThat(property(declaration, "Greedy", "Plain")).isEqualTo(new Scalar("p", Scalar.Style.QUOTED));
        assertThat(property(declaration, "Greedy", "Before")).isEqualTo(Value.string("to-prod"));
        assertThat(property(declaration, "Modest", "V")).isEqualTo(Value.string("to-prod"));
        for (var i = 0; i < 20; i++) {
            assertThat(declaration.origin("Greedy", PropertyPath.parse("/V/0")).file())
                    .isNotNull();
        }
    }

    /// What is asked of a decided condition is asked once, with a budget of its own.
    @Test
    void aConditionCostsNoResource() {
        var declaration = Evaluator.evaluate(
                TemplateReader.read("t.yaml", doubling("!Join ['', [HALF, HALF]]") + """
                        Conditions: {Greedy: !Equals [x, !FindInMap [M, c, k39]]}
                        Resources:
                          Maybe: {Type: AWS::Test::It, Condition: Greedy, Properties: {V: !If [Greedy, a, b], W: !Sub 'w'}}
                        """), EvaluationContext.NONE);
        assertThat(Objects.requireNonNull(declaration.resources().get("Maybe")).certain())
                .isFalse();
        assertThat(property(declaration, "Maybe", "V")).isInstanceOf(Unknown.class);
        assertThat(property(declaration, "Maybe", "W")).isEqualTo(Value.string("w"));
    }

    /// What CloudFormation takes is evaluated: 1 MB of template, as many functions as fit.
    @Test
    void whatCloudFormationTakesIsEvaluated() {
        var text = "Parameters: {P: {Type: String, Default: p}}\nResources:\n"
                + IntStream.range(0, 500)
                        .mapToObj(i -> "  R" + i + ": {Type: T, Properties: {V: ["
                                + "!Sub 'arn:aws:s3:::${P}/*', ".repeat(70) + "x]}}\n")
                        .collect(Collectors.joining());
        assertThat(text.length()).isBetween(990_000, 1_100_000);
        var declaration = Evaluator.evaluate(TemplateReader.read("t.yaml", text), EvaluationContext.NONE);
        assertThat(property(declaration, "R499", "V").toString())
                .contains("arn:aws:s3:::p/*")
                .doesNotContain("Unknown");
    }
}
