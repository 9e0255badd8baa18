package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cost.KeptPrices;
import dev.phantom.cost.PriceBook.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What AWS's Price List answered, in the user's cache: a file for each region, with the answers of one day. Those of
/// an earlier day are not read, and the next answer takes their place. A file that cannot be read or written costs the
/// same questions again, which is said once.
public final class PriceFolder implements KeptPrices {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path caches;
    private final LocalDate today;
    private final Consumer<String> notices;
    private final Map<String, Map<String, Answer>> regions = new HashMap<>();
    private boolean told;

    private PriceFolder(Path caches, LocalDate today, Consumer<String> notices) {
        this.caches = caches;
        this.today = today;
        this.notices = notices;
    }

    /// Nothing is kept of another endpoint than AWS's, and where there is no cache.
    public static KeptPrices of(Map<String, String> environment, LocalDate today, Consumer<String> notices) {
        var cache = UserCache.of(environment, "PRICING");
        return cache.ofAws() && cache.root().isPresent()
                ? new PriceFolder(cache.root().get(), today, notices)
                : KeptPrices.inMemory();
    }

    @Override
    public synchronized Optional<Answer> find(String region, String question) {
        return Optional.ofNullable(of(region).get(question));
    }

    @Override
    public synchronized void keep(String region, String question, Answer answer) {
        of(region).put(question, answer);
        try {
            file(region).write(written(of(region)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            tell(region, "cannot be written" + OwnFile.reason(e));
        }
    }

    private Map<String, Answer> of(String region) {
        return regions.computeIfAbsent(region, this::read);
    }

    private OwnFile file(String region) {
        return new OwnFile(caches, caches.resolve("phantom").resolve("prices").resolve(region + ".json"));
    }

    private Map<String, Answer> read(String region) {
        try {
            var text = file(region).text();
            var root = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text.get());
            var answers = new HashMap<String, Answer>();
            if (root.path("day").asText().equals(today.toString())) {
                root.path("prices").properties().forEach(e -> answers.put(e.getKey(), answer(e.getValue())));
            }
            return answers;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            tell(region, "is damaged");
        } catch (IOException e) {
            tell(region, "cannot be read" + OwnFile.reason(e));
        }
        return new HashMap<>();
    }

    private Answer answer(JsonNode node) {
        return new Answer(
                node.isNull()
                        ? Optional.empty()
                        : Optional.of(new Price(
                                new BigDecimal(node.path("usd").asText()),
                                node.path("unit").asText(),
                                today,
                                node.path("source").asText())));
    }

    private String written(Map<String, Answer> answers) {
        var root = JSON.createObjectNode().put("day", today.toString());
        var prices = root.putObject("prices");
        answers.forEach((question, answer) -> answer.price()
                .ifPresentOrElse(price -> put(prices.putObject(question), price), () -> prices.putNull(question)));
        return root.toString();
    }

    private static void put(ObjectNode node, Price price) {
        node.put("usd", price.usd().toPlainString()).put("unit", price.unit()).put("source", price.source());
    }

    private void tell(String region, String what) {
        if (!told) {
            told = true;
            notices.accept("the cached prices are not used: " + file(region).path() + " " + what);
        }
    }
}
