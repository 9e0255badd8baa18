package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What of a case may reach a model, by class (`evidence.send` of the configuration). What is withheld is named as a
/// gap, so that the verdict knows of it. A CloudTrail write always goes along: it is part of the drift itself.
public record Disclosure(Set<EvidenceClass> send) {

    /// As long as nobody chose otherwise: no text of the application itself.
    public static final Disclosure DEFAULT = new Disclosure(Set.copyOf(EvidenceClass.BY_DEFAULT));

    public Disclosure {
        send = Set.copyOf(send);
    }

    /// The case as the model may see it.
    public CaseFile shown(CaseFile file) {
        var withheld = new EnumMap<EvidenceClass, Integer>(EvidenceClass.class);
        var kept = file.evidence().exhibits().stream()
                .filter(e -> allowed(e.signal(), withheld))
                .toList();
        var gaps = new ArrayList<>(file.evidence().gaps());
        withheld.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getKey()))
                .map(e -> "%s are not sent to the analyst (%d exhibits)"
                        .formatted(e.getKey().name().toLowerCase(Locale.ROOT), e.getValue()))
                .forEach(gaps::add);
        var background = file.background();
        if (!send.contains(EvidenceClass.TEMPLATE) && !background.architecture().isEmpty()) {
            gaps.add(withheld("template", background.architecture().size(), "excerpts"));
            background = background.withoutSource();
        }
        if (!send.contains(EvidenceClass.HISTORY) && background.holdsHistory()) {
            var size = background.commits().size() + background.decisions().size();
            gaps.add(withheld("history", size, "commits and earlier decisions"));
            background = background.withoutHistory();
        }
        return new CaseFile(
                file.stack(),
                file.drift(),
                file.coverage(),
                file.assessment(),
                file.cost(),
                file.window(),
                new Evidence(kept, gaps, file.evidence().notAsked()),
                background.seeing(kept.stream().map(Exhibit::id).collect(Collectors.toSet())),
                file.candidates());
    }

    private static String withheld(String what, int count, String unit) {
        return "%s is not sent to the analyst (%d %s)".formatted(what, count, unit);
    }

    private boolean allowed(Signal signal, EnumMap<EvidenceClass, Integer> withheld) {
        if (signal instanceof Signal.Write || send.contains(kind(signal))) {
            return true;
        }
        withheld.merge(kind(signal), 1, Integer::sum);
        return false;
    }

    private static EvidenceClass kind(Signal signal) {
        return switch (signal) {
            case Signal.Alert a -> EvidenceClass.ALERTS;
            case Signal.Metric m -> EvidenceClass.METRICS;
            case Signal.Health h -> EvidenceClass.METRICS;
            case Signal.Usage u -> EvidenceClass.METRICS;
            case Signal.Incident i -> EvidenceClass.INCIDENTS;
            case Signal.Guard g -> EvidenceClass.ALERTS;
            case Signal.Nearby n ->
                switch (n.kind()) {
                    case ALERT -> EvidenceClass.ALERTS;
                    case INCIDENT -> EvidenceClass.INCIDENTS;
                    case DEPLOY, ROLLBACK, HEALTH, OTHER -> EvidenceClass.DEPLOYS;
                };
            case Signal.Access a ->
                switch (a.trail()) {
                    // what AWS itself keeps of who called what, as the writes
                    case HISTORY -> EvidenceClass.DEPLOYS;
                    case FLOW, AUDIT, ACCESS -> EvidenceClass.LOGS;
                };
            case Signal.Event e -> EvidenceClass.DEPLOYS;
            case Signal.Write w -> EvidenceClass.DEPLOYS;
            case Signal.Log l -> EvidenceClass.LOGS;
            case Signal.Trace t -> EvidenceClass.TRACES;
        };
    }
}
