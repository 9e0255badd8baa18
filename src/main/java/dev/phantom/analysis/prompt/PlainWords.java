package dev.phantom.analysis.prompt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// Text as a model reads it: an address is no link, a hash is as long as a person would write it, and a figure has no
/// digits that mean nothing. Texts that differ still differ, but for what only machines tell apart.
final class PlainWords {

    private static final Pattern LINK = Pattern.compile("(?i)\\b(https?|ftp|wss?)://");

    /// A commit, a content hash, a canonical user: what follows its beginning says nothing to a reader. A resource id
    /// is shorter.
    private static final Pattern HEX =
            Pattern.compile("(?<![0-9A-Za-z])(?=[0-9a-fA-F]*[0-9])([0-9a-fA-F]{7})[0-9a-fA-F]{25,}(?![0-9A-Za-z])");

    /// 32 bytes in Base64, as AWS writes the hash of code.
    private static final Pattern BASE64 =
            Pattern.compile("(?<![0-9A-Za-z+/])([0-9A-Za-z+/]{7})[0-9A-Za-z+/]{36}=(?![0-9A-Za-z+/=])");

    /// With four decimals or more; not part of a version, an address or a name.
    private static final Pattern FIGURE = Pattern.compile("(?<![\\w.])\\d++\\.\\d{4,}+(?!\\.\\w)");

    private static final int DIGITS = 3;

    private PlainWords() {}

    static String of(String text) {
        var plain = LINK.matcher(text).replaceAll("$1:");
        plain = HEX.matcher(plain).replaceAll("$1…");
        plain = BASE64.matcher(plain).replaceAll("$1…");
        return FIGURE.matcher(plain).replaceAll(m -> rounded(new BigDecimal(m.group())));
    }

    /// Three significant digits; what is larger loses only its fraction.
    static String rounded(BigDecimal number) {
        var whole = number.abs().compareTo(BigDecimal.valueOf(100)) >= 0;
        var rounded = whole
                ? number.setScale(0, RoundingMode.HALF_EVEN)
                : number.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        var shortest = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return shortest.toPlainString();
    }
}
