package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.patch.Impact;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.DriftGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The text of a pull request, in Markdown: one sentence first, facts with the numbers of their exhibits, what speaks
/// against it, what is not known, what merging does, the proof, the cost, the options. All text from outside is escaped
/// and capped, people and accounts are shown as far as the privacy level lets them, and the whole stays below the
/// 65,536 characters that a code host takes.
///
/// @param siblings other drifts of the same stack, which a reconcile of a revert would meet
/// @param types    what is known of resource types where the stack runs
public record PullRequestBody(
        DriftGroup group,
        PatchSet patch,
        Proof proof,
        Coverage coverage,
        List<Sibling> siblings,
        Redaction redaction,
        Set<String> linkHosts,
        boolean minimal,
        TypeKnowledge knowledge) {

    public PullRequestBody {
        siblings = List.copyOf(siblings);
        linkHosts = Set.copyOf(linkHosts);
    }

    private static final int WORDS = 600;
    private static final int MOST = 30;

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
                    oneSentence(),
                    group.grave() ? RecordSection.minimal(numbers()) : "",
                    merging(),
                    impacts().render(),
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

    private String whole(boolean evidenceToo) {
        var timeline = new TimelineSection(redaction, linkHosts);
        var blocks = new ArrayList<String>();
        blocks.add(oneSentence());
        if (group.grave()) {
            blocks.add(new RecordSection(siblings.stream().map(this::sibling).toList()).render());
        }
        for (var member : group.mostSevereFirst()) {
            if (group.members().size() > 1) {
                blocks.add("### " + words(member.drift().logicalId()));
            }
            blocks.add(new DriftSection(member, redaction, timeline, knowledge).render(evidenceToo));
        }
        if (group.members().size() > 1) {
            blocks.add("### Together");
        }
        blocks.addAll(List.of(
                merging(),
                impacts().render(),
                alsoChanges(),
                alsoHere(),
                proven(),
                new CostSection(group, redaction).render(),
                notCompared(),
                options(),
                footer()));
        return join(blocks.toArray(String[]::new));
    }

    private String oneSentence() {
        var reasoning = group.members().getFirst().verdict().opinion().reasoning();
        var first = reasoning.split("(?<=[.!?])\\s", 2)[0];
        var sentence = minimal
                        || redaction.hidesEvidence()
                        || first.isBlank()
                        || group.members().size() > 1
                ? plainSentence()
                : names(group) + ": " + prose(redaction.of(first), WORDS);
        return "**Summary.** " + sentence;
    }

    private String plainSentence() {
        var several = group.members().size() > 1;
        var change = several ? "the changes are judged " : "the change is judged ";
        var it = several ? "them" : "it";
        return "The live state of " + new Gist(group, redaction, minimal).text() + " differs from the repository; "
                + switch (group.recommendation()) {
                    case LEGITIMIZE ->
                        change + "legitimate, and this pull request writes " + it + " to the repository.";
                    case REVERT ->
                        change + "wrong or no longer needed, and this pull request asks to revert " + it + ".";
                    case REFACTOR ->
                        "the intent is judged right, and this pull request implements it with better values.";
                    case NEEDS_HUMAN -> "a person must decide.";
                };
    }

    private String merging() {
        return new MergingSection(group.recommendation(), patch, redaction, minimal).render();
    }

    private ImpactSection impacts() {
        return new ImpactSection(
                group.recommendation(),
                group.mostSevereFirst().stream()
                        .flatMap(d -> Impact.of(d.drift(), d.verdict(), knowledge).stream())
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
                .map(e -> e.getKey().text() + ": "
                        + e.getValue().stream().limit(MOST).collect(Collectors.joining(", ")))
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
        var confidence = group.members().stream()
                .map(d -> d.verdict().opinion().confidence())
                .min(Comparator.comparing(Confidence::level))
                .orElse(opinion.confidence());
        return "Judged by " + words(opinion.analyst()) + " · confidence "
                + confidence.text() + " · severity "
                + group.severity().text() + " · "
                + group.members().stream()
                        .map(d -> code(d.drift().driftId(), 80))
                        .limit(10)
                        .collect(Collectors.joining(", "));
    }

    private String names(DriftGroup some) {
        return some.mostSevereFirst().stream()
                .map(d -> name(d.drift().logicalId()))
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
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
        return text.substring(0, Math.max(end, 0)) + "\n\n_Shortened; the case file has the rest._";
    }
}
