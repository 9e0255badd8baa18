package dev.phantom.run.closing;

import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.run.Decisions;
import dev.phantom.run.LastLook;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.run.Stage;
import dev.phantom.run.walk.Comparing;
import dev.phantom.run.walk.KnownPullRequests;
import dev.phantom.run.walk.StackResult;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The end of a run, when all of its stacks are judged: decides who gets in under the caps, publishes stack by stack in
/// the order of the configuration, remembers, and says what concerns the run as a whole. One thread does all of it.
final class RunClosing {

    private final Comparing comparing;
    private final Publishing publishing;
    private final KnownPullRequests known;
    private final RunEvents.RunScope events;
    private final List<RunReport.Failure> failures = new ArrayList<>();
    private Register register;

    RunClosing(Comparing comparing, Publishing publishing, KnownPullRequests known, RunEvents.RunScope events) {
        this.comparing = comparing;
        this.publishing = publishing;
        this.known = known;
        this.events = events;
        this.register = known.register();
    }

    /// @param failures what failed, in the order of the stacks; those of single drifts are in the reports
    /// @param looks    figures of the stacks that came to the end
    record Closed(List<StackReport> reports, List<RunReport.Failure> failures, Map<Stack, LastLook> looks) {}

    /// A stack on its way through the closing.
    private static final class Settling {
        private final Walked walked;
        private final List<RunReport.Failure> failures = new ArrayList<>();
        private Optional<Publishing.Published> published = Optional.empty();

        Settling(Walked walked) {
            this.walked = walked;
            this.failures.addAll(walked.failures());
        }
    }

    /// @param walked     in the order in which they are to be published
    /// @param configured every stack of the configuration
    Closed close(List<Walked> walked, List<Stack> configured) {
        var all = walked.stream().map(Settling::new).toList();
        publish(all);
        var reports = new ArrayList<StackReport>();
        var seen = new LinkedHashMap<StackId, IgnoreRules.Seen>();
        var shown = new ArrayList<Digest.Seen>();
        var looks = new LinkedHashMap<Stack, LastLook>();
        for (var one : all) {
            done(one).ifPresent(report -> {
                var result = one.walked.result().orElseThrow();
                reports.add(report);
                seen.put(report.stack().id(), result.rules());
                shown.add(new Digest.Seen(
                        report.stack(),
                        report.comparison(),
                        result.decisions(),
                        one.published.map(Publishing.Published::outcomes).orElse(Map.of())));
                looks.put(report.stack(), result.memory().look());
                remember(one, result);
                settle(one, result);
            });
            failures.addAll(one.failures);
            one.walked.walk().close();
        }
        digest(configured, shown);
        publishing.reservations().lost().forEach(this::failed);
        return new Closed(noticed(reports, seen, configured), failures, looks);
    }

    /// First what there is room for; where a pull request could not be opened its place goes to the next in rank.
    private void publish(List<Settling> all) {
        var waiting = new ArrayList<>(all.stream()
                .flatMap(one -> one.walked.result().stream())
                .flatMap(result -> publishing.opening(result, known(result)).stream())
                .toList());
        var present = all.stream()
                .flatMap(one -> one.walked.result().stream())
                .flatMap(result -> result.groups().stream())
                .toList();
        var admission = new Admission(publishing.reservations(), publishing.policy(), present);
        var room = admit(admission, waiting);
        for (var one : all) {
            one.walked.result().ifPresent(result -> publish(one, result, admission.places(room)));
        }
        for (var tried = room; released(admission, all, tried); ) {
            tried = next(admission, waiting, tried);
            openLate(all, admission.places(tried));
        }
    }

    private Set<String> next(Admission admission, List<DriftGroup> waiting, Set<String> tried) {
        waiting.removeIf(group -> tried.contains(group.branch()));
        return admit(admission, waiting);
    }

    private void openLate(List<Settling> all, Places room) {
        for (var one : all) {
            var result = one.walked.result();
            if (result.isPresent() && result.get().groups().stream().anyMatch(room::has)) {
                one.published = one.published.flatMap(first ->
                        attempt(one, () -> publishing.open(one.walked.walk(), result.get(), first, register, room)));
                one.published.ifPresent(p -> noted(one, p));
            }
        }
    }

    private void publish(Settling one, StackResult result, Places room) {
        one.published = attempt(one, () -> publishing.publish(one.walked.walk(), result, known(result), register, room))
                .or(() -> Optional.of(lost(one, result)));
        one.published.ifPresent(p -> noted(one, p));
    }

    /// Of a stack whose repository gave nothing, no pull request is touched.
    private KnownPullRequests known(StackResult result) {
        return result.losses().unread() ? KnownPullRequests.none(KnownPullRequests.Answer.UNREADABLE) : known;
    }

    /// Publishing a stack ended midway: what was found of it is reported even so.
    private Publishing.Published lost(Settling one, StackResult result) {
        var why = OutcomeReason.of(one.failures.getLast().diagnostic().line());
        var outcomes = new LinkedHashMap<String, Outcome>();
        result.groups().stream()
                .filter(DriftGroup::wantsPatch)
                .flatMap(group -> group.members().stream())
                .forEach(d -> outcomes.put(d.drift().driftId(), Outcome.none(Outcome.Kind.FAILED, why)));
        return new Publishing.Published(outcomes, register, List.of(), List.of());
    }

