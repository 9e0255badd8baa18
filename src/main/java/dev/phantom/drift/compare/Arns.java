package dev.phantom.drift.compare;

import dev.phantom.drift.fact.Sameness;
import dev.phantom.iac.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Names and ARNs of one thing.
///
/// @param account of the stack; empty if not known
/// @param region  of the stack; empty if not known
public record Arns(String account, String region) {

    private static final int PARTS = 6;
    private static final int PARTITION = 1;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;
    private static final int SERVICE = 2;
    private static final String OWN_API = "execute-api:/";
    private static final Pattern OF_AN_API = Pattern.compile("^[a-z0-9]+/");
    private static final Pattern ROOT = Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):root");

    static boolean isArn(String text) {
        return text.startsWith("arn:") && text.split(":", PARTS).length == PARTS;
    }

    /// What is known around a name: `partition`, `region`, `account`.
    public Map<String, String> surroundings() {
        var known = new HashMap<String, String>();
        known.put("account", account);
        known.put("region", region);
        known.put("partition", partition());
        known.values().removeIf(String::isEmpty);
        return known;
    }

    private String partition() {
        return region.isEmpty() ? "" : Partition.of(region).id();
    }

    /// Equal if exactly one side is an ARN, its last component is the other side, and it lies here; or if both are one
    /// ARN but for the `:*` that log groups carry.
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

    /// The same, and undecided if the ARN tells an account or region and nobody tells the stack's.
    Sameness compare(String e, String a) {
        if (!sameThing(e, a)) {
            return Sameness.DIFFERENT;
        }
        return isArn(e) == isArn(a) || known(isArn(e) ? e : a) ? Sameness.SAME : Sameness.UNDECIDED;
    }

    private boolean known(String arn) {
        return (part(arn, REGION, "").isEmpty() || !region.isEmpty())
                && (part(arn, ACCOUNT, "").isEmpty() || !account.isEmpty());
    }

    /// Whether the ARN is that of the thing called `name` here.
    boolean names(String arn, String name) {
        var resource = withoutWildcard(arn).split(":", PARTS)[RESOURCE];
        return !name.isEmpty()
                && together(arn, name)
                && (resource.equals(name) || resource.endsWith("/" + name) || resource.endsWith(":" + name));
    }

    /// Whether the one is short for the other, of whatever API that is: `execute-api:/*` for
    /// `arn:aws:execute-api:us-east-1:111122223333:a1b2c3/*`.
    /// (API Gateway Developer Guide, "API Gateway resource policy examples")
    boolean abbreviates(String e, String a) {
        return e.startsWith(OWN_API)
                && isArn(a)
                && a.split(":", PARTS)[SERVICE].equals("execute-api")
                && together(a, e)
                && OF_AN_API
                        .matcher(a.split(":", PARTS)[RESOURCE])
                        .replaceFirst("/")
                        .equals(e.substring(OWN_API.length() - 1));
    }

    /// An account stands for its root: `111122223333` for `arn:aws:iam::111122223333:root`.
    /// (IAM User Guide, "AWS JSON policy elements: Principal")
    boolean sameAccount(String e, String a) {
        return isRoot(e, a) || isRoot(a, e);
    }

    private boolean isRoot(String arn, String number) {
        var root = ROOT.matcher(arn);
        return root.matches() && root.group(2).equals(number) && agrees(root.group(1), partition());
    }

    /// Whether both may lie in one partition, region and account; what is no ARN lies in those of the stack.
    boolean together(String one, String other) {
        return agrees(part(one, PARTITION, partition()), part(other, PARTITION, partition()))
                && agrees(part(one, REGION, region), part(other, REGION, region))
                && agrees(part(one, ACCOUNT, account), part(other, ACCOUNT, account));
    }

    private static String part(String text, int index, String own) {
        return isArn(text) ? text.split(":", PARTS)[index] : own;
    }

    private static boolean agrees(String part, String own) {
        return part.isEmpty() || own.isEmpty() || part.equals(own);
    }

    private static String withoutWildcard(String arn) {
        return arn.endsWith(":*") && arn.contains(":log-group:") ? arn.substring(0, arn.length() - 2) : arn;
    }
}
