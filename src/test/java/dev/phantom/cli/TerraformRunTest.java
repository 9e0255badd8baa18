package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `phantom run` on a root module whose plan a pipeline made.
class TerraformRunTest {

    private static final Path RECORDED = Path.of("src/test/resources/terraform");

    @TempDir
    private Path folder;

    private void repository(String stack) throws IOException {
        try (Stream<Path> files = Files.walk(RECORDED.resolve("shop"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var there = folder.resolve("repository/live")
                        .resolve(RECORDED.relativize(file).toString());
                Files.createDirectories(there.getParent());
                Files.copy(file, there);
            }
        }
        Files.copy(RECORDED.resolve("plans/four.json"), folder.resolve("plan.json"));
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                defaults: {mode: draft, privacy: full}
                safe: {folder: repository}
                telemetry: {otlp: off}
                stacks:
                  - %s
                """.formatted(stack));
    }

    private Shell.Result run(String... more) throws IOException {
        var scenario = Path.of("src/test/scenarios/02-web-ingress");
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = new Shell().in(folder);
            world.environment().forEach(shell::set);
            shell.set("PHANTOM_CONFIG", "");
            return shell.run(Stream.concat(Stream.of("run", "--quiet", "--out", "out"), Stream.of(more))
                    .toArray(String[]::new));
        }
    }

    @Test
    void walksTheModuleAsAnyStack() throws IOException {
        repository("{name: shop, account: '111122223333', format: terraform, directory: live/shop, plan: plan.json}");
        var result = run("--show-all");
        assertThat(result.err()).doesNotContain("PH-CLI-099");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "aws_security_group.web",
                        "aws_sns_topic.gone",
                        "DELETED",
                        "undeployed commits are not known: plan.json is a refresh-only plan")
                .doesNotContain("Planted");
        assertThat(result.out())
                .as("ignore_changes of the block")
                .contains("/deletion_protection_enabled", "ignore_changes of its block names it");
        var report = Files.readString(folder.resolve("out/report.json"));
        assertThat(report)
                .contains("live/shop/main.tf", "\"source\" : \"folder\"", "\"recommendation\"")
                .doesNotContain("Planted");
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("Planted"));
        }
    }

    /// What a repository brings may be a link to anywhere, and an error would quote what is there.
    @Test
    void aPlanThatIsALinkIsNotFollowedOutOfTheFolder() throws IOException {
        repository("{name: shop, account: '111122223333', format: terraform, directory: live/shop, plan: link.json}");
        var outside = Files.writeString(folder.resolveSibling("outside-of-it"), "Wombat=1\n");
        Files.createSymbolicLink(folder.resolve("link.json"), outside);
        try {
            var result = run();
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out() + result.err())
                    .contains("link.json it is a link that leads outside the folder")
                    .doesNotContain("Wombat");
        } finally {
            Files.delete(outside);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: terraform, directory: live/shop, template: t.yaml | stacks[0].template is a key of a stack of CloudFormation",
                "directory: live/shop | stacks[0].directory is a key of a stack of Terraform",
                "format: terraform | stacks[0].directory is missing",
                "format: terraform, directory: ../other | a folder in the repository",
                "format: terraform, directory: live/shop, plan: /etc/plan.json | below the folder in which phantom runs"
            })
    void whatDoesNotGoTogetherIsRefused(String keys, String why) throws IOException {
        repository("{name: shop, account: '111122223333', " + keys + "}");
        var result = new Shell().in(folder).run("run", "--quiet");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("PH-CFG-003", why);
    }
}
