package measure;

import dev.phantom.cost.StackCost;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.plan.TemplateEdit;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.file.LiveStateReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Warm figures of one process on one thread. Every call is a sample; what a call must find is checked beforehand.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
public class Warm {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "bench");
    private static final DriftDetector DETECTOR =
            new DriftDetector(EmbeddedKnowledge.with(stack -> EmbeddedKnowledge.types()), Mask.of("bench"), IgnoreRules.NONE, LocalDate.of(2026, 1, 1));
    private static final LiveStateReader LIVE = new LiveStateReader(
            List.of(new CloudFormation()), EmbeddedKnowledge.types()::identifiers);

    private static final Assessor ASSESSOR = RuleCatalogue.assessor();
    private static final Stack STACK = new Stack(ID, "prod", "safe.json", List.of(), "", "", Stack.Mode.REPORT);

    @State(Scope.Benchmark)
    public static class Pair {

        @Param({"500", "2000", "10000"})
        public int resources;

        Stacks.Stack text;
        States states;

        @Setup
        public void read() {
            text = Stacks.of("stack", resources);
            states = states(text);
            var report = DETECTOR.detect(states).report();
            if (report.coverage().compared() != resources || report.drifts().size() != Stacks.drifted(resources)) {
                throw new IllegalStateException(report.coverage().compared() + " compared, "
                        + report.drifts().size() + " drifted");
            }
        }
    }

    @State(Scope.Benchmark)
    public static class Risky {

        @Param("10000")
        public int resources;

        Detection detection;

        @Setup
        public void compare() {
            detection = DETECTOR.detect(states(Stacks.risky(resources)));
            int drifts = detection.report().drifts().size();
            int findings = each(subject -> ASSESSOR.assess(subject).findings().size());
            if (drifts != resources || findings < resources) {
                throw new IllegalStateException(drifts + " drifted, " + findings + " findings");
            }
        }

        int each(ToIntFunction<Subject> asked) {
            var subjects = Subject.of(STACK, detection, DETECTOR.knowledge().of(ID));
            int found = 0;
            for (var drift : detection.report().drifts()) {
                found += asked.applyAsInt(subjects.apply(drift));
            }
            return found;
        }
    }

    @State(Scope.Benchmark)
    public static class Large {

        final String text = Stacks.yaml(Stacks.EDITED);

        @Setup
        public void check() {
            if (!(set(text) instanceof TemplateEdit.Result.Edited edited) || edited.text().equals(text)) {
                throw new IllegalStateException("not edited");
            }
        }
    }

    @Benchmark
    public Detection compare(Pair pair) {
        return DETECTOR.detect(pair.states);
    }

    @Benchmark
    public Detection readAndCompare(Pair pair) {
        return DETECTOR.detect(states(pair.text));
    }

    /// Once all is compared, and every resource has drifted: how much each drift matters.
    @Benchmark
    public int assess(Risky risky) {
        return risky.each(subject -> ASSESSOR.assess(subject).findings().size());
    }

    /// What cutting asks of the rules before that.
    @Benchmark
    public int securityChanges(Risky risky) {
        return risky.each(subject -> ASSESSOR.securityChanges(subject).size());
    }

    @Benchmark
    public TemplateEdit.Result templateSet(Large large) {
        return set(large.text);
    }

    /// 10,000 resources of ten kinds.
    @Benchmark
    public StackCost price(Billed billed) {
        return billed.price();
    }

    private static States states(Stacks.Stack text) {
        var template = new CloudFormation().read("safe.json", text.safe());
        var safe = new SafeState(SafeState.Source.FILE, "", "", "safe.json", template, Map.of(), List.of());
        var live = LIVE.read("live.json", text.live(), Map.of());
        return new States(ID, safe, DeployedState.unknown(ID), live, Baseline.none(ID));
    }

    private static TemplateEdit.Result set(String text) {
        return TemplateEdit.command(
                new Formats(List.of(new CloudFormation())), "large.yaml", text, Stacks.middle(Stacks.EDITED), "/VisibilityTimeout", "45", false);
    }

    /// Prints a Markdown table.
    public static void main(String[] args) throws Exception {
        var options = new OptionsBuilder().include(Warm.class.getName()).verbosity(VerboseMode.SILENT);
        IO.println("| warm, one thread | calls | min ms | median ms | max ms |");
        IO.println("|---|---|---|---|---|");
        for (var result : new Runner(options.shouldFailOnError(true).build()).run()) {
            var figures = result.getPrimaryResult().getStatistics();
            String name = result.getPrimaryResult().getLabel();
            String size = result.getParams().getParam("resources");
            IO.println("| `%s`%s | %d | %.1f | %.1f | %.1f |".formatted(
                    name, size == null ? "" : ", %,d resources".formatted(Integer.parseInt(size)),
                    figures.getN(), figures.getMin(), figures.getPercentile(50), figures.getMax()));
        }
    }
}
