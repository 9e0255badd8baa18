package dev.phantom.sandbox.datadog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Datadog's search syntax, as far as Phantom writes it: `service:web`, `status:(error OR critical)`, `@monitor.id:7`,
/// `@duration:>1000`, `@port:[1 TO 9]`, `*:*any attribute*`, quotes, wildcards, AND, OR, NOT, `-`, parentheses, free
/// text.
final class SearchQuery {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\()|(\\))|(-(?=[^\\s)]))|((?:[@\\w.\\-]+:)(?=\\())|((?:[@*\\w.\\-]+:)?\"(?:[^\"\\\\]|\\\\.)*\""
                    + "|[@\\w.\\-]+:\\[[^\\]]+\\]|[^\\s()]+))");

    private static final Pattern RANGE = Pattern.compile("\\[(\\d+) TO (\\d+)\\]");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private SearchQuery(String query) {
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            tokens.add(matcher.group().strip());
        }
    }

    static Predicate<Document> parse(String query) {
        if (query.isBlank() || query.strip().equals("*")) {
            return d -> true;
        }
        return new SearchQuery(query).or("");
    }

    private Predicate<Document> or(String key) {
        var result = and(key);
        while (peek("OR")) {
            next++;
            result = result.or(and(key));
        }
        return result;
    }

    private Predicate<Document> and(String key) {
        var result = unary(key);
        while (next < tokens.size() && !peek("OR") && !peek(")")) {
            if (peek("AND")) {
                next++;
                continue;
            }
            result = result.and(unary(key));
        }
        return result;
    }

    private Predicate<Document> unary(String key) {
        if (next >= tokens.size()) {
            return d -> true;
        }
        var token = tokens.get(next++);
        if (token.equals("NOT") || token.equals("-")) {
            return unary(key).negate();
        }
        if (token.equals("(")) {
            return group(key);
        }
        if (token.endsWith(":") && peek("(")) {
            next++;
            return group(token.substring(0, token.length() - 1));
        }
        return term(key, token);
    }

    private Predicate<Document> group(String key) {
        var inner = or(key);
        if (peek(")")) {
            next++;
        }
        return inner;
    }

    private boolean peek(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private static Predicate<Document> term(String key, String token) {
        var colon = token.startsWith("\"") ? -1 : token.indexOf(':');
        if (!key.isEmpty() || colon < 1) {
            return match(key, unquote(token));
        }
        return match(token.substring(0, colon), unquote(token.substring(colon + 1)));
    }

    private static Predicate<Document> match(String key, String value) {
        if (key.isEmpty()) {
            var wanted = value.replace("*", "").toLowerCase(Locale.ROOT);
            return d -> d.text().toLowerCase(Locale.ROOT).contains(wanted);
        }
        if (key.equals("*")) {
            var wanted = value.replace("*", "").toLowerCase(Locale.ROOT);
            return d -> d.attributes().toString().toLowerCase(Locale.ROOT).contains(wanted);
        }
        if (value.matches("[<>]=?-?\\d+(\\.\\d+)?")) {
            return d -> d.values(key).stream().anyMatch(v -> compares(v, value));
        }
        var range = RANGE.matcher(value);
        if (range.matches()) {
            return d -> d.values(key).stream()
                    .anyMatch(v -> compares(v, ">=" + range.group(1)) && compares(v, "<=" + range.group(2)));
        }
        var pattern = Pattern.compile(
                Pattern.quote(value).replace("*", "\\E.*\\Q"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return d -> d.values(key).stream().anyMatch(v -> pattern.matcher(v).matches());
    }

    private static boolean compares(String value, String condition) {
        try {
            var left = Double.parseDouble(value);
            var right = Double.parseDouble(condition.replaceAll("^[<>]=?", ""));
            return condition.startsWith(">")
                    ? left > right || (condition.startsWith(">=") && left >= right)
                    : left < right || (condition.startsWith("<=") && left <= right);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String unquote(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }
}
