package dev.phantom.run.days;

import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.github.Credential;
import dev.phantom.github.GitHubAccess;
import dev.phantom.github.GitHubCodeHost;
import dev.phantom.github.GitHubPacing;
import dev.phantom.github.GitHubSafeState;
import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.pullrequest.Register;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// AWS behind its ports and an embedded GitHub, on a clock of their own.
final class DaysWorld implements AutoCloseable {

    static final Instant FIRST = Instant.parse("2026-09-01T06:00:00Z");
    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));
    private static final String IGNORE = ".phantom/ignore.yaml";

    /// A write, and from when on the change log has it.
    private record Logged(Write write, Instant from) {}

    Instant now = FIRST;
    final List<DaysStack> stacks;
    final EmbeddedGitHub github;
    private final List<Logged> log = new ArrayList<>();
    private int events;
    /// Events by what they wrote.
    private final Map<String, Set<String>> written = new HashMap<>();

    // what fails in the next run
    String unread = "";
    boolean logAway;
    boolean liveAway;

    DaysWorld(Path folder) {
        stacks = List.of(
                new DaysStack("shop", Stack.Mode.READY, DaysTemplates.SHOP, FIRST.minus(Duration.ofDays(3))),
                new DaysStack("mail", Stack.Mode.ISSUE, DaysTemplates.MAIL, FIRST.minus(Duration.ofDays(3))));
        github = EmbeddedGitHub.start(
                0, folder.resolve("out"), scenario(folder), new CallLog(null, call -> {}), () -> now);
    }

    private static Scenario scenario(Path folder) {
        try {
            var safe = folder.resolve("scenario/input/safe");
            Files.createDirectories(safe.resolve("stacks"));
            Files.createDirectories(safe.resolve(".phantom"));
            Files.writeString(
                    folder.resolve("scenario/scenario.json"),
                    "{\"schema\":\"phantom.scenario/v1\",\"title\":\"t\",\"now\":\"" + FIRST + "\",\"account\":\""
                            + DaysStack.ACCOUNT + "\",\"region\":\"us-east-1\",\"repository\":\"acme/infra\"}");
            Files.writeString(safe.resolve("phantom.yaml"), "version: 1\n");
            Files.writeString(safe.resolve(IGNORE), "version: 1\nrules: []\n");
            Files.writeString(safe.resolve("stacks/shop.yaml"), DaysTemplates.SHOP);
            Files.writeString(safe.resolve("stacks/mail.yaml"), DaysTemplates.MAIL);
            return Scenario.open(folder.resolve("scenario"), FIRST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GitHubAccess access() {
        return new GitHubAccess(
                github.uri(), "acme/infra", "main", new Credential.Token(EmbeddedGitHub.TOKEN), GitHubPacing.brisk());
    }

    GitHubCodeHost host() {
        return new GitHubCodeHost(access(), List.of("stacks/"));
    }

    GitHubSafeState safe() {
        return new GitHubSafeState(access(), FORMATS);
    }

    String file(DaysStack stack) {
        return safe().read(stack.stack).template().text();
    }

    List<Register.Entry> pulls() {
        return Register.read(host()).entries();
    }

    IgnoreRules rules() {
        return safe().beside(IGNORE)
                .map(text -> IgnoreRulesReader.read(IGNORE, new String(text, StandardCharsets.UTF_8)))
                .orElse(IgnoreRules.NONE);
    }

    void ignore(String rules) {
        github.reviewer().commit("main", IGNORE, "version: 1\nrules: [" + rules + "]\n", "Keep it for a while");
    }

    /// Somebody sets a property past CloudFormation.
    ///
    /// @param late when the change log has it
    void change(DaysStack stack, String resource, DaysTemplates.Knob knob, Value value, String actor, Duration late) {
        var there = stack.running.get(resource);
        var known = there.episodes.remove(knob.key());
        if (known != null) {
            known.over = true;
        }
        var before = there.properties.get(knob.key());
        if (!knob.declared() && before != null) {
            there.before.putIfAbsent(knob.key(), before);
        }
        there.properties.put(knob.key(), value);
        var request = new LinkedHashMap<String, Value>();
        request.put("name", Value.string(there.physicalId));
        request.put(knob.key(), value);
        var event = logged(knob.call(), knob.service(), there.physicalId, actor, request, late);
        var normal = knob.declared() ? stack.declared(resource).get(knob.key()) : there.before.get(knob.key());
        if (!isSame(value, normal)) {
            there.episodes.put(
                    knob.key(),
                    known(new Episode(stack.name(), resource, knob.key(), knob.declared(), now, event), value));
        }
    }

    static boolean isSame(Value one, @Nullable Value other) {
        return one instanceof Value.Scalar a
                && other instanceof Value.Scalar b
                && a.text().equals(b.text());
    }

    /// Somebody opens a port.
    void open(DaysStack stack, String resource, int port, String actor, Duration late) {
        var there = stack.running.get(resource);
        var rules = new ArrayList<>(((Value.ListValue) there.properties.get("SecurityGroupIngress")).items());
        rules.add(DaysTemplates.rule(port));
        there.properties.put("SecurityGroupIngress", new Value.ListValue(rules));
        var request = new LinkedHashMap<String, Value>();
        request.put("groupId", Value.string(there.physicalId));
        request.put("ipPermissions", new Value.ListValue(List.of(DaysTemplates.rule(port))));
        var event = logged("AuthorizeSecurityGroupIngress", "ec2", there.physicalId, actor, request, late);
        var place = "SecurityGroupIngress#" + port;
        there.episodes.put(
                place, known(new Episode(stack.name(), resource, place, true, now, event), DaysTemplates.rule(port)));
    }

    private Episode known(Episode episode, Value value) {
        var alike = written.computeIfAbsent(
                episode.stack + " " + episode.resource + " " + episode.place + " " + value, k -> new HashSet<>());
        episode.alike.addAll(alike);
        alike.add(episode.eventId);
        return episode;
    }

    /// Whoever made a change takes it back, or a revert is carried out.
    ///
    /// @param deploys whether CloudFormation does it
    void undo(DaysStack stack, Episode episode, boolean deploys) {
        var there = stack.running.get(episode.resource);
        var key = episode.place.replaceFirst("#.*", "");
        if (episode.place.contains("#")) {
            var rule = DaysTemplates.rule(Integer.parseInt(episode.place.replaceFirst(".*#", "")));
            var rules = ((Value.ListValue) there.properties.get(key)).items();
            there.properties.put(
                    key,
                    new Value.ListValue(
                            rules.stream().filter(r -> !r.equals(rule)).toList()));
            episode.over = true;
            there.episodes.remove(episode.place);
        } else {
            stack.set(
                    there,
                    key,
                    episode.declared ? stack.declared(episode.resource).get(key) : there.before.get(key));
        }
        if (deploys) {
            there.touched = now;
        }
    }

    private String logged(
            String call, String service, String id, String actor, Map<String, Value> request, Duration late) {
        var event = "e-" + ++events;
        log.add(new Logged(
                new Write(
                        event,
                        now,
                        call,
                        service + ".amazonaws.com",
                        Write.Origin.of(actor, Write.Via.CONSOLE, actor + "-" + events),
                        List.of(id),
                        new MapValue(request),
                        ""),
                now.plus(late)));
        return event;
    }

    private DaysStack of(StackId id) {
        return stacks.stream().filter(s -> s.stack.id().equals(id)).findFirst().orElseThrow();
    }

    DeployedState deployed(StackId id) {
        return of(id).deployed();
    }

    LiveState live(DeployedState deployed) {
        if (liveAway) {
            throw new PhantomException(new Diagnostic(Code.AWS_FAILED, "AWS did not answer", "", "", Cause.AWAY));
        }
        return new LiveState(
                deployed.id(), "", LiveState.Source.FILE, now, of(deployed.id()).live(unread), List.of());
    }

    ChangeLog.Writes writes(List<LiveResource> resources, Instant from, Instant to) {
        if (logAway) {
            return new ChangeLog.Writes(List.of(), List.of(new Gap("CloudTrail did not answer", Cause.AWAY)));
        }
        var ids = resources.stream().map(LiveResource::physicalId).toList();
        return new ChangeLog.Writes(
                log.stream()
                        .filter(l -> !l.from().isAfter(now))
                        .map(Logged::write)
                        .filter(w -> !w.at().isBefore(from) && !w.at().isAfter(to))
                        .filter(w -> w.resources().stream().anyMatch(ids::contains))
                        .toList(),
                List.of());
    }

    DetectionSource.Seen detected(StackId id) {
        var differing = new LinkedHashMap<String, List<PropertyPath>>();
        of(id).episodes().stream()
                .filter(e -> e.declared)
                .forEach(e -> differing
                        .computeIfAbsent(e.resource, r -> new ArrayList<>())
                        .add(PropertyPath.parse("/" + e.place.replaceFirst("#.*", ""))));
        return new DetectionSource.Seen(differing, List.of());
    }

    Optional<DaysStack> named(String name) {
        return stacks.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    @Override
    public void close() {
        github.close();
    }
}
