package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A few lines that whoever may push can write, and that mean more than any machine holds: what they set is not known,
/// and the rest of the module is.
class HostileModulesTest {

    private static Declaration declared(String text) {
        return new Terraform().read("", Map.of("main.tf", text)).declare(EvaluationContext.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[local.a0, local.a0]",
                "{ x = local.a0, y = local.a0 }",
                "concat(local.a0, local.a0)",
                "concat([local.a0, local.a0]...)",
                "flatten([local.a0, local.a0])",
                "[for i in [1, 2] : local.a0]",
            })
    void aValueThatDoublesFortyTimesIsNotAllKnown(String doubled) {
        assertThat(nodes(big("[\"x\", \"y\"]", doubled))).isLessThan(200_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"${local.a0}${local.a0}\"",
                "format(\"%s%s\", local.a0, local.a0)",
                "join(local.a0, [local.a0, local.a0])",
                "replace(local.a0, \"x\", local.a0)",
                "jsonencode([local.a0, local.a0])",
            })
    void soIsATextThatDoes(String doubled) {
        assertThat(big("\"xx\"", doubled)).isInstanceOf(Value.Unknown.class);
    }

    /// Of a value that may be a graph of a few parts; it would not end without a bound.
    private static long nodes(Value value) {
        var open = new ArrayDeque<>(List.of(value));
        long seen = 0;
        while (!open.isEmpty() && seen < 1_000_000) {
            seen++;
            switch (open.pop()) {
                case Value.ListValue list -> list.items().forEach(open::push);
                case MapValue map -> map.entries().values().forEach(open::push);
                case Value other -> {}
            }
        }
        return seen;
    }

    private static Value big(String first, String doubled) {
        var locals = IntStream.range(1, 40)
                .mapToObj(i -> "  a" + i + " = " + doubled.replace("a0", "a" + (i - 1)))
                .collect(Collectors.joining("\n"));
        var module = declared("locals {\n  a0 = " + first + "\n" + locals + "\n}\n"
                + "resource \"aws_a\" \"b\" {\n  name = \"n\"\n  big = local.a39\n}\n");
        var properties = (MapValue) module.resources().get("aws_a.b").properties();
        assertThat(properties.get("name")).isEqualTo(Value.string("n"));
        return Objects.requireNonNull(properties.get("big"));
    }

    /// Each of them may be as large as one value may be, and there are many.
    @Test
    void soAreManyThatAreLarge() {
        var locals = IntStream.range(1, 16)
                .mapToObj(i -> "  a" + i + " = [local.a" + (i - 1) + ", local.a" + (i - 1) + "]")
                .collect(Collectors.joining("\n"));
        var uses = IntStream.range(0, 2_000).mapToObj(i -> "  p" + i + " = local.a15").collect(Collectors.joining("\n"));
        var module = declared("locals {\n  a0 = \"x\"\n" + locals + "\n}\nresource \"aws_a\" \"b\" {\n" + uses + "\n}\n");
        var properties = (MapValue) module.resources().get("aws_a.b").properties();
        assertThat(properties.get("p0")).isInstanceOf(Value.ListValue.class);
        assertThat(properties.get("p1999")).isInstanceOf(Value.Unknown.class);
    }

    @Test
    void blocksThatMultiplyAreRefused() {
        var texts = Map.of(
                "main.tf", "module \"m\" {\n  count = 10000\n  source = \"./m\"\n}\n",
                "m/main.tf", "resource \"aws_a\" \"b\" {\n  count = 10000\n}\n");
        assertThatThrownBy(() -> new Terraform().read("", texts).declare(EvaluationContext.NONE))
                .hasMessageContaining("count and for_each make more than 100000 of the blocks");
    }
}
