package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.measure.AlertHistory;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Any other setting, by the order of events: what ended trouble stays, what was tried in vain or began it goes back.
///
/// Nothing is said of what was changed on a quiet day, nor of what protects.
final class SettingFamily implements JudgementRule {
    private static final List<Row<Setting>> TABLE = List.of(
            new Row<>(s -> !s.inVain().isEmpty(), SettingFamily::inVain),
            new Row<>(
                    s -> s.endedBy(Ending.Kind.A_RELEASE) || s.endedBy(Ending.Kind.ELSEWHERE),
                    SettingFamily::endedElse),
            new Row<>(s -> s.endedBy(Ending.Kind.THE_CHANGE) && !s.reasonGone().isEmpty(), SettingFamily::reasonGone),
            new Row<>(s -> s.endedBy(Ending.Kind.THE_CHANGE) && s.since().isEmpty(), SettingFamily::helped),
            new Row<>(s -> s.began(), SettingFamily::began));

    /// What was changed and at once followed by alerts that come again.
    private static final Duration AT_ONCE = Duration.ofHours(2);
    private static final int AGAIN = 2;
    private static final Pattern BACK = Pattern.compile(
            "(?i)\\b((is|are) back( up)?|resolved|restored|recovered|operational again|outage (is )?over)\\b");

    private record Setting(CaseFacts d, AlertHistory history) {
        boolean endedBy(Ending.Kind kind) {
            return d.ending().is(kind);
        }

        List<String> since() {
            return history.since().stream()
                    .map(AlertHistory.Began::cite)
                    .distinct()
                    .toList();
        }

        /// Nothing had alerted for weeks until it was changed, and then again and again.
        boolean began() {
            return history.before().isEmpty()
                    && history.since().size() >= AGAIN
                    && history.since()
                            .getFirst()
                            .at()
                            .isBefore(d.file().window().changedAt().plus(AT_ONCE));
        }

        /// Notices since that what had failed elsewhere is well again.
        List<String> reasonGone() {
            var over = d.timeline().recovered();
            return d.file().evidence().exhibits().stream()
                    .filter(e -> Notes.notice(e.signal())
                            && over != null
                            && e.signal().at().isAfter(over)
                            && BACK.matcher(e.signal().summary()).find())
                    .map(Exhibit::id)
                    .toList();
        }

        List<String> inVain() {
            return new Relief(d).inVain();
        }
    }

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var drift = d.file().drift();
        var readable = drift.status() == Drift.Status.MODIFIED
                && d.exact()
                && !d.soon()
                && d.securityFindings().isEmpty()
                && drift.changes().stream().noneMatch(dev.phantom.severity.Assessor::descriptive);
        return readable
                ? Row.first(
                        TABLE,
                        new Setting(
                                d,
                                AlertHistory.of(
                                        d.file().evidence().exhibits(), d.file().window())))
                : Optional.empty();
    }

    private static Judgement of(Setting s, Recommendation what, String decided, List<String> cite, String otherwise) {
        var trouble = s.d().timeline().ids();
        return Ground.of(
                        s.d(),
                        what,
                        Level.MEDIUM,
                        decided,
                        Stream.concat(cite.stream(), trouble.stream())
                                .distinct()
                                .toList(),
                        otherwise)
                .observed();
    }

    private static Judgement inVain(Setting s) {
        return of(
                s,
                Recommendation.REVERT,
                "It was changed during trouble that continued as before%s and ended later for another reason"
                        .formatted(cite(s.inVain())),
                s.inVain(),
                "if something that was seen since needed it");
    }

    private static Judgement endedElse(Setting s) {
        return of(
                s,
                Recommendation.REVERT,
                "It was changed during trouble that something else ended",
                s.d().ending().cite(),
                "if the trouble came back where it is undone");
    }

    private static Judgement reasonGone(Setting s) {
        return of(
                s,
                Recommendation.REVERT,
                "It was changed during trouble with something else, which has recovered",
                s.reasonGone(),
                "if that failed again");
    }

    private static Judgement helped(Setting s) {
        return of(
                        s,
                        Recommendation.LEGITIMIZE,
                        "The trouble ended within an hour of it, nothing else happened in between, and nothing has alerted since",
                        s.d().ending().cite(),
                        "if the trouble had ended without it")
                .review(s.d().timeline().changedAt().plus(Duration.ofDays(7)));
    }

    private static Judgement began(Setting s) {
        return of(
                s,
                Recommendation.REVERT,
                "Nothing had alerted for weeks, but alerts have kept recurring since it was changed",
                s.since(),
                "if something else had begun at that moment");
    }
}
