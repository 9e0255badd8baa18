package dev.phantom.analysis;

/// An analyst whose confidence is what was measured of it.
public final class MeasuredAnalyst implements Analyst {

    private final Analyst analyst;
    private final ConfidenceTable table;

    public MeasuredAnalyst(Analyst analyst, ConfidenceTable table) {
        this.analyst = analyst;
        this.table = table;
    }

    @Override
    public String name() {
        return analyst.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        return table.measured(analyst.judge(file, calls));
    }

    @Override
    public Answer answer(CaseFile file, ModelCalls calls) {
        var answer = analyst.answer(file, calls);
        return new Answer(table.measured(answer.verdict()), answer.unanswered());
    }
}
