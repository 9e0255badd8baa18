package dev.phantom.datadog;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.DeepLinks;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;

/// One drift's questions: what is asked about, what was answered before, and the gaps so far.
///
/// @param known    answers of this run; the drifts of a stack share most of them
/// @param scope    how far the questions go
/// @param tag      the resource as its metrics and events are tagged; empty if not known
/// @param now      the present; points of the last minutes are not there yet
/// @param notAsked what is not looked for, and why
record DriftQueries(
        DatadogApi api,
        DeepLinks links,
        Map<String, ApiAnswer<?>> known,
        EvidenceScope scope,
        Subject subject,
        Window window,
        String tag,
        Instant now,
        SequencedSet<Gap> gaps,
        SequencedSet<String> notAsked) {

    /// The same questions around another moment.
    DriftQueries around(Window other) {
        return new DriftQueries(api, links, known, scope, subject, other, tag, now, gaps, notAsked);
    }

    /// The values of an answer; a refusal and what is partial become gaps.
    ///
    /// @param noun what is absent then, `alerts`
    /// @param key  the question, so that it is asked once
    <T> List<T> ask(String noun, String key, Supplier<ApiAnswer<List<T>>> question) {
        return answered(noun, key, question).orElse(List.of());
    }

    /// The same, and empty where there is no answer: an empty list says that there is nothing, a refusal says nothing.
    <T> Optional<List<T>> answered(String noun, String key, Supplier<ApiAnswer<List<T>>> question) {
        var away = api.away();
        if (!known.containsKey(key) && away.isPresent()) {
            gaps.add(Gap.of("datadog: ", away.get())); // once, whatever else is asked
            return Optional.empty();
        }
        return switch (answer(key, question)) {
            case Got<List<T>>(var values, var partial) -> {
                partial.forEach(p -> gaps.add(new Gap(noun + ": partial: " + p.text(), p.cause())));
                yield Optional.of(values);
            }
            case Refused<List<T>>(var why, var line)
            when why == Why.BUDGET -> {
                lacks(noun + ": not asked: " + line);
                yield Optional.empty();
            }
            case Refused<List<T>> refused -> {
                gaps.add(refused.gap(noun + ": "));
                yield Optional.empty();
            }
        };
    }

    /// An answer as it is, asked for once in a run; but what there were no calls left for may be asked for the next
    /// drift.
    @SuppressWarnings("unchecked")
    <T> ApiAnswer<T> answer(String key, Supplier<ApiAnswer<T>> question) {
        var before = known.get(key);
        if (before != null) {
            return (ApiAnswer<T>) before;
        }
        var answer = question.get();
        if (!(answer instanceof Refused<T>(var why, var _) && why == Why.BUDGET)) {
            known.put(key, answer);
        }
        return answer;
    }

    /// Something that nobody is to blame for.
    void lacks(String what) {
        gaps.add(Gap.of(what));
    }

    /// Something that is not looked for.
    ///
    /// @param what what it is and why, `logs: excluded by configuration`
    void skips(String what) {
        notAsked.add(what);
    }

    /// The stack's, as Datadog tags it; empty if it has none.
    String service() {
        return subject.stack().service();
    }

    boolean hasService() {
        return !service().isEmpty();
    }
}
