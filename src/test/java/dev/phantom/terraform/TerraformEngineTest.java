package dev.phantom.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How Terraform is asked: nothing is locked, downloaded or written, no key of Phantom's own is handed on, and what it
/// fails with is one clear line.
class TerraformEngineTest {

    private static final RootModule MODULE = new RootModule("live/payments", "default", List.of("prod.tfvars"));

    @TempDir
    Path folder;

    private FakeTerraform fake;

    @BeforeEach
    void setUp() throws IOException {
        fake = new FakeTerraform(folder);
    }

    @Test
    void driftIsAskedForWithoutALockAndWithoutATrace() throws IOException {
        var before = listed(fake.repository);
        assertThat(fake.engine().drift(MODULE, Progress.NONE)).isEqualTo("{\"format_version\":\"1.2\"}");

        var plan = fake.calls("plan");
        assertThat(plan)
                .contains("-refresh-only", "-lock=false", "-input=false", "-no-color", "-var-file=prod.tfvars")
                .doesNotContain("-refresh=false");
        assertThat(Path.of(plan.replaceFirst(".* -out=(\\S+).*", "$1")))
                .as("the plan is in a folder of Phantom's own, and gone")
                .doesNotExist()
                .satisfies(file -> assertThat(file.toString()).doesNotStartWith(fake.repository.toString()));
        assertThat(listed(fake.repository)).isEqualTo(before);
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("init"));
    }

    @Test
    void undeployedCommitsAreAskedForWithoutARefresh() throws IOException {
        fake.engine().undeployed(MODULE, Progress.NONE);
        assertThat(fake.calls("plan")).contains("-refresh=false", "-lock=false").doesNotContain("-refresh-only");
    }

    @Test
    void theEnvironmentIsCleaned() throws IOException {
        var secrets = List.of(
                "DD_API_KEY",
                "DD_APP_KEY",
                "GITHUB_TOKEN",
                "ANTHROPIC_API_KEY",
                "PHANTOM_MASK_KEY",
                "SSH_AUTH_SOCK",
                "SLACK_WEBHOOK_URL");
        var misleading = List.of(
                "TF_CLI_ARGS",
                "TF_CLI_ARGS_plan",
                "TF_WORKSPACE",
                "TF_DATA_DIR",
                "TF_LOG",
                "TF_LOG_PATH",
                "TF_REATTACH_PROVIDERS");
        var kept = List.of(
                "AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_VAR_size", "TF_CLI_CONFIG_FILE", "TF_TOKEN_app_terraform_io");
        List.of(secrets, misleading, kept).forEach(names -> names.forEach(name -> fake.environment.put(name, "x")));

        fake.engine().drift(MODULE, Progress.NONE);

        assertThat(fake.seen("plan")).doesNotContainKeys(secrets.toArray(String[]::new));
        assertThat(fake.seen("plan")).doesNotContainKeys(misleading.toArray(String[]::new));
        assertThat(fake.seen("plan")).containsKeys(kept.toArray(String[]::new));
        assertThat(fake.seen("show")).doesNotContainKeys(secrets.toArray(String[]::new));
    }

    @Test
    void aWorkspaceIsNamedInTheEnvironmentAndNeverSelected() throws IOException {
        fake.answers("workspace", "* default\n  prod\n");
        fake.engine().drift(new RootModule("live/payments", "prod", List.of()), Progress.NONE);
        assertThat(fake.seen("plan")).containsEntry("TF_WORKSPACE", "prod");
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("workspace select"));
    }

    @Test
    void theDefaultWorkspaceIsNamedWhereAnotherOneIsSelected() throws IOException {
        Files.createDirectories(fake.module.resolve(".terraform"));
        Files.writeString(fake.module.resolve(".terraform/environment"), "staging");
        fake.answers("workspace", "  default\n* staging\n");
        fake.engine().drift(MODULE, Progress.NONE);
        assertThat(fake.seen("plan")).containsEntry("TF_WORKSPACE", "default");
    }

    /// Terraform would make it, and plan to create everything.
    @Test
    void aWorkspaceThatIsNotThereIsRefusedBeforeAnyPlan() throws IOException {
        fake.answers("workspace", "* default\n  prod\n");
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.drift(new RootModule("live/payments", "prd", List.of()), Progress.NONE))
                .hasMessage("PH-TF-004 live/payments the workspace prd is not among default, prod; correct `workspace`"
                        + " of the stack; `terraform workspace list` shows them");
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("plan"));
    }

    @Test
    void aFolderOutsideOfTheRepositoryIsRefused() {
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.drift(new RootModule("../bin", "", List.of()), Progress.NONE))
                .hasMessageContaining("PH-TF-011");
        assertThatThrownBy(() -> engine.drift(new RootModule("live/nope", "", List.of()), Progress.NONE))
                .hasMessageContaining("PH-TF-011 live/nope there is no such folder");
    }

    /// Who may push may push a link, and a path.
    @Test
    void variablesFromOutsideOfTheRepositoryAreRefused() throws IOException {
        var outside = Files.writeString(folder.resolve("outside.tfvars"), "size = 2");
        Files.createSymbolicLink(fake.module.resolve("link.tfvars"), outside);
        var engine = fake.engine();
        for (var file : List.of("link.tfvars", "../../../outside.tfvars", outside.toString(), "none.tfvars", ".")) {
            var module = new RootModule("live/payments", "default", List.of(file));
            assertThatThrownBy(() -> engine.drift(module, Progress.NONE))
                    .as(file)
                    .hasMessageContaining("PH-TF-011")
                    .hasMessageContaining(file);
        }
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("plan"));
    }

    /// Each plan has an end of its own; so have all of them together, or a stack of many patches would wait for hours.
    @Test
    void allPlansOfAModuleEndInTheTimeOfOneStack() throws IOException {
        var now = new AtomicLong();
        // a question takes six minutes, of twenty
        var engine = fake.engine(() -> now.getAndAdd(Duration.ofMinutes(6).toNanos()));
        engine.drift(MODULE, Progress.NONE); // plan and show
        engine.undeployed(MODULE, Progress.NONE);
        assertThatThrownBy(() -> engine.rehearsed(MODULE, Map.of(), Progress.NONE))
                .hasMessageContaining("PH-TF-008")
                .hasMessageContaining("the time for one stack is over (20 min)");
        var other = new RootModule("live", "default", List.of());
        engine.drift(other, Progress.NONE);
        assertThat(fake.calls().stream().filter(call -> call.startsWith("plan"))).hasSize(3);
    }

    @Test
    void aModuleThatIsNotInitializedIsRefusedWithWhatToDo() throws IOException {
        fake.fails(
                "plan",
                diagnostic("Backend initialization required, please run \\\"terraform init\\\"", "Reason: x"),
                "");
        assertRefused("PH-TF-003", "Backend initialization required", "run `terraform init` in its folder");
    }

    @Test
    void missingCredentialsAreTold() throws IOException {
        fake.fails("plan", diagnostic("No valid credential sources found", "Please see the page"), "");
        assertRefused("PH-TF-006", "No valid credential sources found", "check the credentials");
    }

    @Test
    void anErrorOfAProviderIsQuotedWithoutSecretsAndNotWhole() throws IOException {
        fake.environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzQ81pTv62");
        fake.environment.put("TF_VAR_db_password", "correct-horse-7");
        fake.fails(
                "plan",
                diagnostic(
                        "reading RDS DB Instance",
                        "with correct-horse-7 and wJalrXUtnFEMI/K7MDENG/bPxRfiCYzQ81pTv62 at ghp_"
                                + "0123456789abcdefghijABCDEFGHIJ012345 " + "x".repeat(5000)),
                "");
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.drift(MODULE, Progress.NONE))
                .hasMessageContaining("PH-TF-007")
                .hasMessageContaining("aws_db_instance.main: reading RDS DB Instance")
                .message()
                .doesNotContain("correct-horse-7", "wJalrXUtnFEMI", "ghp_0123456789")
                .hasSizeLessThan(1000);
    }

    /// Whatever the credentials of a backend look like.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARM_CLIENT_SECRET",
                "ARM_ACCESS_KEY",
                "CONSUL_HTTP_TOKEN",
                "CONSUL_HTTP_AUTH",
                "KUBE_PASSWORD",
                "PG_CONN_STR",
                "GOOGLE_OAUTH_ACCESS_TOKEN",
                "TF_TOKEN_app_terraform_io",
                "TF_HTTP_PASSWORD",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN"
            })
    void theCredentialsOfABackendAreNotQuoted(String name) throws IOException {
        fake.environment.put(name, "swordfish");
        fake.fails("plan", diagnostic("reading the state", "sent swordfish to the backend"), "");
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.drift(MODULE, Progress.NONE))
                .hasMessageContaining("reading the state")
                .message()
                .doesNotContain("swordfish");
    }

    @Test
    void anErrorThatIsPrintedAsTextIsQuotedToo() throws IOException {
        fake.fails("show", "", "╷\n│ Error: Failed to load plan\n│ \n");
        assertRefused("PH-TF-007", "terraform show -json failed: Failed to load plan", "");
    }

    @Test
    void aPatchIsPlannedInACopy() throws IOException {
        Files.createDirectories(fake.module.resolve(".terraform/providers"));
        Files.createDirectories(fake.module.resolve(".terraform/modules"));
        Files.writeString(fake.module.resolve(".terraform/modules/modules.json"), "{}");
        Files.createDirectories(fake.repository.resolve(".git"));
        Files.writeString(fake.repository.resolve(".git/config"), "x");
        Files.writeString(fake.repository.resolve("common.tfvars"), "a = 1\n");
        Files.createSymbolicLink(fake.module.resolve("out.tf"), fake.bin.resolve("version.out"));
        Files.createSymbolicLink(fake.module.resolve("in.tfvars"), fake.repository.resolve("common.tfvars"));
        fake.runs("plan", "(cd ../..; find . | sort; cat live/payments/main.tf) > \"$here/copied\"\n");
        var before = listed(fake.repository);

        fake.engine().rehearsed(MODULE, Map.of("live/payments/main.tf", "# as patched\n"), Progress.NONE);

        assertThat(Files.readAllLines(fake.bin.resolve("copied")))
                .contains("# as patched", "./common.tfvars", "./live/payments/in.tfvars")
                .contains("./live/payments/.terraform/modules/modules.json", "./live/payments/.terraform/providers")
                .doesNotContain("# as committed", "./live/payments/out.tf", "./.git/config");
        assertThat(listed(fake.repository)).isEqualTo(before);
        assertThat(fake.module.resolve(".terraform/providers")).isDirectory();
    }

    @Test
    void aPatchThatWouldLieOutsideOfTheCopyIsRefused() {
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.rehearsed(MODULE, Map.of("../../../evil.tf", ""), Progress.NONE))
                .hasMessageContaining("outside the folder of the safe state");
    }

    /// The installed providers are linked into the copy, and belong to the team.
    @Test
    void aPatchIsNotWrittenThroughTheLinkToTheProviders() throws IOException {
        var there = Files.createDirectories(fake.module.resolve(".terraform/providers/x"));
        var patch = Map.of("live/payments/.terraform/providers/x/main.tf", "# patched\n");
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.rehearsed(MODULE, patch, Progress.NONE)).hasMessageContaining("PH-TF-011");
        assertThat(there).isEmptyDirectory();
    }

    /// A plan holds values in clear, and a process that is killed cannot delete it.
    @Test
    void whatAKilledProcessLeftIsTakenAway() throws IOException {
        var left = Files.createTempDirectory("phantom-terraform");
        Files.writeString(left.resolve("plan.bin"), "secret");
        var another = Files.createTempDirectory("phantom-terraform");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        try {
            fake.engine().drift(MODULE, Progress.NONE);
            assertThat(left).doesNotExist();
            assertThat(another).as("of a run that lasts").exists();
        } finally {
            Files.deleteIfExists(another);
        }
    }

    @Test
    void unformattedFilesAreNamedAsTheyWereGiven() throws IOException {
        fake.answers("fmt", "0.tf\n");
        Files.writeString(fake.bin.resolve("fmt.exit"), "3");
        assertThat(fake.engine().unformatted(Map.of("live/payments/main.tf", "a=1")))
                .containsExactly("live/payments/main.tf");
    }

    @Test
    void exactlyTheSavedPlanIsApplied() throws IOException {
        fake.runs("apply", "for file; do :; done; cat \"$file\" > \"$here/applied\"\n");
        try (var saved = fake.engine().saved(MODULE, List.of("aws_db_instance.main"), Progress.NONE)) {
            saved.apply(Progress.NONE);
        }
        var file = fake.calls("plan").replaceFirst(".* -out=(\\S+).*", "$1");
        assertThat(fake.calls("plan")).contains("-target=aws_db_instance.main", "-lock=false");
        assertThat(fake.calls("apply")).endsWith(" " + file).doesNotContain("-lock=false", "-auto-approve");
        assertThat(fake.bin.resolve("applied")).hasContent("plan");
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void aStaleOrLockedStateIsToldApart() throws IOException {
        fake.fails("apply", diagnostic("Saved plan is stale", "The given plan file can no longer be applied"), "");
        try (var saved = fake.engine().saved(MODULE, List.of("aws_db_instance.main"), Progress.NONE)) {
            assertThatThrownBy(() -> saved.apply(Progress.NONE)).hasMessageContaining("PH-TF-010");
            fake.fails("apply", diagnostic("Error acquiring the state lock", "Lock Info: ID 7"), "");
            assertThatThrownBy(() -> saved.apply(Progress.NONE)).hasMessageContaining("PH-TF-005");
        }
    }

    @Test
    void theDoctorSaysWhichTerraformAndWhichModuleIsNotInitialized() throws IOException {
        assertThat(doctor(MODULE))
                .anySatisfy(line -> assertThat(line).startsWith("ok").contains("Terraform 1.11.4 is run"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("fail  terraform payments")
                        .contains("PH-TF-003", "the folder has no .terraform", "run `terraform init`"));
        Files.createDirectories(fake.module.resolve(".terraform"));
        fake.answers("workspace", "* default\n");
        assertThat(doctor(MODULE))
                .anySatisfy(line ->
                        assertThat(line).startsWith("ok").contains("live/payments is initialized, workspace default"));
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("plan"));
    }

    private List<String> doctor(RootModule module) {
        var doctor = new TerraformDoctor(
                fake.environment, fake.repository, dev.phantom.fault.Limits.DEFAULT, Map.of("payments", module));
        return doctor.signs().stream().map(sign -> sign.line()).toList();
    }

    private void assertRefused(String code, String quoted, String remedy) {
        var engine = fake.engine();
        assertThatThrownBy(() -> engine.drift(MODULE, Progress.NONE))
                .message()
                .startsWith(code + " live/payments ")
                .contains(quoted, remedy)
                .doesNotContain("\n");
    }

    private static String diagnostic(String summary, String detail) {
        return """
                {"@level":"info","type":"version","terraform":"1.11.4"}
                {"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"%s","detail":"%s","address":"aws_db_instance.main"}}
                """.formatted(summary, detail);
    }

    private static List<String> listed(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().collect(Collectors.toList());
        }
    }
}
