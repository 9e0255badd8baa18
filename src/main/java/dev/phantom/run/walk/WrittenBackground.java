package dev.phantom.run.walk;

import dev.phantom.analysis.background.Architecture;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.LineHistory;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Given;
import dev.phantom.run.StageLosses;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final boolean away;
    private final Map<Definition, Architecture> read = new IdentityHashMap<>();

    /// @param above the template of the stack that this one is nested in; null if there is none
    /// @param away  the repository gave no answer now and may give one later
    WrittenBackground(
            States states,
            @Nullable Definition above,
            Detection detection,
            EarlierDecisions earlier,
            SafeStateHistory history,
            boolean away) {
        this.states = states;
        this.above = above;
        this.detection = detection;
        this.earlier = earlier;
        this.away = away;
        var asked = states.safe().source().equals(SafeState.Source.DEPLOYED)
                ? SafeStateHistory.none(NO_REPOSITORY)
                : history;
        this.history = new LineHistory(asked, states.safe().template().format());
    }

    boolean away() {
        return away;
    }

    /// The rest of what surrounds a drift, with this. What is lost of it is a gap.
    Background onto(Background others, Subject subject, StageLosses losses) {
        return losses.of(
                subject.drift(),
                () -> onto(others, subject),
                fault -> others.written(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("what is written of the resource could not be read: " + fault.line())));
    }

    Background onto(Background others, Subject subject) {
        var drift = subject.drift();
        var generated = generated(drift);
        var around = architecture(generated.orElse(states.safe().template())).around(drift);
        var gaps = new ArrayList<>(around.gaps());
        var traced = around.traced();
        if (generated.isPresent()) {
            gaps.add("no history of the lines: a transform makes " + drift.logicalId()
                    + ", and the text is that of the deployed template");
            traced = List.of();
        }
        var commits = history.of(traced, detection.secrets()::personName);
        gaps.addAll(commits.gaps());
        return others.written(around.excerpts(), commits.commits(), earlier.of(drift), gaps);
    }

    /// The deployed template, where it alone declares the resource.
    private Optional<Definition> generated(Drift drift) {
        return states.safe().template().resource(drift.logicalId()).isPresent()
                ? Optional.empty()
                : states.deployed()
                        .effective()
                        .filter(deployed -> deployed.resources().containsKey(drift.logicalId()));
    }

    private Architecture architecture(Definition template) {
        return read.computeIfAbsent(template, any -> {
            var safe = states.safe();
            var own = template == safe.template();
            var sources = new Architecture.Sources(
                    template,
                    own ? beside(safe) : Map.of(),
                    own ? given(safe.parameters()) : given(List.of()),
                    own ? above : null);
            return new Architecture(sources, physicalIds(), declared(), detection.secrets());
        });
    }

    private Map<String, MapValue> declared() {
        var declared = new LinkedHashMap<String, MapValue>();
        detection.models().forEach((logicalId, model) -> declared.put(logicalId, model.expected()));
        return declared;
    }

    private Map<String, String> physicalIds() {
        var ids = new LinkedHashMap<String, String>();
        states.deployed().resources().forEach((logicalId, row) -> ids.put(logicalId, row.physicalId()));
        detection
                .models()
                .forEach((logicalId, model) ->
                        ids.putIfAbsent(logicalId, model.live().physicalId()));
        return ids;
    }

    private static Map<String, String> beside(SafeState safe) {
        var files = new LinkedHashMap<>(safe.files());
        files.remove(safe.template().file());
        return files;
    }

    /// As the comparison evaluates the template with.
    private Map<String, Given> given(List<ParameterValue> own) {
        var given = new LinkedHashMap<String, Given>();
        states.deployed()
                .withoutTemplates()
                .parameters()
                .forEach(p -> given.put(p.name(), new Given(p.value(), p.origin())));
        own.forEach(p -> given.put(p.name(), new Given(p.value(), p.origin())));
        return given;
    }
}
