package dev.phantom.cost;

/// Where a resource is priced, and by which prices.
public record Market(String region, PriceBook prices) {
    /// `us-east-1`, or words for none.
    public String place() {
        return region.isEmpty() ? "an unknown region" : region;
    }
}
