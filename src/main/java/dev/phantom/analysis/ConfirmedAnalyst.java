package dev.phantom.analysis;

import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Asks a model once, and a stronger one where more hangs on it: where the floor is critical, or where the model and
/// the rules differ. What two of the three say then holds, in the words of the strongest of them; where no two agree, a
/// person decides, and so one does where a critical finding would stay and not all three want that.
///
/// Where the stronger one cannot be asked, what model and rules agree on holds, and a gap says so; else a person
/// decides.
public final class ConfirmedAnalyst implements Analyst {

    private final Analyst model;
    private final Analyst stronger;
    private final Analyst rules;

    public ConfirmedAnalyst(Analyst model, Analyst stronger, Analyst rules) {
        this.model = model;
        this.stronger = stronger;
        this.rules = rules;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        return answer(file, calls).verdict();
    }

    @Override
    public Answer answer(CaseFile file, ModelCalls calls) {
        var said = model.judge(file, calls);
        var ruled = rules.judge(file);
        var critical = file.assessment().floor() == Severity.CRITICAL;
        if (!critical && agree(said, ruled)) {
            return new Answer(said, List.of());
        }
        try {
            return new Answer(settled(critical, stronger.judge(file, calls), said, ruled), List.of());
        } catch (PhantomException e) {
            return NoVerdict.of(name(), e).instead(unconfirmed(said, ruled), "the stronger model did not confirm it");
        }
    }

    private static boolean agree(Verdict one, Verdict other) {
        return one.recommendation() == other.recommendation();
    }

    private static Verdict settled(boolean critical, Verdict strong, Verdict said, Verdict ruled) {
        var all = List.of(strong, said, ruled);
        var unanimous = agree(strong, said) && agree(strong, ruled);
        if (unanimous) {
            return beside(strong, List.of(said, ruled));
        }
        var held = agree(strong, said) || agree(strong, ruled) ? strong : agree(said, ruled) ? said : null;
        if (held == null) {
            return undecided(strong, all, "No two of the three answers agree, so a person decides.");
        }
        if (critical && held.recommendation() == Recommendation.LEGITIMIZE) {
            return undecided(
                    strong,
                    all,
                    "A change with a critical finding is legitimized only if all three answers agree, so a person decides.");
        }
        return beside(atMostMedium(held), all.stream().filter(v -> v != held).toList());
    }

    private static Verdict unconfirmed(Verdict said, Verdict ruled) {
        return agree(said, ruled)
                ? beside(said, List.of(ruled))
                : undecided(
                        said,
                        List.of(said, ruled),
                        "The model and the rules differ, and the stronger model could not be asked, so a person decides.");
    }

    private static Verdict atMostMedium(Verdict verdict) {
        var opinion = verdict.opinion();
        return opinion.confidence().level() == Confidence.Level.HIGH
                ? verdict.with(opinion.sure(opinion.confidence().at(Confidence.Level.MEDIUM)))
                : verdict;
    }

    private static Verdict beside(Verdict verdict, List<Verdict> others) {
        var opinion = verdict.opinion();
        return verdict.with(opinion.saying(
                opinion.aside().beside(others.stream().map(Aside.Other::of).toList())));
    }

    /// A person's, with what each answered.
    private static Verdict undecided(Verdict speaker, List<Verdict> all, String why) {
        var o = speaker.opinion();
        var severity = all.stream().map(v -> v.opinion().severity()).reduce(o.severity(), Severity::or);
        var reasons = new ArrayList<>(List.of(why));
        all.forEach(v -> reasons.add("%s: %s. %s"
                .formatted(
                        v.opinion().analyst(),
                        v.recommendation().text(),
                        v.opinion().reasoning())));
        return new Verdict.NeedsHuman(new Verdict.Opinion(
                o.confidence().at(Confidence.Level.LOW),
                String.join("\n", reasons),
                cited(all.stream().flatMap(v -> v.opinion().evidence().stream())),
                cited(all.stream().flatMap(v -> v.opinion().against().stream())),
                severity,
                null,
                o.analyst(),
                o.caseDigest(),
                o.gaps(),
                o.aside().beside(all.stream().map(Aside.Other::of).toList())));
    }

    private static List<String> cited(Stream<String> ids) {
        return ids.distinct().sorted().toList();
    }
}
