package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.Signal.Note;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;
import java.util.Map;

/// The course of an incident in a case file, and notes with a time.
final class IncidentTree {
    private IncidentTree() {}

    static Value write(IncidentCourse course) {
        return VALUES.fields()
                .text("declared", course.declared())
                .text("impactStart", course.impactStart())
                .text("impactEnd", course.impactEnd())
                .text("stable", course.stable())
                .text("resolved", course.resolved())
                .texts("services", course.services())
                .put("fields", fields(course.fields()))
                .list("impacts", course.impacts(), IncidentTree::note)
                .list("timeline", course.timeline(), IncidentTree::note)
                .build();
    }

    private static Value fields(Map<String, String> said) {
        var fields = VALUES.fields();
        said.forEach(fields::text);
        return fields.build();
    }

    static IncidentCourse read(FieldReader t) {
        return new IncidentCourse(
                t.instant("declared"),
                t.instant("impactStart"),
                t.instant("impactEnd"),
                t.instant("stable"),
                t.instant("resolved"),
                t.texts("services"),
                t.members("fields"),
                t.list("impacts", IncidentTree::note),
                t.list("timeline", IncidentTree::note));
    }

    static Value note(Note note) {
        return VALUES.fields()
                .text("at", note.at())
                .text("until", note.until())
                .text("text", note.text())
                .build();
    }

    static Note note(FieldReader t) {
        return new Note(t.instant("at"), t.instant("until"), t.text("text"));
    }
}
