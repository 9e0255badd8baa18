package dev.phantom.drift.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.drift.Witness;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.World;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Writes that carry what was there already, or what another wrote before.
class RepeatedWritesTest {

    private static final Instant DEPLOYED = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant CAPTURED = Instant.parse("2026-11-22T00:00:00Z");
    private static final Attributor.Bracket BRACKET = new Attributor.Bracket(DEPLOYED, DEPLOYED, CAPTURED);
    private static final String FUNCTION = "AWS::Lambda::Function";

    private static World function(String live) {
        return new World()
                .safe(
                        "'Fn': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': 'send', 'MemorySize': 256}}")
                .live("Fn", "send", FUNCTION, live);
    }

    private static Write configured(String id, String at, Write.Origin origin, String more) {
        return new Write(
                id,
                Instant.parse(at),
                "UpdateFunctionConfiguration20150331v2",
                "lambda.amazonaws.com",
                origin,
                List.of("send"),
                Compare.map("{'functionName': 'send', " + more + "}"),
                "");
    }

    private static List<Change> changes(World world, Baseline baseline, Write... writes) {
        return new Attributor(world.detector(), World.ID)
                        .attribute(
                                world.detect(),
                                new Writes(List.of(writes), List.of()),
                                new Attributor.Memory(
                                        piece -> BRACKET, baseline, resource -> Optional.ofNullable(baseline.at())))
                        .report()
                        .drifts()
                        .stream()
                        .flatMap(d -> d.changes().stream())
                        .toList();
    }

    private static final Write.Origin DANA = Write.Origin.of("dana", Write.Via.CONSOLE, "s-1");
    private static final Write.Origin KIM = Write.Origin.of("kim", Write.Via.CLI, "s-2");
    private static final Write.Origin STACK =
            new Write.Origin("cloudformation.amazonaws.com", Write.Via.IAC, "", Write.Source.AWS_SERVICE, true, "");

    /// The console's form sends every field, also those that nobody touched.
    @Test
    void aFullWriteConfirmsWhatItChangedAndNoDefault() {
        var world = function(
                "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 3, 'EphemeralStorage': {'Size': 512}}");
        var full = configured(
                "e-1",
                "2026-11-21T03:04:11Z",
                DANA,
                "'memorySize': 256, 'timeout': 3, 'ephemeralStorage': {'size': 512}");
        assertThat(changes(world, Baseline.none(World.ID), full)).isEmpty();
        var other = function(
                "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 3, 'EphemeralStorage': {'Size': 513}}");
        var wider = configured(
                "e-1",
                "2026-11-21T03:04:11Z",
                DANA,
                "'memorySize': 256, 'timeout': 3, 'ephemeralStorage': {'size': 513}");
        assertThat(changes(other, Baseline.none(World.ID), wider))
                .singleElement()
                .satisfies(change -> assertThat(change.path().toString()).isEqualTo("/EphemeralStorage"));
    }

    @Test
    void aWriteThatRepeatsWhatWasThereConfirmsNothing() {
        var live = "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 60}";
        var world = function(live);
        var write = configured("e-1", "2026-11-21T03:04:11Z", DANA, "'memorySize': 256, 'timeout': 60");
        assertThat(changes(world, earlier(world, live), write)).isEmpty();
        assertThat(changes(world, earlier(world, live.replace("60", "61")), write))
                .hasSize(1);
        assertThat(changes(world, Baseline.none(World.ID), write)).hasSize(1);
    }

    private static Baseline earlier(World world, String properties) {
        var resource = world.detect().models().get("Fn").live();
        return new Baseline(
                World.ID,
                DEPLOYED,
                List.of(new LiveResource(
                        "Fn",
                        "send",
                        FUNCTION,
                        resource.identifier(),
                        Compare.map(properties),
                        resource.provenance(),
                        resource.status(),
                        "")));
    }

    @Test
    void ofTwoWritesOfOneValueTheFirstMadeTheChange() {
        var world = function("{'FunctionName': 'send', 'MemorySize': 512, 'Timeout': 60}");
        var first = configured("e-1", "2026-11-21T03:00:00Z", KIM, "'memorySize': 512, 'timeout': 60");
        var again = configured("e-2", "2026-11-21T04:00:00Z", DANA, "'memorySize': 512, 'timeout': 60");
        assertThat(changes(world, Baseline.none(World.ID), first, again))
                .hasSize(2)
                .allSatisfy(
                        c -> assertThat(c.circumstances().occurred().actor()).isEqualTo("kim"));
        var between = configured("e-3", "2026-11-21T03:30:00Z", KIM, "'memorySize': 1024, 'timeout': 90");
        assertThat(changes(world, Baseline.none(World.ID), first, between, again))
                .allSatisfy(
                        c -> assertThat(c.circumstances().occurred().actor()).isEqualTo("dana"));
    }

    @Test
    void whatTheStackItselfWroteIsNotConfirmedByAPersonWhoRepeatsIt() {
        var world = function("{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 60}");
        var stack = configured("e-1", "2026-11-21T03:00:00Z", STACK, "'timeout': 60");
        var person = configured("e-2", "2026-11-21T04:00:00Z", DANA, "'timeout': 60");
        assertThat(changes(world, Baseline.none(World.ID), stack, person)).isEmpty();
        assertThat(changes(world, Baseline.none(World.ID), person)).hasSize(1);
    }

    /// The event of the later write is late: whoever set 60 did not make it 90, and nothing says who did.
    @Test
    void aWriteOfAnotherValueMadeNoneOfWhatRuns() {
        var world = function("{'FunctionName': 'send', 'MemorySize': 512, 'Timeout': 90}");
        var other = configured("e-1", "2026-11-21T03:00:00Z", KIM, "'memorySize': 1024, 'timeout': 60");
        assertThat(changes(world, Baseline.none(World.ID), other))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path().toString()).isEqualTo("/MemorySize");
                    assertThat(change.circumstances().occurred().precision()).isEqualTo(Precision.BRACKETED);
                    assertThat(change.circumstances().witnesses()).doesNotContain(Witness.WRITE);
                });
        var late = configured("e-2", "2026-11-21T04:00:00Z", DANA, "'memorySize': 512, 'timeout': 90");
        assertThat(changes(world, Baseline.none(World.ID), other, late))
                .hasSize(2)
                .allSatisfy(
                        c -> assertThat(c.circumstances().occurred().actor()).isEqualTo("dana"));
    }
}
