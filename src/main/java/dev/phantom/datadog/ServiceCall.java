package dev.phantom.datadog;

/// That one service calls another.
public record ServiceCall(String from, String to) {}
