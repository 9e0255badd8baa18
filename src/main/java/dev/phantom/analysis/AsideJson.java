package dev.phantom.analysis;

import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;

/// What is said of a verdict beside the decision, as JSON; a member without content is absent.
final class AsideJson {
    private AsideJson() {}

    static <N> void add(JsonForm<N> form, JsonFields<N> verdict, Aside aside) {
        if (!aside.notices().isEmpty()) {
            verdict.list(
                    "notices",
                    aside.notices(),
                    n -> form.fields()
                            .text("where", n.where())
                            .text("text", n.text())
                            .build());
        }
        if (aside.explanation() != null) {
            verdict.put("explanation", explanation(form, aside.explanation()));
        }
        if (!aside.others().isEmpty()) {
            verdict.list("others", aside.others(), o -> other(form, o));
        }
        if (aside.proposalUsd() != null) {
            verdict.put(
                    "proposal",
                    form.fields().number("monthlyDeltaUsd", aside.proposalUsd()).build());
        }
        if (aside.spent().calls() > 0) {
            verdict.put("spent", spent(form, aside.spent()));
        }
    }

    private static <N> N explanation(JsonForm<N> form, Aside.Explanation e) {
        return form.fields()
                .text("endedBy", JsonFields.word(e.endedBy()))
                .text("need", JsonFields.word(e.need()))
                .text("rival", e.rival())
                .build();
    }

    private static <N> N other(JsonForm<N> form, Aside.Other o) {
        return form.fields()
                .text("analyst", o.analyst())
                .text("recommendation", o.recommendation().text())
                .text("severity", o.severity().text())
                .put("confidence", confidence(form, o.confidence()))
                .list("refactor", o.edits(), e -> edit(form, e))
                .text("reasoning", o.reasoning())
                .build();
    }

    private static <N> N spent(JsonForm<N> form, Aside.Spent s) {
        return form.fields()
                .number("calls", s.calls())
                .number("tokens", s.tokens())
                .number("usd", s.usd())
                .number("millis", s.millis())
                .build();
    }

    static <N> N confidence(JsonForm<N> form, Confidence c) {
        var fields = form.fields()
                .text("level", JsonFields.word(c.level()))
                .number("score", c.score())
                .text("basis", JsonFields.word(c.basis()));
        if (c.cases() > 0) {
            fields.number("right", c.right()).number("cases", c.cases());
        }
        return fields.build();
    }

    static <N> N edit(JsonForm<N> form, Verdict.Edit edit) {
        return form.fields()
                .text("path", edit.path())
                .value("value", edit.value())
                .build();
    }

    static Aside read(FieldReader verdict) {
        var notices = verdict.has("notices")
                ? verdict.list("notices", n -> new Notice(n.text("where"), n.text("text")))
                : Aside.NONE.notices();
        var explanation = verdict.objectIfAny("explanation")
                .map(e -> new Aside.Explanation(
                        e.word("endedBy", Aside.EndedBy.class), e.word("need", Aside.Need.class), e.text("rival")))
                .orElse(null);
        var others = verdict.has("others") ? verdict.list("others", AsideJson::other) : Aside.NONE.others();
        var spent = verdict.objectIfAny("spent")
                .map(s -> new Aside.Spent(
                        s.integer("calls"),
                        s.number("tokens").longValueExact(),
                        s.numberOrNull("usd"),
                        s.number("millis").longValueExact()))
                .orElse(Aside.Spent.NOTHING);
        var proposal = verdict.objectIfAny("proposal").map(p -> p.number("monthlyDeltaUsd"));
        return new Aside(notices, explanation, others, spent, proposal.orElse(null));
    }

    private static Aside.Other other(FieldReader o) {
        return new Aside.Other(
                o.text("analyst"),
                o.word("recommendation", Recommendation.class),
                o.word("severity", Severity.class),
                confidence(o.object("confidence")),
                o.list("refactor", AsideJson::edit),
                o.text("reasoning"));
    }

    static Confidence confidence(FieldReader c) {
        return new Confidence(
                c.word("level", Confidence.Level.class),
                c.number("score").doubleValue(),
                c.word("basis", Confidence.Basis.class),
                c.has("cases") ? c.integer("right") : 0,
                c.has("cases") ? c.integer("cases") : 0);
    }

    static Verdict.Edit edit(FieldReader e) {
        return new Verdict.Edit(e.path("path"), e.value("value"));
    }
}
