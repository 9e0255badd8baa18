package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.stack.DeployedState;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// CloudFormation may tell an approved order at the change, leaf by leaf, or as whole properties. However it is told,
/// it is provable; and whatever one thing more, less or else it tells is not.
class RowProofLawTest {

    private static final World STACK = new World()
            .safe("""
                    'Files': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'files',
                      'VersioningConfiguration': {'Status': 'Enabled'},
                      'PublicAccessBlockConfiguration': {'BlockPublicAcls': true, 'BlockPublicPolicy': true},
                      'Tags': [{'Key': 'team', 'Value': 'shop'}]}},
                    'Jobs': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'jobs', 'VisibilityTimeout': 30,
                      'RedrivePolicy': {'deadLetterTargetArn': 'arn:aws:sqs:us-east-1:111122223333:dead', 'maxReceiveCount': 3}}},
                    'Web': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'web',
                      'SecurityGroupIngress': [{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '10.0.0.0/8'}]}},
                    'Calm': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'calm', 'VisibilityTimeout': 30}}""")
            .live("Files", "files", "AWS::S3::Bucket", """
                    {'BucketName': 'files',
                     'PublicAccessBlockConfiguration': {'BlockPublicAcls': true, 'BlockPublicPolicy': false},
                     'Tags': [{'Key': 'team', 'Value': 'shop'}, {'Key': 'by', 'Value': 'hand'}]}""")
            .live("Jobs", "jobs", "AWS::SQS::Queue", """
                    {'QueueName': 'jobs', 'VisibilityTimeout': 600,
                     'RedrivePolicy': {'deadLetterTargetArn': 'arn:aws:sqs:us-east-1:111122223333:dead', 'maxReceiveCount': 9}}""")
            .live("Web", "sg-1", "AWS::EC2::SecurityGroup", """
                    {'GroupId': 'sg-1', 'GroupDescription': 'web',
                     'SecurityGroupIngress': [{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '0.0.0.0/0'}]}""")
            .live("Calm", "calm", "AWS::SQS::Queue", "{'QueueName': 'calm', 'VisibilityTimeout': 30}");
    private static final Detection READING = STACK.detect();

    private final Approval approval = Approval.of(READING.report().drifts().stream()
            .map(drift -> ReconcileRecord.of(World.ID, "c0ffee", drift, Known.TYPES))
            .toList());

    /// How CloudFormation tells one resource's changes.
    enum Telling {
        CHANGES,
        LEAVES,
        PROPERTIES
    }

    private List<String> reasons(List<Row> rows) {
        var seen = StackReading.of(DeployedState.unknown(World.ID), READING);
        return new RowProof(approval, seen, STACK.detector()).against(new ChangeSet("cs", rows));
    }

    private static List<Row> told(Telling telling) {
        return READING.report().drifts().stream()
                .map(drift -> row(
                        drift.logicalId(),
                        drift.type(),
                        drift.changes().stream()
                                .flatMap(change -> cells(drift.logicalId(), change, telling))
                                .distinct()
                                .toList()))
                .toList();
    }

    private static Row row(String id, String type, List<Cell> cells) {
        return new Row(id, id, type, "Modify", "False", "MODIFIED", cells);
    }

    private static Stream<Cell> cells(String id, Change change, Telling telling) {
        return switch (telling) {
            case CHANGES -> Stream.of(cell(change.path(), change.actualValue(), change.expectedValue()));
            case LEAVES -> leaves(change.path(), change.actualValue(), change.expectedValue());
            case PROPERTIES -> {
                var name = change.path().segments().getFirst();
                var model = READING.models().get(id);
                yield Stream.of(cell(
                        PropertyPath.of(name),
                        Optional.ofNullable(model.live().properties().get(name)),
                        Optional.ofNullable(model.expected().get(name))));
            }
        };
    }

