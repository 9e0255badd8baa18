package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.command.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whoever is told to run a command of Phantom can run it.
class NamedCommandsTest {
    private static final Pattern NAMED = Pattern.compile("`phantom ([a-z]+)");

    @Test
    void everyCommandThatATextNamesExists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (var root : new String[] {"src/main/java", "src/test/scenarios"}) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    named.addAll(
                            NAMED.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet()));
                }
            }
        }
        assertThat(named).isNotEmpty();
        assertThat(Catalogue.commandLine().getSubcommands().keySet()).containsAll(named);
    }
}
