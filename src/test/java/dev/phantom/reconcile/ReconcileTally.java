package dev.phantom.reconcile;

import dev.phantom.drift.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What came of the rounds. The refusals are counted by their reason, without names and places.
final class ReconcileTally {

    private static final String EXECUTED = "executed";
    /// What no drift-aware change set brings back, by AWS's documentation, or what nobody knows an earlier value of.
    private static final List<String> NOBODY = List.of(
            "the change set does not include it",
            "the change set would replace it",
            "the record omits a value",
            "is in no template and no earlier value is known");

    private final TreeMap<String, TreeMap<String, Integer>> kinds = new TreeMap<>();
    private final TreeMap<String, Integer> reasons = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Integer>> worlds = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int left;

    synchronized void executed(String kind) {
        count(kinds, kind, EXECUTED);
    }

    /// @param reason as the person reads it
    synchronized void refused(String kind, String reason) {
        count(kinds, kind, NOBODY.stream().anyMatch(reason::startsWith) ? "beyond" : "refused");
        reasons.merge(reason, 1, Integer::sum);
    }

    /// A resource that is not played.
    synchronized void left() {
        left++;
    }

    synchronized void untold(String kind) {
        count(kinds, kind, "untold");
    }

    synchronized void world(String what, boolean executed, List<String> wrongs) {
        count(worlds, what, executed ? EXECUTED : "nothing");
        wrong.addAll(wrongs);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// Of the changes that the comparison tells and a change set can bring back.
    synchronized double executedShare() {
        var executed = sum(EXECUTED);
        return 1.0 * executed / (executed + sum("refused"));
    }

    synchronized int executed() {
        return sum(EXECUTED);
    }

    private int sum(String end) {
        return kinds.values().stream().mapToInt(k -> k.getOrDefault(end, 0)).sum();
    }

    private static void count(TreeMap<String, TreeMap<String, Integer>> all, String row, String column) {
        all.computeIfAbsent(row, k -> new TreeMap<>()).merge(column, 1, Integer::sum);
    }

    /// A reason without the resource's name and its place.
    static String general(Drift drift, String reason) {
        return reason.replaceFirst("^\\Q" + drift.logicalId() + "\\E( /\\S*)?:? ", "");
    }

    synchronized String page() {
        var text = new StringBuilder(
                "| change | told as drift | executed | no change set can | refused |\n|---|---|---|---|---|\n");
        kinds.forEach((kind, ends) -> row(
                text,
                kind,
                ends.getOrDefault(EXECUTED, 0),
                ends.getOrDefault("beyond", 0),
                ends.getOrDefault("refused", 0)));
        row(text, "*all*", sum(EXECUTED), sum("beyond"), sum("refused"));
        text.append("\n| why it was refused | changes |\n|---|---|\n");
        reasons.forEach((reason, n) -> text.append("| %s | %d |\n".formatted(reason, n)));
        text.append("\n| meanwhile | orders | executed as approved | nothing done |\n|---|---|---|---|\n");
        worlds.forEach((what, ends) -> text.append("| %s | %d | %d | %d |\n"
                .formatted(
                        what,
                        ends.values().stream().mapToInt(Integer::intValue).sum(),
                        ends.getOrDefault(EXECUTED, 0),
                        ends.getOrDefault("nothing", 0))));
        return text.append(
                        "\nExecuted and not what was approved, or refused and not nothing: %d. Not told as drift: %d changes. Left out: %d resources.\n"
                                .formatted(wrong.size(), sum("untold"), left))
                .toString();
    }

    private static void row(StringBuilder text, String kind, int executed, int beyond, int refused) {
        text.append(
                "| %s | %d | %d | %d | %d |\n".formatted(kind, executed + beyond + refused, executed, beyond, refused));
    }
}