    private static Stream<Cell> leaves(PropertyPath path, Optional<Value> before, Optional<Value> after) {
        if (before.isEmpty() && after.orElseThrow() instanceof MapValue map) {
            return map.entries().entrySet().stream()
                    .flatMap(e -> leaves(path.child(e.getKey()), Optional.empty(), Optional.of(e.getValue())));
        }
        if (after.isEmpty() && before.orElseThrow() instanceof MapValue map) {
            return map.entries().entrySet().stream()
                    .flatMap(e -> leaves(path.child(e.getKey()), Optional.of(e.getValue()), Optional.empty()));
        }
        return Stream.of(cell(path, before, after));
    }

    private static Cell cell(PropertyPath path, Optional<Value> before, Optional<Value> after) {
        var change = before.isEmpty() ? "Add" : after.isEmpty() ? "Remove" : "Modify";
        return new Cell(path, change, before, after);
    }

    @Test
    void thereIsAnOrderOfEachKind() {
        assertThat(World.changes(READING.report()))
                .containsExactlyInAnyOrder(
                        "Files REMOVE /VersioningConfiguration",
                        "Files NOT_EQUAL /PublicAccessBlockConfiguration/BlockPublicPolicy",
                        "Files ADD /Tags/1",
                        "Jobs NOT_EQUAL /VisibilityTimeout",
                        "Jobs NOT_EQUAL /RedrivePolicy/maxReceiveCount",
                        "Web NOT_EQUAL /SecurityGroupIngress/0/CidrIp");
    }

