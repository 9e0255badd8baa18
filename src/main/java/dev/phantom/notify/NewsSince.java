package dev.phantom.notify;

import dev.phantom.drift.Listed;
import dev.phantom.drift.Unchecked;
import dev.phantom.notify.News.Kind;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.run.Stage;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one channel has not been told yet: of what a run saw, what is new, decided or gone since. What could not be
/// read this time is not gone.
///
/// @param configured the stacks of the configuration, those that the run left out among them
/// @param now        moment of the run
record NewsSince(ChannelMemory memory, Audience audience, DriftStates states, Set<StackId> configured, Instant now) {

    List<News> of(RunReport run) {
        var news = new ArrayList<News>();
        for (var report : run.reports()) {
            var root = root(run, report);
            var seen = report.drifts().stream()
                    .map(drift -> states.of(report.stack(), root, drift))
                    .toList();
            seen.forEach(drift -> open(drift, seen).ifPresent(news::add));
            if (readable(run, report)) {
                known(told -> told.stack().equals(report.stack().id()))
                        .filter(told -> !has(seen, told))
                        .forEach(told -> gone(told, report, seen).ifPresent(news::add));
            }
        }
        known(told -> !told.root().isEmpty() && !isConfigured(told.stack()) && !isConfigured(root(told)))
                .forEach(told -> news.add(new News(Kind.UNCONFIGURED, told, "", now)));
        return news;
    }

    private Stream<DriftState> known(Predicate<DriftState> of) {
        return memory.known().values().stream().filter(of).sorted(Comparator.comparing(DriftState::driftId));
    }

    private boolean isConfigured(StackId stack) {
        return configured.contains(stack);
    }

    private static StackId root(DriftState told) {
        return named(told.stack(), told.root());
    }

    /// A nest lies in one account and region.
    private static StackId named(StackId stack, String name) {
        return new StackId(stack.account(), stack.region(), name);
    }

    /// Name of the configured stack that a report is of, or that its stack is nested below; empty where a stack between
    /// them has no report.
    private String root(RunReport run, StackReport report) {
        var id = report.stack().id();
        if (isConfigured(id)) {
            return id.name();
        }
        var below = report.below();
        if (below == null) {
            return "";
        }
        var above = named(id, below.stack());
        return isConfigured(above)
                ? above.name()
                : run.reports().stream()
                        .filter(other -> other.stack().id().equals(above))
                        .findFirst()
                        .map(other -> root(run, other))
                        .orElse("");
    }

    private static boolean has(List<DriftState> seen, DriftState told) {
        return seen.stream().anyMatch(s -> s.driftId().equals(told.driftId()));
    }

    private Optional<News> open(DriftState drift, List<DriftState> seen) {
        var told = memory.known().get(drift.driftId());
        if (told != null) {
            return changed(told, drift);
        }
        if (!audience.hears(drift)) {
            return Optional.empty();
        }
        var before = memory.known().values().stream()
                .filter(other -> other.stack().equals(drift.stack())
                        && !has(seen, other)
                        && other.member().overlaps(drift.member()))
                .toList();
        var isNew = before.isEmpty() || before.stream().allMatch(memory::waitsAsNew);
        return Optional.of(new News(isNew ? Kind.NEW : Kind.CHANGED, drift, "", now));
    }

    private Optional<News> changed(DriftState told, DriftState drift) {
        if (!told.member().contentHash().equals(drift.member().contentHash())
                || drift.severity().compareTo(told.severity()) > 0) {
            return Optional.of(new News(Kind.CHANGED, drift, "", now));
        }
        if (told.recommendation() != drift.recommendation() && drift.recommendation() != null) {
            return Optional.of(new News(Kind.VERDICT, drift, told.answer().text(), now));
        }
        if (told.pullRequest() == drift.pullRequest()) {
            return Optional.empty();
        }
        return switch (drift.pullRequest()) {
            case OPEN -> Optional.of(new News(Kind.OPENED, drift, "", now));
            case MERGED, OVERDUE -> Optional.of(new News(Kind.MERGED, drift, "", now));
            case CLOSED -> Optional.of(new News(Kind.CLOSED, drift, "", now));
            case NONE -> Optional.empty(); // a code host that did not answer says nothing
        };
    }

    private Optional<News> gone(DriftState told, StackReport report, List<DriftState> seen) {
        if (seen.stream().anyMatch(other -> other.member().overlaps(told.member()))) {
            return Optional.of(new News(Kind.REPLACED, told, "", now));
        }
        var coverage = report.comparison().coverage();
        if (coverage.unchecked().stream().anyMatch(u -> hides(u, told.member()))) {
            return Optional.empty();
        }
        var ignored = report.comparison().ignored().stream().anyMatch(item -> lists(item, told.member()));
        return Optional.of(new News(ignored ? Kind.IGNORED : Kind.GONE, told, "", now));
    }

    /// A stack of which nothing was compared, or whose repository gave nothing, says nothing.
    private static boolean readable(RunReport run, StackReport report) {
        var coverage = report.comparison().coverage();
        return coverage.compared() > 0
                && coverage.unchecked().stream().noneMatch(u -> u.reason() == Unchecked.Reason.STACK_BUSY)
                && run.failures().stream()
                        .noneMatch(f -> f.stack().equals(report.stack().id().name())
                                && f.stage().equals(Stage.READ_SAFE.verb()));
    }

    private static boolean hides(Unchecked unchecked, Member member) {
        return touches(unchecked.logicalId(), String.valueOf(unchecked.path()), unchecked.path() == null, member);
    }

    private static boolean lists(Listed item, Member member) {
        return touches(item.logicalId(), String.valueOf(item.path()), item.path() == null, member);
    }

    private static boolean touches(String resource, String path, boolean whole, Member member) {
        return resource.equals(member.resource())
                && (whole || member.overlaps(new Member("?", "", resource, List.of(path))));
    }
}
