package dev.phantom.run.walk;

import dev.phantom.analysis.background.Architecture;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.LineHistory;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Given;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is written of the drifts of one stack: the source text around them, the commits that changed it, what was
/// decided before. Nothing is read before the first drift asks; what was read serves them all. Not thread-safe.
final class WrittenBackground {

    private static final String NO_REPOSITORY =
            "no history of the lines: the stack is compared with the template that was deployed";

    private final States states;
    private final @Nullable Definition above;
    private final Detection detection;
    private final EarlierDecisions earlier;
    private final LineHistory history;
    private @Nullable Architecture architecture;

    /// @param above the template of the stack that this one is nested in; null if there is none
    WrittenBackground(
            States states,
            @Nullable Definition above,
            Detection detection,
            EarlierDecisions earlier,
            SafeStateHistory history) {
        this.states = states;
        this.above = above;
        this.detection = detection;
        this.earlier = earlier;
        var asked = states.safe().source().equals(SafeState.Source.DEPLOYED)
                ? SafeStateHistory.none(NO_REPOSITORY)
                : history;
        this.history = new LineHistory(asked, states.safe().template().format());
    }

    /// The rest of what surrounds a drift, with this.
    Background onto(Background others, Subject subject) {
        var around = architecture().around(subject.drift());
        var secrets = detection.secrets();
        var commits = history.of(around.traced(), secrets::personName);
        var gaps = new ArrayList<>(around.gaps());
        gaps.addAll(commits.gaps());
        return others.written(around.excerpts(), commits.commits(), earlier.of(subject.drift()), gaps);
    }

    private Architecture architecture() {
        var known = architecture;
        if (known == null) {
            known = read(detection.secrets());
            architecture = known;
        }
        return known;
    }

    private Architecture read(Secrets secrets) {
        var safe = states.safe();
        var declared = new LinkedHashMap<String, MapValue>();
        detection.models().forEach((logicalId, model) -> declared.put(logicalId, model.expected()));
        var physicalIds = new LinkedHashMap<String, String>();
        states.deployed().resources().forEach((logicalId, row) -> physicalIds.put(logicalId, row.physicalId()));
        detection
                .models()
                .forEach((logicalId, model) ->
                        physicalIds.putIfAbsent(logicalId, model.live().physicalId()));
        return new Architecture(
                new Architecture.Sources(safe.template(), beside(safe), given(), above), physicalIds, declared, secrets);
    }

    private static Map<String, String> beside(SafeState safe) {
        var files = new LinkedHashMap<>(safe.files());
        files.remove(safe.template().file());
        return files;
    }

    /// As the comparison evaluates the template with.
    private Map<String, Given> given() {
        var given = new LinkedHashMap<String, Given>();
        states.deployed()
                .withoutTemplates()
                .parameters()
                .forEach(p -> given.put(p.name(), new Given(p.value(), p.origin())));
        states.safe().parameters().forEach(p -> given.put(p.name(), new Given(p.value(), p.origin())));
        return given;
    }
}
