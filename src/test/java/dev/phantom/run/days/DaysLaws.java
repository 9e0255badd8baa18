package dev.phantom.run.days;

import dev.phantom.analysis.CaseFile;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is true after every run, whatever happened before it.
final class DaysLaws {

    private static final Pattern IN_DIGEST = Pattern.compile("\"driftId\":\"(d-[0-9a-f]+)\"");

    private record Asked(String contentHash, Set<Episode> episodes) {}

    private final DaysWorld world;
    /// By number and driftId: what each pull request was opened about.
    private final Map<Integer, Map<String, Set<Episode>>> opened = new HashMap<>();
    /// By driftId: what the analyst was asked about last.
    private final Map<String, Asked> judged = new HashMap<>();
    private String ruled = "";
    private LocalDate until = LocalDate.MIN;

    DaysLaws(DaysWorld world) {
        this.world = world;
    }

    /// The one rule of the repository from now on.
    void rule(String stack, String resource, String place, LocalDate last) {
        ruled = stack + " " + resource + " " + place;
        until = last;
    }

    private boolean isHidden(Episode episode) {
        var today = LocalDate.ofInstant(world.now, ZoneOffset.UTC);
        return ruled.equals(episode.stack + " " + episode.resource + " " + episode.place) && !today.isAfter(until);
    }

    List<Episode> of(Register.Entry entry) {
        return opened.getOrDefault(entry.pullRequest().number(), Map.of()).values().stream()
                .flatMap(Set::stream)
                .toList();
    }

    void check(RunReport run, List<CaseFile> asked) {
        var byDrift = new HashMap<String, Set<Episode>>();
        for (var report : run.reports()) {
            var stack = world.named(report.stack().id().name()).orElseThrow();
            report.drifts().forEach(d -> byDrift.put(d.drift().driftId(), episodes(stack, d.drift())));
            report.drifts().forEach(d -> known(d, byDrift.get(d.drift().driftId())));
            nothingDisappears(stack, report, byDrift);
        }
        nothingIsJudgedTwice(asked, byDrift);
        var entries = world.pulls();
        pullRequests(run, entries, byDrift);
        if (run.failures().isEmpty()) {
            digest(run);
        }
    }

    private Set<Episode> episodes(DaysStack stack, Drift drift) {
        var there = stack.running.get(drift.logicalId());
        var found = new HashSet<Episode>();
        for (var change : drift.changes()) {
            var episode = there == null ? null : there.episodes.get(place(change));
            if (episode == null) {
                throw new AssertionError("no drift: " + stack.name() + " " + drift.logicalId() + " " + change);
            }
            found.add(episode);
        }
        return found;
    }

    private static String place(Change change) {
        var key = change.path().segments().getFirst();
        return key.equals("SecurityGroupIngress")
                ? key + "#"
                        + change.actualValue()
                                .flatMap(v -> v instanceof Value.MapValue rule
                                        ? new PropertyView(rule.get("FromPort")).number()
                                        : java.util.Optional.empty())
                                .map(Object::toString)
                                .orElse("?")
                : key;
    }

    /// Who and since when: never less than before, and never what is not so.
    private void known(JudgedDrift drift, Set<Episode> episodes) {
        var since = drift.firstSeen();
        for (var change : drift.drift().changes()) {
            var occurred = change.circumstances().occurred();
            var episode = episodes.stream()
                    .filter(e -> e.place.equals(place(change)))
                    .findFirst()
                    .orElseThrow();
            var precision = occurred.precision().ordinal();
            if (precision > episode.precision) {
                throw new AssertionError("attribution worsened to " + occurred + ": " + episode);
            }
            episode.precision = precision;
            if (occurred.precision() == Precision.EXACT
                    && !occurred.eventId().equals(episode.eventId)
                    && !episode.alike.contains(occurred.eventId())) {
                throw new AssertionError("attributed to " + occurred + ": " + episode);
            }
            if (occurred.precision() == Precision.BRACKETED
                    && occurred.from() != null
                    && (occurred.from().isAfter(episode.at) || occurred.at().isBefore(episode.at))) {
                throw new AssertionError("not within " + occurred + ": " + episode);
            }
            if (since == null || since.isAfter(episode.firstSeen)) {
                throw new AssertionError("first seen " + since + ", not " + episode.firstSeen + ": " + episode);
            }
            episode.firstSeen = episode.isReported() ? episode.firstSeen : world.now;
        }
    }

