package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.command.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The workflow that runs every night.
class ScheduleWorkflowTest {

    private static final Pattern PINNED =
            Pattern.compile(" +(- )?uses: [a-z-]+/[a-z-]+(/[a-z-]+)?@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern SECRET = Pattern.compile("secrets\\.([A-Z_]+)");
    private static final Pattern OPTION = Pattern.compile(" (--[a-z-]+)");

    private static String printed() {
        var result = new Shell().run("init", "--schedule");
        assertThat(result).isEqualTo(new Shell.Result(0, result.out(), ""));
        return result.out();
    }

    private static Map<?, ?> map(Object node, String... path) {
        var current = node;
        for (var step : path) {
            current = ((Map<?, ?>) current).get(step);
        }
        return (Map<?, ?>) current;
    }

    private static Map<?, ?> workflow() {
        return map(new Load(LoadSettings.builder().build()).loadFromString(printed()));
    }

    private static List<Map<?, ?>> steps(String job) {
        return ((List<?>) map(workflow(), "jobs", job).get("steps"))
                .stream().<Map<?, ?>>map(step -> (Map<?, ?>) step).toList();
    }

    private static Map<?, ?> step(String part) {
        return steps("night").stream()
                .filter(step -> step.toString().contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoWorkflowsAreNotPrintedAsOne() {
        assertThat(new Shell().run("init", "--workflow", "--schedule"))
                .isEqualTo(new Shell.Result(
                        1,
                        "",
                        "PH-CLI-001 --workflow and --schedule exclude each other; print one after the other, each into a"
                                + " file of its own\n"));
    }

    @Test
    void runsEveryNightAndOnDemandAndNeverTwiceAtOnce() {
        assertThat(map(workflow(), "on").keySet().toString()).isEqualTo("[schedule, workflow_dispatch]");
        assertThat(map(workflow(), "concurrency").get("cancel-in-progress")).isEqualTo(false);
    }

    @Test
    void needsOidcAndThreeSecrets() {
        var secrets = new TreeSet<String>();
        SECRET.matcher(printed()).results().forEach(m -> secrets.add(m.group(1)));
        assertThat(secrets).containsExactly("DD_API_KEY", "DD_APP_KEY", "PHANTOM_SLACK_WEBHOOK_URL");
        assertThat(map(workflow(), "jobs", "night", "permissions").get("id-token"))
                .isEqualTo("write");
        assertThat(map(workflow(), "permissions")).isEmpty();
    }

    @Test
    void buildsOnlyWhereNoRoleOfAwsCanBeHad() {
        assertThat(map(workflow(), "jobs", "build", "permissions")).isEqualTo(Map.of("contents", "read"));
        assertThat(steps("night").toString()).doesNotContain("PHANTOM_REPOSITORY", "archive.sh");
        var order = steps("night").stream().map(Object::toString).toList();
        assertThat(order.indexOf(step("sha256sum -c").toString()))
                .isBetween(0, order.indexOf(step("configure-aws-credentials").toString()));
        // only the step that runs Phantom holds a secret
        assertThat(order).filteredOn(step -> step.contains("secrets.")).hasSize(1);
    }

    @Test
    void pinsEveryActionToACommit() {
        assertThat(printed().lines().filter(line -> line.contains("uses:")))
                .hasSizeGreaterThan(9)
                .allMatch(line -> PINNED.matcher(line).matches());
    }

    /// A run that failed has told and learned something, too.
    @Test
    void keepsTheHistoryWhateverComesOfTheRun() {
        assertThat(step("cache/save").get("if").toString()).startsWith("always()");
        assertThat(map(step("cache/save").get("with")).get("path"))
                .isEqualTo(map(step("cache/restore").get("with")).get("path"));
        assertThat(map(step("cache/restore").get("with")).get("restore-keys")).isEqualTo("phantom-history-");
    }

    @Test
    void showsAPublicRepositoryNothing() {
        for (var upload : List.of("cache/save", "upload-sarif", "phantom-report")) {
            assertThat(step(upload).get("if"))
                    .isEqualTo(
                            "always() && steps.run.outcome != 'skipped' && steps.repository.outputs.private == 'true'");
        }
        assertThat(step("--output markdown").get("run").toString())
                .contains("[ \"$PRIVATE\" != true ] || head -c 1000000");
    }

    @Test
    void callsOptionsThatAreThere() {
        var command = step("--output markdown").get("run").toString();
        assertThat(command).contains("phantom/phantom\" run ");
        var known = Set.copyOf(Catalogue.commandLine()
                .getSubcommands()
                .get("run")
                .getCommandSpec()
                .optionsMap()
                .keySet());
        OPTION.matcher(command).results().forEach(m -> assertThat(known).contains(m.group(1)));
    }

    @Test
    void theDocumentationShowsTheSame() throws IOException {
        assertThat(Files.readString(Path.of("docs/schedule.md"))).contains("```yaml\n" + printed() + "```\n");
    }
}
