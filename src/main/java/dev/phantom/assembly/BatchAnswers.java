package dev.phantom.assembly;

import dev.phantom.claude.BatchAnswer;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file of answers, one a line, by the name of their question.
public final class BatchAnswers {

    private final Map<String, BatchAnswer> answers;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private BatchAnswers(Map<String, BatchAnswer> answers) {
        this.answers = answers;
    }

    /// @param written the file as the user wrote it
    /// @throws PhantomException ANSWERS_UNREADABLE with the line
    public static BatchAnswers read(Invocation invocation, String written) {
        var answers = new LinkedHashMap<String, BatchAnswer>();
        int number = 0;
        for (var line : NamedFiles.text(invocation, written).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                var answer = BatchAnswer.of(line);
                if (answers.put(answer.customId(), answer) != null) {
                    throw new IllegalArgumentException("'" + answer.customId() + "' is answered twice");
                }
            } catch (IllegalArgumentException e) {
                throw new PhantomException(
                        new Diagnostic(
                                Code.ANSWERS_UNREADABLE, String.valueOf(e.getMessage()), "", written + ":" + number),
                        e);
            }
        }
        return new BatchAnswers(answers);
    }

    Optional<BatchAnswer> of(String id) {
        used.add(id);
        return Optional.ofNullable(answers.get(id));
    }

    /// Those that nobody asked for, in the file's order.
    public List<String> unused() {
        return answers.keySet().stream().filter(id -> !used.contains(id)).toList();
    }
}
