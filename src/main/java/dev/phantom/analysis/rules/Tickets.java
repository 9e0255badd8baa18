package dev.phantom.analysis.rules;

import dev.phantom.analysis.Notes;
import dev.phantom.analysis.rules.Particulars.Fit;
import dev.phantom.evidence.Exhibit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What is on record about a change: tickets, change records and announcements that speak of it, each in the state that
/// its newest notice gives it. What a program noted of itself is none.
///
/// @param all   those that speak of this change
/// @param other those that name another address, port or account than it is about: they cover it not
record Tickets(List<Ticket> all, List<Ticket> other) {

    enum State {
        OPEN,
        /// Approved by somebody, or with an owner who is named.
        APPROVED,
        /// For a time, or to be taken back, and its end has not come.
        TEMPORARY,
        /// The reason is over: closed, declined, withdrawn, or its own end has passed.
        OVER,
        /// Written since the change: it was not meant so.
        MISTAKE
    }

    record Ticket(State state, Fit fit, Instant at, String text, List<String> cite) {}

    private static final Duration BEFORE = Duration.ofDays(31);
    private static final int NAME = 4;
    private static final Pattern ID = Pattern.compile("\\b[A-Z][A-Z0-9]{1,9}-\\d+\\b");
    private static final Pattern GRANTED =
            Pattern.compile("(?i)\\b(approved|accepted|granted|agreed|confirmed|signed( off)?)\\b");

    /// Who says so decides when it is over.
    private static final Pattern DUTY =
            Pattern.compile("(?i)\\b(legal|law|court|litigation|authority|regulator|proceedings|(legal|litigation) hold"
                    + "|until (you|we|they|further|told|notified|somebody|someone)( \\w+)?|further notice)\\b");

    /// What is for a time that nobody named is over by then.
    private static final Duration UNNAMED = Duration.ofDays(7);
    private static final Pattern DENIED = Pattern.compile("(?i)\\b(not|to be|never|asked|nobody) (yet )?"
            + "(approved|accepted|granted|agreed|confirmed|asked|signed)\\b");

    static Tickets of(CaseFacts d) {
        var words = Words.of(d);
        var own = Particulars.of(d);
        var from = d.timeline().changedAt().minus(BEFORE);
        Map<String, Ticket> newest = new LinkedHashMap<>();
        d.file().evidence().exhibits().stream()
                .filter(e -> Notes.notice(e.signal()) && !Notes.program(e.signal()))
                .filter(e -> !e.signal().at().isBefore(from))
                .filter(e -> !another(e.signal().summary(), d))
                .filter(e -> words.speakOf(e.signal().summary())
                        || own.agrees(Particulars.in(e.signal().summary(), d)))
                .sorted(Comparator.comparing(e -> e.signal().at()))
                .forEach(e -> newest.merge(key(e), ticket(e, own, d), Tickets::newer));
        var all = List.copyOf(newest.values());
        return new Tickets(
                all.stream().filter(t -> t.fit() != Fit.OTHER).toList(),
                all.stream().filter(t -> t.fit() == Fit.OTHER).toList());
    }

    /// Whether it names a namesake of the resource, `orders-stg` of `orders`, and not the resource.
    private static boolean another(String text, CaseFacts d) {
        var name = d.file().drift().physicalId();
        if (name.length() < NAME || name.matches(".*[:/].*")) {
            return false;
        }
        var quoted = Pattern.quote(name);
        return Pattern.compile("(?i)(?<![\\w.-])" + quoted + "[-_.]\\w|\\w[-_.]" + quoted + "(?![\\w-])")
                        .matcher(text)
                        .find()
                && !Pattern.compile("(?i)(?<![\\w-])" + quoted + "(?![\\w-])")
                        .matcher(text)
                        .find();
    }

    private static String key(Exhibit e) {
        var id = ID.matcher(e.signal().summary());
        return id.find() ? id.group() : e.id();
    }

    private static Ticket ticket(Exhibit e, Particulars own, CaseFacts d) {
        var text = e.signal().summary();
        var fit = own.fit(Particulars.in(text, d));
        return new Ticket(state(e.signal().at(), text, d), fit, e.signal().at(), text, List.of(e.id()));
    }

    private static Ticket newer(Ticket old, Ticket now) {
        var cite = new ArrayList<>(old.cite());
        cite.addAll(now.cite());
        var state = now.state() == State.OPEN ? old.state() : now.state();
        var fit = now.fit() == Fit.UNTOLD ? old.fit() : now.fit();
        return new Ticket(state, fit, now.at(), old.text() + " … " + now.text(), List.copyOf(cite));
    }

    private static State state(Instant at, String text, CaseFacts d) {
        if (!at.isBefore(d.timeline().changedAt()) && Over.mistake(text)) {
            return State.MISTAKE;
        }
        var now = d.file().window().to();
        var intent = StatedIntent.of(text);
        if (Over.in(text, GRANTED) || Over.passed(text, at, now)) {
            return State.OVER;
        }
        if (DUTY.matcher(text).find() && !intent.granted()) {
            return State.OPEN;
        }
        if (intent.undone() && !intent.stays() && at.isAfter(d.timeline().changedAt())) {
            return State.OVER;
        }
        if (intent.temporary() && NamedDay.ends(text, at).findAny().isEmpty()) {
            return !at.plus(UNNAMED).isAfter(now) ? State.OVER : State.TEMPORARY;
        }
        if (intent.awaits() && !intent.granted()) {
            return State.TEMPORARY;
        }
        return intent.granted() && !DENIED.matcher(text).find() || intent.stays() && !intent.undone()
                ? State.APPROVED
                : State.OPEN;
    }

    List<Ticket> in(State state) {
        return all.stream().filter(t -> t.state() == state).toList();
    }

    boolean any(State state) {
        return !in(state).isEmpty();
    }

    /// Those that have a number, or name the very thing, and are not decided: somebody works on them.
    List<Ticket> undecided() {
        return all.stream()
                .filter(t -> t.state() == State.OPEN || t.state() == State.TEMPORARY)
                .filter(t -> ID.matcher(t.text()).find() || t.fit() == Fit.SAME)
                .toList();
    }

    /// Those that name something else and were written before a moment.
    List<Ticket> otherBefore(Instant moment) {
        return other.stream().filter(t -> t.at().isBefore(moment)).toList();
    }

    static List<String> cite(List<Ticket> tickets) {
        return tickets.stream().flatMap(t -> t.cite().stream()).toList();
    }
}
