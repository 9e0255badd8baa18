package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.aws.prices.AwsPriceList;
import dev.phantom.cost.KeptPrices;
import dev.phantom.cost.PriceBook.Price;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.store.files.PriceFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's Price List, in the form that AWS documents, through the real SDK.
class AwsPriceListTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final Map<String, String> LARGE = Map.of("instanceType", "m7g.large", "os", "linux");

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();

    private static ObjectNode offer(String sku, String family, String usage, Map<String, String> attributes) {
        var offer = JSON.createObjectNode().put("serviceCode", "AmazonEC2").put("version", "20260801000000");
        var product = offer.putObject("product").put("productFamily", family).put("sku", sku);
        var all = product.putObject("attributes")
                .put("regionCode", "sa-east-1")
                .put("locationType", "AWS Region")
                .put("servicecode", "AmazonEC2")
                .put("usagetype", usage);
        attributes.forEach(all::put);
        return offer;
    }

    private static ObjectNode instance(String sku, String usage) {
        return offer(
                sku,
                "Compute Instance",
                usage,
                Map.of(
                        "instanceType", "m7g.large",
                        "operatingSystem", "Linux",
                        "tenancy", "Shared",
                        "preInstalledSw", "NA",
                        "capacitystatus", "Used",
                        "licenseModel", "No License required"));
    }

    private static ObjectNode at(ObjectNode offer, String usd, String unit, String since) {
        var sku = offer.at("/product/sku").asText();
        var terms = (ObjectNode) offer.withObject("/terms/OnDemand");
        var term = sku + ".JRTCKXETXF";
        terms.putObject(term)
                .put("effectiveDate", since)
                .putObject("priceDimensions")
                .putObject(term + ".6YS6EN2CT7" + terms.size())
                .put("unit", unit)
                .put("beginRange", "0")
                .put("endRange", "Inf")
                .putObject("pricePerUnit")
                .put("USD", usd);
        return offer;
    }

    private SandboxAws sandbox(ObjectNode... offers) throws IOException {
        Files.createDirectories(folder.resolve("input"));
        Files.copy(SandboxAws.FOLDER.resolve("scenario.json"), folder.resolve("scenario.json"));
        var lines = new StringBuilder();
        List.of(offers).forEach(offer -> lines.append(offer).append('\n'));
        Files.writeString(folder.resolve("input/prices.json"), lines);
        return new SandboxAws(Scenario.open(folder, Scenario.moment(folder)), Quirks.REAL.throttleEvery(0), call -> {});
    }

    private AwsPriceList list(SandboxAws sandbox, KeptPrices kept) {
        return new AwsPriceList(sandbox.clients, kept, TODAY, notices::add);
    }

    private static Optional<BigDecimal> usd(Optional<Price> price) {
        return price.map(Price::usd);
    }

    @Test
    void findsTheOnePriceOfAVariant() throws IOException {
        var spot = at(instance("S2", "SAE1-UnusedBox:m7g.large"), "0.9", "Hrs", "2024-01-01T00:00:00Z");
        var right = at(instance("S1", "SAE1-BoxUsage:m7g.large"), "0.1305000000", "Hrs", "2024-01-01T00:00:00Z");
        try (var sandbox = sandbox(spot, right)) {
            var price = list(sandbox, KeptPrices.inMemory())
                    .price("sa-east-1", "ec2.instance", LARGE)
                    .orElseThrow();
            assertThat(price)
                    .isEqualTo(new Price(new BigDecimal("0.1305"), "hour", TODAY, "AWS Price List, AmazonEC2"));
        }
    }

    @Test
    void takesTheUnitOfTheListApart() throws IOException {
        var throughput = offer(
                "T1", "Provisioned Throughput", "SAE1-EBS:VolumeP-Throughput.gp3", Map.of("volumeApiName", "gp3"));
        try (var sandbox = sandbox(at(throughput, "45.056", "GiBps-mo", "2024-01-01T00:00:00Z"))) {
            assertThat(usd(list(sandbox, KeptPrices.inMemory())
                            .price("sa-east-1", "ebs.throughput", Map.of("volumeType", "gp3"))))
                    .contains(new BigDecimal("0.044"));
        }
    }

    @Test
    void hasNoPriceWhereTheListHasTwoOrAnotherUnitOrNoneYet() throws IOException {
        var one = at(instance("S1", "SAE1-BoxUsage:m7g.large"), "0.13", "Hrs", "2024-01-01T00:00:00Z");
        var free = at(instance("S3", "SAE1-BoxUsage:m7g.large"), "0.0", "Hrs", "2024-01-01T00:00:00Z");
        var other = at(instance("S2", "SAE1-BoxUsage:m7g.large"), "0.14", "Hrs", "2024-01-01T00:00:00Z");
        var quantity = at(instance("S2", "SAE1-BoxUsage:m7g.large"), "9", "Quantity", "2024-01-01T00:00:00Z");
        var later = at(instance("S2", "SAE1-BoxUsage:m7g.large"), "0.2", "Hrs", "2027-01-01T00:00:00Z");
        assertThat(asked(one, other)).isEmpty();
        assertThat(asked(quantity)).isEmpty();
        assertThat(asked(later)).isEmpty();
        assertThat(asked()).isEmpty();
        assertThat(asked(one, free, quantity, later)).contains(new BigDecimal("0.13"));
        assertThat(notices).isEmpty();
    }

    private Optional<BigDecimal> asked(ObjectNode... offers) throws IOException {
        Files.deleteIfExists(folder.resolve("scenario.json"));
        try (var sandbox = sandbox(offers)) {
            return usd(list(sandbox, KeptPrices.inMemory()).price("sa-east-1", "ec2.instance", LARGE));
        }
    }

    @Test
    void asksOnceAWeekAndSaysOfWhichDayThePriceIs() throws IOException {
        try (var sandbox =
                sandbox(at(instance("S1", "SAE1-BoxUsage:m7g.large"), "0.13", "Hrs", "2024-01-01T00:00:00Z"))) {
            var cache = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
            for (int run = 0; run < 3; run++) {
                var list = list(sandbox, PriceFolder.of(cache, TODAY, notices::add));
                assertThat(usd(list.price("sa-east-1", "ec2.instance", LARGE))).contains(new BigDecimal("0.13"));
                assertThat(list.price("sa-east-1", "ec2.instance", Map.of("instanceType", "x1.huge", "os", "linux")))
                        .isEmpty();
            }
            assertThat(PriceFolder.of(cache, TODAY.plusDays(6), notices::add)
                            .find("sa-east-1", "ec2.instance " + new java.util.TreeMap<>(LARGE))
                            .orElseThrow()
                            .price()
                            .orElseThrow()
                            .asOf())
                    .isEqualTo(TODAY);
            assertThat(sandbox.calls("GetProducts")).isEqualTo(2);
            list(sandbox, PriceFolder.of(cache, TODAY.plusDays(7), notices::add))
                    .price("sa-east-1", "ec2.instance", LARGE);
            assertThat(sandbox.calls("GetProducts")).isEqualTo(3);
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void isNotAskedAgainAfterItRefused() throws IOException {
        try (var sandbox = sandbox()) {
            sandbox.aws.access().deny("pricing:GetProducts");
            var list = list(sandbox, KeptPrices.inMemory());
            assertThat(list.price("sa-east-1", "ec2.instance", LARGE)).isEmpty();
            assertThat(list.price("eu-west-1", "ec2.instance", LARGE)).isEmpty();
            assertThat(list.covers("eu-west-1")).isFalse();
            assertThat(sandbox.calls("GetProducts")).isEqualTo(1);
            assertThat(notices)
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("the embedded prices are used")
                            .contains("pricing:GetProducts"));
        }
    }

    @Test
    void isAskedABoundedNumberOfTimes() throws IOException {
        try (var sandbox = sandbox()) {
            var list = list(sandbox, KeptPrices.inMemory());
            for (int i = 0; i < 100; i++) {
                list.price("sa-east-1", "ec2.instance", Map.of("instanceType", "m7g." + i + "xlarge", "os", "linux"));
            }
            assertThat(sandbox.calls("GetProducts")).isEqualTo(60);
            assertThat(notices).hasSize(1);
        }
    }

    @Test
    void isNotAskedForWhatItWouldNotSay() throws IOException {
        try (var sandbox = sandbox()) {
            var list = list(sandbox, KeptPrices.inMemory());
            list.price("cn-north-1", "ec2.instance", LARGE);
            list.price("us-gov-west-1", "ec2.instance", LARGE);
            list.price("sa-east-1", "s3.storage", Map.of("storageClass", "STANDARD"));
            list.price("sa-east-1", "ec2.instance", Map.of("instanceType", "m7g.large", "os", "plan9"));
            list.price("sa-east-1", "ebs.iops", Map.of("volumeType", "io2", "above", "0"));
            assertThat(list.covers("cn-north-1")).isFalse();
            assertThat(list.covers("sa-east-1")).isTrue();
            assertThat(sandbox.calls("GetProducts")).isZero();
        }
    }

    @Test
    void aDamagedCacheCostsTheSameQuestionsAgain() throws IOException {
        var file = folder.resolve("cache/phantom/prices/sa-east-1.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"answers\": {\"x\": {\"day\": \"" + TODAY + "\", \"usd\": \"much\"}}}");
        var cache = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        var kept = PriceFolder.of(cache, TODAY, notices::add);
        assertThat(kept.find("sa-east-1", "x")).isEmpty();
        assertThat(notices).singleElement().satisfies(line -> assertThat(line).contains("is damaged"));
        kept.keep("sa-east-1", "y", new KeptPrices.Answer(Optional.empty()));
        assertThat(PriceFolder.of(cache, TODAY, notices::add).find("sa-east-1", "y"))
                .contains(new KeptPrices.Answer(Optional.empty()));
    }

    @Test
    void nothingIsKeptOfAnotherEndpoint() {
        var environment =
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        var day = LocalDate.EPOCH;
        PriceFolder.of(environment, day, notices::add).keep("sa-east-1", "x", new KeptPrices.Answer(Optional.empty()));
        assertThat(folder.resolve("cache")).doesNotExist();
    }
}
