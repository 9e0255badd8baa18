package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// EBS volumes: storage by type, and what is provisioned beyond the free base.
final class VolumeCost implements CostModel {
    /// gp3 brings 3,000 IOPS and 125 MB/s with it.
    private static final BigDecimal FREE_IOPS = BigDecimal.valueOf(3000);

    private static final BigDecimal FREE_THROUGHPUT = BigDecimal.valueOf(125);

    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::Volume");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        // a volume whose template says no type is gp2 (AWS::EC2::Volume, VolumeType)
        add(bill, "", properties, "Size", "gp2");
        return bill.quote();
    }

    /// Adds a volume, or the `Ebs` part of a block device.
    static void add(Bill bill, String name, PropertyView volume, String sizeKey, String defaultType) {
        var type = volume.text("VolumeType").orElse(defaultType);
        var key = Map.of("volumeType", type);
        var size = volume.number(sizeKey);
        if (size.isEmpty()) {
            bill.unpriced(name + "storage", name + type + " storage: size not known (from the snapshot or image)");
        } else {
            bill.add(
                    name + "storage",
                    "%s%s GB %s".formatted(name, size.get().toPlainString(), type),
                    "ebs.storage",
                    key,
                    size.get());
        }
        volume.number("Iops").ifPresent(iops -> {
            var billed = type.equals("gp3") ? iops.subtract(FREE_IOPS).max(BigDecimal.ZERO) : iops;
            if (billed.signum() > 0 && !type.equals("gp2")) {
                bill.add(
                        name + "iops",
                        "%s%s IOPS %s".formatted(name, billed.toPlainString(), type),
                        "ebs.iops",
                        key,
                        billed);
            }
        });
        volume.number("Throughput")
                .map(t -> t.subtract(FREE_THROUGHPUT))
                .filter(t -> t.signum() > 0)
                .ifPresent(t -> bill.add(
                        name + "throughput",
                        "%s%s MB/s %s".formatted(name, t.toPlainString(), type),
                        "ebs.throughput",
                        key,
                        t));
    }
}
