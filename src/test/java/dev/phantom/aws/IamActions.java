package dev.phantom.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Every IAM action that exists, with its access level: `R` reads, `L` lists, `W` does something else.
///
/// @param levels by action
/// @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
/// Authorization Reference</a>
record IamActions(Map<String, Character> levels) {

    static IamActions all() {
        var levels = new TreeMap<String, Character>();
        for (var line : lines("iam-actions.txt")) {
            var words = line.split(" ", -1);
            Arrays.stream(words).skip(2).forEach(name -> levels.put(words[0] + ":" + name, words[1].charAt(0)));
        }
        return new IamActions(levels);
    }

    boolean reads(String action) {
        var level = levels.getOrDefault(action, ' ');
        return level == 'R' || level == 'L';
    }

    static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(IamActions.class.getResourceAsStream("/dev/phantom/aws/" + file))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
