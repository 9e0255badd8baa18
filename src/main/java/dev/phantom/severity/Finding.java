package dev.phantom.severity;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;

/// One rule that fired on one place.
///
/// @param rule      `PH-SEV-001`
/// @param security  whether it is a security finding (cut apart from the rest of a resource's changes)
/// @param reference address of the public page that backs it
public record Finding(
        String rule, Severity level, PropertyPath path, String title, boolean security, String reference) {

    /// As a person may see it.
    public Finding shown(Secrets secrets) {
        return new Finding(rule, level, secrets.shown(path), secrets.shown(title), security, reference);
    }
}
