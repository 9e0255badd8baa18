package dev.phantom.analysis;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import java.io.IOException;
import java.util.List;

/// A verdict as a file, in the shape that the report has it in.
public final class VerdictJson {
    private VerdictJson() {}

    public static String write(Verdict verdict) {
        return ValueJson.text(write(ValueForm.VALUES, verdict), Mask.of(""));
    }

    /// In another form, as it stands in a report.
    public static <N> N write(JsonForm<N> form, Verdict verdict) {
        var o = verdict.opinion();
        var edits = verdict instanceof Verdict.Refactor r ? r.edits() : List.<Verdict.Edit>of();
        var fields = form.fields()
                .text("recommendation", verdict.recommendation().text())
                .put("confidence", AsideJson.confidence(form, o.confidence()))
                .text("reasoning", o.reasoning())
                .texts("evidence", o.evidence())
                .texts("against", o.against())
                .list("refactor", edits, e -> AsideJson.edit(form, e))
                .text("severity", o.severity().text())
                .text("reviewAt", o.reviewAt())
                .text("analyst", o.analyst())
                .text("caseDigest", o.caseDigest())
                .texts("gaps", o.gaps());
        AsideJson.add(form, fields, o.aside());
        return fields.build();
    }

    /// @throws IllegalArgumentException if it is no verdict
    public static Verdict read(String json) {
        try {
            return read(FieldReader.of("", "the verdict", Code.FILE_UNREADABLE, ValueJson.parse(json)));
        } catch (PhantomException e) {
            throw new IllegalArgumentException(e.diagnostic().summary(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a verdict: " + e.getMessage(), e);
        }
    }

    /// As it stands in a report.
    public static Verdict read(FieldReader t) {
        var opinion = new Verdict.Opinion(
                AsideJson.confidence(t.object("confidence")),
                t.text("reasoning"),
                t.texts("evidence"),
                t.texts("against"),
                t.word("severity", Severity.class),
                t.instant("reviewAt"),
                t.text("analyst"),
                t.text("caseDigest"),
                t.texts("gaps"),
                AsideJson.read(t));
        return switch (t.word("recommendation", Recommendation.class)) {
            case LEGITIMIZE -> new Verdict.Legitimize(opinion);
            case REVERT -> new Verdict.Revert(opinion);
            case REFACTOR -> new Verdict.Refactor(opinion, t.list("refactor", AsideJson::edit));
            case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
        };
    }
}
