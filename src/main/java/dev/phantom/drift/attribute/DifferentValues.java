package dev.phantom.drift.attribute;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells two scalars that cannot be one value in two spellings. A request may name by its name what live shows by its
/// ARN, spell an enumeration in another case, leave the minor version to the service, or have its secrets hidden by the
/// change log: of these nothing is said.
final class DifferentValues {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
    /// Neither an ARN, an alias, a path, a document, an instant nor a pattern.
    private static final Pattern PLAIN = Pattern.compile("[\\w .-]+");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    /// `HIDDEN_DUE_TO_SECURITY_REASONS` stands for a value that CloudTrail does not show.
    private static final String HIDDEN = "hidden";

    private DifferentValues() {}

    static boolean surely(String one, String two) {
        if (isNumber(one) && isNumber(two)) {
            return new BigDecimal(one).compareTo(new BigDecimal(two)) != 0
                    && !continues(one, two)
                    && !continues(two, one);
        }
        if (isNumber(one) || isNumber(two)) {
            return false;
        }
        return isTruth(one) == isTruth(two) && (isTruth(one) ? !one.equalsIgnoreCase(two) : texts(one, two));
    }

    private static boolean texts(String one, String two) {
        var left = bare(one);
        var right = bare(two);
        return PLAIN.matcher(one).matches()
                && PLAIN.matcher(two).matches()
                && DIGIT.matcher(one).find() == DIGIT.matcher(two).find()
                && !left.startsWith(HIDDEN)
                && !left.contains(right)
                && !right.contains(left);
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static boolean isTruth(String text) {
        return TRUTH.matcher(text).matches();
    }

    /// 15.4 where 15 was asked for.
    private static boolean continues(String longer, String shorter) {
        return longer.startsWith(shorter + ".");
    }
}
