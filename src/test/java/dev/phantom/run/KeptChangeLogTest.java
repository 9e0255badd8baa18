package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the change log said is not asked again, and what may have come since is.
class KeptChangeLogTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "pay");
    private static final Instant DEPLOYED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant SATURDAY = FRIDAY.plus(Duration.ofDays(1));
    private static final LiveResource DB = resource("Db", "pay-db");

    /// An event history, as far as it is asked here.
    private static final class Trail implements ChangeLog {
        final List<Write> events = new ArrayList<>();
        final List<String> asked = new ArrayList<>();
        final List<Gap> gaps = new ArrayList<>();
        boolean busy;

        @Override
        public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
            asked.add("each from " + from);
            return new Writes(between(from, to), gaps);
        }

        @Override
        public Optional<Writes> sweep(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
            asked.add("all from " + from);
            return busy ? Optional.empty() : Optional.of(new Writes(between(from, to), List.of()));
        }

        private List<Write> between(Instant from, Instant to) {
            return events.stream()
                    .filter(w -> !w.at().isBefore(from) && !w.at().isAfter(to))
                    .toList();
        }
    }

    private final Trail trail = new Trail();
    private final Map<String, String> files = new HashMap<>();
    private final KeptAnswers answers = new KeptAnswers() {
        @Override
        public Optional<String> find(String place) {
            return Optional.ofNullable(files.get(place));
        }

        @Override
        public void keep(String place, String text) {
            files.put(place, text);
        }
    };

    private static LiveResource resource(String logicalId, String physicalId) {
        return new LiveResource(
                logicalId,
                physicalId,
                "AWS::RDS::DBInstance",
                Map.of(),
                MapValue.EMPTY,
                LiveResource.Provenance.CLOUD_CONTROL,
                LiveResource.Status.READ,
                "");
    }

    private static Write write(String id, Instant at, String request, String value) {
        return new Write(
                id,
                at,
                "ModifyDBInstance",
                "rds.amazonaws.com",
                Write.Origin.of("role/OnCall", Write.Via.CONSOLE, "s-1"),
                List.of("pay-db"),
                new MapValue(Map.of(request, Value.string(value))),
                "");
    }

    private static Write grown(String id, Instant at) {
        return write(id, at, "dBInstanceClass", "db.r5.4xlarge");
    }

    /// The search of a run.
    private List<Write> search(Instant now, LiveResource... resources) {
        return new KeptChangeLog(trail, answers)
                .writes(STACK, List.of(resources), DEPLOYED, now)
                .writes();
    }

    @Test
    void aSecondLookAsksForWhatCameSinceAndGivesTheWholeAnswer() {
        trail.events.add(grown("e-1", FRIDAY.minusSeconds(600)));
        var first = search(FRIDAY, DB);
        trail.asked.clear();
        assertThat(search(SATURDAY, DB)).isEqualTo(first).isNotEmpty();
        assertThat(trail.asked).containsExactly("all from " + FRIDAY.minus(Duration.ofHours(2)));
    }

    @Test
    void aNewWriteAndOneThatWasToldLateAreFound() {
        search(FRIDAY, DB);
        trail.events.add(grown("late", FRIDAY.minusSeconds(300)));
        trail.events.add(grown("new", FRIDAY.plusSeconds(300)));
        assertThat(search(SATURDAY, DB)).extracting(Write::eventId).containsExactly("late", "new");
    }

    @Test
    void whereTooMuchIsWrittenEachResourceIsAskedAboutFromTheLastLook() {
        search(FRIDAY, DB);
        trail.busy = true;
        trail.events.add(grown("new", FRIDAY.plusSeconds(300)));
        trail.asked.clear();
        assertThat(search(SATURDAY, DB)).extracting(Write::eventId).containsExactly("new");
        var since = FRIDAY.minus(Duration.ofHours(2));
        assertThat(trail.asked).containsExactly("all from " + since, "each from " + since);
    }

    @Test
    void anAnswerWithAGapIsAskedForAgain() {
        trail.gaps.add(Gap.of("CloudTrail was too slow"));
        search(FRIDAY, DB);
        trail.gaps.clear();
        trail.asked.clear();
        search(SATURDAY, DB);
        assertThat(trail.asked).containsExactly("each from " + DEPLOYED);
    }

    @Test
    void anotherResourceOrAnEarlierTimeIsAskedAboutWhole() {
        search(FRIDAY, DB);
        trail.asked.clear();
        search(SATURDAY, resource("Db", "pay-db-2"));
        new KeptChangeLog(trail, answers).writes(STACK, List.of(DB), DEPLOYED.minusSeconds(1), SATURDAY);
        assertThat(trail.asked).containsExactly("each from " + DEPLOYED, "each from " + DEPLOYED.minusSeconds(1));
    }

    @Test
    void aWriteThatHoldsASecretIsNotKeptAndIsFoundAgain() {
        trail.events.add(write("e-1", FRIDAY.minusSeconds(600), "masterUserPassword", "hunter2-Correct-Horse"));
        search(FRIDAY, DB);
        assertThat(files.values()).noneMatch(text -> text.contains("hunter2"));
        trail.asked.clear();
        assertThat(search(SATURDAY, DB)).extracting(Write::eventId).containsExactly("e-1");
        assertThat(trail.asked).containsExactly("each from " + DEPLOYED);
    }

    @Test
    void whatIsDamagedCountsAsNotKept() {
        search(FRIDAY, DB);
        files.replaceAll((place, text) -> text.substring(0, text.length() / 2));
        trail.asked.clear();
        search(SATURDAY, DB);
        assertThat(trail.asked).containsExactly("each from " + DEPLOYED);
    }
}
