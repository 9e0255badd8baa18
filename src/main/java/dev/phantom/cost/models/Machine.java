package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// An EC2 instance, said by its own settings and, where they are silent, by its launch template: what it costs with its
/// volumes, its monitoring and its address.
///
/// @param sources   the instance or group first, then its template; the first that says something is right
/// @param spot      it runs on spare capacity, at a price that varies
/// @param monitored it is monitored in detail where nothing is said of it
record Machine(List<Settings> sources, boolean spot, boolean monitored) {

    /// What it reads of each of its sources.
    static final Set<String> READS = Set.of(
            "InstanceType",
            "ImageId",
            "Tenancy",
            "Placement/Tenancy",
            "PlacementTenancy",
            "CreditSpecification/CPUCredits",
            "CreditSpecification/CpuCredits",
            "Monitoring/Enabled",
            "InstanceMonitoring",
            "EbsOptimized",
            "BlockDeviceMappings/DeviceName",
            "BlockDeviceMappings/NoDevice",
            "BlockDeviceMappings/VirtualName",
            "BlockDeviceMappings/Ebs/VolumeSize",
            "BlockDeviceMappings/Ebs/VolumeType",
            "BlockDeviceMappings/Ebs/Iops",
            "BlockDeviceMappings/Ebs/Throughput",
            "NetworkInterfaces/AssociatePublicIpAddress",
            "AssociatePublicIpAddress",
            "SubnetId");

    /// Of a burstable family credits are for sale; the default mode is unlimited, but for t2.
    private static final Set<String> BURSTABLE = Set.of("t2", "t3", "t3a", "t4g");

    /// Families that take a fee for EBS optimisation; with others it comes, or there is none.
    private static final Set<String> OPTIMISED_FOR_A_FEE =
            Set.of("c1", "c3", "g2", "i2", "m1", "m2", "m3", "r3", "d2", "hs1");

    private static final BigDecimal METRICS = BigDecimal.valueOf(7);

    Machine {
        sources = List.copyOf(sources);
    }

    private <T> Optional<T> first(Function<Settings, Optional<T>> read) {
        return sources.stream().flatMap(source -> read.apply(source).stream()).findFirst();
    }

    /// So many of the type that the sources name.
    void bill(Bill bill, BigDecimal count) {
        bill.part("instance", Plain.many(count) + "instance", () -> {
            var type = first(s -> s.text("InstanceType"));
            if (type.isEmpty()) {
                bill.unpriced("instance", Plain.many(count) + "instance: its type is not known here");
            } else {
                bill(bill, type.get(), count);
            }
        });
        parts(bill, count);
    }

    /// So many of one type.
    void bill(Bill bill, String type, BigDecimal count) {
        var what = Plain.many(count) + type;
        var tenancy = first(s -> s.text("Tenancy")
                        .or(() -> s.text("Placement", "Tenancy"))
                        .or(() -> s.text("PlacementTenancy")))
                .or(this::networkTenancy)
                .filter(t -> !t.equals("default"));
        if (spot) {
            bill.unpriced("instance", what + " on Spot: its price varies");
        } else if (tenancy.filter("host"::equals).isPresent()) {
            bill.unpriced("instance", what + " on a dedicated host: billed with the host");
        } else if (tenancy.isPresent()) {
            bill.unpriced("instance", "%s with tenancy %s: no price known".formatted(what, tenancy.get()));
        } else {
            onDemand(bill, type, count);
        }
    }

    /// What its network gives to an instance that says nothing of it (AWS::EC2::VPC, InstanceTenancy).
    private Optional<String> networkTenancy() {
        return first(s -> s.sibling("SubnetId"))
                .flatMap(subnet -> subnet.sibling("VpcId"))
                .flatMap(network -> network.text("InstanceTenancy"));
    }

    private void onDemand(Bill bill, String type, BigDecimal count) {
        var os = os();
        var item = "%s%s (%s, on demand)".formatted(Plain.many(count), type, os.word());
        var basis = os.said() ? Basis.DERIVED : Basis.ASSUMED;
        bill.add("instance", item, "ec2.instance", Map.of("instanceType", type, "os", os.key()), count, basis);
        var family = type.replaceFirst("\\..*", "");
        credits(bill, family, os);
        if (OPTIMISED_FOR_A_FEE.contains(family)
                && first(s -> Optional.of(s.flag(false, "EbsOptimized")).filter(on -> on))
                        .isPresent()) {
            bill.add(
                    "ebs-optimized",
                    Plain.many(count) + "EBS optimisation of " + type,
                    "ec2.ebs-optimized",
                    Map.of("instanceType", type),
                    count);
        }
    }

