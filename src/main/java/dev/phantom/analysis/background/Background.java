package dev.phantom.analysis.background;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What an expert would want to know of a drift beside what was observed: how the resource is written and what stands
/// around it, what became of it so far, what else its actor did, and what code derives from all that. All text is
/// untrusted.
///
/// @param architecture source text of the drifted resource and its neighbourhood, nearest first
/// @param commits      that touched those lines, newest first
/// @param decisions    earlier ones on this resource, newest first
/// @param session      other writes of the same actor around the change, in time order
/// @param facts        what code worked out, so that nobody else has to
/// @param gaps         what of all this could not be had and why, in words for people
public record Background(
        List<Excerpt> architecture,
        List<Commit> commits,
        List<EarlierDecision> decisions,
        List<Act> session,
        List<DerivedFact> facts,
        List<String> gaps) {

    public static final Background NONE = new Background(List.of(), List.of(), List.of(), List.of(), List.of());

    public Background {
        architecture = List.copyOf(architecture);
        commits = List.copyOf(commits);
        decisions = List.copyOf(decisions);
        session = List.copyOf(session);
        facts = List.copyOf(facts);
        gaps = List.copyOf(gaps);
    }

    public Background(
            List<Excerpt> architecture,
            List<Commit> commits,
            List<EarlierDecision> decisions,
            List<Act> session,
            List<DerivedFact> facts) {
        this(architecture, commits, decisions, session, facts, List.of());
    }

    /// With what is written of it.
    public Background written(
            List<Excerpt> source, List<Commit> history, List<EarlierDecision> earlier, List<String> lacking) {
        return new Background(
                source,
                history,
                earlier,
                session,
                facts,
                Stream.concat(gaps.stream(), lacking.stream()).toList());
    }

    /// Without text of files.
    public Background withoutSource() {
        return new Background(List.of(), commits, decisions, session, facts, gaps);
    }

    public boolean holdsHistory() {
        return !commits.isEmpty() || !decisions.isEmpty();
    }

    /// Without what became of it so far.
    public Background withoutHistory() {
        return new Background(architecture, List.of(), List.of(), session, facts, gaps);
    }

    /// Without the facts that rest on an exhibit which is not among these.
    public Background seeing(Set<String> exhibits) {
        return new Background(
                architecture,
                commits,
                decisions,
                session,
                facts.stream()
                        .filter(fact -> exhibits.containsAll(fact.exhibits()))
                        .toList(),
                gaps);
    }

    /// The same with other words.
    ///
    /// @param words    for single sentences
    /// @param passages for text of several lines
    public Background mapText(UnaryOperator<String> words, UnaryOperator<String> passages) {
        return new Background(
                architecture.stream().map(e -> e.mapText(words, passages)).toList(),
                commits.stream().map(c -> c.mapText(words)).toList(),
                decisions.stream().map(d -> d.mapText(words)).toList(),
                session.stream().map(a -> a.mapText(words, passages)).toList(),
                facts.stream().map(f -> f.mapText(words)).toList(),
                gaps.stream().map(words).toList());
    }
}
