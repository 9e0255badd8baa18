package dev.phantom.cli.eval;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.Invocation;
import dev.phantom.assembly.Wiring;
import dev.phantom.config.PhantomConfig;
import dev.phantom.eval.EvaluatedScenario;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Plays one scenario as `phantom run` does: the whole walk, at the scenario's own moment, in an embedded world of its
/// own, pull requests included. Nothing of it is left.
///
/// @param kind        of the analyst that the walk asks
/// @param environment what the analyst needs beyond the world's own: a key, an address
/// @param judge       puts another analyst in its place
/// @param progress    takes what each walk has to say
public record ScenarioPlay(String kind, Map<String, String> environment, Judge judge, Progress progress) {

    /// Secrets of a scenario are invented, so a tag may be the same in each run of it.
    private static final Mask MASK = Mask.of("scenario");

    public ScenarioPlay {
        environment = Map.copyOf(environment);
    }

    /// Who judges a scenario in place of the analyst of its walk.
    @FunctionalInterface
    public interface Judge {
        Judge AS_ASKED = (scenario, config, analyst) -> analyst;

        Analyst of(SuiteFolder.Labelled scenario, PhantomConfig config, Analyst analyst);
    }

    /// @param run from 1 on
    public EvaluatedScenario once(SuiteFolder.Labelled scenario, int run) {
        var folder = temporary();
        var calls = new ConcurrentLinkedQueue<ModelCall>();
        try (var world = EmbeddedWorld.open(scenario.folder(), folder.resolve("world"), new CallLog(null, c -> {}))) {
            var report = walked(scenario, world, folder, calls::add);
            return new EvaluatedScenario(
                    scenario.part(), scenario.name(), run, scenario.label(), report, List.copyOf(calls));
        } catch (UncheckedIOException e) {
            throw unplayable(scenario, "a file below input/ cannot be read", e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unplayable(scenario, "a file below input/ is not as docs/scenario.md says", e);
        } finally {
            delete(folder);
        }
    }

    private static PhantomException unplayable(SuiteFolder.Labelled scenario, String why, RuntimeException cause) {
        return new PhantomException(
                new Diagnostic(
                        Code.SUITE_UNREADABLE,
                        "the scenario cannot be played: " + why,
                        "docs/scenario.md says what its files contain",
                        scenario.part() + "/" + scenario.name()),
                cause);
    }

    private RunReport walked(SuiteFolder.Labelled scenario, EmbeddedWorld world, Path folder, ModelCalls calls) {
        var all = new HashMap<>(world.environment());
        all.putAll(environment);
        var invocation = new Invocation(all, Clock.fixed(world.now(), ZoneOffset.UTC), folder);
        var config = FoundConfig.needed(invocation, "", note -> {});
        var options = new Wiring.Options(
                folder.resolve("history"), folder.resolve("cases"), MASK, "", LiveOptions.RUN, false, false, kind, 1);
        try (var wiring = new Wiring(config, invocation, options, progress)) {
            return wiring.pipeline(asked -> new Metered(judge.of(scenario, config, asked), calls))
                    .run(config.stacks(), config.stacks());
        }
    }

    /// An analyst whose calls of models are counted.
    private record Metered(Analyst analyst, ModelCalls counted) implements Analyst {

        @Override
        public String name() {
            return analyst.name();
        }

        @Override
        public Verdict judge(CaseFile file, ModelCalls calls) {
            return analyst.judge(file, both(calls));
        }

        @Override
        public Answer answer(CaseFile file, ModelCalls calls) {
            return analyst.answer(file, both(calls));
        }

        private ModelCalls both(ModelCalls calls) {
            return call -> {
                counted.called(call);
                calls.called(call);
            };
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("phantom-eval");
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.FILE_UNWRITABLE,
                            "no temporary folder can be created",
                            "check the space in the system's temporary folder",
                            ""),
                    e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // the system clears its temporary folder
        }
    }
}
