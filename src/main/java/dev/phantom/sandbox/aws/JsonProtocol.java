package dev.phantom.sandbox.aws;

/// A service that speaks JSON, by its `X-Amz-Target`.
enum JsonProtocol {
    CLOUD_CONTROL("CloudControl", "cloudformation"),
    CLOUD_TRAIL("CloudTrail", "cloudtrail"),
    PRICING("Pricing", "pricing");

    private final String title;
    private final String prefix;

    JsonProtocol(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    /// As the call log names it.
    String title() {
        return title;
    }

    /// Of its IAM actions.
    String prefix() {
        return prefix;
    }

    static JsonProtocol of(String target) {
        if (target.startsWith("AWSPriceListService.")) {
            return PRICING;
        }
        return target.contains("CloudTrail") ? CLOUD_TRAIL : CLOUD_CONTROL;
    }
}
