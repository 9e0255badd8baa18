package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.drift.Change;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final List<Row<Opening>> TABLE = List.of(
            new Row<>(o -> !o.builtOn().isEmpty(), OpenedFamily::builtOn),
            new Row<>(o -> !o.lasting().none() && !o.narrower().isEmpty(), OpenedFamily::narrowed),
            new Row<>(
                    o -> !o.lasting().none() && o.tickets().any(State.APPROVED) && !wide(o.d()),
                    OpenedFamily::keptWithOwner),
            new Row<>(o -> !o.lasting().none(), OpenedFamily::usedByWhom),
            new Row<>(o -> o.ended() || !o.stopped().none(), OpenedFamily::over),
            new Row<>(o -> o.tickets().any(State.APPROVED) && !o.narrower().isEmpty(), OpenedFamily::narrowedOnRecord),
            new Row<>(o -> o.tickets().any(State.APPROVED), OpenedFamily::onRecord),
            new Row<>(o -> !o.complaints().isEmpty() && !o.narrower().isEmpty(), OpenedFamily::neededNarrower),
            new Row<>(o -> !o.complaints().isEmpty(), OpenedFamily::needed),
            new Row<>(o -> !o.tickets().undecided().isEmpty(), OpenedFamily::undecided),
            new Row<>(o -> o.d().by(Write.Via.CI), OpenedFamily::pipeline),
            new Row<>(o -> stranger(o.d()) && !Uses.watched(o.d().file().evidence()), OpenedFamily::unseen),
            new Row<>(o -> true, OpenedFamily::unused));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return belongs(d) ? Row.first(TABLE, Opening.of(d)) : Optional.empty();
    }

    private static boolean belongs(CaseFacts d) {
        return LetIn.adds(d.file().drift())
                || !d.securityFindings().isEmpty()
                        && d.file().drift().changes().stream().anyMatch(OpenedFamily::decidesAccess);
    }

    private static boolean decidesAccess(Change change) {
        return change.path().segments().stream().anyMatch(ACCESS::contains);
    }

    /// Somebody of another account, who is named: whoever agreed to it is not seen from here.
    private static boolean stranger(CaseFacts d) {
        return LetIn.of(d.file().drift()).accounts().stream()
                .anyMatch(a -> !a.equals(d.file().stack().id().account()));
    }

    private static boolean wide(CaseFacts d) {
        return d.file().assessment().floor().compareTo(Severity.HIGH) >= 0;
    }

    private static Judgement builtOn(Opening o) {
        var act = o.builtOn().getFirst();
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s In the same sitting %s granted access that rests on it, at %s: closing it breaks what was built on it, keeping it leaves the way open"
                                .formatted(opened(o.d()), act.event(), CaseFacts.clock(act.at())),
                        List.of(),
                        "if that grant were gone, or stood in the repository")
                .observed()
                .lacking("what else was built on it");
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

    private static Judgement usedByWhom(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s It is used until now, and no value that lets in that use alone is known: closing it stops the use, keeping it lets in more"
                                .formatted(opened(o.d())),
                        o.lasting().cite(),
                        "if the use ended, or its owner named what it needs")
                .observed();
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
                .observed();
    }

    private static Judgement onRecord(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s A record asks for it, but no use was seen that would tell how much of it is needed"
                                .formatted(opened(o.d())),
                        Tickets.cite(o.tickets().in(State.APPROVED)),
                        "if flow or access logs showed who uses it")
                .observed()
                .lacking("no use was seen");
    }

    private static Judgement needed(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s What was refused before it is not refused since: part of it is needed, and which part is not known to a value"
                                .formatted(opened(o.d())),
                        o.complaints(),
                        "if the refusals had ended for another reason, or what was refused were granted by itself")
                .observed();
    }

    private static Judgement undecided(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s A ticket about it is open: its owner has to decide".formatted(opened(o.d())),
                        Tickets.cite(o.tickets().undecided()),
                        "if the ticket were closed or approved")
                .observed();
    }

    private static Judgement pipeline(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        opened(o.d())
                                + " A pipeline made it: some other source declares it, and closing it here would be undone there",
                        List.of(),
                        "if a person had made it by hand")
                .observed()
                .lacking("what the pipeline works from");
    }

    private static Judgement unseen(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        opened(o.d())
                                + " It lets in a named principal of another account, and no trail that would tell its use was found: closing it may cut off a partner, keeping it a stranger's way in",
                        List.of(),
                        "if a trail showed a use, or that there is none, or a record said that it is over")
                .observed()
                .lacking("whether it is used");
    }

    private static Judgement unused(Opening o) {
        var grave = o.d().securityFindings().stream().anyMatch(f -> f.level().compareTo(Severity.HIGH) >= 0);
        var level = grave ? Level.HIGH : Level.MEDIUM;
        return Ground.of(
                o.d(),
                Recommendation.REVERT,
                level,
                "%s No use of it was seen and nobody answers for it".formatted(opened(o.d())),
                List.of(),
                "with evidence of a use and an owner's word");
    }

    private static String opened(CaseFacts d) {
        var titles =
                d.securityFindings().stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        return titles.isEmpty()
                ? "It lets in more than the repository says."
                : "It lets in more than the repository says: " + titles + ".";
    }
}
