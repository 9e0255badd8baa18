package dev.phantom.datadog;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.DeepLinks;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Supplier;

/// One drift's questions: what is asked about, what was answered before, and the gaps so far.
///
/// @param known answers of this run; the drifts of a stack share most of them
/// @param tag   the resource as its metrics and events are tagged; empty if not known
/// @param now   the present; points of the last minutes are not there yet
record DriftQueries(
        DatadogApi api,
        DeepLinks links,
        Map<String, ApiAnswer<?>> known,
        Subject subject,
        Window window,
        String tag,
        Instant now,
        SequencedSet<Gap> gaps) {

    /// The same questions around another moment.
    DriftQueries around(Window other) {
        return new DriftQueries(api, links, known, subject, other, tag, now, gaps);
    }

    /// The values of an answer; a refusal and what is partial become gaps.
    ///
    /// @param noun what is absent then, `alerts`
    /// @param key  the question, so that it is asked once
    @SuppressWarnings("unchecked")
    <T> List<T> ask(String noun, String key, Supplier<ApiAnswer<List<T>>> question) {
        var answer = known.get(key);
        var away = api.away();
        if (answer == null && away.isPresent()) {
            gaps.add(Gap.of("datadog: ", away.get())); // once, whatever else is asked
            return List.of();
        }
        if (answer == null) {
            answer = question.get();
            known.put(key, answer);
        }
        return switch ((ApiAnswer<List<T>>) answer) {
            case Got<List<T>>(var values, var partial) -> {
                partial.forEach(p -> gaps.add(new Gap(noun + ": partial: " + p.text(), p.cause())));
                yield values;
            }
            case Refused<List<T>> refused -> {
                gaps.add(refused.gap(noun + ": "));
                yield List.of();
            }
        };
    }

    /// Something that nobody is to blame for.
    void lacks(String what) {
        gaps.add(Gap.of(what));
    }

    /// The stack's, as Datadog tags it; empty if it has none.
    String service() {
        return subject.stack().service();
    }

    boolean hasService() {
        return !service().isEmpty();
    }
}
