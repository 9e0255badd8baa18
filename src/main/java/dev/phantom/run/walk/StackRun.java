package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Attempt;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.pullrequest.life.Merges;
import dev.phantom.run.Decisions;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.LastLook;
import dev.phantom.run.Losses;
import dev.phantom.run.ShownReport;
import dev.phantom.run.StackReport;
import dev.phantom.run.StackWalk;
import dev.phantom.run.Stage;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The walk of one stack, from the states that run to the pull requests that are to be opened: compare, attribute,
/// adopt, corroborate, cut, collect, assess, estimate, judge, plan, prove. It writes nothing but decisions, and shares
/// nothing with the walks of other stacks but its ports.
public record StackRun(
        Comparing comparing,
        Adoption adoption,
        Appraiser appraiser,
        Judging judging,
        Proposing proposing,
        InstantSource clock) {

    /// What the walk of a stack begins with.
    ///
    /// @param member   the stack, and what is known of it before anything live is read
    /// @param known    of the code host, the same for all stacks of the run
    /// @param progress says what goes on of this stack
    public record Inputs(
            NestedStacks.Member member, StacksSharingTemplate around, KnownPullRequests known, Progress progress) {

        public Stack stack() {
            return member.stack();
        }
    }

    /// The same with what the states of Terraform hold.
    public StackRun knowing(TerraformStates states) {
        return new StackRun(comparing.knowing(states), adoption, appraiser, judging, proposing, clock);
    }

    public StackResult of(StackWalk walk, Inputs inputs) {
        var stack = inputs.stack();
        var losses = new Losses(stack.id().name());
        var unread = inputs.member().unread();
        if (unread != null) {
            losses.lost(Stage.READ_SAFE, unread);
        }
        inputs.member().tree().unread().forEach(why -> losses.lost(Stage.READ_LIVE, why));
        var history = comparing.ports().history();
        var reading = comparing.saying(inputs.progress());
        var compared = reading.compare(walk, inputs.member());
        var attributed = reading.attribute(walk, inputs.member(), compared);
        var settled = attributed.settled(
                new Suppression(appraiser, comparing.detector()),
                stack,
                adoption,
                history.adoptions().endedAdoptions(stack.id()),
                () -> reading.withoutRules().again(attributed));
        var kept = new KeptDetection(history.answers(), comparing.detector().mask(), clock);
        var corroboration = new Corroboration(comparing.ports().detection(), kept, inputs.progress());
        var corroborated = walk.in(Stage.ATTRIBUTE, stack, () -> corroboration.of(stack, settled));
        var mask = comparing.detector().mask();
        var before = corroborated.earlier().sightings();
        var cut = walk.in(
                Stage.CUT,
                stack,
                scope -> appraiser.cut(
                        corroborated.detection(),
                        stack,
                        mask,
                        decided(stack, before, history.decisions()),
                        losses.in(Stage.CUT, scope)));
        var collected = walk.in(
                Stage.COLLECT,
                stack,
                scope -> judging.collect(
                        stack,
                        cut,
                        corroborated.writes(),
                        comparing.ports().writes(),
                        written(inputs, corroborated, cut),
                        losses.in(Stage.COLLECT, scope)));
        var ids = new DriftIds(stack.id(), mask, cut.detection().secrets());
        var remembering = new Remembering(
                stack.id(), before, corroborated.states().baseline(), ids, judging.redaction(), clock.instant());
        var seen = remembering.of(
                corroborated.states().live(),
                cut.detection(),
                settled.adoption(),
                corroborated.writes().silent());
        var known = history.runs().firstSeen(stack.id());
        var assessed = walk.in(
                Stage.ASSESS,
                stack,
                scope -> appraiser.assess(
                        collected,
                        stack,
                        drift -> firstSeen(drift, before, seen, known),
                        clock.instant(),
                        losses.in(Stage.ASSESS, scope)));
        var appraised = walk.in(
                Stage.ESTIMATE, stack, scope -> appraiser.estimate(assessed, stack, losses.in(Stage.ESTIMATE, scope)));
        var judged = walk.in(
                Stage.JUDGE, stack, scope -> judging.judge(stack, collected, appraised, inputs.known(), losses, scope));
        var proposals = proposals(walk, inputs, corroborated, judged, losses);
        var look = LastLook.at(
                cut.detection().report().coverage(),
                judged.drifts(),
                seen,
                history.runs().lastLook(stack.id()));
        var memory = new StackResult.Memory(
                baseline(
                        corroborated.states().baseline(),
                        undrifted(
                                cut.detection(),
                                corroborated.writes(),
                                comparing.detector().ignore(),
                                remembering.unsettled(cut.detection()))),
                look,
                settled.adoption().ended());
        var report = report(inputs, corroborated, judged, history.runs().unread(stack.id()));
        var types = comparing.detector().knowledge().types().of(stack.id());
        return new StackResult(
                ShownReport.of(report, cut.detection(), types),
                judged.all(),
                proposals,
                corroborated.states().safe().commit(),
                ShownReport.secrets(report, cut.detection()),
                losses,
                cut.detection().rulesSeen(),
                memory);
    }

    private WrittenBackground written(Inputs inputs, Attributed.Corroborated corroborated, Cut cut) {
        var ports = comparing.ports();
        var earlier = new EarlierDecisions(
                inputs.stack().id(),
                ports.history().decisions(),
                comparing.detector().ignore(),
                inputs.known().register());
        return new WrittenBackground(
                corroborated.states(),
                inputs.member().above(),
                cut.detection(),
                earlier,
                ports.safe().history(),
                Optional.ofNullable(inputs.member().unread())
                        .filter(why -> why.cause().passes())
                        .isPresent());
    }

    /// What was seen of drift whose decision is final.
    private static List<Sighting> decided(Stack stack, Sightings before, Decisions decisions) {
        var open = before.open().stream()
                .map(Sighting::cut)
                .distinct()
                .filter(cut -> decisions
                        .latest(stack.id(), cut)
                        .filter(judged -> judged.provisional() == null)
                        .isPresent())
                .collect(Collectors.toSet());
        return before.open().stream().filter(s -> open.contains(s.cut())).toList();
    }

    /// Since when a drift is open, where an earlier look saw any of it.
    ///
    /// @param known by driftId: of a look that kept no more
    private static Optional<Instant> firstSeen(
            Drift drift, Sightings before, Sightings seen, Map<String, Instant> known) {
        return seen.open().stream()
                .filter(now -> now.cut().equals(drift.driftId()))
                .flatMap(now -> before.all().filter(then -> then.place().equals(now.place())))
                .map(Sighting::firstSeen)
                .min(Instant::compareTo)
                .or(() -> Optional.ofNullable(known.get(drift.driftId())));
    }

    /// What a baseline may take over: before the change log answers nobody knows whether an undeclared value was
    /// changed, and what a rule hides for a time is drift again when the rule ends.
    ///
    /// @param waiting resources of which this look settles nothing
    private static List<LiveResource> undrifted(
            Detection detection, ChangeLog.Writes writes, IgnoreRules rules, Set<String> waiting) {
        var report = detection.report();
        var unexplained = writes.away() ? report.inventory().stream() : Stream.<Listed>empty();
        var kept = report.ignored().stream()
                .filter(item -> rules.rules().stream()
                        .anyMatch(rule -> rule.until() != null
                                && (rule.resource().isEmpty() || rule.resource().equals(item.logicalId()))));
        var unsettled = Stream.concat(unexplained, kept)
                .filter(item -> item.path() != null)
                .map(Listed::logicalId)
                .collect(Collectors.toSet());
        return detection.undrifted().stream()
                .filter(resource ->
                        !unsettled.contains(resource.logicalId()) && !waiting.contains(resource.logicalId()))
                .toList();
    }

    /// What stands of the baseline, and what may take its place: what a deployment has moved is gone for good.
    private static List<LiveResource> baseline(Baseline standing, List<LiveResource> undrifted) {
        var models = new LinkedHashMap<String, LiveResource>();
        standing.resources().forEach(resource -> models.put(resource.logicalId(), resource));
        undrifted.forEach(resource -> models.put(resource.logicalId(), resource));
        return List.copyOf(models.values());
    }

    /// Whether the merged record of a drift is on the base branch; where the host does not say, it may be: nothing is
    /// opened a second time.
    private static boolean recorded(Stack stack, Drift drift, KnownPullRequests known, Losses losses) {
        return Attempt.of(() -> known.records().contain(stack.id(), drift), fault -> {
            losses.lost(Stage.PLAN, drift, fault);
            return true;
        });
    }

    /// Without an earlier look nobody knows how long a drift has been there.
    private static Function<Drift, Optional<Instant>> since(List<JudgedDrift> drifts, EarlierLook earlier) {
        return earlier.sightings().at().equals(Instant.EPOCH)
                ? drift -> Optional.empty()
                : drift -> drifts.stream()
                        .filter(d -> d.drift().driftId().equals(drift.driftId()))
                        .findFirst()
                        .map(JudgedDrift::firstSeen);
    }

    /// Planned and proven, for a code host or to say what would be proposed.
    private StackProposals proposals(
            StackWalk walk, Inputs inputs, Attributed.Corroborated corroborated, Judged judged, Losses losses) {
        var stack = inputs.stack();
        var cut = judged.appraised().cut().detection();
        var groups = DriftGrouping.of(
                judged.made(),
                inputs.known().register(),
                clock.instant(),
                new Merges(
                        drift -> recorded(stack, drift, inputs.known(), losses),
                        cut.report().undeployed(),
                        since(judged.drifts(), corroborated.earlier()),
                        corroborated.states().deployed().lastUpdated()));
        var proposals = groups.isEmpty() && !inputs.known().canPublish()
                ? List.<Proposal>of()
                : proposing.proposals(walk, inputs.around(), corroborated.states(), cut, groups, losses);
        var found = cut.report();
        return new StackProposals(
                stack,
                found.with(found.coverage().shown(cut.secrets())),
                proposals,
                comparing.detector().knowledge().of(stack.id()));
    }

    private static StackReport report(
            Inputs inputs, Attributed.Corroborated corroborated, Judged judged, List<String> unread) {
        var states = corroborated.states();
        var cut = judged.appraised().cut().detection();
        var gaps = new ArrayList<>(corroborated.settled().attributed().gaps());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.addAll(corroborated.notices());
        gaps.addAll(Suppression.notLowered(judged.drifts()));
        gaps.addAll(unread);
        return new StackReport(
                        inputs.stack(),
                        StackReport.Safe.of(states.safe(), cut.report().drifts()),
                        StackReport.Live.of(states.live()),
                        cut.report(),
                        judged.drifts(),
                        gaps)
                .in(inputs.member().below())
                .hiding(Suppression.all(corroborated.settled().hidden(), judged.drifts()));
    }
}
