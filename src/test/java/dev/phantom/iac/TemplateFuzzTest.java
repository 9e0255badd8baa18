package dev.phantom.iac;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.read.DocumentReader;

/// Whatever the bytes: a template, or one clear line. Kept inputs only in `mvn verify`; `make fuzz` searches.
class TemplateFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void aTemplateIsReadOrRefused(byte @NotNull [] bytes) {
        try {
            var evaluated = Evaluator.evaluate(TemplateReader.read("f", bytes), EvaluationContext.NONE);
            evaluated
                    .resources()
                    .forEach((id, r) -> r.properties()
                            .entries()
                            .keySet()
                            .forEach(key -> evaluated.origin(id, PropertyPath.of(key))));
        } catch (PhantomException e) {
            clear(e);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void aParameterFileIsReadOrRefused(byte @NotNull [] bytes) {
        try {
            ParameterFile.read("f.json", DocumentReader.decode("f.json", bytes));
        } catch (PhantomException e) {
            clear(e);
        }
    }

    private static void clear(PhantomException e) {
        if (e.diagnostic().line().contains("\n") || e.diagnostic().line().length() > 1000) {
            throw new AssertionError("no clear line: " + e.diagnostic().line());
        }
    }
}
