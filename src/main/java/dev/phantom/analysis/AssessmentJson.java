package dev.phantom.analysis;

import dev.phantom.severity.Assessment;
import dev.phantom.severity.Eased;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;
import java.time.LocalDate;
import java.util.List;

/// What the severity rules found: in a case with what concerns security, in a report with the level that came of it.
public final class AssessmentJson {
    private AssessmentJson() {}

    static <N> N forCase(JsonForm<N> form, Assessment assessment) {
        var fields = form.fields()
                .text("floor", assessment.floor().text())
                .list(
                        "findings",
                        assessment.findings(),
                        f -> finding(form, f)
                                .flag("security", f.security())
                                .text("reference", f.reference())
                                .build());
        return eased(form, fields, assessment).build();
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
        return eased(form, fields, assessment).build();
    }

    /// What a team lowered or switched off; left out where there is nothing.
    private static <N> JsonFields<N> eased(JsonForm<N> form, JsonFields<N> fields, Assessment assessment) {
        return assessment.eased().isEmpty()
                ? fields
                : fields.list(
                        "eased",
                        assessment.eased(),
                        e -> finding(form, e.finding())
                                .flag("security", e.finding().security())
                                .text("reference", e.finding().reference())
                                .text("to", e.to() == null ? "off" : e.to().text())
                                .text("reason", e.reason())
                                .text("until", e.until().toString())
                                .build());
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
        return new Assessment(
                t.word("floor", Severity.class),
                t.list("findings", f -> finding(f, f.flag("security"))),
                List.of(),
                eased(t),
                List.of());
    }

    private static List<Eased> eased(FieldReader t) {
        return t.objects("eased").stream()
                .map(e -> new Eased(
                        finding(e, e.flag("security")),
                        e.text("to").equals("off") ? null : e.word("to", Severity.class),
                        e.textOrEmpty("reason"),
                        LocalDate.parse(e.text("until"))))
                .toList();
    }

    /// As a report has it, which does not say what concerns security.
    public static Assessment readReport(FieldReader t) {
        return new Assessment(
                t.word("floor", Severity.class),
                t.list("findings", f -> finding(f, false)),
                t.has("gaps") ? t.texts("gaps") : List.of(),
                eased(t),
                List.of());
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
