package dev.phantom.iac.cloudformation.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Evaluation is linear in the size of the template and of its result, and the result is bounded: whatever a template
/// asks for, it costs no more than this.
class HostileTemplatesTest {

    /// Of heap that one evaluation may ask for, all in all.
    private static final long MOST_BYTES = 300L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// What the dearest one cost.
    private record Cost(long seed, long bytes, long nanos) {
        Cost dearer(Cost other) {
            return new Cost(
                    bytes > other.bytes ? seed : other.seed,
                    Math.max(bytes, other.bytes),
                    Math.max(nanos, other.nanos));
        }
    }

    private static Cost evaluated(long seed) {
        var text = new HostileTemplates(seed).text();
        assertThat(text.length()).as("seed %d", seed).isLessThan(1_000_000);
        var thread = Thread.currentThread().threadId();
        var bytes = THREADS.getThreadAllocatedBytes(thread);
        var nanos = THREADS.getCurrentThreadCpuTime();
        var made = made(text);
        var cost = new Cost(
                seed, THREADS.getThreadAllocatedBytes(thread) - bytes, THREADS.getCurrentThreadCpuTime() - nanos);
        assertThat(made).as("what seed %d makes", seed).isLessThan(16L * EvaluationBudget.CHARACTERS);
        assertThat(cost.bytes()).as("bytes of seed %d", seed).isLessThan(MOST_BYTES);
        return cost;
    }

    /// Characters of all properties; a template that is refused makes none.
    private static long made(String text) {
        try {
            var declaration = Evaluator.evaluate(TemplateReader.read("t.json", text), EvaluationContext.NONE);
            var size = 0L;
            for (var resource : declaration.resources().entrySet()) {
                size += EvaluationBudget.size(resource.getValue().properties());
                for (var name : resource.getValue().properties().entries().keySet()) {
                    assertThat(declaration.origin(resource.getKey(), PropertyPath.of(name, "0")))
                            .isNotNull();
                }
            }
            return size;
        } catch (PhantomException e) {
            assertThat(e.diagnostic().line()).hasLineCount(1);
            return 0;
        }
    }

    private static Cost dearest(int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(HostileTemplatesTest::evaluated)
                .reduce(Cost::dearer)
                .orElseThrow();
    }

    @Test
    void noneOfSomeHundredCostsMoreThanItMay() {
        assertThat(dearest(300).bytes()).isPositive();
    }

    @Test
    @Tag("long")
    void noneOfTenThousandCostsMoreThanItMay() {
        var dearest = dearest(10_000);
        System.out.printf(
                "10,000 hostile templates: at most %,d MB, %,d ms of CPU time%n",
                dearest.bytes() >> 20, dearest.nanos() / 1_000_000);
        assertThat(dearest.bytes()).isPositive();
    }
}
