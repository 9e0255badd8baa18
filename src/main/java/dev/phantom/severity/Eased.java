package dev.phantom.severity;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A finding of level high or critical that a team lowered or switched off: told wherever the drift is.
///
/// @param finding as it is without the team's word
/// @param to      what it was lowered to; null where it was switched off
/// @param reason  the team's
/// @param until   the last day on which it is so
public record Eased(Finding finding, @Nullable Severity to, String reason, LocalDate until) {

    /// `lowered to medium by .phantom/severity.yaml`.
    public String by() {
        return (to == null ? "switched off" : "lowered to " + to.text()) + " by .phantom/severity.yaml";
    }

    /// The same at another path.
    Eased at(UnaryOperator<PropertyPath> paths) {
        return new Eased(finding.at(paths), to, reason, until);
    }

    /// As a person may see it.
    public Eased shown(Secrets secrets) {
        return new Eased(finding.shown(secrets), to, secrets.shown(reason), until);
    }

    /// The same with other words.
    public Eased mapText(UnaryOperator<String> words) {
        return new Eased(finding.mapText(words), to, words.apply(reason), until);
    }
}
