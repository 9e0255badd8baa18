package dev.phantom.analysis.rules;

import dev.phantom.analysis.Notes;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whom an alarm calls in place of those whom the repository names, and whether that reached anybody.
///
/// @param answered notices since that somebody took a call of the new target
/// @param unheard  incidents since of which nobody was called in time
record CalledInstead(boolean other, List<String> answered, List<String> unheard) {
    private static final Pattern ANSWERED =
            Pattern.compile("(?i)\\b(ack(nowledged|ed)?|delivered|paged|confirmed|answered|took)\\b");

    static CalledInstead of(AlarmWatch w) {
        var d = w.d();
        var targets = d.file().drift().changes().stream()
                .flatMap(CalledInstead::target)
                .toList();
        var since = d.file().evidence().exhibits().stream()
                .filter(e -> Notes.notice(e.signal())
                        && e.signal().at().isAfter(d.timeline().changedAt())
                        && ANSWERED.matcher(e.signal().summary()).find()
                        && targets.stream().anyMatch(e.signal().summary()::contains));
        return new CalledInstead(
                !targets.isEmpty(),
                since.map(Exhibit::id).toList(),
                w.incidents().stream()
                        .filter(e -> e.signal() instanceof Signal.Incident i
                                && i.at().isAfter(d.timeline().changedAt()))
                        .map(Exhibit::id)
                        .toList());
    }

    private static Stream<String> target(Change change) {
        return change instanceof Change.NotEqual n
                        && n.path().segments().getFirst().equals("AlarmActions")
                ? new PropertyView(n.actual())
                                .text()
                                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                                .filter(name -> name.length() > 2)
                                .stream()
                : Stream.empty();
    }
}
