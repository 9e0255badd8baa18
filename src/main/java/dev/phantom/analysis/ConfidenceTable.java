package dev.phantom.analysis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// How often each step of confidence was right, by analyst, as it was counted on cases that nobody tuned with.
public final class ConfidenceTable {

    public static final ConfidenceTable NONE = new ConfidenceTable(Map.of());

    private record Step(String analyst, Confidence.Level level) {}

    private final Map<Step, Confidence> steps;

    private ConfidenceTable(Map<Step, Confidence> steps) {
        this.steps = Map.copyOf(steps);
    }

    /// @param csv `analyst,level,right,cases`, with a head
    public static ConfidenceTable read(String csv) {
        var steps = new HashMap<Step, Confidence>();
        csv.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            var cell = line.split(",", -1);
            var level = Confidence.Level.valueOf(cell[1].toUpperCase(Locale.ROOT));
            var right = Integer.parseInt(cell[2]);
            steps.put(new Step(cell[0], level), Confidence.counted(level, right, Integer.parseInt(cell[3])));
        });
        return new ConfidenceTable(steps);
    }

    /// The same verdict, as sure as its step was found to be; nominal where nobody counted.
    public Verdict measured(Verdict verdict) {
        var opinion = verdict.opinion();
        var others = opinion.aside().others().stream().map(this::measured).toList();
        return verdict.with(opinion.sure(of(opinion.analyst(), opinion.confidence()))
                .saying(opinion.aside().beside(others)));
    }

    private Aside.Other measured(Aside.Other o) {
        return new Aside.Other(
                o.analyst(),
                o.recommendation(),
                o.severity(),
                of(o.analyst(), o.confidence()),
                o.edits(),
                o.reasoning());
    }

    private Confidence of(String analyst, Confidence given) {
        return steps.getOrDefault(new Step(analyst, given.level()), Confidence.nominal(given.level()));
    }
}
