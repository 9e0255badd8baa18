package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.FirstAid;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.iac.Origin;
import dev.phantom.pullrequest.Decision;
import dev.phantom.severity.Eased;
import dev.phantom.severity.Finding;
import dev.phantom.stack.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a pull request says of one drift: what changed, who, when, the evidence, why, against, not known.
final class DriftSection {

    private static final int VALUE = 160;
    private static final int WORDS = 300;
    private static final int REASONING = 3_000;
    private static final int MOST = 20;
    /// Characters of a command.
    private static final int LINE = 2_000;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Decision decision;
    private final Redaction redaction;
    private final TimelineSection timeline;
    private final TypeKnowledge knowledge;

    DriftSection(Decision decision, Redaction redaction, TimelineSection timeline, TypeKnowledge knowledge) {
        this.decision = decision;
        this.redaction = redaction;
        this.timeline = timeline;
        this.knowledge = knowledge;
    }

    /// What changed, what makes it grave, who, when.
    String facts() {
        var blocks = new ArrayList<String>();
        blocks.add("**What changed**\n" + changes());
        weights().ifPresent(blocks::add);
        blocks.add("**Who and when.** " + whoAndWhen(decision.occurred()));
        return String.join("\n\n", blocks);
    }

    /// Empty without evidence.
    String evidence() {
        return timeline.render(decision).orElse("");
    }

    /// What speaks for the verdict and against it, and what is not known.
    String reasons() {
        var blocks = new ArrayList<String>();
        var opinion = decision.verdict().opinion();
        if (!redaction.hidesEvidence()) {
            blocks.add("**Why " + decision.recommendation().text() + ".** " + words(opinion.reasoning(), REASONING)
                    + cited(opinion.evidence()));
        }
        blocks.add(
                opinion.against().isEmpty()
                        ? "**Counter-evidence.** None in the collected evidence."
                        : "**Counter-evidence.** " + timeline.against(decision));
        if (!opinion.aside().notices().isEmpty()) {
            blocks.add("**Attempts to instruct the analyst**, withheld from it and without effect\n" + notices());
        }
        blocks.add("**Gaps in the evidence**\n" + notKnown());
        return String.join("\n\n", blocks);
    }

    /// `role/o… at 2026-11-21T03:04:11Z`, for a sentence.
    static String moment(Occurred occurred, Redaction redaction) {
        var who = redaction.hidesEvidence() || occurred.actor().isEmpty()
                ? "an unknown actor"
                : code(redaction.of(occurred.actor()), VALUE);
        return switch (occurred.precision()) {
            case EXACT -> who + " at " + seconds(occurred.at());
            case BRACKETED -> who + " between " + seconds(occurred.from()) + " and " + seconds(occurred.at());
            case UNKNOWN -> who;
        };
    }

    private String changes() {
        var drift = decision.drift();
        var lines = new ArrayList<String>();
        drift.changes().stream().limit(MOST).forEach(c -> lines.add("- " + resource(drift) + " " + change(c)));
        if (drift.changes().isEmpty()) {
            lines.add("- " + resource(drift) + " is " + drift.status().name().toLowerCase(Locale.ROOT));
        }
        if (drift.changes().size() > MOST) {
            lines.add("- and " + (drift.changes().size() - MOST) + " more");
        }
        if (decision.verdict() instanceof Verdict.Refactor refactor) {
            refactor.edits()
                    .forEach(e -> lines.add("- proposed instead: "
                            + value(e.path().toString()) + " = " + value(ValueText.of(e.value()))));
            var usd = refactor.opinion().aside().proposalUsd();
            if (usd != null) {
                lines.add(String.format(
                        Locale.ROOT, "- which costs %+,.2f USD a month compared with the repository's value", usd));
            }
        }
        return String.join("\n", lines);
    }

    /// The findings with what made their levels.
    private Optional<String> weights() {
        var assessment = decision.file().assessment();
        var lines = Stream.concat(
                        assessment.findings().stream().limit(MOST).map(this::weight),
                        assessment.eased().stream().map(this::eased))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of("**Why it matters**\n" + String.join("\n", lines));
    }

    /// What the team's file takes from a grave finding is told as the finding is without it.
    private String eased(Eased eased) {
        var until = " by `.phantom/severity.yaml` until " + eased.until();
        return weight(eased.finding())
                + (eased.to() == null
                        ? " Switched off"
                        : " Lowered to " + eased.to().text())
                + until
                + (eased.reason().isEmpty() ? "." : ": " + words(eased.reason(), WORDS) + ".");
    }

