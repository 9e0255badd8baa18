package dev.phantom.analysis.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What no prompt holds, and how long many of them may be.
public final class PromptLaws {

    static final long MEDIAN = 12_000;
    static final long P95 = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("(?i)(https?|ftp)://");
    private static final Pattern HASH = Pattern.compile("(?<![0-9A-Za-z])[0-9a-fA-F]{32,}(?![0-9A-Za-z])");
    private static final Pattern DIGEST =
            Pattern.compile("(?<![0-9A-Za-z+/])[0-9A-Za-z+/]{43}=(?![0-9A-Za-z+/=])");
    private static final Set<String> OWNERS = Set.of("drift", "changes", "inner", "candidates");
    private static final Set<String> VALUES = Set.of("expected", "actual", "value");

    private PromptLaws() {}

    /// The case in the text that is sent.
    public static JsonNode data(String user) {
        try {
            return JSON.readTree(
                    user.substring(user.indexOf("<case_file>") + 11, user.lastIndexOf("</case_file>")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static void hold(String user) {
        assertThat(LINK.matcher(user).results()).as("links").isEmpty();
        assertThat(HASH.matcher(user).results()).as("hashes").isEmpty();
        assertThat(DIGEST.matcher(user).results()).as("digests").isEmpty();
        assertThat(figures("", data(user)).filter(PromptLaws::unrounded)).as("figures").isEmpty();
    }

    public static void holdSizes(List<Long> tokens) {
        assertThat(at(tokens, 0.5)).as("tokens in the median").isLessThanOrEqualTo(MEDIAN);
        assertThat(at(tokens, 0.95)).as("tokens at the 95th percentile").isLessThanOrEqualTo(P95);
    }

    public static long at(List<Long> tokens, double share) {
        var sorted = tokens.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /// Those that code computed; money has cents.
    private static Stream<BigDecimal> figures(String in, JsonNode node) {
        if (node.isNumber()) {
            return in.endsWith("Usd") ? Stream.empty() : Stream.of(node.decimalValue());
        }
        return node.isObject()
                ? node.properties().stream()
                        .filter(e -> !(OWNERS.contains(in) && VALUES.contains(e.getKey())))
                        .flatMap(e -> figures(e.getKey(), e.getValue()))
                : node.valueStream().flatMap(item -> figures(in, item));
    }

    private static boolean unrounded(BigDecimal figure) {
        var plain = figure.stripTrailingZeros();
        return plain.scale() > 0 && plain.precision() > 3;
    }
}
