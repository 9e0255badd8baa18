package dev.phantom.datadog;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.datadog.AlertSignals.Alerts;
import dev.phantom.datadog.api.Monitors;
import dev.phantom.datadog.api.Objectives;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Guard;
import dev.phantom.evidence.Signal.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The monitors and objectives that guard the stack's service: what they watch, their limits, when they changed. One
/// that said nothing speaks too.
final class GuardSignals {
    private GuardSignals() {}

    private static final int MONITORS = 20;
    private static final int OBJECTIVES = 5;

    /// Each costs a call more.
    private static final int MEASURED = 2;

    /// Earlier alerts of one monitor that are told.
    private static final int EARLIER = 6;

    static List<Signal> read(DriftQueries inquiry, Alerts alerts) {
        if (!inquiry.hasService()) {
            inquiry.skips("monitors and SLOs: the configuration names no service for this stack");
            return List.of();
        }
        var tag = Search.term("service", inquiry.service());
        var signals = new ArrayList<Signal>();
        var monitors = monitors(inquiry);
        if (monitors.size() >= MONITORS) {
            inquiry.skips("monitors: more than " + MONITORS + " guard " + inquiry.service());
        }
        monitors.forEach(m -> signals.add(monitor(inquiry, m, alerts)));
        objectives(inquiry, tag, signals);
        return signals;
    }

    /// Those that are tagged with the stack's service.
    static List<Monitors.Definition> monitors(DriftQueries inquiry) {
        return answered(inquiry).orElse(List.of());
    }

    /// The same, and empty where there may be more of them.
    static Optional<List<Monitors.Definition>> all(DriftQueries inquiry) {
        return answered(inquiry).filter(monitors -> monitors.size() < MONITORS);
    }

    private static Optional<List<Monitors.Definition>> answered(DriftQueries inquiry) {
        var tag = Search.term("service", inquiry.service());
        return inquiry.answered(
                "monitor definitions", "monitors of " + tag, () -> Monitors.tagged(inquiry.api(), tag, MONITORS));
    }

    private static Signal monitor(DriftQueries inquiry, Monitors.Definition monitor, Alerts alerts) {
        var name = SummaryText.line(monitor.name());
        var earlier = earlier(alerts, name);
        var transitions = alerts.signals().stream()
                .flatMap(s ->
                        s instanceof Signal.Alert a && a.monitor().equals(name) ? transitions(a) : Stream.<Note>empty())
                .toList();
        var condition = (SummaryText.line(monitor.query()) + thresholds(monitor.thresholds())).strip();
        var window = inquiry.window();
        return new Guard(
                window.to(),
                Guard.Kind.MONITOR,
                name,
                condition,
                SummaryText.line(monitor.state()),
                Stream.concat(earlier.stream(), transitions.stream()).toList(),
                "monitor \"%s\" guards %s%s%s"
                        .formatted(
                                name,
                                inquiry.service(),
                                condition.isBlank() ? "" : ": " + condition,
                                said(monitor.state(), alerts.known(), transitions) + before(earlier)),
                inquiry.links().monitor(monitor.id(), window.from(), window.to()));
    }

    /// The last ones before the window, each as a whole.
    private static List<Note> earlier(Alerts alerts, String name) {
        var all = alerts.earlier().stream().filter(a -> a.name().equals(name)).toList();
        return all.stream()
                .skip(Math.max(0, all.size() - EARLIER))
                .map(a -> new Note(a.at(), a.recovered(), "alerted earlier"))
                .toList();
    }

    private static String before(List<Note> earlier) {
        return earlier.isEmpty()
                ? ""
                : "; before the window it alerted "
                        + earlier.stream()
                                .flatMap(n ->
                                        n.at() == null ? Stream.<String>empty() : Stream.of(SummaryText.day(n.at())))
                                .collect(Collectors.joining(", "));
    }

    private static Stream<Note> transitions(Signal.Alert alert) {
        return alert.recovered() == null
                ? Stream.of(new Note(alert.at(), null, "alert"))
                : Stream.of(new Note(alert.at(), null, "alert"), new Note(alert.recovered(), null, "recovery"));
    }

    private static String thresholds(Map<String, Double> limits) {
        return limits.isEmpty()
                ? ""
                : limits.entrySet().stream()
                        .map(e -> e.getKey() + " " + SummaryText.exact(e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String said(String state, boolean known, List<Note> transitions) {
        var now = state.isEmpty() ? "" : "; now " + SummaryText.line(state);
        if (!known) {
            return "; its transitions could not be read" + now;
        }
        return transitions.isEmpty()
                ? "; no transition seen since the window began" + now
                : "; " + counted(transitions.size(), "transition") + " since the window began" + now;
    }

    private static void objectives(DriftQueries inquiry, String tag, List<Signal> signals) {
        var objectives = inquiry.ask("SLOs", "slos of " + tag, () -> Objectives.tagged(inquiry.api(), tag, OBJECTIVES));
        for (var i = 0; i < objectives.size(); i++) {
            if (i < MEASURED) {
                signals.add(objective(inquiry, objectives.get(i), met(inquiry, objectives.get(i))));
            } else {
                inquiry.skips("how SLO \"%s\" was met: asked of the first %d only"
                        .formatted(SummaryText.line(objectives.get(i).name()), MEASURED));
                signals.add(objective(inquiry, objectives.get(i), ""));
            }
        }
    }

    private static String met(DriftQueries inquiry, Objectives.Line objective) {
        var window = inquiry.window();
        var met = inquiry.ask(
                "SLO history",
                "slo history " + objective.id() + window,
                () -> Objectives.met(inquiry.api(), objective.id(), window.from(), window.to()));
        return met.isEmpty()
                ? ""
                : String.format(java.util.Locale.ROOT, "%.2f %%", met.getFirst())
                        .replace(".00 ", " ");
    }

    private static Signal objective(DriftQueries inquiry, Objectives.Line objective, String met) {
        var name = SummaryText.line(objective.name());
        var targets = objective.targets().stream()
                .map(t -> SummaryText.exact(t.percent()) + " %" + " over " + SummaryText.line(t.timeframe())
                        + (t.warning() == null ? "" : ", warning below " + SummaryText.exact(t.warning()) + " %"))
                .collect(Collectors.joining("; "));
        var condition = targets + (objective.measure().isBlank() ? "" : " of " + SummaryText.line(objective.measure()));
        return new Guard(
                inquiry.window().to(),
                Guard.Kind.OBJECTIVE,
                name,
                condition,
                met,
                List.of(),
                "SLO \"%s\" wants %s; %s"
                        .formatted(
                                name,
                                condition,
                                met.isEmpty() ? "how it was met is not known" : met + " in the window"),
                inquiry.links()
                        .objective(
                                objective.id(),
                                inquiry.window().from(),
                                inquiry.window().to()));
    }
}
