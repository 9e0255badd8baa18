package dev.phantom.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stand-in's own behaviour, by plain HTTP: what a client of the real GitHub would see.
final class EmbeddedGitHubTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final String REPO = "/repos/acme/infra";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedGitHub github;

    EmbeddedGitHubTest(@TempDir Path made) throws IOException {
        var safe = made.resolve("input/safe/stacks");
        Files.createDirectories(safe);
        Files.writeString(
                made.resolve("scenario.json"),
                "{\"now\":\"2026-11-20T08:30:00Z\",\"account\":\"111122223333\",\"region\":\"us-east-1\",\"repository\":\"acme/infra\"}");
        Files.writeString(safe.resolve("a.yaml"), "Resources: {}\n");
        Files.writeString(safe.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(safe.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        this.scenario = made;
        this.github = start(made.resolve("out"));
    }

    private final Path scenario;

    private EmbeddedGitHub start(Path out) {
        return EmbeddedGitHub.start(
                0, out, Scenario.open(scenario, NOW), new CallLog(null, c -> {}), InstantSource.fixed(NOW));
    }

    @BeforeEach
    void running() {
        assertThat(github.repository()).isDirectory();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private record Answer(int status, HttpResponse<String> response) {}

    private Answer ask(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(github.uri() + path))
                .header("Authorization", "Bearer " + EmbeddedGitHub.TOKEN)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.response().body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode get(String path) {
        var answer = ask("GET", path, "");
        assertThat(answer.status()).as(path).isEqualTo(200);
        return json(answer);
    }

    private JsonNode post(String path, String body) {
        var answer = ask("POST", path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return json(answer);
    }

    private String main() {
        return get(REPO + "/git/ref/heads/main").at("/object/sha").asText();
    }

    /// A branch with one file changed on top of main.
    private String branch(String name) {
        var main = main();
        var tree = post(
                REPO + "/git/trees",
                "{\"base_tree\":\"%s\",\"tree\":[{\"path\":\"stacks/a.yaml\",\"mode\":\"100644\",\"type\":\"blob\",\"content\":\"Resources: {} # %s\\n\"}]}"
                        .formatted(
                                get(REPO + "/git/commits/" + main)
                                        .at("/tree/sha")
                                        .asText(),
                                name));
        var commit = post(
                REPO + "/git/commits",
                "{\"message\":\"m\",\"tree\":\"%s\",\"parents\":[\"%s\"]}"
                        .formatted(tree.path("sha").asText(), main));
        var sha = commit.path("sha").asText();
        post(REPO + "/git/refs", "{\"ref\":\"refs/heads/%s\",\"sha\":\"%s\"}".formatted(name, sha));
        return sha;
    }

    private static String git(Path directory, String... arguments) {
        try {
            var command = new java.util.ArrayList<String>(java.util.List.of("git"));
            command.addAll(java.util.List.of(arguments));
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            return out;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void plainGitClonesItDuringAndAfter() throws IOException {
        var sha = branch("phantom/x/d-1");
        git(folder, "clone", "-q", github.repository().toString(), "during");
        assertThat(folder.resolve("during/stacks/a.yaml")).hasContent("Resources: {}");
        assertThat(folder.resolve("during/stacks/run.sh")).isExecutable();

        github.close();
        git(folder, "clone", "-q", "-b", "phantom/x/d-1", github.repository().toString(), "after");
        assertThat(folder.resolve("after/stacks/a.yaml")).hasContent("Resources: {} # phantom/x/d-1");
        assertThat(folder.resolve("after/stacks/run.sh")).isExecutable();
        assertThat(git(folder.resolve("after"), "rev-parse", "HEAD").strip()).isEqualTo(sha);
        assertThat(git(folder.resolve("after"), "fsck", "--strict")).doesNotContain("error");
    }

    @Test
    void theSameScenarioHasTheSameFirstCommit() {
        try (var other = start(folder.resolve("other"))) {
            var here = main();
            github.close();
            github = other;
            assertThat(main()).isEqualTo(here);
        }
        github = start(folder.resolve("again"));
    }

    @Test
    void aRestartKnowsItsPullRequests() {
        branch("b");
        post(REPO + "/pulls", "{\"title\":\"t\",\"head\":\"b\",\"base\":\"main\",\"body\":\"text\",\"draft\":true}");
        ask("POST", REPO + "/issues/1/labels", "{\"labels\":[\"phantom\"]}");
        post(REPO + "/issues/1/comments", "{\"body\":\"hello\"}");
        github.close();

        github = start(scenario.resolve("out"));

        var pull = get(REPO + "/pulls/1");
        assertThat(pull.path("title").asText()).isEqualTo("t");
        assertThat(pull.path("draft").asBoolean()).isTrue();
        assertThat(pull.at("/labels/0/name").asText()).isEqualTo("phantom");
        assertThat(get(REPO + "/issues/1/comments").at("/0/body").asText()).isEqualTo("hello");
        assertThat(pull.path("html_url").asText())
                .startsWith(github.uri().toString())
                .endsWith("/acme/infra/pull/1");
        assertThat(ask("GET", "/acme/infra/pull/1", "").response().body()).contains("git clone -b b ");
    }

    @Test
    void credentialsAreAskedFor() {
        assertThat(ask("GET", REPO, "", "Authorization", "Bearer wrong").status())
                .isEqualTo(401);
        assertThat(json(ask("GET", REPO, "", "Authorization", "Bearer wrong"))
                        .path("message")
                        .asText())
                .isEqualTo("Bad credentials");
        assertThat(ask("GET", REPO, "", "Authorization", "token " + EmbeddedGitHub.TOKEN)
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/repos/acme/other", "").status()).isEqualTo(404);
        assertThat(ask("GET", "/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void anEtagSavesTheAnswer() {
        var first = ask("GET", REPO + "/branches/main", "");
        var etag = first.response().headers().firstValue("ETag").orElseThrow();
        assertThat(ask("GET", REPO + "/branches/main", "", "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
        github.reviewer().commit("main", "x", "y", "z");
        assertThat(ask("GET", REPO + "/branches/main", "", "If-None-Match", etag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void slashesInRefsAreTakenRawAndEncoded() {
        branch("phantom/x/d-1");
        for (var path : new String[] {
            "/branches/phantom/x/d-1", "/branches/phantom%2Fx%2Fd-1",
            "/git/ref/heads/phantom/x/d-1", "/git/ref/heads%2Fphantom%2Fx%2Fd-1",
            "/contents/stacks/a.yaml?ref=phantom/x/d-1", "/contents/stacks%2Fa.yaml?ref=phantom%2Fx%2Fd-1"
        }) {
            assertThat(ask("GET", REPO + path, "").status()).as(path).isEqualTo(200);
        }
        assertThat(get(REPO + "/git/matching-refs/heads/phantom/")).hasSize(1);
        assertThat(get(REPO + "/git/matching-refs/heads/none/")).isEmpty();
    }

    @Test
    void refsMoveOnlyAsGitLetsThem() {
        var first = branch("b");
        var main = main();
        var again = ask("POST", REPO + "/git/refs", "{\"ref\":\"refs/heads/b\",\"sha\":\"" + main + "\"}");
        assertThat(again.status()).isEqualTo(422);
        assertThat(json(again).path("message").asText()).isEqualTo("Reference already exists");
        var back = "{\"sha\":\"" + main + "\",\"force\":%s}";
        var refused = ask("PATCH", REPO + "/git/refs/heads/b", back.formatted(false));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(json(refused).path("message").asText()).isEqualTo("Update is not a fast forward");
        assertThat(ask("PATCH", REPO + "/git/refs/heads/b", back.formatted(true))
                        .status())
                .isEqualTo(200);
        var forward = "{\"sha\":\"" + first + "\"}";
        assertThat(ask("PATCH", REPO + "/git/refs/heads/b", forward).status()).isEqualTo(200);
        assertThat(ask("PATCH", REPO + "/git/refs/heads/none", forward).status())
                .isEqualTo(422);
        assertThat(ask("DELETE", REPO + "/git/refs/heads/b", "").status()).isEqualTo(204);
        assertThat(ask("DELETE", REPO + "/git/refs/heads/b", "").status()).isEqualTo(422);
        assertThat(ask("GET", REPO + "/branches/b", "").status()).isEqualTo(404);
    }

    @Test
    void aTreeKeepsWhatIsNotNamedAndDropsWhatIsNull() {
        var tree = get(REPO + "/git/commits/" + main()).at("/tree/sha").asText();
        var made = post(
                REPO + "/git/trees",
                "{\"base_tree\":\"%s\",\"tree\":[{\"path\":\"stacks/a.yaml\",\"mode\":\"100644\",\"type\":\"blob\",\"sha\":null},{\"path\":\"n/b\",\"mode\":\"100755\",\"type\":\"blob\",\"content\":\"é\\r\\n\"}]}"
                        .formatted(tree));
        var all = get(REPO + "/git/trees/" + made.path("sha").asText() + "?recursive=1")
                .path("tree");
        assertThat(all.findValuesAsText("path")).containsExactly("n", "n/b", "stacks", "stacks/run.sh");
        assertThat(all.findValuesAsText("mode")).containsExactly("040000", "100755", "040000", "100755");
        var blob = get(REPO + "/git/blobs/" + all.at("/1/sha").asText())
                .path("content")
                .asText();
        assertThat(java.util.Base64.getMimeDecoder().decode(blob)).isEqualTo("é\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void pullRequestsAreRefusedAsGitHubDoes() {
        branch("b");
        var open = "{\"title\":\"t\",\"head\":\"%s\",\"base\":\"%s\",\"body\":\"%s\"}";
        assertThat(errors(open.formatted("none", "main", "")))
                .contains("\"field\":\"head\"")
                .contains("\"invalid\"");
        assertThat(errors(open.formatted("b", "none", ""))).contains("\"field\":\"base\"");
        assertThat(errors(open.formatted("main", "main", ""))).contains("No commits between main and main");
        assertThat(errors(open.formatted("b", "main", "x".repeat(65_537)))).contains("body is too long");
        post(REPO + "/pulls", open.formatted("b", "main", ""));
        assertThat(errors(open.formatted("b", "main", ""))).contains("A pull request already exists for acme:b.");
        assertThat(get(REPO + "/pulls/1/files").at("/0/filename").asText()).isEqualTo("stacks/a.yaml");
        assertThat(get(REPO + "/pulls/1/files").at("/0/patch").asText()).contains("-Resources: {}\n+Resources: {} # b");
        github.reviewer().merge(1);
        assertThat(get(REPO + "/pulls/1").path("merged").asBoolean()).isTrue();
        assertThat(get(REPO + "/pulls?state=open")).isEmpty();
        assertThat(get(REPO + "/pulls?state=closed&head=acme:b")
                        .at("/0/merged_at")
                        .asText())
                .isEqualTo(NOW.toString());
    }

    private String errors(String body) {
        var answer = ask("POST", REPO + "/pulls", body);
        assertThat(answer.status()).isEqualTo(422);
        return answer.response().body();
    }

    @Test
    void deletingABranchClosesItsPullRequest() {
        branch("b");
        post(REPO + "/pulls", "{\"title\":\"t\",\"head\":\"b\",\"base\":\"main\"}");
        ask("DELETE", REPO + "/git/refs/heads/b", "");
        assertThat(get(REPO + "/pulls/1").path("state").asText()).isEqualTo("closed");
    }

    @Test
    void listsComeInPages() {
        for (var i = 0; i < 5; i++) {
            branch("b" + i);
            post(REPO + "/pulls", "{\"title\":\"t\",\"head\":\"b" + i + "\",\"base\":\"main\"}");
        }
        var first = ask("GET", REPO + "/pulls?per_page=2", "");
        assertThat(json(first).findValuesAsText("number")).containsExactly("5", "4");
        var link = first.response().headers().firstValue("Link").orElseThrow();
        assertThat(link).contains("page=2").contains("per_page=2").contains("rel=\"next\"");
        assertThat(get(REPO + "/pulls?per_page=2&page=3").findValuesAsText("number"))
                .containsExactly("1");
    }

    /// The story of the repository is the scenario's, moved with it; the files end as `safe/**` has them.
    @Test
    void aHistoryIsCommittedBeforeTheHead() throws IOException {
        github.close();
        var input = scenario.resolve("input");
        Files.createDirectories(input.resolve("history/1/stacks"));
        Files.writeString(input.resolve("history/1/stacks/a.yaml"), "Resources: { Old: {} }\n");
        Files.writeString(input.resolve("history.json"), """
                {"commits": [
                  {"at": "2026-05-01T10:00:00Z", "author": {"name": "Ada", "email": "ada@acme.example"},
                   "message": "Begin\\n\\nWith little.",
                   "files": {"stacks/a.yaml": "history/1/stacks/a.yaml", "gone.md": "history/1/stacks/a.yaml"}},
                  {"at": "2026-06-01T10:00:00Z", "author": {"name": "Ada", "email": "ada@acme.example"},
                   "message": "Tidy up", "files": {"gone.md": null}},
                  {"at": "2026-07-01T10:00:00Z", "author": {"name": "renovate[bot]", "email": "bot@renovateapp.com"},
                   "message": "Empty it", "files": "head"}]}
                """);
        github = start(scenario.resolve("other"));

        var all = get(REPO + "/commits");
        assertThat(all.findValuesAsText("message"))
                .containsExactly("Empty it\n", "Tidy up\n", "Begin\n\nWith little.\n");
        assertThat(all.at("/0/commit/author/name").asText()).isEqualTo("renovate[bot]");
        assertThat(all.at("/2/commit/author/date").asText()).isEqualTo("2026-05-03T10:00:00Z");
        assertThat(all.at("/0/sha").asText()).isEqualTo(main());
        var ofFile = get(REPO + "/commits?path=stacks/a.yaml&per_page=1&sha=" + main());
        assertThat(ofFile).hasSize(1);
        assertThat(get(REPO + "/commits?path=stacks/a.yaml").findValuesAsText("message"))
                .containsExactly("Empty it\n", "Begin\n\nWith little.\n");
        assertThat(get(REPO + "/git/trees/main?recursive=1").findValuesAsText("path"))
                .containsExactly("stacks", "stacks/a.yaml", "stacks/run.sh");
    }
}
