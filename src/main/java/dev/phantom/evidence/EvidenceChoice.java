package dev.phantom.evidence;

import java.util.List;
import java.util.Set;

/// Which classes of evidence somebody switched on.
///
/// @param setting the setting that says so, for messages: `evidence.send`
public record EvidenceChoice(Set<EvidenceClass> classes, String setting) {

    public static final String SETTING = "evidence.send";

    /// As long as nobody chose.
    public static final EvidenceChoice DEFAULT = of(EvidenceClass.BY_DEFAULT);

    public EvidenceChoice {
        classes = Set.copyOf(classes);
    }

    public static EvidenceChoice of(List<EvidenceClass> classes) {
        return new EvidenceChoice(Set.copyOf(classes), SETTING);
    }

    public boolean has(EvidenceClass kind) {
        return classes.contains(kind);
    }

    /// What is said of a class that is off.
    public String withheld() {
        return "excluded by configuration (" + setting + ")";
    }
}
