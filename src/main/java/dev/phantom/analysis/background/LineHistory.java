package dev.phantom.analysis.background;

import dev.phantom.analysis.background.Architecture.Traced;
import dev.phantom.fault.Gap;
import dev.phantom.iac.Format;
import dev.phantom.stack.SafeStateHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Which commits touched the lines of a drifted resource and those that decide its values: by what an element said
/// before a commit and after it, wherever its lines stood. Of one stack; a file's commits are listed once, and of its
/// versions few are read. Not thread-safe.
public final class LineHistory {

    /// Commits of a case.
    private static final int MOST = 10;

    private final SafeStateHistory source;
    private final Format format;
    private final Map<String, FileVersions> files = new HashMap<>();

    public LineHistory(SafeStateHistory source, Format format) {
        this.source = source;
        this.format = format;
    }

    /// @param gaps what could not be read, in words
    public record Found(List<Commit> commits, List<String> gaps) {
        public Found {
            commits = List.copyOf(commits);
            gaps = List.copyOf(gaps);
        }
    }

    /// @param names how the name of a person is shown
    public Found of(List<Traced> traced, UnaryOperator<String> names) {
        var touched = new LinkedHashMap<SafeStateHistory.Commit, Set<String>>();
        var gaps = new LinkedHashSet<String>();
        for (var lines : traced) {
            var file = files.computeIfAbsent(
                    lines.file(), path -> new FileVersions(source, format, path, source.log(path)));
            Gap.texts(file.log().gaps()).forEach(gaps::add);
            var found = file.touching(lines, MOST);
            found.commits()
                    .forEach(commit -> touched.computeIfAbsent(commit, c -> new LinkedHashSet<>())
                            .add(lines.lines()));
            gaps.addAll(found.gaps());
        }
        var commits = new ArrayList<Commit>();
        touched.forEach((commit, elements) -> commits.add(new Commit(
                commit.at(),
                commit.subject(),
                commit.bot() ? commit.author() : names.apply(commit.author()),
                commit.bot(),
                List.copyOf(elements))));
        var newest = commits.stream()
                .sorted(Comparator.comparing(Commit::at).reversed())
                .limit(MOST)
                .toList();
        return new Found(newest, List.copyOf(gaps));
    }
}
