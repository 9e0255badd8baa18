package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.drift.Change;
import dev.phantom.severity.Assessor;
import dev.phantom.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tags, descriptions and names for people. What such a text says decides nothing, for whoever writes it could say
/// anything; what somebody else wrote about it does, and what reads it.
final class TagFamily implements JudgementRule {
    private static final int A_SWEEP = 2;
    private static final Duration JUST_BEFORE = Duration.ofDays(2);

    /// What is asked for is not decided.
    private static final Pattern ASKED =
            Pattern.compile("(?i)\\?|\\b(please|asked|asks|under review|propos\\w+|pending)\\b");

    private static final Pattern READ_BY_SOMETHING = Pattern.compile(
            "(?i)\\b(by|with|through|reads?|uses?) (this|the) tags?\\b|\\btags? (decides?|selects?|starts?|stops?)\\b|\\bselects?( \\w+)? by\\b");

    record Labelled(CaseFacts d, Tickets tickets, Optional<String> readBy, List<Act> sweep) {

        static Labelled of(CaseFacts d) {
            var readBy = Words.beside(d)
                    .filter(t -> READ_BY_SOMETHING.matcher(t).find())
                    .findFirst();
            return new Labelled(d, Tickets.of(d), tags(d) ? readBy : Optional.empty(), sweep(d));
        }

        /// The same hand set tags on other resources in the same sitting.
        private static List<Act> sweep(CaseFacts d) {
            var own = d.file().drift();
            return d.file().background().session().stream()
                    .filter(a -> a.event().matches("(?i).*Tag.*"))
                    .filter(a -> !a.resource().equals(own.logicalId())
                            && (own.physicalId().isEmpty() || !a.resource().endsWith(own.physicalId())))
                    .toList();
        }

        boolean swept() {
            return sweep.size() >= A_SWEEP;
        }

        /// Those of them that took the very value.
        List<Act> together() {
            var values = Words.came(d.file().drift()).stream()
                    .flatMap(Words::texts)
                    .filter(t -> t.length() > 2)
                    .toList();
            return sweep.stream()
                    .filter(a -> !values.isEmpty()
                            && values.stream().allMatch(v -> a.request().contains(v)))
                    .toList();
        }

        /// Notes that name the very value: somebody who answers for it wrote of it.
        List<Tickets.Ticket> orders() {
            var values = Words.came(d.file().drift()).stream()
                    .flatMap(Words::texts)
                    .filter(t -> t.length() > 2)
                    .map(Labelled::alone)
                    .toList();
            return tickets.all().stream()
                    .filter(t -> !t.at().isBefore(d.timeline().changedAt().minus(JUST_BEFORE)) && announced(t)
                            || values.stream().anyMatch(v -> v.matcher(t.text()).find()))
                    .filter(t ->
                            t.state() == State.OPEN && !ASKED.matcher(t.text()).find() || t.state() == State.APPROVED)
                    .toList();
        }

        /// Whether it says of the very resource, before the change, what the tag does.
        private boolean announced(Tickets.Ticket t) {
            return !t.at().isAfter(d.timeline().changedAt())
                    && alone(d.file().drift().physicalId()).matcher(t.text()).find()
                    && readBy.filter(r -> Words.in(Stream.of(r)).speakOf(t.text()))
                            .isPresent();
        }

        /// As a word of its own: 4620 is not in 46201.
        private static Pattern alone(String value) {
            return Pattern.compile(
                    "(?<![\\p{Alnum}])" + Pattern.quote(value) + "(?![\\p{Alnum}])", Pattern.CASE_INSENSITIVE);
        }

        boolean ordered() {
            return !orders().isEmpty();
        }

        /// Somebody complains since.
        List<String> complaints() {
            return Refusals.sinceThen(d);
        }
    }