    private void noted(Settling one, Publishing.Published published) {
        register = published.register();
        published.failures().stream()
                .map(why -> new RunReport.Failure(one.walked.stack().id().name(), Stage.PUBLISH.verb(), why))
                .filter(failure -> !one.failures.contains(failure))
                .forEach(one.failures::add);
    }

    private static <T> Optional<T> attempt(Settling one, Supplier<T> work) {
        return one.walked.walk().attempt(one.walked.stack(), one.failures, work);
    }

    /// What takes no place needs none where places cannot be told.
    private Set<String> admit(Admission admission, List<DriftGroup> waiting) {
        try {
            return admission.admit(waiting, register);
        } catch (PhantomException e) {
            failed(e);
            return Admission.uncapped(waiting);
        }
    }

    /// Gives back the places of which is known that no pull request came; where publishing failed one may be there.
    private boolean released(Admission admission, List<Settling> all, Set<String> room) {
        var unused = new HashSet<String>();
        all.forEach(one -> one.published.ifPresent(published -> one.walked.result().orElseThrow().groups().stream()
                .filter(group -> room.contains(group.branch()) && published.leftPlace(group))
                .forEach(group -> unused.add(group.branch()))));
        try {
            return admission.release(unused);
        } catch (PhantomException e) {
            failed(e);
            return false;
        }
    }

    /// What the walk of a stack came to, as it is reported.
    private Optional<StackReport> done(Settling one) {
        return one.published.flatMap(published -> attempt(one, () -> {
            var result = one.walked.result().orElseThrow();
            var outcomes = new LinkedHashMap<>(published.outcomes());
            outcomes.replaceAll((driftId, outcome) -> publishing.asReported(outcome));
            var report = result.published(outcomes, published.notices());
            var scope = one.walked.walk().events();
            report.drifts().forEach(d -> scope.happened(new RunEvent.DriftSeen(StackReport.severity(d), d.isNew())));
            return report;
        }));
    }

    /// What cannot be kept is a failure of the run; what was found and published is reported even so.
    private void remember(Settling one, StackResult result) {
        var id = result.stack().id();
        var memory = result.memory();
        var history = comparing.ports().history();
        var gone = gone(history.runs().lastLook(id), memory.look());
        attempt(one, () -> {
            history.baselines().remember(id, memory.undrifted());
            gone.forEach(driftId -> history.decisions().over(id, driftId));
            history.runs().lastLook(id, memory.look());
            history.adoptions().endedAdoptions(id, memory.ended());
            return memory;
        });
    }

    /// Decisions of which nothing is there any more.
    private static List<String> gone(Optional<LastLook> before, LastLook now) {
        return before.stream()
                .flatMap(look -> look.open().stream())
                .map(LastLook.Open::driftId)
                .filter(driftId ->
                        now.open().stream().noneMatch(open -> open.driftId().equals(driftId))
                                && now.sightings().all().noneMatch(s -> s.cut().equals(driftId)))
                .toList();
    }

    /// A provisional verdict whose pull request was told of late evidence is final from now on.
    private void settle(Settling one, StackResult result) {
        var outcomes = one.published.map(Publishing.Published::outcomes).orElse(Map.of());
        for (var decision : result.decisions()) {
            var outcome = outcomes.get(decision.drift().driftId());
            if (decision.finality() instanceof Decision.Finality.Late
                    && outcome != null
                    && outcome.kind() == Outcome.Kind.UPDATED) {
                var history = comparing.ports().history();
                var judged = new Decisions.Judged(decision.file(), decision.verdict());
                attempt(one, () -> {
                    history.decisions().judged(result.stack().id(), judged);
                    return judged;
                });
            }
        }
    }

    private List<StackReport> noticed(
            List<StackReport> reports, Map<StackId, IgnoreRules.Seen> seen, List<Stack> configured) {
        var elsewhere = configured.stream()
                .map(Stack::id)
                .filter(id -> !seen.containsKey(id))
                .toList();
        var detector = comparing.detector();
        var notices = detector.ignore().notices(detector.today(), seen, elsewhere);
        return reports.stream()
                .map(r -> r.withGaps(notices.getOrDefault(r.stack().id(), List.of())))
                .toList();
    }

    /// One issue for all stacks in mode `issue`.
    private void digest(List<Stack> configured, List<Digest.Seen> seen) {
        try {
            publishing
                    .digest(known, configured, seen)
                    .ifPresent(outcome -> comparing.progress().accept(line(outcome)));
        } catch (PhantomException e) {
            if (configured.stream().anyMatch(s -> s.mode() == Stack.Mode.ISSUE)) {
                failed(e);
            } else { // nobody asked for one, and the credential may have no right to look
                comparing
                        .progress()
                        .accept("digest issue not checked: " + e.diagnostic().line());
            }
        }
    }

    private void failed(PhantomException e) {
        failed(e.diagnostic());
    }

    private void failed(Diagnostic why) {
        events.failed(why);
        failures.add(new RunReport.Failure("", Stage.PUBLISH.verb(), why));
    }

    private static String line(Outcome digest) {
        return "digest issue " + digest.kind().text() + (digest.reason().isEmpty() ? "" : " (" + digest.reason() + ")")
                + (digest.url().isEmpty() ? "" : "  " + digest.url());
    }
}
