package dev.phantom.analysis.rules;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What is on record about a change: tickets, change records and announcements that speak of it, each in the state that
/// its newest notice gives it. What a program noted of itself is none, and neither is a notice that tells its reader
/// what to answer.
record Tickets(List<Ticket> all) {

    enum State {
        OPEN,
        /// Approved by somebody, or with an owner who is named.
        APPROVED,
        /// The reason is over: closed, declined, withdrawn.
        OVER
    }

    record Ticket(State state, Instant at, String text, List<String> cite) {}

    private static final Duration BEFORE = Duration.ofDays(31);
    private static final Pattern ID = Pattern.compile("\\b[A-Z][A-Z0-9]{1,9}-\\d+\\b");
    private static final Pattern PROGRAM = Pattern.compile("(?i)^(cloudtrail|amazon.*|aws.*)$");
    private static final Pattern ENDED = Pattern.compile(
            "(?i)\\b(closed|resolved|declined|rejected|refused|withdrawn|cancell?ed|finished|completed|no longer|is over|are over)\\b");
    /// What is to be once something has happened has not happened.
    private static final Pattern CONDITION = Pattern.compile("(?i)\\b(until|once|when|after|before|if)\\b[^,.;:)]*");

    private static final Pattern GRANTED =
            Pattern.compile("(?i)\\b(approved|accepted|granted|agreed|confirmed|signed off|owner:? \\w+)\\b");
    private static final Pattern DENIED = Pattern.compile("(?i)\\b(not|to be|never|asked|nobody) (yet )?"
            + "(approved|accepted|granted|agreed|confirmed|asked|signed)\\b");

    static Tickets of(CaseFacts d) {
        var words = Words.of(d);
        var from = d.timeline().changedAt().minus(BEFORE);
        Map<String, Ticket> newest = new LinkedHashMap<>();
        d.file().evidence().exhibits().stream()
                .filter(e -> noted(e, from) && words.speakOf(e.signal().summary()))
                .sorted(Comparator.comparing(e -> e.signal().at()))
                .forEach(e -> newest.merge(key(e), ticket(e), Tickets::newer));
        return new Tickets(List.copyOf(newest.values()));
    }

    private static boolean noted(Exhibit e, Instant from) {
        return e.signal() instanceof Signal.Event v
                && v.kind() == Signal.Event.Kind.OTHER
                && !PROGRAM.matcher(v.source()).matches()
                && !v.at().isBefore(from)
                && !Instruction.in(v.summary());
    }

    private static String key(Exhibit e) {
        var id = ID.matcher(e.signal().summary());
        return id.find() ? id.group() : e.id();
    }

    private static Ticket ticket(Exhibit e) {
        return new Ticket(
                state(e.signal().summary()), e.signal().at(), e.signal().summary(), List.of(e.id()));
    }

    private static Ticket newer(Ticket old, Ticket now) {
        var cite = new ArrayList<>(old.cite());
        cite.addAll(now.cite());
        var state = now.state() == State.OPEN ? old.state() : now.state();
        return new Ticket(state, now.at(), old.text() + " … " + now.text(), List.copyOf(cite));
    }

    private static State state(String text) {
        if (ENDED.matcher(CONDITION.matcher(text).replaceAll("")).find()) {
            return State.OVER;
        }
        return GRANTED.matcher(text).find() && !DENIED.matcher(text).find() ? State.APPROVED : State.OPEN;
    }

    List<Ticket> in(State state) {
        return all.stream().filter(t -> t.state() == state).toList();
    }

    boolean any(State state) {
        return !in(state).isEmpty();
    }

    boolean any(Predicate<Ticket> which) {
        return all.stream().anyMatch(which);
    }

    /// Those that have a number and are not decided: somebody works on them.
    List<Ticket> undecided() {
        return in(State.OPEN).stream().filter(t -> ID.matcher(t.text()).find()).toList();
    }

    static List<String> cite(List<Ticket> tickets) {
        return tickets.stream().flatMap(t -> t.cite().stream()).toList();
    }
}
