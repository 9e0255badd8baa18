package dev.phantom.cost;

import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Computes what a configuration, and what a drift, costs a month.
public final class CostEstimator {
    private final Map<String, CostModel> models;
    private final Map<String, Set<String>> reads;
    private final BillingFacts billing;
    private final PriceBook prices;
    private final Usage usage;

    /// @param models of what a row of the facts cannot say; they go before the rows
    public CostEstimator(List<CostModel> models, BillingFacts billing, PriceBook prices) {
        this.models = new HashMap<>();
        this.reads = new HashMap<>();
        billing.types().forEach((type, facts) -> {
            if (!facts.free()) {
                this.models.put(type, new RowModel(facts));
            }
        });
        models.forEach(model -> model.types().forEach(type -> this.models.put(type, model)));
        this.models.forEach((type, model) -> reads.put(type, model.reads()));
        this.billing = billing;
        this.prices = prices;
        this.usage = Usage.UNKNOWN;
    }

    private CostEstimator(CostEstimator other, Usage usage) {
        this.models = other.models;
        this.reads = other.reads;
        this.billing = other.billing;
        this.prices = other.prices;
        this.usage = usage;
    }

    /// The same, with what was used of one resource.
    public CostEstimator with(Usage counted) {
        return new CostEstimator(this, counted);
    }

    /// The monthly cost of one resource. A setting that may move the bill, and that no model reads, is named.
    public Quote quote(ResourceConfiguration configuration, String region) {
        var model = models.get(configuration.type());
        if (model == null) {
            return billing.free(configuration.type()) ? Quote.NOTHING : noModel(configuration.type());
        }
        var quote = read(model, configuration, region);
        var unpriced = new ArrayList<>(quote.unpriced());
        if (configuration.properties().value() instanceof MapValue properties) {
            var names = ChangedSettings.in(properties);
            names.removeIf(name -> billing.driving(configuration.type(), name));
            unpriced.addAll(unread(configuration.type(), names, name -> name));
        }
        return new Quote(quote.items(), unpriced);
    }

    /// What it takes the prices from.
    public PriceBook prices() {
        return prices;
    }

    /// Whether a model, or a fact that the type is free, says what resources of the type cost.
    public boolean knows(String type) {
        return models.containsKey(type) || billing.free(type);
    }

    /// Live minus safe. What costs the same on both sides is left out; what is unpriced on either side is said.
    public CostDelta delta(Subject subject) {
        var drift = subject.drift();
        return switch (drift.status()) {
            case UNMANAGED -> whole(subject, drift.actual(), false);
            case DELETED -> whole(subject, drift.expected(), true);
            case MODIFIED -> modified(subject);
        };
    }

    private CostDelta modified(Subject subject) {
        var drift = subject.drift();
        var delta = changed(subject, drift.expected(), drift.actual(), ChangedSettings.of(drift.changes()));
        return subject.unmapped().isEmpty() ? delta : delta.lacking(unmapped(subject));
    }

    /// What of a Terraform drift nobody knows in AWS, and so in its prices.
    private static List<String> unmapped(Subject subject) {
        return subject.unmapped().stream()
                .map(path -> path
                        + ": what it adds to the bill is not priced: it is not mapped to a property of "
                        + subject.type())
                .toList();
    }

    /// The same for a changed configuration: what an edit costs against the safe state.
    public CostDelta delta(Subject subject, MapValue before, MapValue after) {
        return changed(subject, before, after, ChangedSettings.between(before, after));
    }

    private CostDelta whole(Subject subject, MapValue properties, boolean gone) {
        var quote = billed(subject, properties);
        return gone
                ? new QuoteDelta(quote, Quote.NOTHING, true).delta()
                : new QuoteDelta(Quote.NOTHING, quote, true).delta();
    }

    private CostDelta changed(Subject subject, MapValue before, MapValue after, Set<String> names) {
        var type = subject.type();
        var moves = Zone.moves(before, after);
        var open = names.stream()
                .filter(name -> !billing.unbilled(type, name) || moves && name.equals(Zone.PROPERTY))
                .toList();
        if (open.isEmpty()) {
            return QuoteDelta.nil();
        }
        var model = models.get(type);
        if (model == null) {
            return CostDelta.unpriced(noModel(type).unpriced().getFirst().why());
        }
        var read = open.stream().anyMatch(name -> reads(type, name));
        var elsewhere = new SameElsewhere(names);
        var expected = elsewhere.of(before, after, before);
        var actual = elsewhere.of(after, after, before);
        return new QuoteDelta(billed(subject, expected), billed(subject, actual), read)
                .with(unread(type, Set.copyOf(open), name -> told(subject, name)))
                .delta();
    }

    /// What the model prices of the subject's resource, if it were set like this.
    private Quote billed(Subject subject, MapValue properties) {
        var type = subject.type();
        var model = Optional.ofNullable(models.get(type));
        return model.map(m -> read(m, ResourceConfiguration.of(subject, properties), subject.region()))
                .orElseGet(() -> billing.free(type) ? Quote.NOTHING : noModel(type));
    }

    private Quote read(CostModel model, ResourceConfiguration configuration, String region) {
        var readable = reads.getOrDefault(configuration.type(), Set.of());
        return model.quote(Settings.of(configuration, readable), new Market(Zone.place(region, configuration), prices, usage));
    }

    private static Quote noModel(String type) {
        return Quote.unpriced("resource", "no cost model for " + type);
    }

    /// Of these settings, those that may move the bill and that no model reads.
    ///
    /// @param words what a setting is called where it was reported
    private List<Unpriced> unread(String type, Set<String> names, UnaryOperator<String> words) {
        return names.stream()
                .filter(name -> !billing.unbilled(type, name) && !reads(type, name))
                .sorted()
                .map(words)
                .map(name -> new Unpriced("setting " + name, name + ": what it adds to the bill is not priced"))
                .toList();
    }

    private static String told(Subject subject, String name) {
        return subject.settings(new PropertyPath(List.of(name.split("/")))).stream()
                .map(path -> String.join("/", path.segments()))
                .collect(Collectors.joining(", "));
    }

    boolean reads(String type, String name) {
        var places = reads.getOrDefault(type, Set.of());
        return Settings.within(name, places) || places.stream().anyMatch(place -> Settings.within(place, name));
    }
}
