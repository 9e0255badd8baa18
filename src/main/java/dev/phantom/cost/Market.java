package dev.phantom.cost;

/// Where a resource is priced, by which prices, and how much of it was used.
public record Market(String region, PriceBook prices, Usage usage) {
    /// `us-east-1`, or words for none.
    public String place() {
        return region.isEmpty() ? "an unknown region" : region;
    }
}
