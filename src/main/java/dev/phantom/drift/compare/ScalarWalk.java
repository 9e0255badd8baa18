package dev.phantom.drift.compare;

import dev.phantom.drift.Change;
import dev.phantom.drift.Tier;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.fact.Escaped;
import dev.phantom.drift.fact.Fact.CaseInsensitive;
import dev.phantom.drift.fact.Fact.ExtendedByAws;
import dev.phantom.drift.fact.Fact.VersionPrefix;
import dev.phantom.drift.fact.FactNode;
import dev.phantom.drift.fact.Sameness;
import dev.phantom.drift.fact.Synonym;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Two scalars, or a scalar and something else that may be the same written as text.
final class ScalarWalk {

    /// Words that choose a version; live shows the version that was chosen.
    private static final Set<String> SELECTORS = Set.of("LATEST", "latest", "$Latest", "$Default", "$LATEST");

    private static final Pattern VERSION = Pattern.compile("v?\\d[\\w.+-]*");

    /// Characters of a text that are read in the time of one comparison.
    private static final int STEP = 64;

    private final Walk walk;
    private final Transforms transforms;

    ScalarWalk(Walk walk, Transforms transforms) {
        this.walk = walk;
        this.transforms = transforms;
    }

    void scalars(Scalar expected, Scalar actual, TypeNode node) {
        var ledger = walk.ledger();
        if (Spelling.equal(expected, actual, node)) {
            ledger.agree();
            return;
        }
        boolean nothing = Empties.isEmpty(actual);
        if (nothing && Empties.isEmpty(expected)) {
            ledger.agree();
        } else if (nothing) {
            ledger.remove(expected);
        } else if (Empties.isEmpty(expected)) {
            ledger.add(actual, true);
        } else if (isOtherwiseWritten(expected.text(), actual.text(), node)
                || isEscaped(expected, actual, node)
                || transforms.explain(node, expected, actual)) {
            ledger.agree();
        } else {
            named(expected, actual, node);
        }
    }

    private boolean isOtherwiseWritten(String e, String a, TypeNode node) {
        return differsInCaseOnly(e, a, node)
                || walk.fact(Synonym.class).filter(s -> s.same(e, a)).isPresent()
                || walk.fact(VersionPrefix.class).filter(p -> p.explains(e, a)).isPresent();
    }

    /// Without its escapes a text may be written in every other way as well.
    private boolean isEscaped(Scalar expected, Scalar actual, TypeNode node) {
        var e = unescaped(expected);
        var a = unescaped(actual);
        return !(e.equals(expected) && a.equals(actual))
                && (Spelling.equal(e, a, node) || isOtherwiseWritten(e.text(), a.text(), node));
    }

    private Scalar unescaped(Scalar scalar) {
        var text = walk.fact(Escaped.class)
                .map(escaped -> escaped.unescaped(scalar.text()))
                .orElse(scalar.text());
        return new Scalar(Forms.domain(text), scalar.style());
    }

    /// Perhaps one thing under two names; if not, they differ.
    private void named(Scalar expected, Scalar actual, TypeNode node) {
        var ledger = walk.ledger();
        var same = sameness(expected.text(), actual.text(), node);
        if (same == Sameness.SAME) {
            ledger.agree();
        } else if (same == Sameness.UNDECIDED || unverifiable(expected.text(), actual.text())) {
            ledger.gap(Reason.UNRESOLVED);
        } else if (!text(expected, actual)) {
            ledger.notEqual(expected, actual, List.of(), true);
        }
    }

    /// By the forms in which such a thing is named, where they are known; else by what all ARNs have in common.
    private Sameness sameness(String expected, String actual, TypeNode node) {
        var scope = walk.scope();
        var place = walk.insideText() || scope.kept().facts().isEmpty()
                ? FactNode.NONE
                : scope.kept().at(walk.trail().expected());
        var attributes = new ArrayList<>(node.formats());
        attributes.addAll(node.relations());
        var fact = scope.book().sameThing(place, attributes);
        if (fact.isPresent()) {
            return fact.get().compare(expected, actual, scope.arns().surroundings());
        }
        return scope.arns().compare(expected, actual);
    }

    /// And case means nothing here, or the value cannot have been changed since: then it was AWS that wrote it so.
    private boolean differsInCaseOnly(String expected, String actual, TypeNode node) {
        return (expected.equalsIgnoreCase(actual)
                        || expected.equalsIgnoreCase(actual + ".")
                        || actual.equalsIgnoreCase(expected + "."))
                && (node.has(Trait.CREATE_ONLY) || walk.has(CaseInsensitive.class));
    }

    /// The two cannot be told apart from here: an alias and a key beside it, a word that chooses a version, text that
    /// `GetTemplate` has masked.
    private boolean unverifiable(String expected, String actual) {
        return isAlias(expected) != isAlias(actual)
                        && (isKey(expected) || isKey(actual))
                        && walk.scope().arns().together(expected, actual)
                || SELECTORS.contains(expected) && VERSION.matcher(actual).matches()
                || masked(expected, actual);
    }

    private static boolean isAlias(String text) {
        return text.startsWith("alias/") || text.startsWith("arn:") && text.contains(":alias/");
    }

    private static boolean isKey(String text) {
        return text.startsWith("arn:") && text.contains(":kms:") && text.contains(":key/")
                || text.length() == 36 && text.charAt(8) == '-' && text.charAt(23) == '-';
    }

    /// `?` where live has a character beyond ASCII, everything else alike.
    private static boolean masked(String expected, String actual) {
        if (expected.indexOf('?') < 0 || actual.chars().allMatch(c -> c < 128)) {
            return false;
        }
        var live = actual.codePoints()
                .map(c -> c < 128 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return live.toString().equals(expected);
    }

    /// Compares what both sides hold as JSON or YAML, if both do.
    ///
    /// @return false if they do not
    boolean text(Value expected, Value actual) {
        walk.effort().spend(length(expected) / STEP);
        var e = Documents.of(expected);
        var a = e.isEmpty() ? e : Documents.of(actual);
        if (e.isEmpty() || a.isEmpty()) {
            return false;
        }
        var inside = walk.inside(e.get());
        inside.values(e.get(), a.get(), TypeNode.UNKNOWN);
        var found = inside.ledger().result();
        found.gaps().stream().map(ComparisonResult.Gap::reason).distinct().forEach(walk.ledger()::gap);
        if (found.changes().isEmpty()) {
            walk.ledger().agree();
        } else {
            boolean extended = walk.has(ExtendedByAws.class);
            boolean open =
                    isJson(expected) && isJson(actual); // what a member more of YAML means is the reader's matter
            boolean grown = found.changes().stream()
                    .allMatch(change -> change instanceof Change.Add
                            && (extended || open && change.circumstances().tier() == Tier.UNDECLARED));
            walk.ledger().notEqual(expected, actual, found.changes(), !grown);
        }
        return true;
    }

    private static boolean isJson(Value value) {
        return !(value instanceof Scalar text) || text.text().stripLeading().startsWith("{");
    }

    private static int length(Value value) {
        return value instanceof Scalar text ? text.text().length() : 0;
    }
}
