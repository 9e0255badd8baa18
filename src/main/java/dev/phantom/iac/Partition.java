package dev.phantom.iac;

/// A part of AWS with accounts, ARNs and domain names of its own, as the AWS SDKs list them.
public enum Partition {
    CHINA("cn-", "aws-cn", "amazonaws.com.cn"),
    US_GOVERNMENT("us-gov-", "aws-us-gov", "amazonaws.com"),
    EU_SOVEREIGN("eusc-", "aws-eusc", "amazonaws.eu"),
    ISO("us-iso-", "aws-iso", "c2s.ic.gov"),
    ISO_B("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
    ISO_E("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ISO_F("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
    COMMERCIAL("", "aws", "amazonaws.com");

    private static final Partition[] ALL = values();

    private final String regions;
    private final String id;
    private final String suffix;

    Partition(String regions, String id, String suffix) {
        this.regions = regions;
        this.id = id;
        this.suffix = suffix;
    }

    /// The partition in which a region lies.
    public static Partition of(String region) {
        for (var partition : ALL) {
            if (region.startsWith(partition.regions)) {
                return partition;
            }
        }
        return COMMERCIAL;
    }

    /// `AWS::Partition`: the second part of its ARNs.
    public String id() {
        return id;
    }

    /// `AWS::URLSuffix`.
    public String suffix() {
        return suffix;
    }
}
