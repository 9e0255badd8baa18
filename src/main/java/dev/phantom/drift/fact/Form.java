package dev.phantom.drift.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way to name a thing: `arn:{partition}:lambda:{region}:{account}:function:{name}`. A variable stands for text
/// without
/// `/` and `:`; written `{name/}` it may hold slashes, `{suffix:6}` has six characters. One with a question mark
/// (`{path/?}`) need not be told by both names.
public final class Form {

    private static final Set<String> SURROUNDINGS = Set.of("partition", "region", "account");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(/?)(?::([0-9]+))?(\\??)\\}");

    private final String text;
    private final List<String> variables;
    private final Set<String> optional;
    private final Pattern pattern;

    private Form(String text, List<String> variables, Set<String> optional, Pattern pattern) {
        this.text = text;
        this.variables = List.copyOf(variables);
        this.optional = Set.copyOf(optional);
        this.pattern = pattern;
    }

    static Form of(String text) {
        var regex = new StringBuilder();
        var names = new ArrayList<String>();
        var optional = new HashSet<String>();
        var variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(text.substring(end, variable.start())));
            var characters = variable.group(2).isEmpty() ? "[^:/]" : "[^:]";
            var length = variable.group(3) == null ? "+" : "{" + variable.group(3) + "}";
            regex.append("(" + characters + length + ")");
            names.add(variable.group(1));
            if (!variable.group(4).isEmpty()) {
                optional.add(variable.group(1));
            }
            end = variable.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        return new Form(text, names, optional, Pattern.compile(regex.toString()));
    }

    /// What the variables stand for in a value of this form; empty if it is not of this form.
    Optional<Map<String, String>> read(String value) {
        var match = pattern.matcher(value);
        if (!match.matches()) {
            return Optional.empty();
        }
        var read = new HashMap<String, String>();
        for (int i = 0; i < variables.size(); i++) {
            read.put(variables.get(i), match.group(i + 1));
        }
        return Optional.of(read);
    }

    /// The value of this form for what the variables stand for; empty if one of them is not known.
    Optional<String> write(Map<String, String> known) {
        if (!known.keySet().containsAll(variables)) {
            return Optional.empty();
        }
        return Optional.of(
                VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(known.get(found.group(1)))));
    }

    /// The same if both texts tell one thing by what they share, and what one alone tells of account and region agrees
    /// with
    /// the surroundings.
    static Sameness compare(List<Form> forms, String expected, String actual, Map<String, String> surroundings) {
        if (expected.equals(actual)) {
            return Sameness.SAME;
        }
        var undecided = false;
        for (var mine : forms) {
            for (var theirs : forms) {
                var e = mine.read(expected);
                var a = theirs.read(actual);
                if (e.isPresent() && a.isPresent()) {
                    var optional = new HashSet<>(mine.optional);
                    optional.addAll(theirs.optional);
                    var answer = compare(e.get(), a.get(), optional, surroundings);
                    if (answer == Sameness.SAME) {
                        return answer;
                    }
                    undecided |= answer == Sameness.UNDECIDED;
                }
            }
        }
        return undecided ? Sameness.UNDECIDED : Sameness.DIFFERENT;
    }

    private static Sameness compare(
            Map<String, String> e, Map<String, String> a, Set<String> optional, Map<String, String> surroundings) {
        var names = new TreeSet<>(e.keySet());
        names.addAll(a.keySet());
        var shared = false;
        var alone = false;
        var unknown = false;
        for (var name : names) {
            var around = SURROUNDINGS.contains(name);
            var x = around ? e.getOrDefault(name, surroundings.getOrDefault(name, "")) : e.getOrDefault(name, "");
            var y = around ? a.getOrDefault(name, surroundings.getOrDefault(name, "")) : a.getOrDefault(name, "");
            if (!x.isEmpty() && !y.isEmpty()) {
                if (!x.equals(y)) {
                    return Sameness.DIFFERENT;
                }
                shared |= !around;
            } else {
                unknown |= around;
                alone |= !around && !optional.contains(name);
            }
        }
        if (!shared) {
            return Sameness.UNDECIDED;
        }
        if (alone) {
            return Sameness.DIFFERENT;
        }
        return unknown ? Sameness.UNDECIDED : Sameness.SAME;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Form form && form.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
