package dev.phantom.aws.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cost.EmbeddedPriceBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The questions of `price-list.yaml` against recorded rows of the Price List (eu-west-1, 2023): each finds the price
/// of what was asked for, or none.
@Tag("corpus")
class PriceListCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2023, 2, 23);
    private static final Map<String, String> NAMES = Map.of(
            "UsageType", "usagetype",
            "InstanceType", "instanceType",
            "VolumeAPIName", "volumeApiName",
            "PreInstalledSW", "preInstalledSw",
            "CapacityStatus", "capacitystatus");

    private record Row(ListedOffer offer, JsonNode recorded) {}

    private static List<Row> rows() throws IOException {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "prices/terracost/aws-eu-west-1-2023-02-23.jsonl.gz");
        var rows = new ArrayList<Row>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line : in.lines().toList()) {
                var row = JSON.readTree(line);
                rows.add(new Row(ListedOffer.read(document(row)), row));
            }
        }
        return rows;
    }

    private static String document(JsonNode row) {
        var root = JSON.createObjectNode().put("serviceCode", row.path("svc").asText());
        var product = root.putObject("product")
                .put("sku", row.path("sku").asText())
                .put("productFamily", row.path("family").asText());
        var attributes = product.putObject("attributes")
                .put("regionCode", row.path("region").asText())
                .put("locationType", "AWS Region");
        row.path("attr").properties().forEach(e -> {
            var name = e.getKey().substring(0, 1).toLowerCase(Locale.ROOT)
                    + e.getKey().substring(1);
            attributes.put(NAMES.getOrDefault(e.getKey(), name), e.getValue().asText());
        });
        root.withObject("/terms/OnDemand/T")
                .put("effectiveDate", "2023-01-01T00:00:00Z")
                .putObject("priceDimensions")
                .putObject("D")
                .put("unit", row.path("unit").asText())
                .putObject("pricePerUnit")
                .put("USD", row.path("usd").asText());
        return root.toString();
    }

    @Test
    void eachQuestionFindsWhatWasAskedFor() throws IOException {
        var rows = rows();
        var products = ListedProducts.load();
        var found = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        var none = new ArrayList<String>();
        EmbeddedPriceBook.load().all().forEach((row, price) -> {
            var key = row.substring(row.indexOf(' ') + 1);
            var parts = key.split(" ", 2);
            var listed = products.of(parts[0]).orElse(null);
            if (listed == null || !row.startsWith("eu-west-1 ") || !price.asOf().equals(DAY)) {
                return;
            }
            var wanted = listed.attributes("eu-west-1", variant(parts[1])).orElse(null);
            if (wanted == null) {
                return;
            }
            var rates = new HashSet<BigDecimal>();
            rows.stream()
                    .filter(r -> r.recorded().path("svc").asText().equals(listed.service()))
                    .filter(r -> r.offer().is(listed, wanted))
                    .forEach(r -> rates.addAll(r.offer().rates(listed.listUnits(), DAY)));
            if (rates.size() != 1) {
                none.add(key + " " + rates);
            } else if (rates.iterator()
                            .next()
                            .divide(listed.per(), 12, RoundingMode.HALF_UP)
                            .compareTo(price.usd())
                    == 0) {
                found.merge(parts[0], 1, Integer::sum);
            } else {
                wrong.add(key + " " + price.usd() + " but the list says " + rates);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(found.keySet())
                .contains(
                        "ec2.instance",
                        "ebs.storage",
                        "rds.instance",
                        "rds.storage",
                        "elasticache.node",
                        "nat.gateway");
        assertThat(found.values().stream().mapToInt(n -> n).sum()).isGreaterThan(2_000);
        // nine node types are recorded with a second, lower price
        assertThat(none).hasSizeLessThan(12);
    }

    private static Map<String, String> variant(String selector) {
        var variant = new TreeMap<String, String>();
        for (var one : selector.isEmpty() ? new String[0] : selector.split(";")) {
            var at = one.indexOf('=');
            variant.put(one.substring(0, at), one.substring(at + 1));
        }
        return variant;
    }
}
