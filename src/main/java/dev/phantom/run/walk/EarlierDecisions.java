package dev.phantom.run.walk;

import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.background.EarlierDecision;
import dev.phantom.analysis.background.EarlierDecision.Kind;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.Decisions;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was decided of a resource before: by a verdict, by somebody who keeps a difference, by closing or merging a
/// pull request.
///
/// @param rules of the repository, those that ended among them
record EarlierDecisions(StackId stack, Decisions decisions, IgnoreRules rules, Register register) {

    private static final int MOST = 10;

    /// Newest first; what nothing dates comes last.
    List<EarlierDecision> of(Drift drift) {
        return Stream.of(verdicts(drift), pullRequests(drift), kept(drift))
                .flatMap(all -> all)
                .sorted(Comparator.comparing(
                        EarlierDecision::at, Comparator.nullsLast(Comparator.reverseOrder())))
                .limit(MOST)
                .toList();
    }

    private Stream<EarlierDecision> verdicts(Drift drift) {
        return decisions.ofResource(stack, drift.logicalId()).stream()
                .filter(judged -> !judged.file().drift().contentHash().equals(drift.contentHash()))
                .map(judged -> new EarlierDecision(
                        judged.file().window().to(),
                        Kind.VERDICT,
                        recommendation(judged.verdict()) + " of " + paths(judged.file().drift()) + ", confidence "
                                + word(judged.verdict().opinion().confidence().level())));
    }

    private static String recommendation(Verdict verdict) {
        return word(verdict.recommendation());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String paths(Drift drift) {
        return drift.changes().isEmpty()
                ? "the whole resource"
                : drift.changes().stream()
                        .map(Change::path)
                        .map(path -> path.isRoot() ? "the whole resource" : path.toString())
                        .collect(Collectors.joining(", "));
    }

    private Stream<EarlierDecision> pullRequests(Drift drift) {
        return register.of(stack)
                .filter(entry -> !entry.isOpen()
                        && entry.marker().members().stream()
                                .anyMatch(member -> member.resource().equals(drift.logicalId())))
                .map(EarlierDecisions::pullRequest);
    }

    private static EarlierDecision pullRequest(Register.Entry entry) {
        var there = entry.pullRequest();
        boolean merged = there.state() == PullRequest.State.MERGED;
        var what = entry.marker().recommendation() + ": " + there.title() + " (#" + there.number() + ")";
        return new EarlierDecision(
                there.closedAt(),
                merged ? Kind.MERGED_PULL_REQUEST : Kind.CLOSED_PULL_REQUEST,
                merged || entry.isDeclined() ? what : what + ", closed by Phantom: " + entry.marker().closed());
    }

    /// Rules of the team for this resource by its name, whether they still hold or not.
    private Stream<EarlierDecision> kept(Drift drift) {
        return rules.rules().stream()
                .filter(rule -> rule.resource().equals(drift.logicalId())
                        && rule.fits(stack, drift.logicalId(), drift.type(), rule.path(), drift.expected()))
                .map(rule -> new EarlierDecision(null, Kind.KEPT, words(rule)));
    }

    private static String words(IgnoreRule rule) {
        return "%s is kept%s: %s"
                .formatted(whole(rule.path()), rule.until() == null ? "" : " until " + rule.until(), rule.reason());
    }

    private static String whole(@Nullable PropertyPath path) {
        return path == null ? "the whole resource" : path.toString();
    }
}
