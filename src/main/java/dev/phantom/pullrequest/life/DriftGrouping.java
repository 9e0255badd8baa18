package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.Register;
import dev.phantom.stack.StackId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides which drifts of one stack stand together. A drift stays in its open pull request; the others stand together
/// by recommendation and by who changed them when (one session, or one actor within an hour). One with a security
/// finding of level high or critical stands alone, so that nothing else delays it.
public final class DriftGrouping {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_TOGETHER = 20;
    /// So long a deployment may take to follow a merge.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Register register;
    private final List<Member> present;
    private final Instant now;
    private final Merges merges;

    private DriftGrouping(Register register, List<Decision> decisions, Instant now, Merges merges) {
        this.now = now;
        this.register = register;
        this.merges = merges;
        this.present = decisions.stream().map(Decision::member).toList();
    }

    /// @param decisions of one stack
    /// @param now       until when a "no" to a grave finding, or its merged revert, is waited for
    public static List<DriftGroup> of(List<Decision> decisions, Register register, Instant now, Merges merges) {
        var grouping = new DriftGrouping(register, decisions, now, merges);
        var sorted = decisions.stream()
                .sorted(Comparator.comparing(d -> d.drift().driftId()))
                .toList();
        var together = new LinkedHashMap<Place, List<Decision>>();
        for (var decision : sorted) {
            together.computeIfAbsent(grouping.place(decision, together), p -> new ArrayList<>())
                    .add(decision);
        }
        return together.entrySet().stream()
                .map(e -> grouping.group(e.getKey().standing(), e.getValue()))
                .toList();
    }

    /// Where a drift goes: drifts of the same place stand together.
    private record Place(String key, Standing standing) {}

    private DriftGroup group(Standing standing, List<Decision> members) {
        var first = members.getFirst();
        var branch = switch (standing) {
            case Standing.Open o -> o.entry().pullRequest().branch();
            case Standing.Declined d -> d.entry().pullRequest().branch();
            case Standing.Merged m -> m.entry().pullRequest().branch();
            case Standing.New n -> freeBranch(first);
        };
        return new DriftGroup(branch, first.recommendation(), standing, members);
    }

    /// A drift that left an open pull request which is named after it needs another name.
    private String freeBranch(Decision first) {
        var branch = branch(first);
        return register.open(branch).isEmpty()
                ? branch
                : branch + "-" + first.recommendation().text();
    }

    /// Whether a drift belongs to an open pull request.
    public static boolean isOpen(StackId stack, Drift drift, Register register) {
        var member = Decision.member(drift);
        return register.of(stack)
                .anyMatch(e -> e.isOpen() && e.marker().members().stream().anyMatch(member::overlaps));
    }

    static String branch(Decision first) {
        return Register.prefix(first.stack().id()) + first.drift().driftId();
    }

    private Standing standing(Decision decision) {
        var member = decision.member();
        var stack = decision.stack().id();
        var open = register.of(stack)
                .filter(e -> e.isOpen() && e.marker().members().stream().anyMatch(member::overlaps))
                .min(Comparator.comparing(e -> e.pullRequest().number()))
                .or(() -> register.open(branch(decision)));
        if (open.isPresent()) {
            return new Standing.Open(open.get());
        }
        var declined = register.of(stack)
                .filter(e -> declined(e, member) && !over(decision, e))
                .findFirst();
        var merged = reverting(decision, member).or(() -> keeping(decision, member));
        return declined.filter(no ->
                        merged.filter(yes -> number(yes.entry()) > number(no)).isEmpty())
                .<Standing>map(Standing.Declined::new)
                .or(() -> merged)
                .orElseGet(Standing.New::new);
    }

    /// Of several that were about it the last one counts.
    private static int number(Register.Entry entry) {
        return entry.pullRequest().number();
    }

    /// A hand-closed pull request is a "no" to its drifts while each of them that is still there is unchanged.
    private boolean declined(Register.Entry entry, Member member) {
        return entry.isDeclined()
                && entry.marker().covers(member)
                && entry.marker().members().stream()
                        .allMatch(m -> present.stream()
                                .filter(p -> p.driftId().equals(m.driftId()))
                                .allMatch(p -> p.contentHash().equals(m.contentHash())));
    }

    /// A "no" to what is of level high or critical ends: then it is asked again.
    private boolean over(Decision decision, Register.Entry entry) {
        return decision.file().assessment().floor().grave() && ended(entry);
    }

