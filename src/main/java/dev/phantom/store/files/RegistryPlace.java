package dev.phantom.store.files;

import dev.phantom.stack.StackId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// One registry of types, as far as it is known: an account and a region. AWS's own types are the same in every
/// account, so their place has none.
///
/// @param account 12 digits; empty if it is not known, or does not matter
/// @param region  `us-east-1`; empty if it is not known
public record RegistryPlace(String account, String region) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    /// Organizations that no extension of others can be called by.
    ///
    /// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html">RegisterType:
    /// reserved namespaces</a>
    private static final Pattern AWS_OWN = Pattern.compile("(AWS|Alexa|AMZN|Amazon|Dev)::.*");

    /// What is not written as an account or a region is not known.
    public RegistryPlace {
        account = ACCOUNT.matcher(account).matches() ? account : "";
        region = REGION.matcher(region).matches() ? region : "";
    }

    public static RegistryPlace of(StackId stack) {
        return new RegistryPlace(stack.account(), stack.region());
    }

    /// Where an answer about a type holds that was given here.
    RegistryPlace of(String type) {
        return isPublic(type) ? new RegistryPlace("", region) : this;
    }

    private static boolean isPublic(String type) {
        return AWS_OWN.matcher(type).matches();
    }

    /// Whether both may be the same registry.
    boolean fits(RegistryPlace other) {
        return fits(account, other.account) && fits(region, other.region);
    }

    private static boolean fits(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// The file of an answer that holds here; empty if it is not known where it holds.
    Optional<Path> file(String type) {
        var at = of(type);
        var unknown = region.isEmpty() || at.account.isEmpty() && !isPublic(type);
        var name = type.replace("::", "-") + ".jsonl";
        return unknown
                ? Optional.empty()
                : Optional.of(at.account.isEmpty() ? Path.of(region, name) : Path.of(region, account, name));
    }

    /// For people: `111122223333/us-east-1`.
    @Override
    public String toString() {
        return account.isEmpty() ? region : account + "/" + region;
    }
}
