package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// GitHub's REST API (v3) for one repository, on loopback, over a bare git repository that plain `git` can clone by its
/// path during and after. Commits, refs and trees are git's own; pull requests are kept in a JSON file beside it, so
/// that
/// a restart knows them.
public final class EmbeddedGitHub implements AutoCloseable {

    /// The only token that it takes.
    public static final String TOKEN = "embedded-github-token";

    /// Trouble that a test wants: `reply` instead of the answer, before the request is carried out or after it.
    public record Trouble(boolean carriedOut, Reply reply) {

        /// GitHub's own 500.
        public static Trouble serverError(boolean carriedOut) {
            return new Trouble(carriedOut, Reply.json(500, "{\"message\":\"Server Error\"}"));
        }

        /// The secondary rate limit.
        public static Trouble secondaryLimit(int retryAfterSeconds) {
            var text =
                    "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try"
                            + " again.\",\"documentation_url\":\"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api\"}";
            var headers = new LinkedHashMap<String, String>();
            headers.put("Content-Type", "application/json");
            headers.put("Retry-After", Integer.toString(retryAfterSeconds));
            return new Trouble(false, new Reply(403, headers, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private final Scenario scenario;
    private final Path folder;
    private final CallLog log;
    private final InstantSource clock;
    private final BareRepository git;
    private final PullRequestStore store;
    private final PullsApi pulls;
    private final IssuesApi issues;
    private final AppsApi apps;
    private final Map<String, String> people = new ConcurrentHashMap<>(Map.of("robin", "write", Shapes.USER, "write"));
    private final Router router = new Router();
    private final LoopbackServer server;
    private volatile Function<Request, Optional<Trouble>> trouble = request -> Optional.empty();
    private volatile boolean isPublic;
    private volatile String scopes = "";
    private int requests;

    private EmbeddedGitHub(int port, Path out, Scenario scenario, CallLog log, InstantSource clock) throws IOException {
        this.scenario = scenario;
        this.log = log;
        this.clock = clock;
        this.folder = out.resolve("github").resolve(scenario.repository() + ".git");
        Files.createDirectories(folder.getParent());
        this.git = BareRepository.open(folder, MAIN);
        this.store = PullRequestStore.open(folder.resolveSibling(folder.getFileName() + ".json"));
        this.apps = new AppsApi(clock);
        this.pulls = new PullsApi(git, store, this::shapes, clock, MAIN);
        if (git.ref(BareRepository.HEADS + MAIN).isEmpty()) {
            new Import(git, scenario).commits(BareRepository.HEADS + MAIN);
        }
        new ChecksApi(pulls, apps).register(router);
        new RefsApi(git, this::shapes, this::branchDeleted).register(router);
        new GitDataApi(git, this::shapes, clock).register(router);
        pulls.register(router);
        this.issues = new IssuesApi(pulls);
        issues.register(router);
        new ReviewersApi(pulls, people).register(router);
        apps.register(router);
        new RepositoryApi(this::shapes, clock).register(router);
        this.server = LoopbackServer.start(port, this::serve);
    }

    private static final String MAIN = "main";

    /// Starts it; the first start imports the scenario's repository: `input/history.json`, and `input/safe/**` as the
    /// head of `main`.
    ///
    /// @param port  0 for any free one
    /// @param out   the repository lies at `<out>/github/<owner>/<name>.git`
    /// @param clock for commits and pull requests
    public static EmbeddedGitHub start(int port, Path out, Scenario scenario, CallLog log, InstantSource clock) {
        try {
            return new EmbeddedGitHub(port, out, scenario, log, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The base address for a client: `PHANTOM_GITHUB_URL`.
    public URI uri() {
        return server.uri();
    }

    /// The bare repository: `git clone` takes this path.
    public Path repository() {
        return folder;
    }

    /// The pull request of a branch, with its diff.
    public Optional<ShownPullRequest> pullRequest(String branch) {
        return store.all().stream()
                .filter(p -> p.path("head").asText().equals(branch))
                .findFirst()
                .map(p -> new ShownPullRequest(
                        p.path("title").asText(), p.path("body").asText(), diff(branch)));
    }

    /// Branches of all pull requests, open or not, newest first.
    public List<String> pullRequests() {
        synchronized (this) {
            return store.all().stream().map(p -> p.path("head").asText()).toList();
        }
    }

    private String diff(String branch) {
        try (var bytes = new java.io.ByteArrayOutputStream();
                var format = new org.eclipse.jgit.diff.DiffFormatter(bytes)) {
            format.setRepository(git.git());
            var head = git.resolve(branch);
            var base = git.commit(head.getParent(0).getName());
            format.format(base.getTree(), head.getTree());
            return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tests: what goes wrong with which request.
    public void trouble(Function<Request, Optional<Trouble>> wanted) {
        trouble = wanted;
    }

    /// Tests: whether anybody may read the repository.
    public void visibility(boolean visibleToAll) {
        isPublic = visibleToAll;
    }

    /// Tests: the token is a classic one with these scopes.
    public void scopes(String named) {
        scopes = named;
    }

    /// Tests: what a person may do in the repository, as GitHub writes it: `admin`, `write`, `read`; a team's slug with
    /// an `@` before it.
    public void person(String login, String permission) {
        people.put(login, permission);
    }

    /// Tests: an App that is installed on the repository.
    ///
    /// @param permissions as GitHub writes them, e.g. `contents` → `write`
    public void install(String appId, PublicKey key, Map<String, String> permissions) {
        apps.install(new AppsApi.Installed(appId, key, permissions));
    }

    /// Check runs, oldest first, as GitHub shows them.
    public List<JsonNode> checks() {
        synchronized (this) {
            var all = new ArrayList<JsonNode>();
            store.checks().forEach(all::add);
            return all;
        }
    }

    /// Tests: what installation tokens were asked for.
    public List<JsonNode> tokensAsked() {
        return apps.asked();
    }

    /// The hands of a person: merging, closing, committing.
    public Reviewer reviewer() {
        return new Reviewer(git, store, pulls, issues, clock, this);
    }

    @Override
    public void close() {
        server.close();
        git.close();
    }

    private Shapes shapes(Router.Asked asked) {
        return new Shapes(asked.base(), scenario.repository(), folder.toString(), MAIN, isPublic);
    }

    private Reply serve(Request request) throws IOException {
        var found = router.find(request);
        log.record("github", found.map(f -> f.route().operation()).orElse(request.method() + " (unknown)"), "");
        var wanted = trouble.apply(request);
        if (wanted.isPresent() && !wanted.get().carriedOut()) {
            return dressed(request, wanted.get().reply());
        }
        Reply reply;
        synchronized (this) {
            requests++;
            reply = answer(request, found);
        }
        return dressed(request, wanted.map(Trouble::reply).orElse(reply));
    }

    private Reply answer(Request request, Optional<Router.Found> found) throws IOException {
        try {
            var page = new WebPage(store, scenario.repository(), folder.toString()).answer(request);
            if (page.isPresent()) {
                return page.get();
            }
            authorise(request);
            var route = found.orElseThrow(Refusal::notFound);
            var wanted = route.path().get("owner") + "/" + route.path().get("repo");
            if (route.path().containsKey("repo") && !wanted.equalsIgnoreCase(scenario.repository())) {
                throw Refusal.notFound();
            }
            return route.route().answer().to(new Router.Asked(request, route.path(), uri().toString()));
        } catch (Refusal e) {
            return e.reply();
        }
    }

    private void authorise(Request request) {
        var given = request.headers().getOrDefault("authorization", "");
        if (request.path().startsWith("/app") || request.path().endsWith("/installation")) {
            return; // asked by an App with its JWT, which AppsApi looks at
        }
        if (apps.knows(given.replaceFirst("^Bearer ", ""))) {
            return;
        }
        if (!List.of("Bearer " + TOKEN, "token " + TOKEN).contains(given)) {
            throw Refusal.of(401, given.isEmpty() ? "Requires authentication" : "Bad credentials");
        }
    }

    private void branchDeleted(String branch) {
        try {
            var open = pulls.open(branch);
            if (open.isPresent()) {
                pulls.close(open.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply dressed(Request request, Reply reply) {
        var dressed = new Headers(clock).withHeaders(request, reply, requests);
        if (!scopes.isEmpty()) {
            var headers = new LinkedHashMap<>(dressed.headers());
            headers.put("X-OAuth-Scopes", scopes);
            return new Reply(dressed.status(), headers, dressed.body());
        }
        return dressed;
    }
}