    private boolean ended(Register.Entry entry) {
        return Settlement.until(entry).filter(now::isAfter).isPresent();
    }

    /// A merged revert is on its way, unless the same change was made again after it. The marker that says so may be
    /// copied; the record that was merged may not. For a security finding of level high or critical the wait ends.
    private Optional<Standing.Merged> reverting(Decision decision, Member member) {
        return register.of(decision.stack().id())
                .filter(e -> e.isMergedRevert() && e.marker().covers(member))
                .filter(e -> !after(decision.occurred(), e.pullRequest().closedAt())
                        && !merges.before(decision.drift(), e.pullRequest().closedAt()))
                .filter(e -> !decision.grave() || !ended(e))
                .findFirst()
                .filter(e -> merges.recorded().test(decision.drift()))
                .map(e -> new Standing.Merged(e, unapplied(decision, e)));
    }

    private static OutcomeReason unapplied(Decision decision, Register.Entry entry) {
        var until = Settlement.until(entry).filter(end -> decision.grave()).map(Settlement::day);
        return new OutcomeReason.Unapplied(number(entry), merged(entry), until.orElse(null));
    }

    private static @Nullable LocalDate merged(Register.Entry entry) {
        var at = entry.pullRequest().closedAt();
        return at == null ? null : Settlement.day(at);
    }

    /// What was merged into the repository is on its way as long as the base branch holds it and it is not deployed.
    private Optional<Standing.Merged> keeping(Decision decision, Member member) {
        return register.of(decision.stack().id())
                .filter(e -> e.isMergedChange() && e.marker().covers(member))
                .findFirst()
                .filter(e -> merges.changes(decision.drift()))
                .map(e -> new Standing.Merged(e, undeployed(e)));
    }

    private OutcomeReason undeployed(Register.Entry entry) {
        var at = entry.pullRequest().closedAt();
        var late = at != null && now.isAfter(at.plus(PATIENCE));
        var deployed = merges.deployed();
        return new OutcomeReason.Undeployed(
                number(entry),
                merged(entry),
                late,
                at != null && deployed != null && deployed.isAfter(at) ? Settlement.day(deployed) : null);
    }

    private static boolean after(Occurred occurred, @Nullable Instant merged) {
        return occurred.at() != null
                && merged != null
                && occurred.precision() == Occurred.Precision.EXACT
                && occurred.at().isAfter(merged);
    }

    private Place place(Decision decision, Map<Place, List<Decision>> together) {
        var standing = standing(decision);
        return switch (standing) {
            case Standing.Open o -> {
                var place = new Place("", standing);
                var there = together.get(place);
                // the lowest member decides what an open pull request is about; who does not belong to it leaves it
                yield there == null || belongTogether(there.getFirst(), decision)
                        ? place
                        : newPlace(decision, together);
            }
            case Standing.Declined d -> new Place("", standing);
            case Standing.Merged m -> new Place("", standing);
            case Standing.New n -> newPlace(decision, together);
        };
    }

    private static boolean belongTogether(Decision first, Decision other) {
        return first.recommendation() == other.recommendation() && !first.grave() && !other.grave();
    }

    private static Place newPlace(Decision decision, Map<Place, List<Decision>> together) {
        var who = decision.occurred();
        // what waits for no source is not held up by what does
        var what = decision.recommendation().text() + (decision.hurries() ? "!" : "") + '\0';
        if (decision.recommendation() == Recommendation.NEEDS_HUMAN || decision.grave()) {
            return fresh(what + decision.drift().driftId());
        }
        if (!who.session().isEmpty()) {
            return join(what + "session" + '\0' + who.session() + '\0', decision, together);
        }
        if (who.actor().isEmpty() || who.at() == null) {
            return fresh(what + decision.drift().driftId());
        }
        return join(what + "actor" + '\0' + who.actor() + '\0', decision, together);
    }

    private static Place join(String key, Decision decision, Map<Place, List<Decision>> together) {
        return together.entrySet().stream()
                .filter(e -> e.getKey().key().startsWith(key)
                        && e.getValue().size() < MOST_TOGETHER
                        && near(e.getValue().getFirst().occurred(), decision.occurred()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(fresh(key + decision.drift().driftId()));
    }

    private static Place fresh(String key) {
        return new Place(key, new Standing.New());
    }

    /// Within the window; a session without a time is near to itself.
    private static boolean near(Occurred a, Occurred b) {
        return a.at() == null
                || b.at() == null
                || Duration.between(a.at(), b.at()).abs().compareTo(WINDOW) <= 0;
    }
}
