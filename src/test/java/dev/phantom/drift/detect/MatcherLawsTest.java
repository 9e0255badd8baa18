package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Resource;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Laws of matching over generated stacks. A failure names its seed. The truth of a live resource, the logical id of
/// its declared one, stands in its `detail`, which nothing reads while matching.
class MatcherLawsTest {

    private static final int RUNS = 1_000;
    private static final Arns ARNS = new Arns("111122223333", "us-east-1");

    /// @param name  of a property that names it; empty if it has none
    /// @param fixed a property that cannot change
    /// @param free  a property that can
    private record Kind(String type, String id, String name, String fixed, String free) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("AWS::SQS::Queue", "QueueUrl", "QueueName", "FifoQueue", "VisibilityTimeout"),
            new Kind("AWS::EC2::SecurityGroup", "Id", "GroupName", "GroupDescription", "SecurityGroupIngress"),
            new Kind("AWS::EC2::Subnet", "SubnetId", "", "AvailabilityZone", "MapPublicIpOnLaunch"),
            new Kind("AWS::Logs::LogGroup", "LogGroupName", "LogGroupName", "X", "RetentionInDays"),
            new Kind("Acme::Un::Known", "Id", "Name", "X", "Y"));

    /// @param declared of which some have a physical id that is known, some a name, some neither
    /// @param live     of which some have drifted, some have lost their identifier, and some are nobody's
    private record Stack(
            Map<String, DeclaredResource> declared, Map<String, String> physicalIds, List<LiveResource> live) {

        Matcher.Matches matches() {
            return new Matcher(Known.HERE, ARNS, physicalIds).match(declared, live);
        }

        /// Truths by logical id; those that are ambiguous have `?`.
        Map<String, String> told() {
            var matches = matches();
            var told = new HashMap<String, String>();
            matches.partners().forEach((id, live) -> told.put(id, live.detail()));
            matches.ambiguous().forEach(id -> assertThat(told.put(id, "?")).isNull());
            return told;
        }

        Stack shuffled(Random random) {
            var ids = new ArrayList<>(declared.keySet());
            Collections.shuffle(ids, random);
            var again = new LinkedHashMap<String, DeclaredResource>();
            ids.forEach(id -> {
                var one = declared.get(id);
                again.put(id, new DeclaredResource(one.source(), keys(one.properties(), random), true));
            });
            var all = new ArrayList<>(live);
            Collections.shuffle(all, random);
            return new Stack(again, physicalIds, all).each(l -> with(l, l.logicalId(), keys(l.properties(), random)));
        }

        Stack each(UnaryOperator<LiveResource> change) {
            return new Stack(declared, physicalIds, live.stream().map(change).toList());
        }
    }

    @Test
    void orderDoesNotMatter() {
        each((random, stack) -> assertThat(stack.shuffled(random).told()).isEqualTo(stack.told()));
    }

    @Test
    void theLogicalIdsOfAGeneratedTemplateDoNotMatter() {
        each((random, stack) -> {
            var names = new ArrayList<>(stack.declared().keySet());
            var fresh = stack.each(l -> with(l, "R" + random.nextLong(), l.properties()));
            var misleading = stack.each(l -> with(l, names.get(random.nextInt(names.size())), l.properties()));
            assertThat(fresh.told()).isEqualTo(stack.told());
            assertThat(misleading.told()).isEqualTo(stack.told());
        });
    }

    @Test
    void nobodyHasThePartnerOfAnotherWhereNothingDrifted() {
        each((random, stack) -> {
            var clean = clean(stack);
            var found = new HashSet<LiveResource>();
            clean.matches().partners().forEach((id, live) -> {
                assertThat(live.detail()).isEqualTo(id);
                assertThat(found.add(live)).isTrue();
            });
        });
    }

    @Test
    void aPhysicalIdWins() {
        each((random, stack) -> {
            var told = stack.told();
            stack.live().stream()
                    .filter(l -> stack.physicalIds().containsKey(l.detail()))
                    .filter(l ->
                            l.identifier().containsValue(stack.physicalIds().get(l.detail())))
                    .forEach(l -> assertThat(told).containsEntry(l.detail(), l.detail()));
        });
    }

    /// A stranger of the type takes no place of a resource that is gone: nothing that was declared is the same. One
    /// value alone that differs is a drift.
    @Test
    void aStrangerIsNobodysPartner() {
        for (var kind : KINDS) {
            var stack = new Stack(new LinkedHashMap<>(), Map.of(), new ArrayList<>());
            stack.declared().put("Gone", declared("Gone", kind, map(kind.free(), "mine", "Y2", "mine")));
            var theirs = map(kind.free(), "theirs", "Y2", "theirs");
            stack.live().add(live("Stranger", kind, Map.of(kind.id(), "id-1"), theirs));
            var matches = stack.matches();
            assertThat(matches.partners()).as(kind.type()).isEmpty();
            assertThat(matches.strangers()).hasSize(1);
            var drifted = map(kind.free(), "theirs", "Y2", "same");
            stack.declared().put("Gone", declared("Gone", kind, map(kind.free(), "mine", "Y2", "same")));
            stack.live().set(0, live("Gone", kind, Map.of(kind.id(), "id-1"), drifted));
            assertThat(stack.matches().partners()).as(kind.type()).hasSize(1);
            stack.declared().put("Gone", declared("Gone", kind, map(kind.free(), "mine")));
            assertThat(stack.matches().partners()).as(kind.type()).hasSize(1);
        }
    }

    @Test
    void twinsAreAmbiguousHoweverMany() {
        for (int twins : new int[] {2, 3, 50, 500, 5_000}) {
            for (var kind : KINDS) {
                var stack = new Stack(new LinkedHashMap<>(), Map.of(), new ArrayList<>());
                for (int i = 0; i < twins; i++) {
                    var properties = map(kind.fixed(), "same", kind.free(), "same");
                    stack.declared().put("T" + i, declared("T" + i, kind, properties));
                    stack.live().add(live("T" + i, kind, Map.of(kind.id(), "id-" + i), properties));
                }
                var matches = stack.matches();
                assertThat(matches.partners()).isEmpty();
                assertThat(matches.ambiguous()).isEqualTo(stack.declared().keySet());
                assertThat(matches.strangers()).hasSize(twins);
            }
        }
    }

    /// More than are compared value by value.
    @Test
    void whereTooManyAreLeftOverAllAreAmbiguous() {
        var kind = KINDS.getLast();
        for (int many : new int[] {10, 400}) {
            var stack = new Stack(new LinkedHashMap<>(), Map.of(), new ArrayList<>());
            for (int i = 0; i < many; i++) {
                var properties = map(kind.free(), "v" + i);
                stack.declared().put("D" + i, declared("D" + i, kind, properties));
                stack.live().add(live("D" + i, kind, Map.of(), properties));
            }
            boolean tooMany = (long) many * many > Pairing.BOUND;
            var matches = stack.matches();
            assertThat(matches.partners()).hasSize(tooMany ? 0 : many);
            assertThat(matches.ambiguous()).hasSize(tooMany ? many : 0);
        }
    }

    /// Half of them are there; each other compared with each would take minutes.
    @Test
    void tenThousandWithNamesNeedNoPatience() {
        var kind = KINDS.getFirst();
        var stack = new Stack(new LinkedHashMap<>(), Map.of(), new ArrayList<>());
        for (int i = 0; i < 10_000; i++) {
            stack.declared().put("Q" + i, declared("Q" + i, kind, map(kind.name(), "q" + i)));
            stack.live().add(live("Q" + i, kind, Map.of(), map(kind.name(), "q" + 2 * i)));
        }
        var matches = assertTimeoutPreemptively(Duration.ofMinutes(10), stack::matches);
        assertThat(matches.partners()).hasSize(5_000);
        assertThat(matches.ambiguous()).hasSize(5_000);
    }

    private interface Law {
        void check(Random random, Stack stack);
    }

    private static void each(Law law) {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new Random(seed);
            try {
                law.check(random, stack(random));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static Stack stack(Random random) {
        var stack = new Stack(new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>());
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            var kind = KINDS.get(random.nextInt(1 + random.nextInt(KINDS.size())));
            var id = "L" + i;
            var properties = new HashMap<String, String>();
            properties.put(kind.free(), "free" + random.nextInt(3));
            if (random.nextBoolean()) {
                properties.put(kind.fixed(), "fixed" + random.nextInt(4));
            }
            if (!kind.name().isEmpty() && random.nextBoolean()) {
                properties.put(kind.name(), "name-" + i);
            }
            stack.declared().put(id, declared(id, kind, map(properties)));
            var physicalId =
                    kind.id().equals(kind.name()) ? properties.getOrDefault(kind.name(), "id-" + i) : "id-" + i;
            if (random.nextInt(3) == 0) {
                stack.physicalIds().put(id, physicalId);
            }
            if (random.nextInt(8) > 0) {
                if (random.nextInt(4) == 0) {
                    properties.put(kind.free(), "drifted" + random.nextInt(2));
                }
                properties.putIfAbsent(kind.fixed(), "fixed" + random.nextInt(4));
                var identifier = random.nextInt(4) > 0 ? Map.of(kind.id(), physicalId) : Map.<String, String>of();
                stack.live().add(live(id, kind, identifier, map(properties)));
            }
            if (random.nextInt(6) == 0) {
                stack.live().add(live("nobody's " + i, kind, Map.of(kind.id(), "other-" + i), map(properties)));
            }
        }
        return stack;
    }

    /// The same declared resources with a live partner each that is as declared.
    private static Stack clean(Stack stack) {
        var live = new ArrayList<LiveResource>();
        stack.declared().forEach((id, one) -> {
            var kind = KINDS.stream()
                    .filter(k -> k.type().equals(one.source().type()))
                    .findFirst()
                    .orElseThrow();
            var physicalId = stack.physicalIds().get(id);
            live.add(live(id, kind, physicalId == null ? Map.of() : Map.of(kind.id(), physicalId), one.properties()));
        });
        return new Stack(stack.declared(), stack.physicalIds(), live);
    }

    private static DeclaredResource declared(String id, Kind kind, MapValue properties) {
        return new DeclaredResource(new Resource(id, kind.type(), properties, null, MapValue.EMPTY), properties, true);
    }

    private static LiveResource live(String truth, Kind kind, Map<String, String> identifier, MapValue properties) {
        return new LiveResource(
                "Generated" + truth,
                "",
                kind.type(),
                identifier,
                properties,
                LiveResource.Provenance.IAC_GENERATOR,
                LiveResource.Status.READ,
                truth);
    }

    private static LiveResource with(LiveResource l, String logicalId, MapValue properties) {
        return new LiveResource(
                logicalId,
                l.physicalId(),
                l.type(),
                l.identifier(),
                properties,
                l.provenance(),
                l.status(),
                l.detail());
    }

    private static MapValue map(String... pairs) {
        var all = new LinkedHashMap<String, Value>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], Value.string(pairs[i + 1]));
        }
        return new MapValue(all);
    }

    private static MapValue map(Map<String, String> texts) {
        var all = new LinkedHashMap<String, Value>();
        texts.forEach((key, text) -> all.put(key, Value.string(text)));
        return new MapValue(all);
    }

    private static MapValue keys(MapValue map, Random random) {
        var keys = new ArrayList<>(map.entries().keySet());
        Collections.shuffle(keys, random);
        var all = new LinkedHashMap<String, Value>();
        keys.forEach(key -> all.put(key, map.entries().get(key)));
        return new MapValue(all);
    }
}
