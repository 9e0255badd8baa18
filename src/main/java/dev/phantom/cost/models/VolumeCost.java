package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// EBS volumes: storage by kind, and what is provisioned beyond what comes with it. IOPS of io2 are billed in tiers.
///
/// https://aws.amazon.com/ebs/pricing/
final class VolumeCost implements CostModel {
    /// gp3 brings 3,000 IOPS and 125 MB/s with it.
    private static final BigDecimal FREE_IOPS = BigDecimal.valueOf(3000);

    private static final BigDecimal FREE_THROUGHPUT = BigDecimal.valueOf(125);

    /// The first IOPS of each tier of io2.
    private static final List<BigDecimal> TIERS =
            List.of(BigDecimal.ZERO, BigDecimal.valueOf(32_000), BigDecimal.valueOf(64_000));

    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::Volume");
    }

    @Override
    public Set<String> reads() {
        return Set.of("VolumeType", "Size", "Iops", "Throughput");
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        // a volume whose template says no type is gp2 (AWS::EC2::Volume, VolumeType)
        bill.part("storage", "storage", () -> add(bill, "", settings, "Size", "gp2", BigDecimal.ONE));
        return bill.quote();
    }

    /// Adds so many volumes, or `Ebs` parts of block devices.
    ///
    /// @param name begins each item and slot: empty, or a device and a space
    static void add(Bill bill, String name, Settings volume, String sizeKey, String defaultType, BigDecimal count) {
        var type = volume.text("VolumeType").orElse(defaultType);
        var size = volume.number(sizeKey);
        if (size.isEmpty()) {
            bill.unpriced(
                    name + "storage",
                    "%s%s%s storage: its size is that of the snapshot or image"
                            .formatted(name, Plain.many(count), type));
        } else {
            var item = "%s%s%s GB %s".formatted(name, Plain.many(count), Plain.number(size.get()), type);
            bill.add(
                    name + "storage",
                    item,
                    "ebs.storage",
                    Map.of("volumeType", type),
                    size.get().multiply(count));
        }
        if (type.equals("standard")) {
            bill.byUsage(name + "requests", name + "I/O requests", "ebs.io", Map.of("volumeType", type));
        }
        provisioned(bill, name, volume, type, count);
    }

    private static void provisioned(Bill bill, String name, Settings volume, String type, BigDecimal count) {
        switch (type) {
            case "gp3" -> {
                volume.number("Iops").ifPresent(all -> iops(bill, name, type, all.subtract(FREE_IOPS), count));
                volume.number("Throughput")
                        .map(all -> all.subtract(FREE_THROUGHPUT))
                        .filter(more -> more.signum() > 0)
                        .ifPresent(more -> bill.add(
                                name + "throughput",
                                "%s%s%s MB/s gp3".formatted(name, Plain.many(count), Plain.number(more)),
                                "ebs.throughput",
                                Map.of("volumeType", type),
                                more.multiply(count)));
            }
            case "io1" -> iops(bill, name, type, volume.neededNumber("Iops"), count);
            case "io2" -> tiered(bill, name, volume.neededNumber("Iops"), count);
            default -> {
                // gp2, st1, sc1 and standard bring their performance with them
            }
        }
    }

    private static void iops(Bill bill, String name, String type, BigDecimal billed, BigDecimal count) {
        if (billed.signum() > 0) {
            var item = "%s%s%s IOPS %s".formatted(name, Plain.many(count), Plain.number(billed), type);
            bill.add(name + "iops", item, "ebs.iops", Map.of("volumeType", type), billed.multiply(count));
        }
    }

    private static void tiered(Bill bill, String name, BigDecimal all, BigDecimal count) {
        for (int i = 0; i < TIERS.size(); i++) {
            var from = TIERS.get(i);
            var to = i + 1 < TIERS.size() ? all.min(TIERS.get(i + 1)) : all;
            if (to.compareTo(from) > 0) {
                var item = "%s%s%s IOPS io2%s"
                        .formatted(
                                name,
                                Plain.many(count),
                                Plain.number(to.subtract(from)),
                                i == 0 ? "" : " above " + Plain.number(from));
                var key = Map.of("volumeType", "io2", "above", from.toPlainString());
                bill.add(name + "iops", item, "ebs.iops", key, to.subtract(from).multiply(count));
            }
        }
    }
}
