package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cost.KeptPrices;
import dev.phantom.cost.PriceBook.Price;
import dev.phantom.value.BoundedNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What AWS's Price List answered, in the user's cache, of another endpoint than AWS's in the history: a file for each
/// region, each answer with its day. One that is a week old is not read, and the next takes its place. A file that
/// cannot be read or written costs the same questions again, which is said once.
public final class PriceFolder implements KeptPrices {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 7;

    private final Path caches;
    private final LocalDate today;
    private final Consumer<String> notices;
    private final Map<String, Map<String, Answer>> regions = new HashMap<>();
    /// When each was given, by region and question.
    private final Map<String, LocalDate> days = new HashMap<>();
    private boolean told;

    private PriceFolder(Path caches, LocalDate today, Consumer<String> notices) {
        this.caches = caches;
        this.today = today;
        this.notices = notices;
    }

    /// Nothing is kept of another endpoint than AWS's, and where there is no cache.
    public static KeptPrices of(Map<String, String> environment, LocalDate today, Consumer<String> notices) {
        return of(environment, Optional.empty(), today, notices);
    }

    /// @param history where what another endpoint than AWS's answered is kept; empty for nowhere
    public static KeptPrices of(
            Map<String, String> environment, Optional<Path> history, LocalDate today, Consumer<String> notices) {
        var cache = UserCache.of(environment, "PRICING");
        return (cache.ofAws() ? cache.root() : history)
                .<KeptPrices>map(folder -> new PriceFolder(folder, today, notices))
                .orElseGet(KeptPrices::inMemory);
    }

    @Override
    public synchronized Optional<Answer> find(String region, String question) {
        return Optional.ofNullable(of(region).get(question));
    }

    @Override
    public synchronized void keep(String region, String question, Answer answer) {
        of(region).put(question, answer);
        days.put(region + " " + question, today);
        try {
            file(region).write(written(region).getBytes(StandardCharsets.UTF_8));
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
            for (var one : root.path("answers").properties()) {
                var day = LocalDate.parse(one.getValue().path("day").asText());
                if (!day.isAfter(today) && day.isAfter(today.minusDays(DAYS))) {
                    days.put(region + " " + one.getKey(), day);
                    answers.put(one.getKey(), answer(one.getValue(), day));
                }
            }
            return answers;
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            tell(region, "is damaged");
        } catch (IOException e) {
            tell(region, "cannot be read" + OwnFile.reason(e));
        }
        return new HashMap<>();
    }

    private static Answer answer(JsonNode node, LocalDate day) {
        return new Answer(
                node.has("usd")
                        ? Optional.of(new Price(
                                BoundedNumber.of(node.path("usd").asText())
                                        .orElseThrow(() -> new NumberFormatException("a price is no number")),
                                node.path("unit").asText(),
                                day,
                                node.path("source").asText()))
                        : Optional.empty());
    }

    private String written(String region) {
        var root = JSON.createObjectNode();
        var all = root.putObject("answers");
        of(region).forEach((question, answer) -> {
            var node = all.putObject(question);
            node.put("day", days.getOrDefault(region + " " + question, today).toString());
            answer.price().ifPresent(price -> put(node, price));
        });
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