    private static final List<Row<Labelled>> TABLE = List.of(
            new Row<>(l -> l.tickets().any(State.MISTAKE), TagFamily::mistaken),
            new Row<>(l -> l.ordered() && !l.complaints().isEmpty(), TagFamily::contested),
            new Row<>(l -> l.readBy().isPresent() && l.ordered(), TagFamily::asOrdered),
            new Row<>(l -> l.readBy().isPresent() && l.swept(), TagFamily::sweptAlong),
            new Row<>(l -> l.readBy().isPresent() && !l.tickets().undecided().isEmpty(), TagFamily::beingDecided),
            new Row<>(l -> l.readBy().isPresent(), TagFamily::doesSomething),
            new Row<>(Labelled::ordered, TagFamily::asOrdered),
            new Row<>(l -> tags(l.d()) && l.together().size() >= A_SWEEP, TagFamily::together),
            new Row<>(l -> !tags(l.d()), TagFamily::wording),
            new Row<>(l -> added(l.d()), TagFamily::nobodys),
            new Row<>(l -> true, TagFamily::whoseValue));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return d.file().drift().changes().stream().allMatch(Assessor::descriptive)
                ? Row.first(TABLE, Labelled.of(d))
                : Optional.empty();
    }

    private static boolean tags(CaseFacts d) {
        return d.file().drift().changes().stream()
                .anyMatch(c -> c.path().segments().stream().anyMatch(s -> s.endsWith("Tags")));
    }

    private static boolean added(CaseFacts d) {
        return d.file().drift().changes().stream()
                .allMatch(c -> c instanceof Change.Add a && a.actual().settled() instanceof Value.MapValue);
    }

    private static Judgement mistaken(Labelled l) {
        return Ground.of(
                        l.d(),
                        Recommendation.REVERT,
                        Level.HIGH,
                        "It was written since that this value was not meant for it",
                        Tickets.cite(l.tickets().in(State.MISTAKE)),
                        "if that note were about something else")
                .observed();
    }

    private static Judgement contested(Labelled l) {
        var cite = new ArrayList<>(Tickets.cite(l.orders()));
        cite.addAll(l.complaints());
        return Ground.of(
                        l.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "A note asks for this value, and its effect has drawn complaints since it was set: both sides have to decide which matters more",
                        cite,
                        "if nobody were hindered by it")
                .observed();
    }

    private static Judgement sweptAlong(Labelled l) {
        var others = l.sweep().stream().map(Act::resource).distinct().collect(Collectors.joining(", "));
        return Ground.of(
                        l.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s The same hand set tags on other resources in the same sitting (%s): it was taken along with them"
                                .formatted(effect(l), others),
                        List.of(),
                        "if its owner asked for it on this resource")
                .observed();
    }

    private static Judgement beingDecided(Labelled l) {
        return Ground.of(
                        l.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        effect(l) + " A ticket about it is open, and either answer would forestall it",
                        Tickets.cite(l.tickets().undecided()),
                        "once the ticket is decided")
                .observed();
    }

    private static Judgement doesSomething(Labelled l) {
        return Ground.of(
                        l.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        effect(l) + " Nobody wrote that this shall change",
                        List.of(),
                        "with a word of its owner")
                .observed();
    }

    private static Judgement asOrdered(Labelled l) {
        var cite = Tickets.cite(l.orders());
        return Ground.of(
                        l.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "A note that others can read names this very value, and nobody complains since",
                        cite,
                        "if the note were withdrawn")
                .observed();
    }

    private static Judgement together(Labelled l) {
        var others = l.together().stream().map(Act::resource).distinct().collect(Collectors.joining(", "));
        return Ground.of(
                        l.d(),
                        Recommendation.LEGITIMIZE,
                        Level.LOW,
                        "The same hand gave the same value to other resources in the same sitting (%s), as one does who carries out a decision; nothing that runs reads it"
                                .formatted(others),
                        List.of(),
                        "if those others did not belong together")
                .observed()
                .lacking("who decided it");
    }

    private static Judgement wording(Labelled l) {
        return Ground.of(
                l.d(),
                Recommendation.LEGITIMIZE,
                Level.MEDIUM,
                "Only metadata differs (%s): a text for people, which affects neither behaviour nor cost nor protection"
                        .formatted(l.d().paths()),
                List.of(),
                "if no one recognises it");
    }

    private static Judgement nobodys(Labelled l) {
        return Ground.of(
                        l.d(),
                        Recommendation.REVERT,
                        Level.LOW,
                        "Only metadata differs (%s): a tag that no commit, ticket or notice explains; what it says is no reason to keep it"
                                .formatted(l.d().paths()),
                        List.of(),
                        "with a word of whoever reads that tag")
                .lacking("who reads the tag");
    }

    private static Judgement whoseValue(Labelled l) {
        return Ground.of(
                        l.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "Only metadata differs (%s): which value is right no observation tells, and nobody wrote why it changed"
                                .formatted(l.d().paths()),
                        List.of(),
                        "with a note that names the value")
                .lacking("why the value changed");
    }

    private static String effect(Labelled l) {
        return "This tag is read by something: the template says \"%s\"."
                .formatted(l.readBy().orElse(""));
    }
}
