package dev.phantom.pullrequest.digest;

import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Unchecked;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.IssueHost;
import dev.phantom.pullrequest.IssueHost.Issue;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Outcome.Kind;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps the one digest issue of a repository, for the stacks in mode `issue`: updated in place when something is new
/// or gone, closed when nothing is left, opened again when something new appears. Closed by a person it is a "no" to
/// all that it reported. The issue's own text is the only memory.
public final class Digest {

    static final String LABEL = "phantom digest";

    private final IssueHost host;
    private final DigestLine lines;

    /// @param register pull requests of these drifts, which it refers to
    public Digest(IssueHost host, PublishPolicy policy, boolean publicRepository, Register register) {
        this.host = host;
        this.lines = new DigestLine(policy.privacy(), publicRepository, register);
    }

    /// One stack in mode `issue` that was walked.
    ///
    /// @param report   every drift that was found; decides what is gone
    /// @param outcomes by driftId: what became of each
    public record Seen(Stack stack, DriftReport report, List<Decision> decisions, Map<String, Outcome> outcomes) {
        public Seen {
            decisions = List.copyOf(decisions);
            outcomes = Map.copyOf(outcomes);
        }
    }

    /// @param configured every stack in mode `issue`: what was reported of one that was not walked stays; if there is
    /// none
    ///                   any more, an open issue is closed and says so
    /// @return empty if there is no issue and nothing to say
    public Optional<Outcome> settle(List<Stack> configured, List<Seen> seen) {
        var issues = host.issues(LABEL).stream()
                .filter(i -> DigestBody.isOne(i.body()))
                .toList();
        var there = issues.stream().max(Comparator.comparing(Issue::isOpen).thenComparing(i -> -i.number()));
        var known = there.map(i -> DigestItem.in(i.body())).orElse(List.of());
        var now = now(configured, seen, known);
        if (there.filter(i -> i.isOpen() || !configured.isEmpty()).isEmpty()) {
            return now.isEmpty() ? Optional.empty() : Optional.of(open(now));
        }
        issues.stream()
                .filter(Issue::isOpen)
                .filter(i -> i.number() != there.get().number())
                .forEach(this::drop);
        return Optional.of(
                configured.isEmpty() ? resolve(there.get(), DigestBody.ended()) : update(there.get(), known, now));
    }

    private List<DigestItem> now(List<Stack> configured, List<Seen> seen, List<DigestItem> known) {
        var now = new ArrayList<DigestItem>();
        var outcomes = new HashMap<String, Outcome>();
        seen.forEach(s -> outcomes.putAll(s.outcomes()));
        seen.stream()
                .flatMap(s -> s.decisions().stream())
                .sorted(Comparator.comparing(Decision::severity)
                        .reversed()
                        .thenComparing(d -> d.stack().id().name())
                        .thenComparing(d -> d.drift().logicalId())
                        .thenComparing(d -> d.drift().driftId()))
                .map(d -> lines.of(d, outcomes.get(d.drift().driftId())))
                .map(item -> known.stream()
                        .filter(item::isSameAs)
                        .findFirst()
                        .map(item::as)
                        .orElse(item))
                .forEach(now::add);
        var present = Set.copyOf(now.stream().map(DigestItem::driftId).toList());
        known.stream()
                .filter(t -> !present.contains(t.driftId()) && isHidden(t, configured, seen))
                .forEach(now::add);
        return now;
    }

    /// Whether nothing is known of it this time: its stack was not walked, or its resource could not be read.
    private static boolean isHidden(DigestItem item, List<Stack> configured, List<Seen> seen) {
        var walked = seen.stream()
                .filter(s -> Marker.stackKey(s.stack().id()).equals(item.stack()))
                .findFirst();
        return walked.map(s -> s.report().coverage().compared() == 0
                        || s.report().coverage().unchecked().stream().anyMatch(u -> hides(u, item)))
                .orElseGet(() -> configured.stream()
                        .anyMatch(s -> Marker.stackKey(s.id()).equals(item.stack())));
    }

    private static boolean hides(Unchecked unchecked, DigestItem item) {
        return unchecked.reason() == Unchecked.Reason.STACK_BUSY
                || unchecked.logicalId().equals(item.resource());
    }

    private Outcome open(List<DigestItem> now) {
        var body = new DigestBody(now);
        var opened = host.open(body.title(), body.text(), List.of("phantom", LABEL));
        return outcome(Kind.CREATED, opened);
    }

    private Outcome update(Issue there, List<DigestItem> known, List<DigestItem> now) {
        var more = DigestBody.more(there.body());
        var isNew = now.stream().anyMatch(n -> !isKnown(n, known, more));
        if (now.isEmpty()) {
            return there.isOpen() ? resolve(there, DigestBody.resolved()) : outcome(Kind.UNCHANGED, there);
        }
        if (!isNew && !there.isOpen()) {
            return outcome(DigestBody.isResolved(there.body()) ? Kind.UNCHANGED : Kind.CLOSED_BY_PERSON, there);
        }
        if (!isNew && known.size() + more.size() == now.size() && now.stream().allMatch(n -> isWritten(n, known))) {
            return outcome(Kind.UNCHANGED, there);
        }
        var body = new DigestBody(isNew ? renewed(known, more, now) : now);
        if (!there.isOpen()) {
            host.reopen(there.number());
        }
        if (isNew) {
            host.comment(there.number(), body.announcement());
        }
        host.edit(there.number(), body.title(), body.text());
        return outcome(Kind.UPDATED, there);
    }

    /// With something new, what was new the last time is known.
    private static List<DigestItem> renewed(List<DigestItem> known, Set<String> more, List<DigestItem> now) {
        return now.stream().map(n -> isKnown(n, known, more) ? n.known() : n).toList();
    }

    /// Whether its line, where it has one, says what it is now.
    private static boolean isWritten(DigestItem item, List<DigestItem> known) {
        return known.stream()
                .filter(item::isSameAs)
                .allMatch(there -> there.text().equals(item.text()));
    }

    private static boolean isKnown(DigestItem item, List<DigestItem> known, Set<String> more) {
        return more.contains(item.tag()) || known.stream().anyMatch(item::isSameAs);
    }

    /// The text first, so that an issue closed by Phantom is never taken for a person's "no".
    private Outcome resolve(Issue there, String why) {
        if (!DigestBody.isResolved(there.body())) {
            host.edit(there.number(), there.title(), why);
        }
        host.close(there.number());
        return outcome(Kind.CLOSED_RESOLVED, there);
    }

    /// Another run opened one at the same moment; one is enough.
    private void drop(Issue other) {
        host.edit(other.number(), other.title(), DigestBody.resolved());
        host.close(other.number());
    }

    private static Outcome outcome(Kind kind, Issue issue) {
        return new Outcome(
                kind,
                dev.phantom.pullrequest.OutcomeReason.NONE,
                issue.url(),
                "",
                new dev.phantom.patch.Proof(List.of()));
    }
}