    private void nothingDisappears(DaysStack stack, StackReport report, Map<String, Set<Episode>> byDrift) {
        var there = report.drifts().stream()
                .flatMap(d -> byDrift.get(d.drift().driftId()).stream())
                .collect(Collectors.toSet());
        for (var episode : stack.episodes()) {
            var must = (episode.declared || episode.isReported())
                    && !episode.resource.equals(world.unread)
                    && !isHidden(episode);
            if (must && !there.contains(episode)) {
                throw new AssertionError("not reported: " + episode);
            }
            if (isHidden(episode) && there.contains(episode)) {
                throw new AssertionError("reported although a rule hides it: " + episode);
            }
        }
    }

    private void nothingIsJudgedTwice(List<CaseFile> asked, Map<String, Set<Episode>> byDrift) {
        for (var file : asked) {
            var drift = file.drift();
            var episodes = byDrift.get(drift.driftId());
            var now = new Asked(drift.contentHash(), episodes);
            var before = world.logAway ? judged.remove(drift.driftId()) : judged.put(drift.driftId(), now);
            if (now.equals(before)) {
                throw new AssertionError("judged twice: " + episodes);
            }
        }
    }

    private void pullRequests(RunReport run, List<Register.Entry> entries, Map<String, Set<Episode>> byDrift) {
        for (var entry : entries) {
            var number = entry.pullRequest().number();
            if (!opened.containsKey(number) && entry.pullRequest().branch().startsWith("phantom/")) {
                var about = new HashMap<String, Set<Episode>>();
                entry.marker().members().forEach(m -> {
                    about.put(m.driftId(), byDrift.getOrDefault(m.driftId(), Set.of()));
                    entries.stream()
                            .filter(other -> other.pullRequest().number() < number)
                            .forEach(other -> notAgain(other, m, about.get(m.driftId()), number));
                });
                opened.put(number, about);
            } else if (entry.isOpen()) {
                entry.marker().members().stream()
                        .filter(m -> byDrift.containsKey(m.driftId()))
                        .forEach(m -> opened.get(number).put(m.driftId(), byDrift.get(m.driftId())));
            }
        }
        for (var report : run.reports()) {
            report.drifts().forEach(d -> decided(d, byDrift.get(d.drift().driftId()), entries));
        }
    }

    private void notAgain(Register.Entry other, Member member, Set<Episode> episodes, int number) {
        var same = other.marker().covers(member)
                && opened.getOrDefault(other.pullRequest().number(), Map.of())
                        .getOrDefault(member.driftId(), Set.of())
                        .equals(episodes);
        if (same && other.marker().closed().isEmpty()) {
            throw new AssertionError("#" + number + " asks again what #"
                    + other.pullRequest().number() + " (" + other.pullRequest().state() + ") was about: " + episodes);
        }
    }

    /// What is merged is on its way, and said to be.
    private void decided(JudgedDrift drift, Set<Episode> episodes, List<Register.Entry> entries) {
        for (var entry : entries) {
            var about = opened.getOrDefault(entry.pullRequest().number(), Map.of())
                    .get(drift.drift().driftId());
            var covers = entry.marker().members().stream()
                    .anyMatch(m -> m.driftId().equals(drift.drift().driftId())
                            && m.contentHash().equals(drift.drift().contentHash()));
            if (!covers || !episodes.equals(about)) {
                continue;
            }
            if (entry.pullRequest().state() == PullRequest.State.MERGED) {
                var wanted =
                        entry.isMergedRevert() ? DriftDecision.MERGED_NOT_APPLIED : DriftDecision.MERGED_NOT_DEPLOYED;
                if (drift.decision() != wanted) {
                    throw new AssertionError("#" + entry.pullRequest().number() + " is merged, but it is "
                            + drift.decision().text() + ": " + episodes);
                }
            }
        }
    }

    private void digest(RunReport run) {
        var stack = world.stacks.getLast();
        var drifts = run.reports().stream()
                .filter(r -> r.stack().id().equals(stack.stack.id()))
                .flatMap(r -> r.drifts().stream())
                .map(d -> d.drift().driftId())
                .collect(Collectors.toSet());
        var told = new HashSet<String>();
        world.host().issues().issues("phantom digest").stream()
                .filter(issue -> issue.isOpen())
                .forEach(issue -> {
                    var ids = IN_DIGEST.matcher(issue.body());
                    while (ids.find()) {
                        told.add(ids.group(1));
                    }
                });
        var blind = stack.running.containsKey(world.unread);
        if (!told.equals(drifts) && !(blind && told.containsAll(drifts))) {
            throw new AssertionError("the digest says " + told + ", the report " + drifts);
        }
    }
}
