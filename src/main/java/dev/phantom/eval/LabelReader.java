package dev.phantom.eval;

import dev.phantom.eval.LabelledFinding.SeverityRange;
import dev.phantom.eval.VerdictLabel.Tier;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `label.json`. A label that says too little, too much or contradicts itself is refused: a benchmark with a
/// wrong
/// label measures nothing.
public final class LabelReader {

    private static final Set<String> KEYS = Set.of("schema", "pair", "twin", "tier", "why", "findings");
    private static final Set<String> FINDING =
            Set.of("logicalId", "path", "best", "accept", "dangerous", "severity", "refactor");

    private LabelReader() {}

    /// @param file as the user knows it
    /// @throws PhantomException LABEL_UNREADABLE
    public static VerdictLabel read(String file, String json) {
        var label = FieldReader.of(file, "the label", Code.LABEL_UNREADABLE, parsed(file, json))
                .only(KEYS);
        if (!label.required("schema").equals("phantom.label/v1")) {
            throw label.wrong("'schema' is '" + label.text("schema") + "', not 'phantom.label/v1'");
        }
        label.required("why");
        var tier = label.word("tier", Tier.class);
        var twin = label.textOrEmpty("twin");
        if (tier == Tier.CONTROL && twin.isEmpty()) {
            throw label.wrong("'twin' is missing: a control names the folder of its adversarial scenario");
        }
        if (tier != Tier.CONTROL && !twin.isEmpty()) {
            throw label.wrong("'twin' is '" + twin + "', but only a label of tier control has one");
        }
        var findings = label.list("findings", LabelReader::finding);
        if (findings.isEmpty()) {
            throw label.wrong("'findings' is empty");
        }
        onePerPlace(label, findings);
        return new VerdictLabel(label.textOrEmpty("pair"), twin, tier, findings);
    }

    private static Value parsed(String file, String json) {
        try {
            return ValueJson.parse(json);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.LABEL_UNREADABLE, "the label is not a JSON document", "", file), e);
        }
    }

    private static void onePerPlace(FieldReader label, List<LabelledFinding> findings) {
        var places = new HashSet<String>();
        for (var finding : findings) {
            if (!places.add(finding.place())) {
                throw label.wrong("'findings' names " + finding.place() + " twice");
            }
        }
    }

    private static LabelledFinding finding(FieldReader f) {
        f.only(FINDING);
        var best = f.word("best", Answer.class);
        var accept = answers(f, "accept");
        if (best == Answer.NONE && accept.isEmpty()) {
            accept = EnumSet.of(Answer.NONE);
        }
        var dangerous = answers(f, "dangerous");
        if (!accept.contains(best)) {
            throw f.wrong("'accept' lacks the best answer, " + best.text());
        }
        if (accept.stream().anyMatch(dangerous::contains)) {
            throw f.wrong("an answer is in 'accept' and in 'dangerous'");
        }
        return new LabelledFinding(f.required("logicalId"), path(f), best, accept, dangerous, severity(f), refactor(f));
    }

    private static Set<Answer> answers(FieldReader f, String key) {
        var all = EnumSet.noneOf(Answer.class);
        if (f.has(key)) {
            all.addAll(f.words(key, Answer.class));
        }
        return all;
    }

    private static @Nullable PropertyPath path(FieldReader f) {
        var text = f.textOrNull("path");
        if (text == null) {
            return null;
        }
        if (!text.startsWith("/")) {
            throw f.wrong("'path' is '" + text + "'; a path starts with '/', and null stands for the whole resource");
        }
        return PropertyPath.parse(text);
    }

    private static @Nullable SeverityRange severity(FieldReader f) {
        if (!f.has("severity")) {
            return null;
        }
        var s = f.object("severity").only(Set.of("min", "max"));
        var range = new SeverityRange(
                s.word("min", Severity.class, Severity.LOW), s.word("max", Severity.class, Severity.CRITICAL));
        if (range.min().compareTo(range.max()) > 0) {
            throw s.wrong("'min' is above 'max'");
        }
        return range;
    }

    private static @Nullable RefactorRange refactor(FieldReader f) {
        if (!f.has("refactor")) {
            return null;
        }
        var r = f.object("refactor").only(Set.of("values", "min", "max"));
        var range = new RefactorRange(values(r), r.numberOrNull("min"), r.numberOrNull("max"));
        if (range.values().isEmpty() && range.min() == null && range.max() == null) {
            throw r.wrong("it names no value; give 'values', 'min' or 'max', or null in its place");
        }
        return range;
    }

    private static List<Value> values(FieldReader r) {
        if (!r.has("values")) {
            return List.of();
        }
        if (r.value("values") instanceof ListValue list) {
            return list.items();
        }
        throw r.wrong("'values' must be a list");
    }
}
