package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.Commit;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.background.EarlierDecision;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;

/// What surrounds a drift, in a case file.
final class BackgroundJson {
    private BackgroundJson() {}

    static Value write(Background background) {
        return VALUES.fields()
                .list("architecture", background.architecture(), BackgroundJson::excerpt)
                .list("commits", background.commits(), BackgroundJson::commit)
                .list("decisions", background.decisions(), BackgroundJson::decision)
                .list("session", background.session(), BackgroundJson::act)
                .list("facts", background.facts(), BackgroundJson::fact)
                .texts("gaps", background.gaps())
                .build();
    }

    static Background read(FieldReader t) {
        return new Background(
                t.list(
                        "architecture",
                        e -> new Excerpt(
                                e.text("file"),
                                e.integer("line"),
                                e.text("element"),
                                e.integer("distance"),
                                e.text("relation"),
                                e.text("text"))),
                t.list(
                        "commits",
                        c -> new Commit(
                                c.moment("at"),
                                c.text("subject"),
                                c.text("author"),
                                c.flag("bot"),
                                c.texts("touched"))),
                t.list(
                        "decisions",
                        d -> new EarlierDecision(
                                d.instant("at"), d.word("kind", EarlierDecision.Kind.class), d.text("text"))),
                t.list(
                        "session",
                        a -> new Act(
                                a.moment("at"), a.text("event"), a.text("resource"), a.text("source"), a.text("request"))),
                t.list("facts", f -> new DerivedFact(f.text("topic"), f.text("text"), f.texts("exhibits"))),
                t.texts("gaps"));
    }

    private static Value excerpt(Excerpt e) {
        return VALUES.fields()
                .text("file", e.file())
                .number("line", e.line())
                .text("element", e.element())
                .number("distance", e.distance())
                .text("relation", e.relation())
                .text("text", e.text())
                .build();
    }

    private static Value commit(Commit c) {
        return VALUES.fields()
                .text("at", c.at())
                .text("subject", c.subject())
                .text("author", c.author())
                .flag("bot", c.bot())
                .texts("touched", c.touched())
                .build();
    }

    private static Value decision(EarlierDecision d) {
        return VALUES.fields()
                .text("at", d.at())
                .text("kind", JsonFields.word(d.kind()))
                .text("text", d.text())
                .build();
    }

    private static Value act(Act a) {
        return VALUES.fields()
                .text("at", a.at())
                .text("event", a.event())
                .text("resource", a.resource())
                .text("source", a.source())
                .text("request", a.request())
                .build();
    }

    private static Value fact(DerivedFact f) {
        return VALUES.fields()
                .text("topic", f.topic())
                .text("text", f.text())
                .texts("exhibits", f.exhibits())
                .build();
    }
}
