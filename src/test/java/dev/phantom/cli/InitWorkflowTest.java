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

    private static final Pattern CALL = Pattern.compile("/phantom\"? ([a-z]+) ([a-z]+)");

    private static final Pattern PINNED =
            Pattern.compile(" +- uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

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
        assertThat((Map<?, ?>) at(workflow, "permissions")).isEmpty();
        assertThat(at(workflow, "jobs", "reconcile", "permissions", "contents")).isEqualTo("read");
        // GitHub cancels what waits in a group when something newer comes: an approved revert would be lost
        assertThat(((Map<?, ?>) workflow).containsKey("concurrency")).isFalse();
    }

    /// What is fetched and built runs code of others: where a role of AWS can be had, nothing of that may happen.
    @Test
    void buildsOnlyWhereNoRoleOfAwsCanBeHad() {
        var workflow = new Load(LoadSettings.builder().build()).loadFromString(printed());
        assertThat(at(workflow, "jobs", "build", "permissions")).isEqualTo(Map.of("contents", "read"));
        var deploying = at(workflow, "jobs", "reconcile");
        assertThat(deploying.toString()).doesNotContain("PHANTOM_REPOSITORY", "archive.sh");
        assertThat(at(deploying, "needs")).isEqualTo("build");
        var steps = ((List<?>) at(deploying, "steps"))
                .stream().map(Object::toString).toList();
        assertThat(steps).filteredOn(s -> s.contains("sha256sum -c")).hasSize(1);
        assertThat(index(steps, "sha256sum -c")).isLessThan(index(steps, "configure-aws-credentials"));
        assertThat(index(steps, "configure-aws-credentials")).isLessThan(index(steps, "reconcile apply"));
    }

    private static int index(List<String> steps, String part) {
        return steps.indexOf(
                steps.stream().filter(s -> s.contains(part)).findFirst().orElseThrow());
    }

    /// A tag can be moved to other code, a commit cannot.
    @Test
    void pinsEveryActionToACommit() {
        var uses = printed().lines().filter(line -> line.contains("uses:")).toList();
        assertThat(uses)
                .hasSizeGreaterThan(5)
                .allMatch(line -> PINNED.matcher(line).matches());
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
