package dev.phantom.cost;

/// Where a resource is priced, and by which prices.
public record Market(String region, PriceBook prices) {}
