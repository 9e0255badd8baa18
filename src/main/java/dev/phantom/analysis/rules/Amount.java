package dev.phantom.analysis.rules;

import dev.phantom.analysis.measure.Numbers;
import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.Map;
import java.util.Optional;

/// A size that is a number, on both sides.
record Amount(PropertyPath path, double safe, double live) {
    /// Storage that AWS does not make smaller
    /// (docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html,
    /// docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html).
    private static final Map<String, String> NEVER_SMALLER = Map.of(
            "AWS::EC2::Volume", "/Size",
            "AWS::RDS::DBInstance", "/AllocatedStorage",
            "AWS::FSx::FileSystem", "/StorageCapacity");

    static Optional<Amount> of(Change change) {
        if (!(change instanceof Change.NotEqual n)) {
            return Optional.empty();
        }
        var safe = Numbers.of(n.expected());
        var live = Numbers.of(n.actual());
        return safe > 0 && live > 0 ? Optional.of(new Amount(change.path(), safe, live)) : Optional.empty();
    }

    boolean floor() {
        return path.segments().getLast().matches("Min(Size|Capacity)");
    }

    /// Whether AWS takes a smaller amount where there is a larger one.
    static boolean shrinks(String type, String path) {
        return !path.equals(NEVER_SMALLER.get(type));
    }

    /// The next valid amount that is no less: whole ones, memory and storage in round steps, and as many nodes in each
    /// zone (docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html). Shards are split
    /// and
    /// merged fastest to quarters of what there are
    /// (docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html).
    long valid(double wanted, Subject subject) {
        var last = path.segments().getLast();
        var step = switch (last) {
            case "MemorySize" -> 64;
            case "Iops" -> 500;
            case "VolumeSize", "AllocatedStorage" -> 10;
            case "ReadCapacityUnits", "WriteCapacityUnits" -> 10;
            case "InstanceCount" -> zones(subject);
            case "ShardCount" -> Math.max(1, (long) live / 4);
            case String other -> 1;
        };
        return (long) Math.ceil(wanted / step) * step;
    }

    private static int zones(Subject subject) {
        var zones = new PropertyView(subject.declared())
                .text("ClusterConfig", "ZoneAwarenessConfig", "AvailabilityZoneCount")
                .orElse("1");
        return zones.matches("[23]") ? Integer.parseInt(zones) : 1;
    }
}
