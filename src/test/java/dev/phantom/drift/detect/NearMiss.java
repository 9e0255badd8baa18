package dev.phantom.drift.detect;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Trait;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One step away from a text of a certain form, where a comparison that is too kind sees no difference.
enum NearMiss {
    ACCOUNT("another account in the ARN", "(arn:[a-z-]+:[^:]*:[^:]*:)(\\d{12})(:.*)") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + otherDigit(m.group(2)) + m.group(3);
        }
    },
    REGION("another region in the ARN", "(arn:[a-z-]+:[^:]*:)([a-z]+-[a-z]+-\\d)(:.*)") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + (m.group(2).equals("eu-west-1") ? "eu-west-2" : "eu-west-1") + m.group(3);
        }
    },
    PARTITION("another partition in the ARN", "arn:aws:(.*)") {
        @Override
        String beside(MatchResult m) {
            return "arn:aws-cn:" + m.group(1);
        }
    },
    NAME("another name in the ARN", "(arn:[a-z-]+:[^:]*:[^:]*:[^:]*:.*[^*])") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + "2";
        }
    },
    NUMBER_OF_ACCOUNT("another account", "(\\d{12})") {
        @Override
        String beside(MatchResult m) {
            return otherDigit(m.group(1));
        }
    },
    SIZE("a range of half the size", "(\\d+\\.\\d+\\.\\d+\\.\\d+/)(\\d|[12]\\d|3[01])") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + (Integer.parseInt(m.group(2)) + 1);
        }
    },
    NEIGHBOUR("the range beside it", "(\\d+)(\\.\\d+\\.\\d+\\.\\d+/)(8|16|24|32)") {
        @Override
        String beside(MatchResult m) {
            return (Integer.parseInt(m.group(1)) ^ 1) + m.group(2) + m.group(3);
        }
    },
    VERSION("another second part of the version", "(\\d+)\\.(\\d{1,8})((?:\\.\\w+)*)") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + "." + (Integer.parseInt(m.group(2)) + 4) + m.group(3);
        }

        @Override
        boolean speaksOf(String key, TypeNode node) {
            return key.endsWith("Version") && !node.is(Kind.NUMBER);
        }
    },
    TEXT_OF_DIGITS("a zero before the text", "([1-9]\\d*)") {
        @Override
        String beside(MatchResult m) {
            return "0" + m.group(1);
        }

        @Override
        boolean speaksOf(String key, TypeNode node) {
            return node.is(Kind.STRING) && !node.is(Kind.INTEGER) && !node.is(Kind.NUMBER);
        }
    },
    RATE("another rate", "rate\\((\\d{1,8}) (minute|hour|day)s?\\)") {
        @Override
        String beside(MatchResult m) {
            return "rate(" + (Integer.parseInt(m.group(1)) + 1) + " " + m.group(2) + "s)";
        }
    },
    EFFECT("Deny for Allow, Allow for Deny", "(Allow|Deny)") {
        @Override
        String beside(MatchResult m) {
            return m.group(1).equals("Allow") ? "Deny" : "Allow";
        }

        @Override
        boolean speaksOf(String key, TypeNode node) {
            return key.equals("Effect");
        }
    },
    CASE("other case, where case counts", "(.*[a-zA-Z].*)") {
        @Override
        String beside(MatchResult m) {
            var text = m.group(1);
            var lower = text.toLowerCase(Locale.ROOT);
            return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
        }

        @Override
        boolean speaksOf(String key, TypeNode node) {
            return (node.is(Kind.STRING) || !node.isKnown())
                    && node.choices().isEmpty()
                    && !node.ignoresCase()
                    && !node.has(Trait.CREATE_ONLY)
                    && !node.has(Trait.CONDITIONAL_CREATE_ONLY);
        }
    },
    SPACE("one more blank in a text", "([^ {\\[(-][^{\\[(]*?) ([^{\\[(]*)") {
        @Override
        String beside(MatchResult m) {
            return m.group(1) + "  " + m.group(2);
        }
    };

    private final String title;
    private final Pattern form;

    NearMiss(String title, String form) {
        this.title = title;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    String title() {
        return title;
    }

    abstract String beside(MatchResult match);

    boolean speaksOf(String key, TypeNode node) {
        return true;
    }

    /// The text one step away; empty if this is no text of the form.
    Optional<String> of(String text, String key, TypeNode node) {
        var match = form.matcher(text);
        return match.matches() && speaksOf(key, node) ? Optional.of(beside(match)) : Optional.empty();
    }

    private static String otherDigit(String number) {
        int last = number.length() - 1;
        return number.substring(0, last) + (number.charAt(last) == '9' ? '8' : '9');
    }
}
