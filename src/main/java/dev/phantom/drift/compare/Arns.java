package dev.phantom.drift.compare;

import java.util.HashMap;
import java.util.Map;

/// Names and ARNs of one thing.
///
/// @param account of the stack; empty if not known
/// @param region  of the stack; empty if not known
public record Arns(String account, String region) {

    private static final int PARTS = 6;

    public static boolean isArn(String text) {
        return text.startsWith("arn:") && text.split(":", PARTS).length == PARTS;
    }

    /// What is known around a name: `partition`, `region`, `account`.
    Map<String, String> surroundings() {
        var known = new HashMap<String, String>();
        known.put("account", account);
        known.put("region", region);
        known.put(
                "partition",
                region.isEmpty()
                        ? ""
                        : region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
        known.values().removeIf(String::isEmpty);
        return known;
    }

    /// Equal if exactly one side is an ARN, its last component is the other side, and it lies in this account and
    /// region;
    /// or if both are one ARN but for the `:*` that log groups carry.
    public boolean sameThing(String e, String a) {
        boolean expectedIsArn = isArn(e);
        boolean actualIsArn = isArn(a);
        if (expectedIsArn && actualIsArn) {
            return withoutWildcard(e).equals(withoutWildcard(a));
        }
        if (expectedIsArn == actualIsArn) {
            return false;
        }
        return expectedIsArn ? names(e, a) : names(a, e);
    }

    /// Whether the ARN is that of the thing called `name` here.
    boolean names(String arn, String name) {
        var parts = withoutWildcard(arn).split(":", PARTS);
        var resource = parts[5];
        return !name.isEmpty()
                && agrees(parts[3], region)
                && agrees(parts[4], account)
                && (resource.equals(name) || resource.endsWith("/" + name) || resource.endsWith(":" + name));
    }

    private static boolean agrees(String part, String own) {
        return part.isEmpty() || own.isEmpty() || part.equals(own);
    }

    private static String withoutWildcard(String arn) {
        return arn.endsWith(":*") && arn.contains(":log-group:") ? arn.substring(0, arn.length() - 2) : arn;
    }
}
