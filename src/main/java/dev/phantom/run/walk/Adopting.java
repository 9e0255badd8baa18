package dev.phantom.run.walk;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adopted.Entry;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackWalk;
import dev.phantom.severity.Finding;
import dev.phantom.stack.Stack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks stacks as far as the comparison and lists all that differs: what `phantom adopt` proposes. Of a stack that
/// cannot be compared the list stays as it is.
///
/// @param graveUntil how long findings of level high and critical are adopted; null: they are left out
public record Adopting(
        Comparing comparing,
        Adoption adoption,
        Suppression suppression,
        @Nullable LocalDate graveUntil) {
    /// @param before   the list as it stands in the repository
    /// @param present  the list as it should be
    /// @param failures stacks that could not be compared
    /// @param gaps     what was not seen of the others
    /// @param grave    differences with a finding of level high or critical, in words; the gravest first
    public record Listing(
            Adopted before, Adopted present, List<RunReport.Failure> failures, List<String> gaps, List<String> grave) {
        public Listing {
            grave = List.copyOf(grave);
            failures = List.copyOf(failures);
            gaps = List.copyOf(gaps);
        }
    }

    public Listing over(List<Stack> stacks) {
        var keys = new HashSet<String>();
        var entries = new ArrayList<Entry>();
        var failures = new ArrayList<RunReport.Failure>();
        var gaps = new ArrayList<String>();
        var grave = new ArrayList<Found>();
        for (var stack : stacks) {
            var walk = StackWalk.unwatched();
            try {
                for (var member : comparing.nest(walk, stack, stacks)) {
                    var id = member.stack().id();
                    if (member.unread() != null) {
                        throw new PhantomException(member.unread());
                    }
                    if (keys.contains(id.key())) {
                        continue;
                    }
                    var compared = comparing.attribute(walk, member, comparing.compare(walk, member));
                    DriftDetector.refusal(compared.states()).ifPresent(gap -> gaps.add(id.name() + ": " + gap));
                    compared.gaps().forEach(gap -> gaps.add(id.name() + ": " + gap));
                    var findings = suppression.grave(member.stack(), compared.detection());
                    entries.addAll(adoption.entries(id, compared.detection(), (piece, entry) -> {
                        var found = findings.at(piece);
                        found.forEach(finding -> grave.add(new Found(id.name() + " " + entry.place(), finding)));
                        return found.isEmpty() ? Optional.of(entry) : kept(entry);
                    }));
                    keys.add(id.key());
                }
            } catch (PhantomException e) {
                failures.add(
                        new RunReport.Failure(stack.id().name(), walk.stage().verb(), e.diagnostic()));
            }
        }
        return new Listing(
                adoption.adopted(),
                adoption.adopted().replaced(keys, entries),
                failures,
                gaps,
                grave.stream()
                        .sorted(Comparator.comparing((Found f) -> f.finding().level())
                                .reversed()
                                .thenComparing(Found::place))
                        .map(Found::text)
                        .toList());
    }

    /// A finding of level high or critical.
    private record Found(String place, Finding finding) {
        String text() {
            return finding.level().text() + " " + finding.rule() + " " + place + ": " + finding.title();
        }
    }

    /// What is grave is adopted only where that was asked for, or as long as it was asked for before.
    private Optional<Adopted.Entry> kept(Adopted.Entry entry) {
        return graveUntil != null
                ? Optional.of(entry.ending(graveUntil))
                : Optional.of(entry).filter(e -> e.until() != null);
    }
}
