package dev.phantom.evidence;

import dev.phantom.evidence.Signal.Access;
import dev.phantom.evidence.Signal.Alert;
import dev.phantom.evidence.Signal.Event;
import dev.phantom.evidence.Signal.Guard;
import dev.phantom.evidence.Signal.Health;
import dev.phantom.evidence.Signal.Incident;
import dev.phantom.evidence.Signal.Log;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Nearby;
import dev.phantom.evidence.Signal.Note;
import dev.phantom.evidence.Signal.Trace;
import dev.phantom.evidence.Signal.Usage;
import dev.phantom.evidence.Signal.Write;
import java.util.function.UnaryOperator;

/// Signals with other words in them.
final class SignalWords {
    private SignalWords() {}

    static Signal of(Signal signal, UnaryOperator<String> words) {
        return switch (signal) {
            case Alert a ->
                new Alert(
                        a.at(),
                        a.recovered(),
                        words.apply(a.monitor()),
                        words.apply(a.summary()),
                        words.apply(a.link()));
            case Metric m ->
                new Metric(
                        m.at(),
                        words.apply(m.name()),
                        words.apply(m.unit()),
                        m.role(),
                        m.before(),
                        m.onset(),
                        m.during(),
                        m.after(),
                        m.coverage(),
                        m.shape(),
                        m.share(),
                        words.apply(m.summary()),
                        words.apply(m.link()));
            case Incident i ->
                new Incident(
                        i.at(),
                        i.resolved(),
                        words.apply(i.id()),
                        words.apply(i.severity()),
                        i.course().mapText(words),
                        words.apply(i.summary()),
                        words.apply(i.link()));
            case Guard g ->
                new Guard(
                        g.at(),
                        g.kind(),
                        words.apply(g.name()),
                        words.apply(g.condition()),
                        g.state(),
                        Note.mapped(g.transitions(), words),
                        words.apply(g.summary()),
                        words.apply(g.link()));
            case Nearby n ->
                new Nearby(
                        n.at(),
                        n.until(),
                        words.apply(n.service()),
                        n.direction(),
                        n.kind(),
                        words.apply(n.summary()),
                        words.apply(n.link()));
            case Access a ->
                new Access(
                        a.at(),
                        a.last(),
                        a.count(),
                        a.trail(),
                        words.apply(a.who()),
                        words.apply(a.what()),
                        a.refused(),
                        a.asked(),
                        words.apply(a.summary()),
                        words.apply(a.link()));
            case Health h ->
                new Health(
                        h.at(), words.apply(h.service()), h.healthy(), words.apply(h.summary()), words.apply(h.link()));
            case Log l ->
                new Log(
                        l.at(),
                        words.apply(l.service()),
                        words.apply(l.status()),
                        l.count(),
                        l.counts(),
                        words.apply(l.text()),
                        words.apply(l.summary()),
                        words.apply(l.link()));
            case Trace t ->
                new Trace(
                        t.at(),
                        words.apply(t.service()),
                        words.apply(t.resource()),
                        t.durationNanos(),
                        t.error(),
                        t.counts(),
                        words.apply(t.summary()),
                        words.apply(t.link()));
            case Event e ->
                new Event(e.at(), words.apply(e.source()), e.kind(), words.apply(e.summary()), words.apply(e.link()));
            case Usage u ->
                new Usage(u.at(), u.of(), u.monthly(), u.unit(), words.apply(u.summary()), words.apply(u.link()));
            case Write w ->
                new Write(
                        w.at(),
                        words.apply(w.eventId()),
                        words.apply(w.actor()),
                        words.apply(w.summary()),
                        words.apply(w.link()));
        };
    }
}
