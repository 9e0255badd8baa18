package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.command.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The workflow that carries merged reverts out.
class InitWorkflowTest {

    private static final Pattern CALL = Pattern.compile("/phantom ([a-z]+) ([a-z]+)");

    @TempDir
    Path folder;

    private String printed() {
        var result = new Shell().in(folder).run("init", "--workflow");
        assertThat(result).isEqualTo(new Shell.Result(0, result.out(), ""));
        assertThat(folder).isEmptyDirectory();
        return result.out();
    }

    private static Object at(Object node, Object... path) {
        var current = node;
        for (var step : path) {
            current = step instanceof Integer i ? ((List<?>) current).get(i) : ((Map<?, ?>) current).get(step);
        }
        return current;
    }

    @Test
    void runsAfterTheMergeAndOnlyBehindAnApproval() {
        var workflow = new Load(LoadSettings.builder().build()).loadFromString(printed());
        assertThat(((Map<?, ?>) at(workflow, "on")).keySet().toString()).isEqualTo("[push]");
        assertThat(at(workflow, "jobs", "reconcile", "environment")).isEqualTo("production");
        assertThat(at(workflow, "permissions", "contents")).isEqualTo("read");
        // GitHub cancels what waits in a group when something newer comes: an approved revert would be lost
        assertThat(((Map<?, ?>) workflow).containsKey("concurrency")).isFalse();
    }

    @Test
    void callsACommandThatIsThere() {
        var call = CALL.matcher(printed());
        assertThat(call.find()).isTrue();
        assertThat(Catalogue.commandLine().getSubcommands()).containsKey(call.group(1));
        assertThat(Catalogue.commandLine().getSubcommands().get(call.group(1)).getSubcommands())
                .containsKey(call.group(2));
    }

    @Test
    void theDocumentationShowsTheSame() throws IOException {
        assertThat(Files.readString(Path.of("docs/reverts.md"))).contains("```yaml\n" + printed() + "```\n");
    }
}
