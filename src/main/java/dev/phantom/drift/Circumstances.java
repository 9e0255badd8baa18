package dev.phantom.drift;

import dev.phantom.iac.Origin;
import dev.phantom.secret.Secrets;
import java.util.EnumSet;
import java.util.Set;

/// What is known about a change beside its values.
///
/// @param confirmed  always true for DECLARED; UNDECLARED only by evidence (baseline or an attributed write)
/// @param protection the property protects something (encryption, deletion protection, …), by type facts
/// @param origin     where the expected value is written; `ABSENT` for an addition
public record Circumstances(
        Tier tier, boolean confirmed, boolean protection, Origin origin, Occurred occurred, Set<Witness> witnesses) {

    public Circumstances {
        witnesses = Set.copyOf(witnesses);
    }

    public static Circumstances declared(Origin origin) {
        return new Circumstances(Tier.DECLARED, true, false, origin, Occurred.UNKNOWN, Set.of(Witness.COMPARISON));
    }

    public static Circumstances undeclared() {
        return new Circumstances(
                Tier.UNDECLARED, false, false, Origin.ABSENT, Occurred.UNKNOWN, Set.of(Witness.COMPARISON));
    }

    public Circumstances confirmedBy(Witness witness) {
        return new Circumstances(tier, true, protection, origin, occurred, plus(witness));
    }

    public Circumstances occurred(Occurred when) {
        return new Circumstances(tier, confirmed, protection, origin, when, witnesses);
    }

    /// As a person may see it.
    Circumstances shown(Secrets secrets) {
        var actor = secrets.shown(occurred.actor());
        return actor.equals(occurred.actor()) ? this : occurred(occurred.by(actor));
    }

    public Circumstances witness(Witness witness) {
        return new Circumstances(tier, confirmed, protection, origin, occurred, plus(witness));
    }

    /// Whether two vouch for the change, as a pull request needs it.
    public boolean witnessed() {
        return witnesses.size() >= 2;
    }

    public Circumstances protection(boolean isProtection) {
        return new Circumstances(tier, confirmed, isProtection, origin, occurred, witnesses);
    }

    private Set<Witness> plus(Witness witness) {
        var all = EnumSet.of(witness);
        all.addAll(witnesses);
        return all;
    }
}
