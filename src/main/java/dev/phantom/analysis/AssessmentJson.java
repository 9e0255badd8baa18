package dev.phantom.analysis;

import dev.phantom.severity.Assessment;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;
import java.util.List;

/// What the severity rules found: in a case with what concerns security, in a report with the level that came of it.
public final class AssessmentJson {
    private AssessmentJson() {}

    static <N> N forCase(JsonForm<N> form, Assessment assessment) {
        return form.fields()
                .text("floor", assessment.floor().text())
                .list(
                        "findings",
                        assessment.findings(),
                        f -> finding(form, f)
                                .flag("security", f.security())
                                .text("reference", f.reference())
                                .build())
                .build();
    }

    /// @param level at least the floor
    public static <N> N forReport(JsonForm<N> form, Assessment assessment, Severity level) {
        var fields = form.fields()
                .text("level", level.text())
                .text("floor", assessment.floor().text())
                .list(
                        "findings",
                        assessment.findings(),
                        f -> finding(form, f).text("reference", f.reference()).build());
        if (!assessment.gaps().isEmpty()) {
            fields.texts("gaps", assessment.gaps());
        }
        return fields.build();
    }

    private static <N> JsonFields<N> finding(JsonForm<N> form, Finding finding) {
        var fields = form.fields()
                .text("rule", finding.rule())
                .text("level", finding.level().text())
                .text("path", finding.path())
                .text("title", finding.title());
        if (!finding.control().isEmpty()) {
            fields.text("control", finding.control());
        }
        if (!finding.reasons().isEmpty()) {
            fields.texts("reasons", finding.reasons());
        }
        return fields;
    }

    static Assessment read(FieldReader t) {
        return new Assessment(t.word("floor", Severity.class), t.list("findings", f -> finding(f, f.flag("security"))));
    }

    /// As a report has it, which does not say what concerns security.
    public static Assessment readReport(FieldReader t) {
        return new Assessment(
                t.word("floor", Severity.class),
                t.list("findings", f -> finding(f, false)),
                t.has("gaps") ? t.texts("gaps") : List.of());
    }

    private static Finding finding(FieldReader f, boolean security) {
        return new Finding(
                f.text("rule"),
                f.word("level", Severity.class),
                f.path("path"),
                f.text("title"),
                security,
                f.text("reference"),
                f.has("control") ? f.text("control") : "",
                f.has("reasons") ? f.texts("reasons") : List.of());
    }
}
