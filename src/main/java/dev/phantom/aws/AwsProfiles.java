package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/// The profiles of the shared AWS configuration files.
public final class AwsProfiles {

    private AwsProfiles() {}

    /// @param profile empty for the default chain
    /// @throws PhantomException AWS_CREDENTIALS if no file has it
    public static void check(String profile) {
        if (profile.isEmpty()) {
            return;
        }
        var known = known();
        if (known.contains(profile)) {
            return;
        }
        var meant = Nearest.slip(profile, known)
                .map(name -> "did you mean '" + name + "'? ")
                .orElse("");
        var there = known.isEmpty() ? "they name none" : "they name " + String.join(", ", known);
        throw new PhantomException(new Diagnostic(
                        Code.AWS_CREDENTIALS,
                        "there is no AWS profile '" + profile + "'",
                        meant + "profiles are read from " + config() + " (AWS_CONFIG_FILE) and " + credentials()
                                + " (AWS_SHARED_CREDENTIALS_FILE); " + there,
                        "--profile")
                .by(Cause.NOT_CONFIGURED));
    }

    /// None where the files cannot be read: what uses them says why.
    private static Set<String> known() {
        try {
            return new TreeSet<>(ProfileFile.defaultProfileFile().profiles().keySet());
        } catch (SdkException e) {
            return Set.of();
        }
    }

    private static Path config() {
        return ProfileFileLocation.configurationFilePath();
    }

    private static Path credentials() {
        return ProfileFileLocation.credentialsFilePath();
    }
}
