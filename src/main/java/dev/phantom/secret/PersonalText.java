package dev.phantom.secret;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what tells of a person in a text.
final class PersonalText {

    /// Not what names a repository or a database: `git@host:path`, `user@host/path`, `https://user@host`.
    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\w.+-]|//)([\\w+-])[\\w.+-]{0,64}+(?:@|%40)(?:[\\w-]{1,63}+\\.){1,8}+"
                    + "[A-Za-z]{2,24}+(?![\\w-]|[:/][\\w~])");

    /// RFC 1918, and unique local addresses of IPv6 (RFC 4193); neither a network nor the host of an address.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?=[1f])(?<![\\w.:/@-])(?:(10(?=(?:\\.\\d{1,3}){3}(?!\\d))|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))"
                    + "(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d{1,2})){2,3}+(?![\\w.-]*\\w|/\\d)|(f[cd][0-9a-f]{2})(?::[0-9a-f]{0,4}){2,7}(?![\\w:/]))");

    /// 13 to 19 digits with the prefix of an issuer (ISO/IEC 7812), in groups or not.
    private static final Pattern CARD = Pattern.compile(
            "(?=[2-6])(?<![\\w.:/-]|\\d[ -])(?:4|5[1-5]|2[2-7]|3[4-9]|6(?:011|[245]))\\d{0,4}(?:[ -]?\\d){9,17}(?![\\w-]|\\.\\d| \\d)");

    private PersonalText() {}

    /// @param email as a replacement, in which `$1` is the first letter
    /// @param card  what stands for a number; if it ends in `…`, its last four digits follow
    static String inAny(String text, String email, String card) {
        var result = text.indexOf('@') >= 0 || text.contains("%40")
                ? EMAIL.matcher(text).replaceAll(email)
                : text;
        return text.length() < 13
                ? result
                : CARD.matcher(result)
                        .replaceAll(found -> isCard(found.group())
                                ? card + (card.endsWith("…") ? last(found) : "")
                                : Matcher.quoteReplacement(found.group()));
    }

    private static String last(MatchResult found) {
        return found.group().substring(found.group().length() - 4);
    }

    static String addresses(String text, String by) {
        return text.indexOf('.') < 0 && text.indexOf(':') < 0
                ? text
                : ADDRESS.matcher(text)
                        .replaceAll(
                                found -> by.replace("$1", found.group(1) != null ? found.group(1) : found.group(2)));
    }

    /// By Luhn's check digit.
    static boolean isCard(String text) {
        var digits = text.replaceAll("[ -]", "");
        if (digits.length() < 13 || digits.length() > 19 || !CARD.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