    private void credits(Bill bill, String family, Platform os) {
        if (!BURSTABLE.contains(family)) {
            return;
        }
        var mode = first(s -> s.text("CreditSpecification", "CPUCredits")
                        .or(() -> s.text("CreditSpecification", "CpuCredits")))
                .orElse(family.equals("t2") ? "standard" : "unlimited");
        if (mode.equalsIgnoreCase("unlimited")) {
            bill.byUsage(
                    "credits",
                    "CPU credits beyond the baseline of " + family,
                    "ec2.credits",
                    Map.of("family", family, "os", os.key()));
        }
    }

    private record Platform(String key, String word, boolean said) {}

    /// The name of an image often says its platform; else it is taken to be Linux, which the item says.
    private Platform os() {
        var image = first(s -> Optional.of(s.words("ImageId")).filter(w -> !w.isEmpty()))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (image.contains("windows")) {
            return new Platform("windows", "Windows", true);
        }
        if (image.contains("rhel") || image.contains("redhat")) {
            return new Platform("rhel", "RHEL", true);
        }
        if (image.contains("suse") || image.contains("sles")) {
            return new Platform("suse", "SUSE", true);
        }
        return new Platform(
                "linux", "Linux", image.contains("amzn") || image.contains("al2023") || image.contains("ubuntu"));
    }

    /// What comes with each of so many instances.
    void parts(Bill bill, BigDecimal count) {
        bill.part("monitoring", "detailed monitoring", () -> {
            var on = first(s -> s.text("Monitoring", "Enabled").or(() -> s.text("InstanceMonitoring")));
            var flat = on.isPresent()
                    ? on
                    : first(s -> s.has("Monitoring", "Enabled") ? Optional.empty() : s.text("Monitoring"));
            if (flat.isEmpty() && monitored) {
                bill.byUsage(
                        "monitoring",
                        Plain.many(count) + "detailed monitoring, 7 metrics, on unless it is said to be off",
                        "cloudwatch.metric",
                        Map.of());
            } else if (flat.filter(v -> v.equalsIgnoreCase("true")).isPresent()) {
                bill.add(
                        "monitoring",
                        Plain.many(count) + "detailed monitoring, 7 metrics",
                        "cloudwatch.metric",
                        Map.of(),
                        METRICS.multiply(count));
            }
        });
        bill.part("volumes", Plain.many(count) + "volumes", () -> volumes(bill, count));
        bill.part("address", "public IPv4 address", () -> address(bill, count));
    }

    private void volumes(Bill bill, BigDecimal count) {
        var seen = new ArrayList<String>();
        for (var source : sources) {
            for (var device : source.items("BlockDeviceMappings")) {
                var name = device.text("DeviceName").orElse("disk");
                if (!seen.contains(name)) {
                    seen.add(name);
                    device.below("Ebs")
                            .ifPresent(ebs -> bill.part(
                                    name + " storage",
                                    name,
                                    () -> VolumeCost.add(bill, name + " ", ebs, "VolumeSize", "gp2", count)));
                }
            }
        }
        if (seen.stream().noneMatch(Machine::root)) {
            var image = first(s -> Optional.of(s.words("ImageId")).filter(w -> !w.isEmpty()))
                    .orElse("");
            bill.symbolic(
                    "root",
                    "%sroot volume: its size and kind are those of the image %s"
                            .formatted(Plain.many(count), image)
                            .strip());
        }
    }

    private static boolean root(String device) {
        return device.equals("/dev/xvda") || device.equals("/dev/sda1") || device.equals("/dev/sda");
    }

    private void address(Bill bill, BigDecimal count) {
        var interfaces = first(s -> Optional.of(s.items("NetworkInterfaces")).filter(all -> !all.isEmpty()));
        var own = first(s -> s.text("AssociatePublicIpAddress"));
        var asked = own.or(() -> interfaces.flatMap(all -> all.stream()
                .flatMap(one -> one.text("AssociatePublicIpAddress").stream())
                .findFirst()));
        var subnet = first(s -> s.sibling("SubnetId"));
        var given = asked.map(v -> v.equalsIgnoreCase("true"))
                .or(() -> subnet.map(s -> s.flag(false, "MapPublicIpOnLaunch")));
        if (given.isEmpty()) {
            bill.byUsage(
                    "address",
                    Plain.many(count) + "public IPv4 address, if the subnet gives one",
                    "ipv4.address",
                    Map.of());
        } else if (given.get()) {
            bill.add("address", Plain.many(count) + "public IPv4 address", "ipv4.address", Map.of(), count);
        }
    }
}
