package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a drift to a merged order, and from there to AWS: what the morning's engineer sees.
class RevertStoryTest {

    @TempDir
    private Path folder;

    private EmbeddedWorld world;
    private Shell shell;

    private void open(String scenario) {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        world = EmbeddedWorld.open(
                Path.of("src/test/scenarios", scenario), folder.resolve("world"), new CallLog(null, call -> {}));
        shell = new Shell().in(folder).set("PHANTOM_MASK_KEY", "story");
        world.environment().forEach(shell::set);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aMergedRevertIsPlannedAppliedVerifiedAndReported() throws Exception {
        open("05-ledger-keys");
        var records = mergedRecords();

        var plan = shell.run(command("plan", records));
        assertThat(plan.code()).as(plan.err() + plan.out()).isZero();
        assertThat(plan.out())
                .startsWith("ledger: one change set does exactly what was approved; nothing was executed\n")
                .contains("Modify Key (AWS::KMS::Key)", "/EnableKeyRotation: ")
                .contains("  Key /EnableKeyRotation: applying it may cause an interruption");
        assertThat(world.aws().changeSets()).isEmpty();

        var applied = shell.run(command("apply", records));
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.out()).startsWith("ledger: verified: ");
        assertThat(comments()).contains("ledger: verified: the revert was executed");

        var again = shell.run(command("apply", records));
        assertThat(again.code()).isZero();
        assertThat(again.out().lines())
                .hasSize(2)
                .startsWith("ledger: nothing is left to revert; nothing was done")
                .last()
                .asString()
                .matches("  executed before, at 2026-11-\\S+Z by \\S*embedded\\S*: UPDATE_COMPLETE"
                        + " \\(stack events with the request token phantom-[0-9a-f]{24}-[0-9a-f]{8}-\\S+\\)");
        assertThat(shell.run("run", "--quiet", "--out", "out").out()).contains("no drift · ");
    }

    /// Nobody would look for what was done behind a line that only says that GitHub did not answer.
    @Test
    void whatWasCarriedOutIsToldWhereTheCommentFails() throws Exception {
        open("05-ledger-keys");
        var records = mergedRecords();
        world.github()
                .trouble(request -> request.method().equals("POST") && request.path().endsWith("/comments")
                        ? Optional.of(new Trouble(false, Reply.json(403, "{\"message\":\"no\"}")))
                        : Optional.empty());
        var applied = shell.run(command("apply", records));
        assertThat(applied.out()).startsWith("ledger: verified: ");
        assertThat(applied.err()).contains("PH-GHB-001");
        assertThat(applied.code()).isEqualTo(1);
    }

