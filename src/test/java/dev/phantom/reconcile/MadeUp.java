package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.detect.Split;
import dev.phantom.drift.detect.OtherValues;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.sandbox.aws.Generator;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Stacks out of a seed, made up from what AWS's schemas say of its types: some of the properties that a template may
/// give, running as they were declared.
final class MadeUp {

    private static final int NEIGHBOURS = 4;
    private static final int DEPTH = 3;

    private MadeUp() {}

    static List<SubjectStack> stacks(int count, Random random) {
        var types = new ArrayList<>(Known.TYPES.types());
        Collections.shuffle(types, random);
        var subjects = types.stream()
                .filter(type -> Split.of(type) != Split.UNTOUCHED)
                .flatMap(
                        type -> Known.TYPES.find(type).stream().flatMap(facts -> subject(type, facts, random).stream()))
                .limit((long) count * NEIGHBOURS)
                .toList();
        var stacks = new ArrayList<SubjectStack>();
        for (var i = 0; i < subjects.size(); i += NEIGHBOURS) {
            stacks.add(new SubjectStack("made-up-" + i, "us-east-1", subjects.subList(i, i + NEIGHBOURS)));
        }
        return stacks;
    }

    private static Optional<Subject> subject(String type, TypeFacts facts, Random random) {
        var declared = JsonNodeFactory.instance.objectNode();
        facts.root().properties().stream()
                .filter(name -> !facts.isReadOnly(PropertyPath.of(name)) && random.nextInt(3) > 0)
                .forEach(name ->
                        OtherValues.fresh(facts.root().child(name), DEPTH).ifPresent(v -> declared.set(name, v)));
        var id = "R" + Integer.toHexString(type.hashCode());
        var live = live(declared, facts, id);
        var physicalId = Generator.identifier(type, id, live).values().stream().collect(Collectors.joining("|"));
        return declared.size() > 1 && facts.hasReadHandler() && !physicalId.isEmpty()
                ? Optional.of(new Subject(id, physicalId, type, declared, live))
                : Optional.empty();
    }

    private static ObjectNode live(ObjectNode declared, TypeFacts facts, String id) {
        var live = declared.deepCopy();
        facts.primaryIdentifier().stream()
                .filter(path -> path.segments().size() == 1 && !live.has(path.last()))
                .forEach(path -> live.put(path.last(), id));
        return live;
    }
}
