package dev.phantom.aws.prices;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsErrors;
import dev.phantom.cost.KeptPrices;
import dev.phantom.cost.PriceBook;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Partition;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;

/// Prices of AWS's Price List, asked for one by one and kept for a few days. An answer with two prices, or with none,
/// is no price. After the first question that is not answered, and beyond a number of questions, it is not asked
/// again. Safe for several threads.
///
/// @see <a href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html">Price
/// List Query API</a>
public final class AwsPriceList implements PriceBook {

    /// One question takes about a quarter of a second.
    static final int MOST_QUESTIONS = 60;

    private static final int PAGE = 100;
    private static final int SCALE = 12;

    /// Where it is served for the regions of the partition `aws`. Of China's the prices are in another currency.
    public static final String SERVED = "us-east-1";

    private final AwsClients clients;
    private final KeptPrices kept;
    private final LocalDate today;
    private final Consumer<String> notices;
    private final ListedProducts products = ListedProducts.load();
    private int questions;
    private boolean away;

    /// @param kept    what was answered in the last days
    /// @param notices takes a line for people: that it is not asked any more, and why
    public AwsPriceList(AwsClients clients, KeptPrices kept, LocalDate today, Consumer<String> notices) {
        this.clients = clients;
        this.kept = kept;
        this.today = today;
        this.notices = notices;
    }

    @Override
    public LocalDate asOf() {
        return today;
    }

    @Override
    public synchronized boolean covers(String region) {
        return !away && listed(region);
    }

    private static boolean listed(String region) {
        return Partition.of(region).id().equals("aws");
    }

    @Override
    public synchronized Optional<Price> price(String region, String product, Map<String, String> variant) {
        var listed = products.of(product).orElse(null);
        if (listed == null || !listed(region)) {
            return Optional.empty();
        }
        var wanted = listed.attributes(region, variant).orElse(null);
        if (wanted == null) {
            return Optional.empty();
        }
        var question = product + " " + new TreeMap<>(variant);
        var known = kept.find(region, question);
        if (known.isPresent()) {
            return known.get().price();
        }
        if (away || over(questions++)) {
            return Optional.empty();
        }
        return ask(region, question, listed, wanted);
    }

    private boolean over(int asked) {
        if (asked == MOST_QUESTIONS) {
            stop("%d prices were asked for, which is the most in a run".formatted(MOST_QUESTIONS));
        }
        return asked >= MOST_QUESTIONS;
    }

    private Optional<Price> ask(String region, String question, ListedProduct listed, Map<String, String> wanted) {
        try {
            var price = price(listed, wanted, offers(listed, wanted));
            kept.keep(region, question, new KeptPrices.Answer(price));
            return price;
        } catch (PhantomException e) {
            stop(e.diagnostic().line());
            return Optional.empty();
        }
    }

    private void stop(String why) {
        away = true;
        notices.accept("AWS's Price List is no longer queried; the embedded prices are used: " + why);
    }

    private List<String> offers(ListedProduct listed, Map<String, String> wanted) {
        var filters = wanted.entrySet().stream()
                .map(e -> Filter.builder()
                        .type(FilterType.TERM_MATCH)
                        .field(e.getKey())
                        .value(e.getValue())
                        .build())
                .toList();
        var request = GetProductsRequest.builder()
                .serviceCode(listed.service())
                .filters(filters)
                .formatVersion("aws_v1")
                .maxResults(PAGE)
                .build();
        return AwsErrors.mapped("reading a price of " + listed.service(), () -> {
            var answer = clients.pricing(SERVED).getProducts(request);
            if (!answer.hasPriceList()) {
                throw AwsErrors.lacking("reading a price of " + listed.service(), "PriceList");
            }
            return answer.nextToken() == null ? answer.priceList() : List.<String>of();
        });
    }

    private Optional<Price> price(ListedProduct listed, Map<String, String> wanted, List<String> offers) {
        var rates = new HashSet<BigDecimal>();
        for (var text : offers) {
            try {
                var offer = ListedOffer.read(text);
                if (offer.is(listed, wanted)) {
                    rates.addAll(offer.rates(listed.listUnits(), today));
                }
            } catch (IOException e) {
                throw AwsErrors.lacking("reading a price of " + listed.service(), "product");
            }
        }
        if (rates.size() != 1) {
            return Optional.empty();
        }
        var usd = rates.iterator().next().divide(listed.per(), SCALE, RoundingMode.HALF_UP);
        return Optional.of(
                new Price(usd.stripTrailingZeros(), listed.unit(), today, "AWS Price List, " + listed.service()));
    }
}
