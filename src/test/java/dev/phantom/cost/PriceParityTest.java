package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The embedded table against itself, as `tools/prices/build.py` checks it.
class PriceParityTest {

    private static final Pattern SIZED = Pattern.compile(
            "(\\S+ (?:ec2\\.instance|rds\\.instance|elasticache\\.node) .*?(?:instanceType|instanceClass|nodeType)=)"
                    + "((?:\\w+\\.)*[\\w-]+)\\.(nano|micro|small|medium|large|\\d*xlarge)(;.*|)");

    /// Sizes of these differ by accelerators, or by cores of the same machine.
    private static final Pattern UNEVEN = Pattern.compile("(g|gr|p|inf|trn|dl|f|vt|hpc|u-)\\d.*");

    private final EmbeddedPriceBook book = EmbeddedPriceBook.load();

    private static double size(String name) {
        return switch (name) {
            case "nano" -> 1 / 16.0;
            case "micro" -> 1 / 8.0;
            case "small" -> 1 / 4.0;
            case "medium" -> 1 / 2.0;
            case "large" -> 1;
            case "xlarge" -> 2;
            default -> 2.0 * Integer.parseInt(name.replace("xlarge", ""));
        };
    }

    /// USD by size, by everything else that selects the price.
    private Map<String, TreeMap<Double, Double>> families() {
        var families = new TreeMap<String, TreeMap<Double, Double>>();
        book.all().forEach((key, price) -> {
            var sized = SIZED.matcher(key);
            if (sized.matches() && !UNEVEN.matcher(sized.group(2)).matches()) {
                families.computeIfAbsent(sized.group(1) + sized.group(2) + sized.group(4), family -> new TreeMap<>())
                        .put(size(sized.group(3)), price.usd().doubleValue());
            }
        });
        return families;
    }

    @Test
    void aBiggerSizeNeverCostsLess() {
        var wrong = new ArrayList<String>();
        families().forEach((family, sizes) -> {
            double last = 0;
            for (double usd : sizes.values()) {
                if (usd < last) {
                    wrong.add(family + " " + sizes);
                }
                last = usd;
            }
        });
        assertThat(families()).hasSizeGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    @Test
    void pricesDoubleWithSize() {
        var wrong = new ArrayList<String>();
        families().forEach((family, sizes) -> {
            if (!family.contains("sqlserver")) {
                sizes.forEach((size, usd) -> {
                    var twice = sizes.get(2 * size);
                    if (size >= 1 && twice != null && (twice / usd < 1.4 || twice / usd > 2.8)) {
                        wrong.add(family + " " + sizes);
                    }
                });
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void regionsKeepTheirRatio() {
        for (var product : List.of("ec2.instance", "rds.instance", "elasticache.node", "ebs.storage")) {
            var here = "us-east-1 " + product + " ";
            book.all().forEach((key, price) -> {
                var there = book.all().get(key.replaceFirst("us-east-1", "eu-west-1"));
                if (key.startsWith(here) && there != null) {
                    assertThat(there.usd().doubleValue() / price.usd().doubleValue())
                            .as(key)
                            .isBetween(0.8, 1.55);
                }
            });
        }
    }

    /// The rates of reservations that the list of eu-west-1 has among those on demand.
    @Test
    void aReservedRateIsNoPrice() {
        var redis = Map.of("engine", "redis", "nodeType", "cache.m5.4xlarge");
        assertThat(book.price("eu-west-1", "elasticache.node", redis)).isEmpty();
        assertThat(book.price(
                        "eu-west-1", "elasticache.node", Map.of("engine", "redis", "nodeType", "cache.m5.2xlarge")))
                .isPresent();
    }

    @Test
    void aPriceIsOfOneVariant() {
        // Windows does not run on Graviton
        assertThat(book.price("us-east-1", "ec2.instance", Map.of("instanceType", "m6g.large", "os", "windows")))
                .isEmpty();
        assertThat(book.price("us-east-1", "ec2.instance", Map.of("instanceType", "m5.large")))
                .isEmpty();
        assertThat(book.price(
                        "us-east-1", "elasticache.node", Map.of("engine", "redis", "nodeType", "cache.r8g.large")))
                .isEmpty();
    }

    @Test
    void eachVariantHasItsOwnPrice() {
        assertThat(usd("ec2.instance", Map.of("instanceType", "m5.large", "os", "linux")))
                .isEqualByComparingTo("0.096");
        assertThat(usd("ec2.instance", Map.of("instanceType", "m5.large", "os", "windows")))
                .isEqualByComparingTo("0.188");
        assertThat(usd("elasticache.node", Map.of("engine", "redis", "nodeType", "cache.m5.large")))
                .isEqualByComparingTo("0.156");
        assertThat(usd("elasticache.node", Map.of("engine", "memcached", "nodeType", "cache.m5.large")))
                .isEqualByComparingTo("0.156");
        assertThat(usd("elasticache.node", Map.of("engine", "valkey", "nodeType", "cache.m5.large")))
                .isEqualByComparingTo("0.1248");
    }

    private BigDecimal usd(String product, Map<String, String> key) {
        return book.price("us-east-1", product, key).orElseThrow().usd();
    }

    /// Valkey nodes cost a fifth less than those of Redis OSS, as AWS announced them.
    @Test
    void aValkeyNodeCostsAFifthLess() {
        var here = "us-east-1 elasticache.node engine=valkey;";
        var wrong = new ArrayList<String>();
        book.all().forEach((key, price) -> {
            var redis = book.all().get(key.replace("engine=valkey", "engine=redis"));
            if (key.startsWith(here)
                    && redis != null
                    && price.usd().divide(redis.usd(), 3, RoundingMode.HALF_UP).compareTo(new BigDecimal("0.8")) != 0) {
                wrong.add(key);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// A licence for Windows is sold by the vCPU, so it adds the same in each region.
    @Test
    void aWindowsLicenceCostsTheSameInEachRegion() {
        var here = "us-east-1 ec2.instance ";
        var wrong = new ArrayList<String>();
        book.all().forEach((key, price) -> {
            var there = key.replace("us-east-1", "eu-west-1");
            if (key.startsWith(here)
                    && key.endsWith(";os=windows")
                    && book.all().containsKey(there)) {
                var adds = price.usd().subtract(linux(key));
                var addsThere = book.all().get(there).usd().subtract(linux(there));
                if (adds.subtract(addsThere).abs().compareTo(new BigDecimal("0.001")) > 0) {
                    wrong.add(key);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private BigDecimal linux(String windows) {
        return book.all().get(windows.replace("os=windows", "os=linux")).usd();
    }

    @Test
    void everyPriceHasADateAndASource() {
        assertThat(book.all().values()).allSatisfy(price -> {
            assertThat(price.asOf()).isBetween(LocalDate.parse("2021-01-01"), book.asOf());
            assertThat(price.source()).isNotEmpty();
            assertThat(price.usd()).isPositive();
        });
    }
}
