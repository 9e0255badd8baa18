package dev.phantom.iac.cloudformation.splice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.read.DocumentReader;
import java.util.Random;

/// Edits of whatever can be read are right or refused, never a crash.
class SpliceFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void anEditIsRightOrRefused(byte @NotNull [] bytes, long seed) {
        String text;
        try {
            text = DocumentReader.decode("f", bytes);
            DocumentReader.value("f", text);
        } catch (PhantomException e) {
            return;
        }
        try {
            new RandomEdits(new Random(seed)).each("f", text);
        } catch (PhantomException e) {
            if (e.diagnostic().code() == Code.INTERNAL_ERROR) {
                throw e;
            }
        }
    }
}