    private String weight(Finding finding) {
        return "- %s. %s (%s%s, %s)"
                .formatted(
                        words(finding.title(), WORDS),
                        words(finding.rated(), WORDS),
                        value(finding.rule()),
                        finding.control().isEmpty() ? "" : ", " + value(finding.control()),
                        value(finding.reference()));
    }

    /// For a critical security finding: the line that closes it before anybody merges. A line that had to be masked or
    /// defused would do something else, so it is not shown.
    Optional<String> firstAid() {
        if (!decision.file().assessment().urgent()) {
            return Optional.empty();
        }
        var line = FirstAid.line(decision.drift(), knowledge.types(), decision.stack())
                .orElse("");
        var shown = value(line, LINE);
        return Optional.of(
                !line.isEmpty() && shown.equals("`" + line + "`")
                        ? "**First aid now.** " + shown
                        : "**First aid now.** "
                                + (line.isEmpty()
                                        ? byHand()
                                        : "The report of the run contains the command."));
    }

    private String byHand() {
        return decision.stack().planned() == null
                ? "Revert it in the console."
                : "Revert it with `terraform apply` in its module.";
    }

    private String resource(Drift drift) {
        var physical = drift.physicalId().isEmpty() ? "" : " " + value(drift.physicalId());
        return value(drift.logicalId()) + " (" + value(drift.type()) + physical + ")";
    }

    private String change(Change change) {
        var path = change.path().isRoot() ? "" : value(change.path().toString()) + ": ";
        return path
                + change.expectedValue().map(v -> value(ValueText.of(v))).orElse("not set")
                + origin(change.circumstances().origin())
                + " → "
                + change.actualValue().map(v -> value(ValueText.of(v))).orElse("not set");
    }

    private String origin(Origin origin) {
        if (origin.file().isEmpty()) {
            return "";
        }
        var place = origin.file() + (origin.line() > 0 ? ":" + origin.line() : "");
        var name = switch (origin.kind()) {
            case PARAMETER_DEFAULT, PARAMETER_FILE -> ", " + origin.parameter() + " " + value(origin.name());
            case MAPPING -> ", mapping " + value(origin.name());
            case CONDITION -> ", condition " + value(origin.name());
            case TRANSFORM -> origin.name().isEmpty() ? "" : ", construct " + value(origin.name());
            case LITERAL, ABSENT -> "";
        };
        return " (" + value(place) + name + ")";
    }

    private String whoAndWhen(Occurred occurred) {
        var who = switch (redaction.level()) {
            case NONE -> "";
            case FULL, MASKED -> occurred.actor().isEmpty() ? "" : ", " + value(occurred.actor()) + via(occurred.via());
        };
        return switch (occurred.precision()) {
            case EXACT -> seconds(occurred.at()) + who + " (exact, event " + event(occurred.eventId()) + ").";
            case BRACKETED -> "Between " + seconds(occurred.from()) + " and " + seconds(occurred.at()) + who + ".";
            case UNKNOWN -> "Unknown: no write to it was found.";
        };
    }

    /// AWS's own random id: nothing in it is anybody's, though digits may look like an account.
    private String event(String id) {
        return UUID.matcher(id).matches() ? code(id, VALUE) : value(id);
    }

    private static String via(Write.Via via) {
        return switch (via) {
            case UNKNOWN -> "";
            case CONSOLE, CLI, SDK, IAC, CI, AWS_SERVICE ->
                " by " + via.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    static String seconds(@org.jspecify.annotations.Nullable Instant at) {
        return at == null
                ? "an unknown time"
                : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String notices() {
        return listed(decision.verdict().opinion().aside().notices().stream()
                .map(n -> words(n.where(), WORDS) + (redaction.hidesEvidence() ? "" : ": " + value(n.text(), WORDS)))
                .toList());
    }

    private String notKnown() {
        var gaps = new LinkedHashSet<String>(decision.verdict().opinion().gaps());
        gaps.addAll(decision.file().absent());
        if (gaps.isEmpty()) {
            return "- None known.";
        }
        return listed(gaps.stream().map(g -> words(g, WORDS)).toList());
    }

    private static String listed(List<String> items) {
        return items.stream().limit(MOST).map(i -> "- " + i).collect(Collectors.joining("\n"))
                + (items.size() > MOST ? "\n- and " + (items.size() - MOST) + " more" : "");
    }

    private static String cited(List<String> ids) {
        return ids.isEmpty() ? "" : " (" + prose(String.join(", ", ids), WORDS) + ")";
    }

    private String words(String text, int cap) {
        return prose(redaction.of(text), cap);
    }

    private String value(String text) {
        return value(text, VALUE);
    }

    private String value(String text, int cap) {
        return code(redaction.of(text), cap);
    }
}
