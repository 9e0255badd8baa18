package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What one task takes on Fargate: vCPU, memory and disk, on a platform.
///
/// https://aws.amazon.com/fargate/pricing/
record TaskSize(BigDecimal vcpu, BigDecimal gigabytes, BigDecimal disk, String architecture, String os) {
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

    /// Each task brings 20 GB with it.
    private static final BigDecimal FREE_DISK = BigDecimal.valueOf(20);

    private static final Pattern VCPU = Pattern.compile("(?i)\\s*([0-9.]+)\\s*vcpu\\s*");
    private static final Pattern GB = Pattern.compile("(?i)\\s*([0-9.]+)\\s*gb\\s*");

    static TaskSize of(Settings task) {
        var family = task.text("RuntimePlatform", "OperatingSystemFamily").orElse("LINUX");
        return new TaskSize(
                amount(task, VCPU, "Cpu"),
                amount(task, GB, "Memory"),
                task.number("EphemeralStorage", "SizeInGiB")
                        .map(d -> d.subtract(FREE_DISK))
                        .orElse(BigDecimal.ZERO),
                task.text("RuntimePlatform", "CpuArchitecture").orElse("X86_64").toLowerCase(Locale.ROOT),
                family.startsWith("WINDOWS") ? "windows" : "linux");
    }

    private static BigDecimal amount(Settings task, Pattern whole, String key) {
        var words = whole.matcher(task.needed(key));
        return words.matches()
                ? new BigDecimal(words.group(1))
                : task.neededNumber(key).divide(UNITS);
    }

    /// The launch types that a task definition can run on; empty where it does not say.
    static Set<String> compatible(Settings task) {
        return task.items("RequiresCompatibilities").stream()
                .flatMap(c -> c.text().stream())
                .collect(Collectors.toSet());
    }

    void bill(Bill bill, BigDecimal count, Basis basis) {
        var tasks = Plain.number(count) + (count.compareTo(BigDecimal.ONE) == 0 ? " task: " : " tasks: ");
        var variant = Map.of("architecture", architecture, "os", os);
        var cpus = vcpu.multiply(count);
        var memory = gigabytes.multiply(count);
        var platform = os.equals("windows") ? " Windows" : architecture.equals("x86_64") ? "" : " " + architecture;
        bill.add("tasks vcpu", tasks + Plain.number(cpus) + " vCPU" + platform, "fargate.vcpu", variant, cpus, basis);
        bill.add(
                "tasks memory",
                tasks + Plain.number(memory) + " GB" + platform,
                "fargate.memory",
                variant,
                memory,
                basis);
        if (disk.signum() > 0) {
            bill.add(
                    "tasks disk",
                    tasks + Plain.number(disk.multiply(count)) + " GB of ephemeral storage beyond 20 each",
                    "fargate.storage",
                    Map.of("os", os),
                    disk.multiply(count),
                    basis);
        }
    }
}