    @ParameterizedTest
    @EnumSource
    void howeverItIsToldItIsProvable(Telling telling) {
        assertThat(reasons(told(telling))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void oneThingMoreLessOrElseIsNot(Telling telling) {
        var strays = strays(told(telling));
        assertThat(strays.keySet()).hasSizeGreaterThan(80);
        assertThat(strays.entrySet().stream()
                        .filter(e -> reasons(e.getValue()).isEmpty())
                        .map(Map.Entry::getKey))
                .as("provable, and not what was approved")
                .isEmpty();
    }

    /// By what is wrong with them.
    private static Map<String, List<Row>> strays(List<Row> honest) {
        var all = new LinkedHashMap<String, List<Row>>();
        for (int i = 0; i < honest.size(); i++) {
            var row = honest.get(i);
            for (var action : List.of("Add", "Remove", "Import", "Dynamic", "SyncWithActual")) {
                all.put(row.logicalId() + " " + action, with(honest, i, as(row, action, row.replacement())));
            }
            for (var replacement : List.of("True", "Conditional")) {
                all.put(row.logicalId() + " " + replacement, with(honest, i, as(row, "Modify", replacement)));
            }
            all.put(row.logicalId() + " left out", with(honest, i, null));
            for (var cells : strayCells(row.cells()).entrySet()) {
                all.put(
                        row.logicalId() + " " + cells.getKey(),
                        with(honest, i, row(row.logicalId(), row.type(), cells.getValue())));
            }
        }
        var moved = cell(PropertyPath.of("VisibilityTimeout"), some(Value.plain("30")), some(Value.plain("31")));
        for (var id : List.of("Calm", "Stranger")) {
            var more = new ArrayList<>(honest);
            more.add(row(id, "AWS::SQS::Queue", List.of(moved)));
            all.put(id + " beside", more);
        }
        return all;
    }

    private static Map<String, List<Cell>> strayCells(List<Cell> honest) {
        var all = new LinkedHashMap<String, List<Cell>>();
        for (int i = 0; i < honest.size(); i++) {
            var cell = honest.get(i);
            var name = cell.path() + " ";
            all.put(name + "left out", with(honest, i, null));
            if (!whole(cell)) {
                all.put(
                        name + "twice",
                        Stream.concat(honest.stream(), Stream.of(cell)).toList());
            }
            all.put(name + "elsewhere", with(honest, i, cell(elsewhere(cell.path()), cell.before(), cell.after())));
            all.put(name + "backwards", with(honest, i, cell(cell.path(), cell.after(), cell.before())));
            if (cell.before().isPresent() && cell.after().isPresent()) {
                all.put(name + "of nothing", with(honest, i, cell(cell.path(), Optional.empty(), cell.after())));
                all.put(name + "to nothing", with(honest, i, cell(cell.path(), cell.before(), Optional.empty())));
            }
            for (var other : others(cell.before())) {
                all.put(name + "before " + other, with(honest, i, cell(cell.path(), some(other), cell.after())));
            }
            for (var other : others(cell.after())) {
                all.put(name + "after " + other, with(honest, i, cell(cell.path(), cell.before(), some(other))));
            }
        }
        var fresh = PropertyPath.of("Fresh");
        for (var stray : List.of(
                cell(fresh, Optional.empty(), some(Value.plain("1"))),
                cell(fresh, some(Value.plain("1")), Optional.empty()),
                cell(fresh, some(Value.plain("1")), some(Value.plain("2"))),
                cell(fresh, Optional.empty(), some(Compare.map("{'A': {'B': 1}}"))),
                cell(fresh, Optional.empty(), some(Value.list(Value.plain("1")))),
                cell(fresh, some(Value.list(Value.plain("1"))), some(Value.list(Value.plain("2")))),
                cell(fresh, some(Value.string("{\"a\": 1}")), some(Value.string("{\"a\": 2}"))))) {
            all.put(
                    "also " + stray,
                    Stream.concat(honest.stream(), Stream.of(stray)).toList());
        }
        return all;
    }

    /// A property told whole: once more, it is still what was approved.
    private static boolean whole(Cell cell) {
        return cell.path().segments().size() == 1
                && Stream.of(cell.before(), cell.after())
                        .allMatch(v -> v.isPresent() && !(v.get() instanceof Value.Scalar));
    }

    private static PropertyPath elsewhere(PropertyPath path) {
        var last = path.last();
        return last.matches("\\d+") ? PropertyPath.of("Fresh") : path.parent().child(last + "Too");
    }

    /// The same with one thing more, less or else, at each of its places.
    private static List<Value> others(Optional<Value> value) {
        return value.stream().flatMap(v -> others(v).stream()).toList();
    }

    private static List<Value> others(Value value) {
        var all = new ArrayList<Value>();
        switch (value) {
            case MapValue map -> {
                map.entries().forEach((key, item) -> {
                    all.add(map(map, key, null));
                    others(item).forEach(other -> all.add(map(map, key, other)));
                });
                all.add(map(map, "More", Value.plain("1")));
            }
            case ListValue list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    all.add(new ListValue(with(list.items(), i, null)));
                    for (var other : others(list.items().get(i))) {
                        all.add(new ListValue(with(list.items(), i, other)));
                    }
                }
                all.add(new ListValue(Stream.concat(
                                list.items().stream(),
                                list.items().stream().map(i -> others(i).getLast()))
                        .toList()));
            }
            case Value.Scalar scalar -> all.add(Value.string(scalar.text() + "1"));
            case Value.Reference r -> all.addAll(others(r.known()));
            case Value.Intrinsic i -> throw new AssertionError(i);
            case Value.Unknown u -> throw new AssertionError(u);
            case Value.Sensitive s -> throw new AssertionError(s);
        }
        return all;
    }

    private static MapValue map(MapValue map, String key, @Nullable Value value) {
        var entries = new LinkedHashMap<>(map.entries());
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
        return new MapValue(entries);
    }

    private static <T> List<T> with(List<T> all, int index, @Nullable T other) {
        var list = new ArrayList<>(all);
        list.remove(index);
        if (other != null) {
            list.add(index, other);
        }
        return list;
    }

    private static Row as(Row row, String action, String replacement) {
        return new Row(row.logicalId(), row.physicalId(), row.type(), action, replacement, row.drift(), row.cells());
    }

    private static Optional<Value> some(Value value) {
        return Optional.of(value);
    }
}
