package dev.phantom.drift.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One way to name a thing: `arn:{partition}:lambda:{region}:{account}:function:{name}`. A variable stands for text without
/// `/` and `:`; written `{name/}` it may hold slashes.
public final class Form {

    private static final Set<String> SURROUNDINGS = Set.of("partition", "region", "account");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(/?)\\}");

    private final String text;
    private final List<String> variables;
    private final Pattern pattern;

    private Form(String text, List<String> variables, Pattern pattern) {
        this.text = text;
        this.variables = List.copyOf(variables);
        this.pattern = pattern;
    }

    public static Form of(String text) {
        var regex = new StringBuilder();
        var names = new ArrayList<String>();
        var variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(text.substring(end, variable.start())));
            regex.append(variable.group(2).isEmpty() ? "([^:/]+)" : "([^:]+)");
            names.add(variable.group(1));
            end = variable.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        return new Form(text, names, Pattern.compile(regex.toString()));
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

    /// The same if what both texts tell agrees, and what one alone tells of account and region agrees with the surroundings.
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
                    var answer = compare(e.get(), a.get(), surroundings);
                    if (answer == Sameness.SAME) {
                        return answer;
                    }
                    undecided |= answer == Sameness.UNDECIDED;
                }
            }
        }
        return undecided ? Sameness.UNDECIDED : Sameness.DIFFERENT;
    }

    private static Sameness compare(Map<String, String> e, Map<String, String> a, Map<String, String> surroundings) {
        var answer = Sameness.SAME;
        var shared = false;
        var names = new TreeSet<>(e.keySet());
        names.addAll(a.keySet());
        for (var name : names) {
            var around = SURROUNDINGS.contains(name);
            var x = around && !e.containsKey(name) ? surroundings.get(name) : e.get(name);
            var y = around && !a.containsKey(name) ? surroundings.get(name) : a.get(name);
            if (x != null && y != null) {
                if (!x.equals(y)) {
                    return Sameness.DIFFERENT;
                }
                shared |= !around;
            } else if (around) {
                answer = Sameness.UNDECIDED;
            }
        }
        return shared ? answer : Sameness.UNDECIDED;
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
