package dev.phantom.sandbox.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of an awsQuery request, or of one structure inside it.
record Query(Map<String, String> form, String prefix) {

    static Query of(Map<String, String> form) {
        return new Query(form, "");
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(form.get(prefix + name));
    }

    /// @throws AwsFault ValidationError if it was not sent
    String text(String name) {
        return optional(name)
                .orElseThrow(() -> AwsFault.validation(
                        "1 validation error detected: Value null at '" + name + "' failed to satisfy constraint"));
    }

    boolean flag(String name) {
        return optional(name).map("true"::equalsIgnoreCase).orElse(false);
    }

    /// `Name.member.1`, `Name.member.2`, …
    List<String> texts(String name) {
        var result = new ArrayList<String>();
        for (var n = 1; form.containsKey(member(name, n)); n++) {
            result.add(form.getOrDefault(member(name, n), ""));
        }
        return result;
    }

    /// `Name.member.1.Field`, …
    List<Query> structures(String name) {
        var result = new ArrayList<Query>();
        for (var n = 1; present(member(name, n) + "."); n++) {
            result.add(new Query(form, member(name, n) + "."));
        }
        return result;
    }

    /// `Name.entry.1.key`, `Name.entry.1.value`, …
    Map<String, String> map(String name) {
        var result = new LinkedHashMap<String, String>();
        for (var n = 1; form.containsKey(entry(name, n) + ".key"); n++) {
            result.put(
                    form.getOrDefault(entry(name, n) + ".key", ""), form.getOrDefault(entry(name, n) + ".value", ""));
        }
        return result;
    }

    private boolean present(String start) {
        return form.keySet().stream().anyMatch(k -> k.startsWith(start));
    }

    private String member(String name, int n) {
        return prefix + name + ".member." + n;
    }

    private String entry(String name, int n) {
        return prefix + name + ".entry." + n;
    }
}
