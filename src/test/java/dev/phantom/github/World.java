package dev.phantom.github;

import dev.phantom.config.ConfigReader;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Undeployed;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.MergedRecords;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.pullrequest.life.Merges;
import dev.phantom.pullrequest.life.PullRequestLifecycle;
import dev.phantom.pullrequest.life.SettlingWatch;
import dev.phantom.pullrequest.rule.KeepOrders;
import dev.phantom.run.ProcessReservations;
import dev.phantom.run.closing.Admission;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.wire.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An embedded GitHub with one repository, and runs of the pull request stage against it through the real client.
final class World implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    static final String TEMPLATE =
            "Resources:\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MaxSize: '6'\n";

    final EmbeddedGitHub github;
    final CallLog log = new CallLog(null, call -> {});
    PublishPolicy policy = Policies.STANDARD;
    Stack.Mode mode = Stack.Mode.READY;
    Stack.@Nullable Planned planned;

    World(Path folder) {
        this(folder, InstantSource.fixed(NOW));
    }

    World(Path folder, InstantSource clock) {
        try {
            var scenario = folder.resolve("scenario");
            if (!Files.exists(scenario)) {
                write(scenario);
            }
            github = EmbeddedGitHub.start(0, folder.resolve("out"), Scenario.open(scenario, NOW), log, clock);
            looking = host();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A world that is as another one was when it was closed.
    static World like(Path other, Path folder) {
        try (var files = Files.walk(other)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(other.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new World(folder);
    }

    private static void write(Path scenario) throws IOException {
        var safe = scenario.resolve("input/safe");
        Files.createDirectories(safe.resolve("stacks"));
        Files.writeString(
                scenario.resolve("scenario.json"),
                "{\"schema\":\"phantom.scenario/v1\",\"title\":\"t\",\"now\":\"2026-11-22T08:30:00Z\",\"account\":\"111122223333\","
                        + "\"region\":\"us-east-1\",\"repository\":\"acme/infra\"}");
        Files.writeString(safe.resolve("phantom.yaml"), "version: 1\n");
        Files.writeString(safe.resolve("stacks/payments.yaml"), TEMPLATE);
        Files.writeString(safe.resolve("stacks/payments.prod.json"), "{\"Parameters\":{\"Size\":\"6\"}}\n");
        var script = safe.resolve("stacks/deploy.sh");
        Files.writeString(script, "#!/bin/sh\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("no executable files here");
        }
    }

    /// What the base branch holds and no deployment has brought.
    List<Undeployed> undeployed = List.of();

    /// Of the last run.
    List<String> notices = List.of();

    Credential credential = new Credential.Token(EmbeddedGitHub.TOKEN);

    GitHubAccess access() {
        return new GitHubAccess(github.uri(), "acme/infra", "main", credential, pace());
    }

    /// As a checkout configures it whose file names this base branch.
    GitHubAccess onto(String base) {
        return new GitHubAccess(
                github.uri(), "acme/infra", base, credential, pace(), Network.standard(), ConfigReader::base);
    }

    /// A branch from main with one file more, as anybody may push it.
    void push(String branch, String path, String text) {
        github.reviewer().branch(branch, "main");
        github.reviewer().commit(branch, path, text, "Mine");
    }

    /// Of each call; 1 for a client that gives up at once.
    int attempts = GitHubPacing.brisk().attempts();

    private GitHubPacing pace() {
        var brisk = GitHubPacing.brisk();
        return new GitHubPacing(
                brisk.betweenWrites(),
                brisk.firstWait(),
                brisk.longestWait(),
                attempts,
                brisk.timeout(),
                brisk.clock());
    }

    GitHubCodeHost host() {
        return new GitHubCodeHost(access(), List.of("stacks/"));
    }

    String head() {
        return branch("main").orElseThrow().sha();
    }

    private Stack stack() {
        var stack = Judged.stack(mode);
        return new Stack(
                stack.id(),
                stack.environment(),
                stack.template(),
                stack.parameters(),
                stack.service(),
                stack.team(),
                mode,
                planned);
    }

    /// One whole run of the stage, as the pipeline makes it.
    Map<String, Outcome> run(Judged.One... drifts) {
        return run(List.of(), drifts);
    }

    Map<String, Outcome> run(List<Unchecked> unchecked, Judged.One... drifts) {
        var host = host();
        var base = host.branch("main").orElseThrow().sha();
        var decisions = Arrays.stream(drifts).map(d -> d.decision(stack())).toList();
        var register = Register.read(host);
        var records = MergedRecords.on(host);
        var groups = DriftGrouping.of(
                decisions,
                register,
                NOW,
                new Merges(
                        drift -> records.contain(Judged.stack(mode).id(), drift),
                        undeployed,
                        drift -> Optional.empty(),
                        NOW));
        var proposals = groups.stream().map(g -> proposal(g, base)).toList();
        var round = new StackProposals(stack(), Judged.report(decisions, unchecked), proposals, Known.HERE);
        var lifecycle = new PullRequestLifecycle(host, policy);
        var admission = new Admission(new ProcessReservations(InstantSource.fixed(NOW)), policy, groups);
        var room = admission.admit(lifecycle.opening(round), register);
        var published = lifecycle.publish(round, register, g -> room.contains(g.branch()), SettlingWatch.NONE);
        var today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        new KeepOrders(host, Judged.stack(mode).id(), today, base).settle(round, published.register());
        notices = published.notices();
        return published.outcomes();
    }

    /// What became of drifts that a digest lists, by driftId.
    Map<String, Outcome> became = Map.of();

    /// One run of the digest issue, of a stack that shows these drifts.
    Optional<Outcome> digest(List<Unchecked> unchecked, Judged.One... drifts) {
        var stack = Judged.stack(Stack.Mode.ISSUE);
        var decisions = Arrays.stream(drifts)
                .map(d -> d.mode(Stack.Mode.ISSUE).decision())
                .toList();
        var host = host();
        return new Digest(host.issues(), policy, host.isPublic(), Register.read(host))
                .settle(
                        List.of(stack),
                        List.of(new Digest.Seen(stack, Judged.report(decisions, unchecked), decisions, became)));
    }

    Proof.Result proofs = Proof.Result.PASS;

    private Proposal proposal(DriftGroup group, String base) {
        return group.wantsPatch()
                ? new Proposal.Patch(group, Judged.patch(group, base, TEMPLATE), Judged.proof(proofs))
                : new Proposal.Nothing(group);
    }

    /// For looking, not for running: one client for all looks.
    private final GitHubCodeHost looking;

    List<CodeHost.PullRequest> pulls() {
        return looking.pullRequests(Register.PREFIX);
    }

    List<String> branches() {
        return looking.branches(Register.PREFIX);
    }

    Optional<CodeHost.Head> branch(String name) {
        return looking.branch(name);
    }

    /// The calls since a number of calls that write.
    List<String> writesSince(int calls) {
        return log.calls().stream()
                .skip(calls)
                .map(CallLog.Call::operation)
                .filter(o -> !o.startsWith("GET "))
                .toList();
    }

    int calls() {
        return log.calls().size();
    }

    static Outcome.Kind kind(Map<String, Outcome> outcomes, Judged.One drift) {
        return of(outcomes, drift).kind();
    }

    static Outcome of(Map<String, Outcome> outcomes, Judged.One drift) {
        var outcome = outcomes.get(drift.driftId());
        if (outcome == null || outcome.kind() == Outcome.Kind.FAILED) {
            throw new AssertionError("no good outcome for " + drift.resource() + " in " + outcomes);
        }
        return outcome;
    }

    static Outcome any(Map<String, Outcome> outcomes) {
        return outcomes.values().iterator().next();
    }

    @Override
    public void close() {
        github.close();
    }
}
