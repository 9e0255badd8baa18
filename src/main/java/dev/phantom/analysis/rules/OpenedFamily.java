package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Live lets somebody in whom the repository does not: who uses it, who answers for it, and is that still so? What
/// nobody uses is closed; what is used is narrowed to its use; what is used without anybody's word is a question.
final class OpenedFamily implements JudgementRule {

    /// Properties that decide who gets in.
    private static final Set<String> ACCESS = Set.of(
            "SecurityGroupIngress",
            "SecurityGroupEgress",
            "CidrIp",
            "CidrIpv6",
            "SourceSecurityGroupId",
            "KeyPolicy",
            "PolicyDocument",
            "AssumeRolePolicyDocument",
            "Policies",
            "ManagedPolicyArns",
            "PermissionsBoundary",
            "PublicAccessBlockConfiguration",
            "AccessControl",
            "ResourcePolicy",
            "RepositoryPolicyText",
            "Policy",
            "AccessPolicies",
            "PubliclyAccessible",
            "MapPublicIpOnLaunch",
            "Principal",
            "AccessPolicy",
            "SslPolicy");

    private static final Pattern FOR_ALL =
            Pattern.compile("(?i)\\b(anybody|anyone|everybody|everyone|public(ly)?|anonymous(ly)?|the world)\\b");

