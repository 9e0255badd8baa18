package dev.phantom.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.attribute.OwnArn;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.ChangeLog.Use;
import dev.phantom.stack.LiveResource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who used a resource that no metric measures, before and after the change: the calls that the change log has, by
/// principal and call; denied ones apart.
///
/// KMS logs every cryptographic operation
/// (docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html);
/// of a bucket only the calls that manage it are there.
public record ResourceUses(ChangeLog log) implements EvidenceSource {

    private static final Duration BEFORE = Duration.ofDays(7);
    private static final int LINES = 8;
    private static final int SESSIONS = 3;
    private static final String PROFILE = "AWS::IAM::InstanceProfile";
    private static final List<String> ACTING = List.of("AWS::EC2::Instance", "AWS::Lambda::Function");

    /// Types whose every use is a call that the log has: where it has none, nobody used it.
    private static final List<String> CALLED =
            List.of("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::IAM::Role", "AWS::SecretsManager::Secret");

    /// Types of which some uses are.
    private static final List<String> SOMETIMES =
            List.of("AWS::KMS::Alias", "AWS::IAM::", "AWS::SSM::Parameter", "AWS::S3::Bucket", "AWS::Logs::LogGroup");

    /// Calls that look at a resource and use nothing.
    private static final List<String> LOOKS = List.of("Describe", "List", "GetBucket", "GetKeyPolicy", "GetRole");

    /// Calls of one principal, all denied or none.
    private record Line(String call, boolean denied, List<Use> uses) {
        /// `role/api`; of another account `222233334444/role/api`.
        String who() {
            var home = account();
            return (home.isEmpty() ? "" : home + "/") + uses.getFirst().principal();
        }

        /// Another account than the stack's, where the principal does not name it.
        private String account() {
            var use = uses.getFirst();
            return use.principal().contains(use.account()) ? "" : use.account();
        }

        /// For people: also who carried it.
        String caller() {
            var use = uses.getFirst();
            var name = use.principal().isEmpty() ? "an unknown caller" : use.principal();
            var home = account().isEmpty() ? "" : " of account " + account();
            var carrier = use.origin().actor();
            return name + home + (carrier.isEmpty() || carrier.equals(use.principal()) ? "" : ", through " + carrier);
        }

        Instant first() {
            return uses.getFirst().at();
        }

        boolean looks() {
            return LOOKS.stream().anyMatch(call.substring(call.indexOf(':') + 1)::startsWith);
        }

        Signal signal(String when) {
            var times = uses.size() == 1 ? "once" : uses.size() + " times";
            var last = uses.getLast().at();
            var span = uses.size() == 1
                    ? ", at " + minute(first())
                    : ", first at " + minute(first()) + ", last at " + minute(last);
            var text = denied
                    ? "%s was denied %s %s %s%s".formatted(caller(), call, times, when, span)
                    : "%s called %s %s %s%s".formatted(caller(), call, times, when, span);
            var asked =
                    uses.stream().map(Use::asked).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
            return new Signal.Access(
                    first(),
                    last,
                    uses.size(),
                    Signal.Access.Trail.HISTORY,
                    who(),
                    call,
                    denied,
                    asked.toSeconds(),
                    text + (asked.isZero() ? "" : ", for " + span(asked) + " at most"),
                    "");
        }
    }

    @Override
    public String name() {
        return ChangeLog.NAME;
    }

    @Override
    public Collected collect(Subject subject, Window window) {
        boolean called = CALLED.contains(subject.type());
        if (!called && SOMETIMES.stream().noneMatch(subject.type()::startsWith)) {
            return new Collected(List.of(), List.of());
        }
        var drift = subject.drift();
        var resource = resource(subject);
        var changed = window.changedAt();
        var sessions = sessions(subject);
        var few = sessions.subList(0, Math.min(SESSIONS, sessions.size()));
        var found = log.uses(subject.stack().id(), resource, few, changed.minus(BEFORE), window.to());
        var sides = found.uses().stream()
                .filter(use -> isUse(use, resource))
                .collect(partitioningBy(use -> use.at().isBefore(changed)));
        var own = drift.changes().stream()
                .map(change -> change.circumstances().occurred().eventId())
                .collect(Collectors.toSet());
        var signals = new ArrayList<Signal>();
        // where nobody knows when the change was made, the window says when it was seen
        var event = exact(drift) ? "the change" : "the change was seen";
        signals.addAll(told(sides.getOrDefault(true, List.of()), own, "in the 7 days before " + event));
        var since = told(sides.getOrDefault(false, List.of()), own, "after " + event);
        signals.addAll(since);
        if (called && exact(drift) && since.isEmpty() && found.gaps().isEmpty()) {
            signals.add(new Signal.Access(
                    changed,
                    window.to(),
                    0,
                    Signal.Access.Trail.HISTORY,
                    "",
                    "",
                    false,
                    0,
                    "no call that names %s was recorded from the change until %s"
                            .formatted(drift.logicalId(), minute(window.to())),
                    ""));
        }
        return new Collected(signals, gaps(found.gaps(), sessions.size()));
    }

