package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.cost.CostSum;
import dev.phantom.fault.InertText;
import dev.phantom.run.JudgedDrift;
import dev.phantom.value.Value;
import java.util.List;
import java.util.function.Function;

/// Values and texts from outside, made fit for a terminal: one line, capped, no control characters.
public final class PlainText {

    private static final int WIDTH = 120;
    private static final int SENTENCE = 400;

    private final Function<Value, JsonNode> values;

    public PlainText(Function<Value, JsonNode> values) {
        this.values = values;
    }

    /// `db.r5.large`, `22`, `{"a":1}`; secrets as their mask.
    public String value(Value value) {
        return line(text(value));
    }

    /// The same whole: an object or a list that is too long for one line takes several.
    public List<String> lines(Value value) {
        var settled = value.settled();
        var text = text(settled);
        if (text.length() <= WIDTH || !(settled instanceof Value.MapValue || settled instanceof Value.ListValue)) {
            return List.of(line(text));
        }
        return JsonLines.of(text).stream().map(PlainText::line).toList();
    }

    private String text(Value value) {
        var text = switch (value) {
            case Value.Scalar s -> s.text();
            case Value.Unknown u -> "unknown (" + u.reason() + ")";
            case Value.ListValue l -> values.apply(l).toString();
            case Value.MapValue m -> values.apply(m).toString();
            case Value.Reference r -> text(r.known());
            case Value.Intrinsic i -> values.apply(i).toString();
            case Value.Sensitive s -> values.apply(s).toString();
        };
        return text.isEmpty() ? "\"\"" : text;
    }

    /// One line of text from outside.
    public static String line(String text) {
        return line(text, WIDTH);
    }

    /// The same with room for a sentence that says what to do.
    public static String sentence(String text) {
        return line(text, SENTENCE);
    }

    /// A command to copy: never shortened.
    public static String whole(String text) {
        return line(text, Integer.MAX_VALUE);
    }

    private static String line(String text, int width) {
        // cut first, far above the width: a megabyte must not cost a megabyte of escapes
        var clean = InertText.line(text.length() > width ? text.substring(0, width) + "…" : text);
        return clean.length() <= width ? clean : clean.substring(0, width - 1) + "…";
    }

    /// `+2,943.36 USD/month and 2 changes not priced`, `not priced`.
    public static String money(CostSum cost) {
        return cost.words("USD/month");
    }

    /// The same of one drift, with the region where it is that which has no price.
    public static String money(JudgedDrift judged) {
        var words = money(judged.costSum());
        return judged.cost()
                .placeWithoutPrice()
                .map(place -> words + ": no price known in " + place)
                .orElse(words);
    }
}
