package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.fact.Fact.Interruption;
import dev.phantom.drift.fact.FactSource;
import dev.phantom.patch.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What deploying does to those who use the resources: interruption and replacement, each with its source.
record ImpactSection(Recommendation recommendation, List<Impact> impacts, Redaction redaction, boolean minimal) {

    private static final int WORDS = 300;
    private static final int FEW = 5;

    String render() {
        if (minimal) {
            return impacts.stream().anyMatch(Impact::disturbs)
                    ? heading() + ". It may interrupt or replace something"
                            + (recommendation == Recommendation.REVERT ? "; `phantom reconcile plan` shows what." : ".")
                    : "";
        }
        var lines = new ArrayList<>(impacts.stream()
                .filter(i -> i.fact().isPresent())
                .map(this::known)
                .toList());
        var unknown = impacts.stream()
                .filter(i -> i.fact().isEmpty())
                .map(this::place)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            lines.add("unknown, may cause an interruption: " + unknown);
        }
        return PullRequestBody.list(heading(), lines);
    }

    /// Whether it has to be known before merging: few resources are interrupted or replaced.
    boolean disturbs() {
        return impacts.size() <= FEW && impacts.stream().anyMatch(Impact::disturbs);
    }

    private String heading() {
        return switch (recommendation) {
            case REVERT -> "**Impact of applying the record**";
            case REFACTOR -> "**Impact of deploying it**";
            case LEGITIMIZE ->
                "**Impact of the next deployment**, because CloudFormation compares templates with each other,"
                        + " not with the live state";
            case NEEDS_HUMAN -> "**Impact**";
        };
    }

    private String known(Impact impact) {
        return place(impact) + ": " + prose(impact.effect(), WORDS) + " ("
                + impact.fact().map(fact -> source(impact, fact)).orElse("") + ")";
    }

    private String place(Impact impact) {
        return code(redaction.of(impact.logicalId()), 130) + " "
                + code(redaction.of(impact.path().toString()), 130);
    }

    /// A page of AWS's own is linked: its address comes with Phantom, not from outside.
    private static String source(Impact impact, Interruption fact) {
        return switch (fact.source()) {
            case FactSource.Api api -> "[documented](" + api.url() + ")";
            case FactSource.Page page -> "[documented](" + page.url() + ")";
            case FactSource.Schema s -> prose(impact.source(), WORDS);
            case FactSource.Heuristic h -> prose(impact.source(), WORDS);
        };
    }
}
