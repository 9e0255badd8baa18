package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.value.Value.Scalar;

/// The ways in which two different texts are one value. The list is closed, so that the tests can ask of each for what
/// it must not swallow.
enum Spelling {
    TRUTH(Scalars::sameTruth, true),
    NUMBER(Scalars::sameNumber, true),
    CHOICE(Scalars::sameChoice, false),
    EDGES((e, a, node) -> Forms.sameText(e.text(), a.text()), false),
    RATE((e, a, node) -> Forms.sameRate(e.text(), a.text()), false),
    WINDOW((e, a, node) -> Forms.sameWindow(e.text(), a.text()), false),
    DOMAIN((e, a, node) -> Forms.sameDomain(e.text(), a.text()), false),
    END((e, a, node) -> Forms.sameEnd(e.text(), a.text()), false),
    INSTANT((e, a, node) -> Forms.sameInstant(e.text(), a.text()), false),
    SSH_KEY((e, a, node) -> Forms.sameSshKey(e.text(), a.text()), false),
    PEM((e, a, node) -> Forms.samePem(e.text(), a.text()), false),
    IPV6((e, a, node) -> Addresses.sameIpv6(e.text(), a.text()), true),
    NETWORK((e, a, node) -> Addresses.sameNetwork(e.text(), a.text()), true);

    private static final Spelling[] ALL = values();

    private final Law law;
    private final boolean literal;

    Spelling(Law law, boolean literal) {
        this.law = law;
        this.literal = literal;
    }

    @FunctionalInterface
    private interface Law {
        boolean equates(Scalar expected, Scalar actual, TypeNode node);
    }

    boolean equates(Scalar expected, Scalar actual, TypeNode node) {
        return law.equates(expected, actual, node);
    }

    /// Whether AWS equates the two where the schema says this of the place.
    static boolean equal(Scalar expected, Scalar actual, TypeNode node) {
        return equal(expected, actual, node, false);
    }

    /// Whether the two are equal where AWS compares texts letter by letter, as a policy's condition does.
    static boolean literal(Scalar expected, Scalar actual) {
        return equal(expected, actual, TypeNode.UNKNOWN, true);
    }

    private static boolean equal(Scalar expected, Scalar actual, TypeNode node, boolean literal) {
        if (expected.text().equals(actual.text())) {
            return true;
        }
        for (var spelling : ALL) {
            if ((spelling.literal || !literal) && spelling.equates(expected, actual, node)) {
                return true;
            }
        }
        return false;
    }
}
