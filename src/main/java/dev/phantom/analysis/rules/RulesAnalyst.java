package dev.phantom.analysis.rules;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.UninstructedCase;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.knowledge.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Judges offline, by the table of the family that a drift belongs to: the first that has an answer gives it, and
/// [Weighing] weighs it. The same case always gets the same verdict.
public final class RulesAnalyst implements Analyst {
    private final List<JudgementRule> families;
    private final Knowledge knowledge;
    private final BiFunction<CaseFacts, Judgement, Judgement> weighing;

    public RulesAnalyst(Knowledge knowledge) {
        this(knowledge, new Weighing(Weights.kept(), new ClosedFamily(knowledge))::over);
    }

    private RulesAnalyst(Knowledge knowledge, BiFunction<CaseFacts, Judgement, Judgement> weighing) {
        this.knowledge = knowledge;
        this.weighing = weighing;
        this.families = List.of(
                new WholeResource(),
                new AlarmFamily(),
                new TimeoutFamily(),
                new CapacityFamily(),
                new TagFamily(),
                new LimitFamily(),
                new ClosedFamily(knowledge),
                new OpenedFamily(),
                new ProtectionFamily(),
                new RecordedFamily(),
                new LossFamily(),
                new SettingFamily(),
                new Undecided());
    }

    /// By the tables alone.
    static RulesAnalyst byTables(Knowledge knowledge) {
        return new RulesAnalyst(knowledge, (dossier, table) -> table);
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        var read = CaseInProperties.of(UninstructedCase.of(file), knowledge);
        var dossier = CaseFacts.of(read.file(), knowledge);
        var judgement = weighing.apply(dossier, byTable(dossier));
        var gaps = gaps(file, judgement).stream().map(read::told).toList();
        var opinion = new Verdict.Opinion(
                Confidence.nominal(capped(dossier, judgement, gaps)),
                read.told(judgement.reasoning()),
                judgement.evidence(),
                judgement.against(),
                file.assessment().floor(),
                judgement.reviewAt(),
                name(),
                CaseFileJson.digest(file),
                gaps,
                Aside.NONE.noticing(UninstructedCase.notices(file)));
        return switch (judgement.recommendation()) {
            case LEGITIMIZE -> new Verdict.Legitimize(opinion);
            case REVERT -> new Verdict.Revert(opinion);
            case REFACTOR -> new Verdict.Refactor(opinion, read.told(judgement.edits()));
            case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
        };
    }

    private Judgement byTable(CaseFacts dossier) {
        return families.stream()
                .map(family -> family.judge(dossier))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /// What was not known: the gaps of evidence and background and what was not asked for, what of this resource was
    /// not compared, what the rule missed.
    private static List<String> gaps(CaseFile file, Judgement judgement) {
        var gaps = new ArrayList<>(file.absent());
        file.coverage().unchecked().stream()
                .filter(u -> u.logicalId().equals(file.drift().logicalId())
                        && !u.reason().structural())
                .map(RulesAnalyst::words)
                .forEach(gaps::add);
        gaps.addAll(judgement.gaps());
        return gaps.stream().distinct().toList();
    }

    private static String words(Unchecked u) {
        return "not compared: %s%s (%s)"
                .formatted(
                        u.logicalId(),
                        u.path() == null ? "" : u.path(),
                        u.reason().text());
    }

    /// A verdict that rests on observations is at most medium while some are missing, or while the exact moment is
    /// unknown.
    private static Confidence.Level capped(CaseFacts dossier, Judgement judgement, List<String> gaps) {
        if (!judgement.onEvidence()) {
            return judgement.level();
        }
        var cap = gaps.isEmpty() && dossier.exact() ? Confidence.Level.HIGH : Confidence.Level.MEDIUM;
        return judgement.level().compareTo(cap) <= 0 ? judgement.level() : cap;
    }
}
