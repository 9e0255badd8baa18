package dev.phantom.analysis.prompt;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.UninstructedCase;
import dev.phantom.analysis.Verdict;
import dev.phantom.fault.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges by asking a language model one bounded question. The answer is validated before it is believed; it gets one
/// second chance with what was wrong, then a person must decide.
public final class PromptedAnalyst implements Analyst {

    /// A language model.
    @FunctionalInterface
    public interface Model {
        /// @param text  the JSON that it answered
        /// @param model as it calls itself
        record Reply(String text, String model) {}

        /// @param calls is told of the call, whatever comes of it
        /// @throws dev.phantom.fault.PhantomException ANALYST_UNAVAILABLE
        Reply ask(Prompt prompt, ModelCalls calls);
    }

    private final String name;
    private final Model model;
    private final Disclosure disclosure;
    private final PromptRenderer renderer;
    private final VerdictValidator validator;

    public PromptedAnalyst(String name, Model model, Disclosure disclosure, UnaryOperator<String> privacy) {
        this.name = name;
        this.model = model;
        this.disclosure = disclosure;
        this.renderer = new PromptRenderer(privacy);
        this.validator = new VerdictValidator(new ExhibitTexts(privacy));
    }

    @Override
    public String name() {
        return name;
    }

    /// What would be sent, for printing before it is.
    public Prompt prompt(CaseFile file) {
        return renderer.render(disclosure.shown(file));
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        var shown = disclosure.shown(file);
        var prompt = renderer.render(shown);
        var first = held(model.ask(prompt, calls), shown);
        if (first.answer() != null && first.violations().isEmpty()) {
            return verdict(first.answer(), first.model(), file, shown);
        }
        var second = held(model.ask(prompt.again(first.violations()), calls), shown);
        return second.answer() != null && second.violations().isEmpty()
                ? verdict(second.answer(), second.model(), file, shown)
                : refused(second, file, shown);
    }

    private record Held(@Nullable ModelAnswer answer, List<String> violations, String model) {}

    private Held held(Model.Reply reply, CaseFile shown) {
        try {
            var answer = VerdictReader.read(reply.text());
            return new Held(answer, validator.violations(answer, shown), reply.model());
        } catch (IllegalArgumentException e) {
            return new Held(null, List.of(String.valueOf(e.getMessage())), reply.model());
        }
    }

    private static Verdict verdict(ModelAnswer answer, String model, CaseFile file, CaseFile shown) {
        var gaps = shown.absent();
        var level = gaps.isEmpty() || answer.confidence() != Confidence.Level.HIGH
                ? answer.confidence()
                : Confidence.Level.MEDIUM;
        var opinion = new Verdict.Opinion(
                Confidence.nominal(level),
                answer.reasoning().strip(),
                ids(answer.observations()),
                ids(answer.counterEvidence()),
                answer.severity(),
                null,
                model,
                CaseFileJson.digest(file),
                gaps,
                Aside.NONE.noticing(UninstructedCase.notices(file)).explaining(answer.explanation()));
        return switch (answer.recommendation()) {
            case LEGITIMIZE -> new Verdict.Legitimize(opinion);
            case REVERT -> new Verdict.Revert(opinion);
            case REFACTOR -> new Verdict.Refactor(opinion, edits(answer, shown));
            case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
        };
    }

    private static List<Verdict.Edit> edits(ModelAnswer answer, CaseFile shown) {
        var candidates = VerdictValidator.candidates(shown);
        return answer.choices().stream()
                .flatMap(id -> Stream.ofNullable(candidates.get(id)))
                .map(CaseFile.Candidate::edit)
                .toList();
    }

    private static List<String> ids(List<ModelAnswer.Observation> observations) {
        return observations.stream()
                .map(ModelAnswer.Observation::exhibit)
                .distinct()
                .toList();
    }

    private static Verdict refused(Held held, CaseFile file, CaseFile shown) {
        var gaps = new ArrayList<>(shown.absent());
        gaps.add("%s the analyst's answer failed validation twice".formatted(Code.ANALYST_INVALID.id()));
        return new Verdict.NeedsHuman(new Verdict.Opinion(
                Confidence.nominal(Confidence.Level.LOW),
                "The analyst's answer failed validation: " + String.join("; ", held.violations()) + ".",
                List.of(),
                List.of(),
                file.assessment().floor(),
                null,
                held.model(),
                CaseFileJson.digest(file),
                gaps,
                Aside.NONE.noticing(UninstructedCase.notices(file))));
    }
}
