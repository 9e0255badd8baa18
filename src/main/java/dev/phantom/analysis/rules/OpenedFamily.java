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
            new Row<>(Opening::mistaken, OpenedFamily::mistaken),
            new Row<>(
                    o -> !o.lasting().none() && !o.narrower().isEmpty() && (o.approved() || !stranger(o.d())),
                    OpenedFamily::narrowed),
            new Row<>(o -> !o.lasting().none() && o.approved() && !wide(o.d()), OpenedFamily::keptWithOwner),
            new Row<>(o -> !o.lasting().none(), OpenedFamily::usedByWhom),
            new Row<>(o -> o.ended() || !o.stopped().none(), OpenedFamily::over),
            new Row<>(o -> !o.busier().isEmpty(), OpenedFamily::busier),
            new Row<>(o -> o.tickets().any(State.APPROVED) && !o.narrower().isEmpty(), OpenedFamily::narrowedOnRecord),
            new Row<>(o -> o.tickets().any(State.APPROVED), OpenedFamily::onRecord),
            new Row<>(o -> o.needed() && !o.narrower().isEmpty(), OpenedFamily::neededNarrower),
            new Row<>(Opening::needed, OpenedFamily::needed),
            new Row<>(o -> !o.complaints().isEmpty(), OpenedFamily::neededNoMore),
            new Row<>(o -> !o.tickets().undecided().isEmpty(), OpenedFamily::undecided),
            new Row<>(o -> !o.tickets().other().isEmpty(), OpenedFamily::otherRecord),
            new Row<>(o -> o.d().by(Write.Via.CI), OpenedFamily::pipeline),
            new Row<>(o -> unwatched(o.d()) && stranger(o.d()), OpenedFamily::unseen),
            new Row<>(o -> unwatched(o.d()) && !o.d().dated() && !grave(o.d()), OpenedFamily::unknown),
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

    /// Nothing was read that would have told a use.
    private static boolean unwatched(CaseFacts d) {
        return !Uses.watched(d.file().evidence());
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

    private static Judgement mistaken(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.HIGH,
                        "%s It was written since that this was not meant so".formatted(opened(o.d())),
                        Tickets.cite(o.tickets().in(State.MISTAKE)),
                        "if that note were about something else")
                .observed();
    }

    private static Judgement busier(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s Far more passes since, and goes on: somebody came through it, and who that is no trail told. Closing it stops them, keeping it leaves it open to all others"
                                .formatted(opened(o.d())),
                        o.busier(),
                        "once those who came had another way")
                .observed()
                .lacking("who uses it");
    }

    private static Judgement neededNoMore(Opening o) {
        var cite = new ArrayList<>(o.complaints());
        cite.addAll(o.putRight());
        return Ground.of(
                        o.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s It was opened for somebody who was refused, and what they lacked was put right since"
                                .formatted(opened(o.d())),
                        cite,
                        "if somebody still needed it")
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

    private static Judgement unknown(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        opened(o.d())
                                + " Neither who opened it and when is known, nor was a trail read that would tell its use: it may have served for months",
                        List.of(),
                        "if the write were found, or a trail showed a use, or that there is none")
                .observed()
                .lacking("whether it is used");
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

    private static String opened(CaseFacts d) {
        var titles =
                d.securityFindings().stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        return titles.isEmpty()
                ? "It lets in more than the repository says."
                : "It lets in more than the repository says: " + titles + ".";
    }
}
