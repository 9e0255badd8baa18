package dev.phantom.cli.init;

import dev.phantom.report.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What was found, for a person: which stack is which template, and what is left over on either side.
public record InitSummary(FoundFiles files, List<StackTemplatePairs> pairings) {

    public InitSummary {
        pairings = List.copyOf(pairings);
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        section(
                "matched",
                of(StackTemplatePairs.Found.class)
                        .map(f -> name(f) + "  " + f.likeness().template().file() + "  "
                                + f.likeness().words() + parameters(f.parameters())),
                lines);
        section(
                "left out, because more than one template fits as well",
                of(StackTemplatePairs.Doubtful.class).map(d -> name(d) + "  " + String.join(", ", d.templates())),
                lines);
        section(
                "template is written by the CDK: to be configured by hand if the repository holds it",
                of(StackTemplatePairs.Synthesized.class)
                        .map(s -> name(s) + "  " + s.likeness().template().file() + "  "
                                + s.likeness().words()),
                lines);
        section(
                "stacks without a template here",
                of(StackTemplatePairs.Stranger.class)
                        .filter(s -> s.stack().parent().isEmpty())
                        .map(s -> name(s) + "  " + why(s)),
                lines);
        section(
                "stacks whose template could not be read",
                of(StackTemplatePairs.Unread.class).map(u -> name(u) + "  " + u.why()),
                lines);
        var nested = of(StackTemplatePairs.Stranger.class)
                .filter(s -> !s.stack().parent().isEmpty())
                .count();
        if (nested > 0) {
            lines.add("nested stacks that belong to others and have no template here: " + nested);
        }
        section("templates of no stack here", leftover(), lines);
        section("not read", files.broken().stream(), lines);
        return lines;
    }

    private <P extends StackTemplatePairs> Stream<P> of(Class<P> kind) {
        return pairings.stream().filter(kind::isInstance).map(kind::cast);
    }

    private Stream<String> leftover() {
        Set<String> used = new HashSet<>();
        of(StackTemplatePairs.Found.class)
                .forEach(f -> used.add(f.likeness().template().file()));
        of(StackTemplatePairs.Doubtful.class).forEach(d -> used.addAll(d.templates()));
        return files.templates().stream().map(t -> t.file()).filter(file -> !used.contains(file));
    }

    private static String name(StackTemplatePairs pairing) {
        return pairing.stack().id().name();
    }

    private static String parameters(ParameterFiles parameters) {
        return parameters
                .chosen()
                .map(file -> "; parameters " + file)
                .orElse(
                        parameters.others().isEmpty()
                                ? ""
                                : "; parameters undecided: " + String.join(", ", parameters.others()));
    }

    private static String why(StackTemplatePairs.Stranger stranger) {
        var nearest = stranger.nearest();
        return stranger.byCdk()
                ? "made by the CDK; `phantom check " + name(stranger) + "` compares it"
                : nearest == null
                        ? "nothing alike"
                        : "nearest: " + nearest.template().file() + " (" + nearest.words() + ")";
    }

    private static void section(String title, Stream<String> entries, List<String> lines) {
        var told = entries.map(PlainText::sentence).toList();
        if (!told.isEmpty()) {
            lines.add(title + ":");
            told.forEach(line -> lines.add("  " + line));
        }
    }
}
