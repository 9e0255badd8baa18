package dev.phantom.analysis;

import dev.phantom.analysis.background.Excerpt;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.stack.ChangeLog;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was written by those who answer for the resource: commits, comments of the template, tickets and notices, the
/// course of an incident; and what AWS itself noted. Log lines, tags and descriptions of rules are not among them, for
/// whoever is watched writes those.
public record Notes(List<Note> all) {

    public enum Source {
        COMMIT,
        COMMENT,
        NOTICE,
        /// A notice that a program of AWS wrote of itself: nobody answers for it.
        PROGRAM,
        INCIDENT
    }

    /// @param cite exhibit; empty for what stands in the repository
    /// @param at   null for a comment
    public record Note(Source source, String cite, @Nullable Instant at, String text) {}

    private static final Pattern PROGRAM = Pattern.compile("(?i)" + ChangeLog.NAME + "|amazon.*|aws.*|rds");

    public Notes {
        all = List.copyOf(all);
    }

    public static Notes of(CaseFile file) {
        var background = file.background();
        var commits = background.commits().stream()
                .filter(c -> !c.bot())
                .map(c -> new Note(Source.COMMIT, "", c.at(), c.subject()));
        var comments = background.architecture().stream()
                .flatMap(Notes::comments)
                .map(text -> new Note(Source.COMMENT, "", null, text));
        var seen = file.evidence().exhibits().stream().flatMap(Notes::noted);
        return new Notes(
                Stream.of(commits, comments, seen).flatMap(notes -> notes).toList());
    }

    private static Stream<Note> noted(Exhibit exhibit) {
        return switch (exhibit.signal()) {
            case Signal s
            when notice(s) ->
                Stream.of(new Note(program(s) ? Source.PROGRAM : Source.NOTICE, exhibit.id(), s.at(), s.summary()));
            case Signal.Incident i ->
                i.course().timeline().stream().map(n -> new Note(Source.INCIDENT, exhibit.id(), n.at(), n.text()));
            case Signal other -> Stream.empty();
        };
    }

    /// Something that was put down about the service, or about the team that it belongs to.
    public static boolean notice(Signal signal) {
        return signal instanceof Signal.Event e && e.kind() == Signal.Event.Kind.OTHER
                || signal instanceof Signal.Nearby n
                        && n.kind() == Signal.Nearby.Kind.OTHER
                        && n.direction() == Signal.Nearby.Direction.TEAM;
    }

    /// Whether nobody put it down but AWS.
    public static boolean program(Signal notice) {
        return notice instanceof Signal.Event e && PROGRAM.matcher(e.source()).matches();
    }

    /// What an excerpt of a template says beside its lines.
    public static Stream<String> comments(Excerpt excerpt) {
        return excerpt.text()
                .lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#') + 1).strip());
    }

    public Notes of(Source... sources) {
        var wanted = Set.of(sources);
        return new Notes(all.stream().filter(n -> wanted.contains(n.source())).toList());
    }

    /// Those written at or after a moment; comments have none.
    public Notes since(Instant moment) {
        return new Notes(all.stream()
                .filter(n -> n.at() != null && !n.at().isBefore(moment))
                .toList());
    }
}
