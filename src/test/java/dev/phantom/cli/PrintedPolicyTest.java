package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `phantom doctor --print-policy` prints is enough for what a user types.
class PrintedPolicyTest {

    @TempDir
    Path folder;

    @Test
    void noCommandIsDeniedAnything() throws IOException {
        try (var night = new Night(folder)) {
            var printed =
                    night.run("doctor", "--print-policy", "--with", "proof").out();
            var allowed = allowed(new ObjectMapper().readTree(printed));
            Set<String> denied = new ConcurrentSkipListSet<>();
            Set<String> asked = new ConcurrentSkipListSet<>();
            night.world.aws().access().enforce(action -> {
                asked.add(action);
                return allowed.test(action) || !denied.add(action);
            });
            for (var line : new String[] {
                "run --dry-run",
                "run",
                "check payments",
                "scan payments --out live.json",
                "adopt --dry-run",
                "types show AWS::S3::Bucket --refresh"
            }) {
                var result = night.run(line.split(" "));
                assertThat(result.code()).as(line + result.err() + result.out()).isZero();
            }
            assertThat(night.run("doctor").out())
                    .contains("cloudtrail:LookupEvents")
                    .doesNotContain("denied");
            assertThat(denied).isEmpty();
            assertThat(asked).contains("cloudformation:DescribeChangeSet", "cloudformation:DescribeType");
        }
    }

    private static Predicate<String> allowed(JsonNode policy) {
        var patterns = new ArrayList<String>();
        for (var statement : policy.path("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")) {
                statement
                        .path("Action")
                        .forEach(a -> patterns.add(Pattern.quote(a.asText()).replace("*", "\\E.*\\Q")));
            }
        }
        return Pattern.compile(String.join("|", patterns)).asMatchPredicate();
    }
}
