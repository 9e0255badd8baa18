package dev.phantom.severity;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// One rule that fired on one place.
///
/// @param rule      `PH-SEV-001`
/// @param security  whether it is a security finding (cut apart from the rest of a resource's changes)
/// @param reference address of the public page that backs it
/// @param control   id of the control that failed: `RDS.DBInstance.StorageEncrypted`; empty where the rule is logic
/// @param reasons   what made the level: `RDS.3 medium`, `database`, `prod`; none where the rule's level is all
public record Finding(
        String rule,
        Severity level,
        PropertyPath path,
        String title,
        boolean security,
        String reference,
        String control,
        List<String> reasons) {

    static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::level)
            .reversed()
            .thenComparing(Finding::rule)
            .thenComparing(Finding::path);

    public Finding {
        reasons = List.copyOf(reasons);
    }

    /// One of a rule that is logic, with its own level.
    public Finding(String rule, Severity level, PropertyPath path, String title, boolean security, String reference) {
        this(rule, level, path, title, security, reference, "", List.of());
    }

    /// `high: RDS.3 medium × database × prod`; the level alone where nothing else made it.
    public String rated() {
        return reasons.isEmpty() ? level.text() : level.text() + ": " + String.join(" × ", reasons);
    }

    /// The same on another level.
    ///
    /// @param why one more of its reasons
    Finding rated(Severity other, String why) {
        var more = new ArrayList<>(reasons);
        more.add(why);
        return new Finding(rule, other, path, title, security, reference, control, more);
    }

    /// The same at another path.
    Finding at(UnaryOperator<PropertyPath> paths) {
        return new Finding(rule, level, paths.apply(path), title, security, reference, control, reasons);
    }

    /// As a person may see it.
    public Finding shown(Secrets secrets) {
        return new Finding(
                rule,
                level,
                secrets.shown(path),
                secrets.shown(title),
                security,
                reference,
                control,
                reasons.stream().map(secrets::shown).toList());
    }

    /// The same with other words.
    public Finding mapText(UnaryOperator<String> words) {
        return new Finding(
                rule,
                level,
                path,
                words.apply(title),
                security,
                reference,
                control,
                reasons.stream().map(words).toList());
    }
}