    private static final List<Row<Opening>> TABLE = List.of(
            new Row<>(o -> !o.builtOn().isEmpty(), OpenedQuestions::builtOn),
            new Row<>(Opening::mistaken, OpenedFamily::mistaken),
            new Row<>(o -> !o.lasting().none() && !o.narrower().isEmpty(), OpenedFamily::narrowed),
            new Row<>(
                    o -> !o.lasting().none() && o.approved() && (!wide(o.d()) || forAll(o)),
                    OpenedFamily::keptWithOwner),
            new Row<>(o -> !o.lasting().none() && !wide(o.d()) && asNarrow(o), OpenedFamily::keptAsNarrow),
            new Row<>(o -> !o.lasting().none(), OpenedQuestions::usedByWhom),
            new Row<>(o -> o.ended() || !o.stopped().none(), OpenedFamily::over),
            new Row<>(o -> !o.busier().isEmpty(), OpenedQuestions::busier),
            new Row<>(o -> o.tickets().any(State.APPROVED) && !o.narrower().isEmpty(), OpenedFamily::narrowedOnRecord),
            new Row<>(o -> o.tickets().any(State.APPROVED), OpenedQuestions::onRecord),
            new Row<>(o -> o.needed() && !o.narrower().isEmpty(), OpenedFamily::neededNarrower),
            new Row<>(Opening::needed, OpenedQuestions::needed),
            new Row<>(o -> !o.complaints().isEmpty(), OpenedFamily::neededNoMore),
            new Row<>(o -> !o.tickets().undecided().isEmpty(), OpenedQuestions::undecided),
            new Row<>(o -> !o.tickets().other().isEmpty(), OpenedFamily::otherRecord),
            new Row<>(o -> o.d().by(Write.Via.CI), OpenedQuestions::pipeline),
            new Row<>(o -> unwatched(o.d()) && stranger(o.d()), OpenedQuestions::unseen),
            new Row<>(o -> unwatched(o.d()) && !o.d().dated() && !grave(o.d()), OpenedQuestions::unknown),
            new Row<>(o -> true, OpenedFamily::unused));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return belongs(d) ? Row.first(TABLE, Opening.of(d)) : Optional.empty();
    }

    static boolean belongs(CaseFacts d) {
        return LetIn.adds(d.file().drift())
                || !d.securityFindings().isEmpty()
                        && d.file().drift().changes().stream().anyMatch(OpenedFamily::decidesAccess);
    }

    private static boolean decidesAccess(Change change) {
        return change.path().segments().stream().anyMatch(ACCESS::contains);
    }

    /// Somebody of another account, who is named: whoever agreed to it is not seen from here.
    static boolean stranger(CaseFacts d) {
        return LetIn.of(d.file().drift()).accounts().stream()
                .anyMatch(a -> !a.equals(d.file().stack().id().account()));
    }

    /// Nothing was read that would have told a use.
    private static boolean unwatched(CaseFacts d) {
        return !Uses.watched(d.file().evidence());
    }

    /// Somebody agreed that everybody may come, and named the thing.
    private static boolean forAll(Opening o) {
        return o.tickets().in(State.APPROVED).stream()
                .anyMatch(t -> FOR_ALL.matcher(t.text()).find()
                        && t.text().contains(o.d().file().drift().physicalId()));
    }

    private static boolean wide(CaseFacts d) {
        return d.file().assessment().floor().compareTo(Severity.HIGH) >= 0;
    }

    private static Judgement narrowed(Opening o) {
        var first = o.narrower().getFirst();
        var cite = new ArrayList<>(o.lasting().cite());
        cite.addAll(o.refusedBefore().cite());
        return refactor(
                o,
                "%s It is used until now, and the use needs less: %s".formatted(opened(o.d()), first.why()),
                cite,
                "if the use ended, or went beyond that");
    }

    private static Judgement narrowedOnRecord(Opening o) {
        return refactor(
                o,
                "%s There is a record that somebody answers for, and it names less: %s"
                        .formatted(opened(o.d()), o.narrower().getFirst().why()),
                Tickets.cite(o.tickets().in(State.APPROVED)),
                "if the record had an end that has passed");
    }

    private static Judgement neededNarrower(Opening o) {
        return refactor(
                o,
                "%s What was refused before it succeeded since, so something of it is needed: %s"
                        .formatted(opened(o.d()), o.narrower().getFirst().why()),
                o.complaints(),
                "if the refusals had ended for another reason");
    }

    private static Judgement refactor(Opening o, String decided, List<String> cite, String otherwise) {
        return Ground.of(o.d(), Recommendation.REFACTOR, Level.MEDIUM, decided, cite, otherwise)
                .despite(o.stopped().cite())
                .observed()
                .editing(o.narrower().stream().map(Candidate::edit).toList());
    }

    private static Judgement keptWithOwner(Opening o) {
        var cite = new ArrayList<>(o.lasting().cite());
        cite.addAll(Tickets.cite(o.tickets().in(State.APPROVED)));
        return Ground.of(
                        o.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s It is used until now and somebody answers for it".formatted(opened(o.d())),
                        cite,
                        "if the use stopped or the record were withdrawn")
                .observed();
    }

    /// It admits one role to what it does, and that role is of this account or of a service that is known to call.
    static boolean asNarrow(Opening o) {
        var drift = o.d().file().drift();
        var known = o.d().file().evidence().exhibits().stream()
                .anyMatch(e -> e.signal() instanceof Signal.Nearby n
                        && n.direction() != Signal.Nearby.Direction.TIME
                        && LetIn.of(drift).names().contains(n.service()));
        return LetIn.least(drift) && (known || !stranger(o.d()));
    }

    private static Judgement keptAsNarrow(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.LEGITIMIZE,
                        Level.LOW,
                        "%s It names one role, what it may do and on what, and that role still uses it"
                                .formatted(opened(o.d())),
                        o.lasting().cite(),
                        "if that use stopped")
                .observed()
                .lacking("who answers for it");
    }

    private static Judgement over(Opening o) {
        var cite = new ArrayList<>(o.stopped().cite());
        cite.addAll(Tickets.cite(o.tickets().in(State.OVER)));
        var commit = o.takenBack()
                .map(t -> "; the commit \"" + t + "\" took it away")
                .orElse("");
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.HIGH,
                        "%s Its reason is over%s and nothing uses it any more".formatted(opened(o.d()), commit),
                        cite,
                        "if a use were seen again")
                .despite(Tickets.cite(o.tickets().in(State.APPROVED)))
                .observed();
    }

    private static Judgement mistaken(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.HIGH,
                        "%s A later note says that this was not intended".formatted(opened(o.d())),
                        Tickets.cite(o.tickets().in(State.MISTAKE)),
                        "if that note were about something else")
                .despite(o.lasting().cite())
                .observed();
    }

    private static Judgement neededNoMore(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s It was opened for a caller that was denied, and what that caller lacked has been fixed since"
                                .formatted(opened(o.d())),
                        o.putRight(),
                        "if somebody still needed it")
                .despite(o.complaints())
                .observed();
    }

    private static Judgement otherRecord(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s The record that speaks of it names something else than what was opened, and no use was seen"
                                .formatted(opened(o.d())),
                        Tickets.cite(o.tickets().other()),
                        "if a record named what was opened, or a use were seen")
                .observed();
    }

    private static Judgement unused(Opening o) {
        var level = grave(o.d()) ? Level.HIGH : Level.MEDIUM;
        return Ground.of(
                o.d(),
                Recommendation.REVERT,
                level,
                "%s No use of it was seen and nobody answers for it".formatted(opened(o.d())),
                List.of(),
                "with evidence of a use and an owner's word");
    }

    private static boolean grave(CaseFacts d) {
        return d.securityFindings().stream().anyMatch(f -> f.level().compareTo(Severity.HIGH) >= 0);
    }

    static String opened(CaseFacts d) {
        var titles =
                d.securityFindings().stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        return titles.isEmpty()
                ? "It lets in more than the repository says."
                : "It lets in more than the repository says: " + titles + ".";
    }
}
