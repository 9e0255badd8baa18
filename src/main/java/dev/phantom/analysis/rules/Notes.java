package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What people wrote who answer for the resource: commits, comments of the template, tickets and notices, the course of
/// an incident. Log lines, tags and descriptions of rules are not among them, for whoever is watched writes those.
///
/// A note is read for what it says of the resource; what it tells its reader to answer changes nothing.
record Notes(List<Note> all) {

    enum Source {
        COMMIT,
        COMMENT,
        NOTICE,
        INCIDENT
    }

    /// @param cite exhibit; empty for what stands in the repository
    /// @param at   null for a comment
    record Note(Source source, String cite, @Nullable Instant at, String text) {}

    static Notes of(CaseFile file) {
        var background = file.background();
        var commits = background.commits().stream()
                .filter(c -> !c.bot())
                .map(c -> new Note(Source.COMMIT, "", c.at(), c.subject()));
        var comments = background.architecture().stream()
                .flatMap(Notes::comments)
                .map(text -> new Note(Source.COMMENT, "", null, text));
        var seen = file.evidence().exhibits().stream().flatMap(Notes::noted);
        return new Notes(Stream.of(commits, comments, seen)
                .flatMap(s -> s)
                .filter(note -> !Instruction.in(note.text()))
                .toList());
    }

    private static Stream<Note> noted(Exhibit exhibit) {
        return switch (exhibit.signal()) {
            case Signal s when notice(s) -> Stream.of(new Note(Source.NOTICE, exhibit.id(), s.at(), s.summary()));
            case Signal.Incident i ->
                i.course().timeline().stream().map(n -> new Note(Source.INCIDENT, exhibit.id(), n.at(), n.text()));
            case Signal other -> Stream.empty();
        };
    }

    /// Something that somebody put down about the service, or about the team that it belongs to.
    static boolean notice(Signal signal) {
        return signal instanceof Signal.Event e && e.kind() == Signal.Event.Kind.OTHER
                || signal instanceof Signal.Nearby n
                        && n.kind() == Signal.Nearby.Kind.OTHER
                        && n.direction() == Signal.Nearby.Direction.TEAM;
    }

    /// What an excerpt of a template says beside its lines.
    static Stream<String> comments(Excerpt excerpt) {
        return excerpt.text()
                .lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#') + 1).strip());
    }

    Optional<Note> saying(Pattern words) {
        return all.stream().filter(n -> words.matcher(n.text()).find()).findFirst();
    }

    /// One that names a day after a moment: `from 16 November`, `until 2026-12-04`. A day without a year is the
    /// nearest to the note.
    Optional<Note> namingADayAfter(Instant moment) {
        return all.stream()
                .filter(n ->
                        NamedDay.in(n.text(), n.at() == null ? moment : n.at()).anyMatch(day -> day.isAfter(moment)))
                .findFirst();
    }

    Notes of(Source source) {
        return new Notes(all.stream().filter(n -> n.source() == source).toList());
    }

    /// Those written at or after a moment; comments have none.
    Notes since(Instant moment) {
        return new Notes(all.stream()
                .filter(n -> n.at() != null && !n.at().isBefore(moment))
                .toList());
    }
}
