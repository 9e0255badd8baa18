package dev.phantom.analysis.background;

import dev.phantom.analysis.background.Architecture.Traced;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Element;
import dev.phantom.iac.Format;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of one file, read as they are needed. Not thread-safe.
final class FileVersions {

    /// Versions of one file that are read; each is a call of a code host.
    static final int MOST_READ = 24;

    private final SafeStateHistory source;
    private final Format format;
    private final String path;
    private final SafeStateHistory.Log log;

    /// Without those that merge: what they bring was committed before.
    private final List<SafeStateHistory.Commit> commits;

    private final Map<String, Optional<Version>> versions = new HashMap<>();

    /// The file at one commit; none where it was not there.
    private record Version(@Nullable Content content) {}

    private record Content(String text, SourcePlaces places, Map<Element.Id, PropertyPath> elements) {}

    /// A version that may not be read any more, or cannot be.
    private static final class UnreadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadException(String why) {
            super(why, null, false, false);
        }
    }

    FileVersions(SafeStateHistory source, Format format, String path, SafeStateHistory.Log log) {
        this.source = source;
        this.format = format;
        this.path = path;
        this.log = log;
        this.commits =
                log.commits().stream().filter(c -> c.parents().size() < 2).toList();
    }

    SafeStateHistory.Log log() {
        return log;
    }

    record Touching(List<SafeStateHistory.Commit> commits, List<String> gaps) {}

    /// Commits after which these lines said something else than before, newest first. Between two versions that say the
    /// same, none is looked for.
    Touching touching(Traced lines, int most) {
        var found = new ArrayList<SafeStateHistory.Commit>();
        try {
            int at = 0;
            while (at < commits.size() && found.size() < most) {
                int other = firstOther(lines, at);
                if (other > commits.size()) {
                    return new Touching(found, List.of(unchanged(lines, found.isEmpty())));
                }
                var commit = commits.get(other - 1);
                if (!said(lines, commit.id()).equals(before(lines, commit))) {
                    found.add(commit);
                }
                at = other;
            }
            return new Touching(found, List.of());
        } catch (UnreadException e) {
            return new Touching(found, List.of(String.valueOf(e.getMessage())));
        }
    }

    private String unchanged(Traced lines, boolean ever) {
        return "%s: the last %d commits of %s did not touch it%s; older ones are not read"
                .formatted(lines.lines(), commits.size(), path, ever ? "" : " further");
    }

    /// Index of the newest version older than this one that says something else: by steps of doubled length, then
    /// halved. The number of commits stands for the time before the first one, one more if that is not known.
    private int firstOther(Traced lines, int from) {
        var now = said(lines, commits.get(from).id());
        int same = from;
        int step = 1;
        int other = same + step;
        while (other < commits.size() && said(lines, commits.get(other).id()).equals(now)) {
            same = other;
            step *= 2;
            other = same + step;
        }
        if (other >= commits.size()) {
            other = commits.size();
            int last = commits.size() - 1;
            if (same == last || said(lines, commits.get(last).id()).equals(now)) {
                return log.whole() ? commits.size() : commits.size() + 1;
            }
        }
        while (other - same > 1) {
            int middle = (same + other) / 2;
            if (said(lines, commits.get(middle).id()).equals(now)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    private String before(Traced lines, SafeStateHistory.Commit commit) {
        return commit.parents().isEmpty() ? "" : said(lines, commit.parents().getFirst());
    }

    /// Without regard to how far it is set in.
    private String said(Traced lines, String commit) {
        var content = version(commit).content();
        return content == null
                ? ""
                : node(lines, content)
                        .flatMap(content.places()::passage)
                        .map(span -> content.text()
                                .substring(span.start(), span.end())
                                .lines()
                                .map(String::strip)
                                .collect(Collectors.joining("\n")))
                        .orElse("");
    }

    private Optional<PropertyPath> node(Traced lines, Content content) {
        return lines.element() != null
                ? element(lines.element(), content)
                : Optional.ofNullable(format.values(path, content.text()).get(lines.parameter()))
                        .map(given -> given.origin().document());
    }

    /// A file by itself does not say which module it is in: there an element goes by the end of its name.
    private static Optional<PropertyPath> element(Element.Id id, Content content) {
        return Optional.ofNullable(content.elements().get(id))
                .or(() -> content.elements().entrySet().stream()
                        .filter(e -> e.getKey().kind() == id.kind()
                                && id.name().endsWith("." + e.getKey().name()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private Version version(String commit) {
        var known = versions.get(commit);
        if (known == null) {
            known = read(commit);
            versions.put(commit, known);
        }
        return known.orElseThrow(() -> new UnreadException("older commits of " + path + " are not read: the file at "
                + commit.substring(0, Math.min(12, commit.length())) + " cannot be"));
    }

    private Optional<Version> read(String commit) {
        if (versions.size() == MOST_READ) {
            throw new UnreadException("older commits of %s are not read: %d versions were".formatted(path, MOST_READ));
        }
        try {
            var text = source.text(path, commit);
            return Optional.of(new Version(text.isEmpty() ? null : content(text.get())));
        } catch (PhantomException e) {
            return Optional.empty(); // a version that the format cannot read, or the source does not give
        }
    }

    private Content content(String text) {
        return new Content(text, format.places(path, text), elements(text));
    }

    /// Empty where the file is one of values.
    private Map<Element.Id, PropertyPath> elements(String text) {
        try {
            var read = format.read(path, text);
            return read.elements().stream()
                    .collect(Collectors.toMap(
                            Element::id, e -> read.placed(e.node()).node(), (a, b) -> a));
        } catch (PhantomException e) {
            return Map.of();
        }
    }
}
