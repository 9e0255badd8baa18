package dev.phantom.cost;

import java.util.Set;
import java.util.stream.Collectors;

/// A type whose bill is a row of `billing.yaml`. It reads what the row names, so it cannot declare too much.
record RowModel(TypeBilling facts) implements CostModel {

    @Override
    public Set<String> types() {
        return Set.of(facts.type());
    }

    @Override
    public Set<String> reads() {
        return facts.parts().stream().flatMap(part -> part.reads().stream()).collect(Collectors.toSet());
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        facts.parts().forEach(part -> part.bill(settings, bill));
        return bill.quote();
    }
}
