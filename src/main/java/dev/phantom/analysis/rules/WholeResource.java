package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A resource that is gone, or that no stack manages: making or adopting one has consequences that the evidence of a
/// property does not show.
final class WholeResource implements JudgementRule {
    private static final Duration LATELY = Duration.ofDays(2);
    private static final Pattern MISSING = Pattern.compile(
            "(?i)non-?existent|does not exist|no such (queue|bucket|key|table|topic|function|host|stream|entity)"
                    + "|NoSuch\\w+|(resource|table|function|queue|stream|topic)_?NotFound\\w*|not found|NXDOMAIN|unknown host");

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var id = d.file().drift().logicalId();
        return switch (d.file().drift().status()) {
            case DELETED -> Optional.of(missed(d).isEmpty() ? gone(d, id) : needed(d, id));
            case UNMANAGED ->
                Optional.of(Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "No stack manages " + id + ". A person must decide whether it belongs to this one."));
            case MODIFIED -> Optional.empty();
        };
    }

    /// Lines of those who ask for it in vain, until now.
    private static List<Exhibit> missed(CaseFacts d) {
        var from = d.file().window().to().minus(LATELY);
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Log l
                        && MISSING.matcher(l.summary() + " " + l.text()).find()
                        && !l.at().isBefore(from))
                .toList();
    }

    private static Judgement needed(CaseFacts d, String id) {
        var ids = missed(d).stream().map(Exhibit::id).toList();
        return Judgement.of(
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "AWS reports that %s was deleted%s, and requests for it still fail%s: it has to be recreated, and its content restored from elsewhere. If nothing requested it any more, it could be removed from the template."
                                .formatted(id, d.attribution() + CaseFacts.cite(d.writes()), CaseFacts.cite(ids)))
                .citing(Stream.concat(d.writes().stream(), ids.stream()).toList(), List.of())
                .observed();
    }

    private static Judgement gone(CaseFacts d, String id) {
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.HIGH,
                        "AWS reports that " + id + " was deleted" + d.attribution() + CaseFacts.cite(d.writes())
                                + ". A person must decide whether to recreate it, and from which data, or to remove it from the"
                                + " template: a new one would be empty.")
                .citing(d.writes(), List.of());
    }
}
