package dev.phantom.analysis.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An instance class taken apart: `db.r5.4xlarge` is family `db.r5` with 32 units. The units are AWS's own
/// normalisation factors for instance size flexibility.
///
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
///
/// @param family everything before the size
/// @param units  relative capacity within the family
public record InstanceSize(String family, String size, BigDecimal units) {
    private static final Pattern CLASS =
            Pattern.compile("((?:db\\.|cache\\.)?[a-z][a-z0-9-]*)\\.([a-z0-9]+)((?:\\.(?:elastic)?search)?)");
    private static final Pattern MULTIPLE = Pattern.compile("([1-9]\\d?)xlarge");
    private static final List<String> LADDER = List.of(
            "nano",
            "micro",
            "small",
            "medium",
            "large",
            "xlarge",
            "2xlarge",
            "3xlarge",
            "4xlarge",
            "6xlarge",
            "8xlarge",
            "9xlarge",
            "12xlarge",
            "16xlarge",
            "18xlarge",
            "24xlarge",
            "32xlarge",
            "48xlarge");

    public static Optional<InstanceSize> parse(String name) {
        var match = CLASS.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        return units(match.group(2))
                .map(units -> new InstanceSize(match.group(1), match.group(2) + match.group(3), units));
    }

    /// GiB of memory to a unit, by the letter of a family of EC2, in the generations of today
    /// (docs.aws.amazon.com/ec2/latest/instancetypes/gp.html, co.html and mo.html).
    private static final Map<String, Integer> MEMORY = Map.of("c", 1, "m", 2, "t", 2, "r", 4);

    private static final Pattern TODAY = Pattern.compile("(?:db\\.|cache\\.)?([cmtr])(?:[5-9]|(?<=t)[2-4])[a-z-]*");

    private static final double PER_VCPU = 2;

    /// The share of each virtual processor that a burstable class keeps up, by size
    /// (docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html).
    private static final Map<String, Double> BASELINE = Map.of(
            "nano", 0.05, "micro", 0.1, "small", 0.2, "medium", 0.2, "large", 0.3, "xlarge", 0.4, "2xlarge", 0.4);

    /// Virtual processors of a class: one to two units, and never fewer than two in a burstable family; empty for
    /// classes of which it is not known here.
    static Optional<Double> processors(String name) {
        return parse(name).filter(s -> TODAY.matcher(s.family()).matches()).map(s -> {
            var by = s.units().doubleValue() / PER_VCPU;
            return s.burstable() ? Math.max(PER_VCPU, by) : by;
        });
    }

    /// What a class keeps up for hours, in processors.
    static Optional<Double> sustained(String name) {
        return processors(name)
                .map(n -> n
                        * parse(name)
                                .filter(InstanceSize::burstable)
                                .map(s -> BASELINE.getOrDefault(s.size(), 1.0))
                                .orElse(1.0));
    }

    boolean burstable() {
        return family.matches("(db\\.|cache\\.)?t[2-4].*");
    }

    /// GiB of an instance of EC2; empty for classes of which it is not known here.
    static Optional<Double> memory(String name) {
        return parse(name).flatMap(size -> {
            var family = TODAY.matcher(size.family());
            return family.matches()
                    ? Optional.of(size.units().doubleValue() * MEMORY.getOrDefault(family.group(1), 0))
                    : Optional.empty();
        });
    }

    /// The classes of the family strictly between two sizes, smallest first; whether AWS sells them is for a table to
    /// say.
    static List<InstanceSize> between(InstanceSize small, InstanceSize big) {
        return LADDER.stream()
                .map(size -> small.family() + "." + size + small.suffix())
                .flatMap(name -> parse(name).stream())
                .filter(s -> s.units().compareTo(small.units()) > 0 && s.units().compareTo(big.units()) < 0)
                .toList();
    }

    /// The bottom of the ladder of its family.
    InstanceSize nothing() {
        return new InstanceSize(family, size, BigDecimal.ZERO);
    }

    private String suffix() {
        return size.contains(".") ? size.substring(size.indexOf('.')) : "";
    }

    public String name() {
        return family + "." + size;
    }

    private static Optional<BigDecimal> units(String size) {
        return switch (size) {
            case "nano" -> Optional.of(new BigDecimal("0.25"));
            case "micro" -> Optional.of(new BigDecimal("0.5"));
            case "small" -> Optional.of(BigDecimal.ONE);
            case "medium" -> Optional.of(BigDecimal.TWO);
            case "large" -> Optional.of(BigDecimal.valueOf(4));
            case "xlarge" -> Optional.of(BigDecimal.valueOf(8));
            default -> {
                var multiple = MULTIPLE.matcher(size);
                yield multiple.matches()
                        ? Optional.of(BigDecimal.valueOf(8).multiply(new BigDecimal(multiple.group(1))))
                        : Optional.empty();
            }
        };
    }
}
