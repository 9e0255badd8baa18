package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.regex.Pattern;

/// Accounts and regions as a user writes them: a slip is told before anything is asked of it. Which regions there are
/// changes too often to be kept; their form does not (`us-east-1`, `us-gov-west-1`, `eusc-de-east-1`).
public final class PlaceOptions {
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private PlaceOptions() {}

    /// The region, if it is one or empty.
    ///
    /// @throws PhantomException USAGE
    public static String region(String written) {
        return checked(written, REGION, "--region", "is not a region", "use the form us-east-1");
    }

    /// The account, if it is one or empty.
    ///
    /// @throws PhantomException USAGE
    public static String account(String written) {
        return checked(written, ACCOUNT, "--account", "is not an account id", "use its 12 digits");
    }

    private static String checked(String written, Pattern form, String option, String is, String right) {
        if (!written.isEmpty() && !form.matcher(written).matches()) {
            throw new PhantomException(new Diagnostic(Code.USAGE, "'" + written + "' " + is, right, option));
        }
        return written;
    }
}