    private static List<Gap> gaps(List<Gap> found, int sessions) {
        return sessions <= SESSIONS
                ? found
                : Stream.concat(
                                found.stream(),
                                Stream.of(Gap.of(
                                        "CloudTrail was asked for the calls of %d of the %d instances and functions that act as this role"
                                                .formatted(SESSIONS, sessions))))
                        .toList();
    }

    /// A write to the resource is none, and told elsewhere; what a role or user wrote is.
    private static boolean isUse(Use use, LiveResource resource) {
        var name = resource.physicalId();
        return use.reads()
                || use.denied()
                || use.principal().equals("role/" + name)
                || use.principal().equals(name);
    }

    private static boolean exact(Drift drift) {
        return drift.changes().stream()
                .anyMatch(change -> change.circumstances().occurred().precision() == Occurred.Precision.EXACT);
    }

    /// Of an instance the session of its role is called like the instance, of a function like the function: of those
    /// that refer to the role, or to the instance profile that holds it.
    private static List<String> sessions(Subject subject) {
        var models = subject.models().all();
        var holders = subject.referencedBy();
        var profiles = holders.stream()
                .filter(id ->
                        models.containsKey(id) && models.get(id).live().type().equals(PROFILE))
                .flatMap(id -> subject.models().referencing(id).stream());
        return Stream.concat(holders.stream(), profiles)
                .distinct()
                .flatMap(id -> Optional.ofNullable(models.get(id)).stream())
                .map(model -> model.live())
                .filter(live ->
                        ACTING.contains(live.type()) && !live.physicalId().isEmpty())
                .map(LiveResource::physicalId)
                .sorted()
                .toList();
    }

    /// With its ARN, for calls of other accounts and of STS name it in no other way.
    private static LiveResource resource(Subject subject) {
        var drift = subject.drift();
        var model = subject.models().all().get(drift.logicalId());
        return new OwnArn(subject.knowledge(), subject.stack().id()).named(model != null ? model.live() : drift.gone());
    }

    private static List<Signal> told(List<Use> uses, Set<String> own, String when) {
        var counted = uses.stream()
                .filter(use -> !own.contains(use.eventId()) && !use.origin().deploys())
                .filter(use -> use.error().isEmpty() || use.denied())
                .collect(groupingBy(
                        use -> List.of(
                                use.account(), use.principal(), use.origin().actor(), call(use), use.denied()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        var lines = counted.values().stream()
                .map(all -> new Line(call(all.getFirst()), all.getFirst().denied(), all))
                .sorted(Comparator.comparing(Line::looks)
                        .thenComparing(line -> !line.denied())
                        .thenComparing(line -> -line.uses().size())
                        .thenComparing(Line::first))
                .toList();
        var signals = lines.stream()
                .limit(LINES)
                .map(line -> line.signal(when))
                .collect(Collectors.toCollection(ArrayList::new));
        if (lines.size() > LINES) {
            signals.add(rest(lines.subList(LINES, lines.size()), when));
        }
        return signals;
    }

    /// `kms:Decrypt`.
    private static String call(Use use) {
        var dot = use.service().indexOf('.');
        return dot < 0 ? use.name() : use.service().substring(0, dot) + ":" + use.name();
    }

    private static Signal rest(List<Line> lines, String when) {
        int calls = lines.stream().mapToInt(line -> line.uses().size()).sum();
        var callers = lines.stream().map(Line::caller).distinct().count();
        var first =
                lines.stream().map(Line::first).min(Comparator.naturalOrder()).orElseThrow();
        return new Signal.Event(
                first,
                ChangeLog.NAME,
                Signal.Event.Kind.OTHER,
                "%d more calls %s, by %d callers".formatted(calls, when, callers),
                "");
    }

    private static String span(Duration asked) {
        return asked.toDays() > 1 ? asked.toDays() + " days" : asked.toMinutes() + " min";
    }

    private static String minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace(":00Z", "Z")
                .replace('T', ' ');
    }
}