    @Test
    void whatMovedSinceTheApprovalIsLeftAlone() throws Exception {
        open("05-ledger-keys");
        var records = mergedRecords();
        world.aws().change("ledger", "Key", "EnableKeyRotation", TextNode.valueOf("maybe"));
        var applied = shell.run(command("apply", records));
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.err()).contains("PH-RCN-002");
        assertThat(applied.out()).contains("Key /EnableKeyRotation changed again since it was approved");
        assertThat(comments()).contains("nothing was done");
        assertThat(world.aws().changeSets()).isEmpty();
    }

    @Test
    void aPolicyThatCloudFormationSpellsOtherwiseIsTheSameOrder() throws Exception {
        open("06-reports-bucket");
        var records = mergedRecords();
        assertThat(records).hasSize(2);
        var one = shell.run("reconcile", "apply", records.getFirst());
        assertThat(one.code()).isEqualTo(1);
        assertThat(one.out()).contains("drifted too");
        assertThat(one.err())
                .contains("PH-RCN-002", "1 reason prevents it", "run `phantom reconcile plan` again")
                .doesNotContain("drifted too");
        var both = shell.run(command("plan", records));
        assertThat(both.code()).as(both.out()).isZero();
        assertThat(both.out())
                .startsWith("reports: one change set does exactly what was approved; nothing was executed\n");
    }

    /// CloudFormation takes the attributes that the service filled in for drift, and would take them away.
    @Test
    void whatCloudFormationWouldDoBesideItIsNotProvable() throws Exception {
        open("07-edge-balancer");
        var applied = shell.run(command("apply", mergedRecords()));
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.out()).contains("Web: the change set would change it", "not provable here");
        assertThat(world.aws().changeSets()).isEmpty();
    }

    /// A type that only the registry of the account knows is looked at, and held against, by what the registry says.
    @Test
    void anOrderThatWouldReplaceSomethingIsNotCarriedOut() throws Exception {
        open("18-tape-store");
        var records = mergedRecords();
        world.aws().change("tapes", "Vault", "Tier", TextNode.valueOf("cold"));
        world.aws().change("tapes", "Attic", "Tier", TextNode.valueOf("warm"));
        for (var verb : List.of("plan", "apply")) {
            var refused = shell.run(command(verb, records));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out())
                    .isEqualTo("tapes: nothing was done\n  Silo: the change set would replace it (Conditional)\n");
            assertThat(refused.err()).doesNotContain("without type facts");
        }
        assertThat(world.aws().changeSets()).isEmpty();
        world.aws().change("tapes", "Silo", "Slots", IntNode.valueOf(40));
        assertThat(shell.run(command("plan", records)).out()).startsWith("tapes: nothing is left to revert");
    }

    /// An approval is what was merged, as it was merged.
    @Test
    void aRecordThatIsNotTheMergedOneIsRefused() throws Exception {
        open("05-ledger-keys");
        var record = mergedRecords().getFirst();
        var file = folder.resolve(record);
        var text = Files.readString(file);

        Files.writeString(file, text.replace("expected: true", "expected: false"));
        var edited = shell.run("reconcile", "plan", record);
        assertThat(edited.code()).isEqualTo(1);
        assertThat(edited.err())
                .startsWith("PH-RCN-001 " + record)
                .contains("its content is not what its recordHash says");

        var forged = text.replace("expected: true", "expected: false");
        var lines = forged.lines().filter(l -> !l.startsWith("recordHash:")).toList();
        Files.writeString(
                file,
                String.join("\n", lines) + "\nrecordHash: \""
                        + dev.phantom.patch.ReconcileRecord.hash(String.join("\n", lines)) + "\"\n");
        var refused = shell.run("reconcile", "apply", record);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("PH-RCN-001 " + record).contains("it is not as it is on branch main");
        assertThat(world.aws().changeSets()).isEmpty();
    }

    /// A branch brings a record and the configuration that calls this very branch the base.
    @Test
    void aBaseBranchThatOnlyTheCheckoutNamesApprovesNothing() throws Exception {
        open("05-ledger-keys");
        shell.run("run", "--quiet", "--out", "out");
        var branch = world.github().pullRequests().getFirst();
        var record = recordsOn(branch).getFirst();
        var config = Path.of(world.environment().getOrDefault("PHANTOM_CONFIG", ""));
        Files.writeString(
                folder.resolve("phantom.yaml"),
                Files.readString(config).replace("base: main", "base: \"" + branch + "\""));
        shell.set("PHANTOM_CONFIG", folder.resolve("phantom.yaml").toString());

        for (var command : List.of(command("apply", List.of(record)), new String[] {"run", "--quiet"})) {
            var refused = shell.run(command);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("PH-CFG-003 github.base '" + branch
                            + "' is not the default branch of acme/infra, 'main', and phantom.yaml on that branch does"
                            + " not name it; set github.base to 'main', or merge ");
        }
        assertThat(world.aws().changeSets()).isEmpty();
    }

    @Test
    void aChangeSetThatAKilledRunLeftIsDeleted() throws Exception {
        open("05-ledger-keys");
        var records = mergedRecords();
        world.aws().access().deny("cloudformation:DeleteChangeSet");
        var killed = shell.run(command("plan", records));
        assertThat(world.aws().changeSets()).as(killed.err()).hasSize(1);
        world.aws().access().allow("cloudformation:DeleteChangeSet");
        var applied = shell.run(command("apply", records));
        assertThat(applied.out()).startsWith("ledger: verified: ");
        assertThat(applied.err()).contains("deleted change set phantom-", "left behind 2026-11-", "Phantom: revert d-");
        assertThat(world.aws().changeSets()).hasSize(1);
    }

    /// Who may approve is settled by folders.
    @Test
    void aRecordCountsOnlyInItsOwnFolder() throws Exception {
        open("05-ledger-keys");
        var record = mergedRecords().getFirst();
        Files.copy(folder.resolve(record), folder.resolve("elsewhere.yaml"));
        var refused = shell.run("reconcile", "apply", "elsewhere.yaml");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("PH-RCN-001 elsewhere.yaml ").contains("at another path");
        assertThat(world.aws().changeSets()).isEmpty();
    }

    @Test
    void anOrderThatIsNotUnderstoodIsRefusedInOneLine() throws Exception {
        open("05-ledger-keys");
        Files.writeString(folder.resolve("r.yaml"), "version: 1\nstack: edge\n");
        var refused = shell.run("reconcile", "plan", "r.yaml");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).singleElement().asString().startsWith("PH-RCN-001 r.yaml ");
    }

    private static String[] command(String verb, List<String> records) {
        var words = new ArrayList<>(List.of("reconcile", verb));
        words.addAll(records);
        return words.toArray(String[]::new);
    }

    /// Runs, merges the pull request of the revert, and lays its records out as a checkout would.
    private List<String> mergedRecords() throws Exception {
        var run = shell.run("run", "--quiet", "--out", "out");
        assertThat(run.out()).contains("created", "/pull/1");
        for (int number = 1; run.out().contains("/pull/" + number); number++) {
            api("PUT", "/repos/acme/infra/pulls/" + number + "/merge", "{}");
        }
        return recordsOn("main");
    }

    private List<String> recordsOn(String branch) throws IOException {
        var files = new ArrayList<String>();
        for (var name : git("ls-tree", "-r", "--name-only", branch, ".phantom/reconcile")
                .lines()
                .toList()) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, git("show", branch + ":" + name));
            files.add(name);
        }
        return files;
    }

    private String comments() throws Exception {
        return api("GET", "/repos/acme/infra/issues/1/comments", "");
    }

    private String api(String method, String path, String body) throws Exception {
        var environment = world.environment();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(environment.get("PHANTOM_GITHUB_URL") + path))
                    .header("Authorization", "Bearer " + environment.get("GITHUB_TOKEN"))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            return reply.body();
        }
    }

    private String git(String... words) throws IOException {
        var line =
                new ArrayList<>(List.of("git", "--git-dir", world.repository().toString()));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
