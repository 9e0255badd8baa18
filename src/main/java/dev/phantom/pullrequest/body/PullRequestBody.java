package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.patch.Impact;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The text of a pull request, in Markdown. What a reviewer decides by comes first: that it is not ready and why, what
/// it is about, the verdict, why, what merging does, what to do next. The rest is folded: facts with the numbers of
/// their exhibits, what speaks against it, what is not known, the proof, the cost. All text from outside is escaped and
/// capped, people and accounts are shown as far as the privacy level lets them, and the whole stays below the 65,536
/// characters that a code host takes.
///
/// @param siblings other drifts of the same stack, which a reconcile of a revert would meet
/// @param knowledge what is known of resource types where the stack runs
/// @param unready  why it is not to be merged yet, without a full stop; empty if it may be
public record PullRequestBody(
        DriftGroup group,
        PatchSet patch,
        Proof proof,
        Coverage coverage,
        List<Sibling> siblings,
        Redaction redaction,
        Set<String> linkHosts,
        boolean minimal,
        TypeKnowledge knowledge,
        String unready) {

    public PullRequestBody {
        siblings = List.copyOf(siblings);
        linkHosts = Set.copyOf(linkHosts);
    }

    private static final int WORDS = 600;
    private static final int MOST = 30;

    /// Of what a first screen names.
    private static final int FIRST = 5;

    /// Another group of the same stack.
    ///
    /// @param number of its open pull request; 0 if there is none
    public record Sibling(DriftGroup group, int number) {
        public boolean hasPullRequest() {
            return number > 0;
        }
    }

    /// A critical security finding in a public repository: the less is said, the better.
    public static boolean minimal(DriftGroup group, boolean publicRepository) {
        return publicRepository
                && group.members().stream().anyMatch(d -> d.file().assessment().delicate());
    }

    /// The body without its marker.
    ///
    /// @param room most characters that it may take
    public String render(int room) {
        if (minimal) {
            return join(
                    screen().notReady(),
                    screen().what(),
                    screen().verdict(),
                    group.grave() ? RecordSection.minimal(numbers()) : "",
                    merging(),
                    impacts().render(),
                    screen().next(),
                    proven());
        }
        for (var evidenceToo : List.of(true, false)) {
            var text = whole(evidenceToo);
            if (text.length() <= room) {
                return text;
            }
        }
        return cut(whole(false), room);
    }

    /// A body as a code host shows it at first: of what is folded the titles.
    public static String folded(String body) {
        return Fold.closed(body, "▸ ");
    }

    private Screen screen() {
        var after =
                group.grave() ? "" : few(numbers().stream().map(n -> "#" + n).toList(), FIRST);
        return new Screen(group, patch, redaction, minimal, unready, after);
    }

    private String whole(boolean evidenceToo) {
        var blocks = new ArrayList<String>();
        var screen = screen();
        blocks.addAll(List.of(screen.notReady(), screen.what(), screen.verdict(), screen.why()));
        var aids = group.mostSevereFirst().stream().map(this::section).flatMap(s -> s.firstAid().stream());
        blocks.addAll(firstAid(aids.distinct().toList()));
        blocks.add(record());
        var disturbs = impacts().disturbs();
        blocks.addAll(List.of(merging(), disturbs ? impacts().render() : "", screen.next()));
        group.mostSevereFirst().forEach(member -> blocks.addAll(folds(member, evidenceToo)));
        blocks.addAll(List.of(
                Fold.of("What deploying it does", disturbs ? "" : impacts().render(), alsoChanges()),
                Fold.of("What else differs in this stack", alsoHere()),
                Fold.of("Cost", new CostSection(group, redaction).render()),
                Fold.of("Proof: " + passed(), proven()),
                Fold.of("What was not compared", notCompared()),
                Fold.of("Your options", options()),
                footer()));
        return join(blocks.toArray(String[]::new));
    }

    private static List<String> firstAid(List<String> all) {
        var left = all.size() - FIRST;
        return left <= 0
                ? all
                : Stream.concat(
                                all.stream().limit(FIRST),
                                Stream.of("First aid for " + left + " more is in the report."))
                        .toList();
    }

    private DriftSection section(Decision member) {
        return new DriftSection(member, redaction, new TimelineSection(redaction, linkHosts), knowledge);
    }

    private List<String> folds(Decision member, boolean evidenceToo) {
        var section = section(member);
        var of = group.members().size() > 1
                ? " of " + Fold.name(redaction.of(member.drift().logicalId()))
                : "";
        return List.of(
                Fold.of("What changed, who and when" + of, section.facts()),
                Fold.of("Reasoning, counter-evidence and gaps" + of, section.reasons()),
                evidenceToo ? Fold.of("Timeline" + of, section.evidence()) : "");
    }

    private String record() {
        return group.grave()
                ? new RecordSection(siblings.stream().map(this::sibling).toList()).render()
                : "";
    }

    private String passed() {
        var failed = proof.lines().stream().anyMatch(l -> l.result() == Proof.Result.FAIL);
        var skipped = proof.lines().stream()
                .filter(l -> l.result() == Proof.Result.SKIPPED)
                .count();
        var passed = proof.lines().stream()
                .filter(l -> l.result() == Proof.Result.PASS)
                .count();
        return failed ? "a check failed" : passed + " passed" + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private String merging() {
        return new MergingSection(group.recommendation(), patch, redaction, minimal).render();
    }

    private ImpactSection impacts() {
        return new ImpactSection(
                group.recommendation(),
                group.mostSevereFirst().stream()
                        .filter(d -> group.recommendation() != Recommendation.LEGITIMIZE
                                || d.stack().planned() == null) // Terraform compares with what runs: nothing is left to do
                        .flatMap(d -> Impact.of(Subject.alone(d.stack(), d.drift(), knowledge), d.verdict()).stream())
                        .toList(),
                redaction,
                minimal);
    }

    private String alsoChanges() {
        return list(
                "**Also changes**",
                patch.alsoChanges().stream().map(this::words).toList());
    }

    private String alsoHere() {
        var lines = siblings.stream().map(this::sibling).toList();
        return lines.isEmpty() || group.grave()
                ? ""
                : list("**Also in this stack**", lines)
                        + "\n\nA stack-wide revert would also undo the changes to keep, so do not apply the record before"
                        + " these are settled and deployed.";
    }

    private String sibling(Sibling sibling) {
        var names = names(sibling.group());
        var judged = switch (sibling.group().recommendation()) {
            case LEGITIMIZE -> " is judged legitimate";
            case REFACTOR -> " is to be refactored";
            case REVERT -> " is to be reverted";
            case NEEDS_HUMAN -> " needs a person's decision";
        };
        return names + judged + where(sibling);
    }

    private static String where(Sibling sibling) {
        if (sibling.hasPullRequest()) {
            return " in #" + sibling.number();
        }
        return sibling.group().recommendation() != Recommendation.REVERT
                        || sibling.group().standing() instanceof DriftGroup.Standing.Declined
                ? ", without a pull request"
                : " too: apply its record in the same command";
    }

    private List<Integer> numbers() {
        return siblings.stream()
                .filter(Sibling::hasPullRequest)
                .map(Sibling::number)
                .toList();
    }

    private String proven() {
        var lines = proof.lines().stream()
                .map(l -> l.check().text() + ": " + l.result().name().toLowerCase(Locale.ROOT)
                        + (l.detail().isBlank() || minimal ? "" : " — " + words(l.detail())))
                .toList();
        return lines.isEmpty() ? "**Proof.** None." : list("**Proof**", lines);
    }

    private String notCompared() {
        var unchecked = coverage.unchecked();
        var byReason = unchecked.stream()
                .collect(Collectors.groupingBy(
                        Unchecked::reason,
                        () -> new java.util.EnumMap<>(Unchecked.Reason.class),
                        Collectors.mapping(u -> name(u.logicalId()), Collectors.toCollection(java.util.TreeSet::new))));
        var lines = byReason.entrySet().stream()
                .map(e -> e.getKey().text() + ": " + few(List.copyOf(e.getValue()), MOST))
                .toList();
        return lines.isEmpty()
                ? ""
                : list(
                        "**Not compared** (" + coverage.compared() + " of " + coverage.resources()
                                + " resources were compared completely)",
                        lines);
    }

    private String options() {
        var approve = group.grave() ? "" : numbers().stream().map(n -> "#" + n).collect(Collectors.joining(", "));
        return list(
                "**Your options**",
                List.of(
                        approve.isEmpty() ? "merge it" : "merge it after " + approve,
                        "close it: that means \"no\", and Phantom does not propose it again while the difference stays the same",
                        "commit to this branch: it is yours from then on, and Phantom no longer updates it",
                        "keep it for a while: comment `/phantom keep until DATE \"reason\"` (requires write"
                                + " access to this repository)",
                        "ignore it for good: add a rule to `.phantom/ignore.yaml` for stack "
                                + name(group.stack().id().name()) + ", resource " + names(group) + ", with a reason"));
    }

    private String footer() {
        var opinion = group.members().getFirst().verdict().opinion();
        return "Judged by " + words(opinion.analyst()) + " · "
                + few(
                        group.members().stream()
                                .map(d -> code(d.drift().driftId(), 80))
                                .toList(),
                        10);
    }

    private String names(DriftGroup some) {
        return few(
                some.mostSevereFirst().stream()
                        .map(d -> name(d.drift().logicalId()))
                        .distinct()
                        .toList(),
                FIRST);
    }

    private static String few(List<String> all, int most) {
        return all.stream().limit(most).collect(Collectors.joining(", "))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }

    private String name(String text) {
        return code(redaction.of(text), 130);
    }

    private String words(String text) {
        return prose(redaction.of(text), WORDS);
    }

    public static String list(String heading, List<String> items) {
        return items.isEmpty()
                ? ""
                : heading + "\n" + items.stream().limit(MOST).map(i -> "- " + i).collect(Collectors.joining("\n"))
                        + (items.size() > MOST ? "\n- and " + (items.size() - MOST) + " more" : "");
    }

    private static String join(String... blocks) {
        return java.util.Arrays.stream(blocks).filter(b -> !b.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    /// Cuts at the end of a line, so that no code span or link is torn.
    private static String cut(String text, int limit) {
        var end = text.lastIndexOf('\n', limit - 60);
        return Fold.ended(text.substring(0, Math.max(end, 0))) + "\n\n_Shortened; the case file has the rest._";
    }
}
