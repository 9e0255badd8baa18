package dev.phantom.pullrequest.digest;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.pullrequest.body.Redaction;
import dev.phantom.pullrequest.body.ValueText;
import dev.phantom.severity.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says one drift in one line of the digest issue. Text from outside is escaped and capped; people, accounts and what
/// a public repository may not show are left out.
record DigestLine(Privacy privacy, boolean publicRepository, Register register) {

    private static final int NAME = 80;
    private static final int VALUE = 60;
    private static final int MOST = 3;

    /// @param outcome null if nothing became of it
    DigestItem of(Decision decision, @Nullable Outcome outcome) {
        var drift = decision.drift();
        return new DigestItem(
                Marker.stackKey(decision.stack().id()),
                drift.driftId(),
                drift.contentHash(),
                decision.member().resource(),
                text(decision, outcome, Redaction.of(publicRepository ? Privacy.NONE : privacy, List.of(decision))),
                true);
    }

    private String text(Decision decision, @Nullable Outcome outcome, Redaction redaction) {
        var drift = decision.drift();
        var head = "**" + decision.severity().text() + "** "
                + OutsideText.prose(redaction.of(decision.stack().id().name()), NAME) + " · "
                + OutsideText.code(redaction.of(drift.logicalId()), NAME);
        if (publicRepository && isHole(decision)) {
            return head + ": details are in the report only, because this repository is public";
        }
        var opinion = decision.verdict().opinion();
        return head + " (" + OutsideText.code(drift.type(), NAME) + ") " + changes(drift, redaction) + " · "
                + decision.recommendation().text() + ", confidence "
                + opinion.confidence().level().name().toLowerCase(Locale.ROOT)
                + money(decision.cost())
                + (outcome != null && outcome.kind() == Outcome.Kind.MERGED
                        ? " · " + outcome.words()
                        : pullRequest(decision));
    }

    /// The newest pull request that is or was about the drift; the code host makes a link of `#3`.
    private String pullRequest(Decision decision) {
        return register.of(decision.stack().id())
                .filter(entry -> entry.marker().members().stream()
                        .anyMatch(m -> m.driftId().equals(decision.drift().driftId())))
                .findFirst()
                .map(Register.Entry::pullRequest)
                .map(p -> " · " + p.state().name().toLowerCase(Locale.ROOT) + " pull request #" + p.number())
                .orElse("");
    }

    private static boolean isHole(Decision decision) {
        return decision.file().assessment().findings().stream()
                .anyMatch(f -> f.security() && f.level() == Severity.CRITICAL);
    }

    private static String changes(Drift drift, Redaction redaction) {
        if (drift.changes().isEmpty()) {
            return "is " + drift.status().name().toLowerCase(Locale.ROOT);
        }
        var shown = drift.changes().stream()
                .limit(MOST)
                .map(c -> change(c, redaction))
                .collect(Collectors.joining("; "));
        var more = drift.changes().size() - MOST;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static String change(Change change, Redaction redaction) {
        return OutsideText.code(change.path().toString(), NAME) + ": "
                + change.expectedValue()
                        .map(v -> OutsideText.code(redaction.of(ValueText.of(v)), VALUE))
                        .orElse("not set")
                + " → "
                + change.actualValue()
                        .map(v -> OutsideText.code(redaction.of(ValueText.of(v)), VALUE))
                        .orElse("not set");
    }

    private static String money(CostSum cost) {
        var none = cost.monthly() == null || cost.monthly().signum() == 0;
        return none && cost.unpriced() == 0 ? "" : " · " + cost.words("USD a month");
    }
}
