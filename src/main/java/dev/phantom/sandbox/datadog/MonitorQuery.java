package dev.phantom.sandbox.datadog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The query of a metric monitor, `max(last_48h):sum:m{env:prod AND severity IN (high,critical)} by {stack} > 0`
/// (https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor), and what it comes to.
///
/// @param filter over the tags of a point
/// @param by     a value for each combination of these
/// @param count  `.as_count()`: nothing is 0
record MonitorQuery(
        String time,
        Duration window,
        String space,
        String metric,
        Predicate<Map<String, String>> filter,
        List<String> by,
        boolean count,
        String operator,
        double threshold) {

    private static final Pattern SHAPE = Pattern.compile(
            "(avg|sum|max|min)\\(last_(\\d+)([mhdw])\\):(avg|sum|min|max):"
                    + "([A-Za-z][\\w.]*)\\{([^}]*)}(?:\\s*by\\s*\\{([^}]*)})?(\\.as_count\\(\\))?\\s*(<=|>=|==|!=|<|>)\\s*(-?[\\d.]+)");
    private static final Pattern AND = Pattern.compile("(?i)\\s+and\\s+");
    private static final Pattern IN = Pattern.compile("(?i)([\\w.-]+)\\s+in\\s*\\(([^)]*)\\)");
    private static final Pattern TAG = Pattern.compile("([\\w.-]+):([^\\s,()!]+)");

    /// @throws IllegalArgumentException with Datadog's kind of words
    static MonitorQuery parse(String text) {
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException("The value provided for parameter 'query' is invalid");
        }
        var window = window(Integer.parseInt(found.group(2)), found.group(3));
        return new MonitorQuery(
                found.group(1),
                window,
                found.group(4),
                found.group(5),
                filter(found.group(6).strip().toLowerCase(Locale.ROOT)),
                found.group(7) == null ? List.of() : List.of(found.group(7).split("\\s*,\\s*")),
                found.group(8) != null,
                found.group(9),
                Double.parseDouble(found.group(10)));
    }

    private static Duration window(int number, String unit) {
        var window = switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7L * number);
        };
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("The value provided for parameter 'query' is invalid: its time window");
        }
        return window;
    }

    /// Commas, or words: never both in one.
    private static Predicate<Map<String, String>> filter(String text) {
        if (text.equals("*")) {
            return tags -> true;
        }
        var words = AND.matcher(text).find() || IN.matcher(text).find();
        var outside = IN.matcher(text).replaceAll("");
        if (words && (outside.contains(",") || outside.contains("!"))) {
            throw new IllegalArgumentException("Query parsing error: symbols and words cannot be mixed in " + text);
        }
        Predicate<Map<String, String>> all = tags -> true;
        for (var part : words ? AND.split(text) : text.split(",")) {
            all = all.and(term(part.strip()));
        }
        return all;
    }

    private static Predicate<Map<String, String>> term(String part) {
        var in = IN.matcher(part);
        if (in.matches()) {
            var values = List.of(in.group(2).strip().split("\\s*,\\s*"));
            return tags -> values.contains(tags.getOrDefault(in.group(1), ""));
        }
        var tag = TAG.matcher(part);
        if (!tag.matches()) {
            throw new IllegalArgumentException("Query parsing error: '" + part + "' is not a filter");
        }
        return tags -> tag.group(2).equals(tags.get(tag.group(1)));
    }

    /// The value of each group that has points within the window.
    ///
    /// @return by `stack:payments,severity:high`, or `*`
    Map<String, Double> over(List<ReceivedPoint> points, Instant now) {
        var begin = now.minus(window);
        var groups = points.stream()
                .filter(p -> p.metric().equals(metric) && filter.test(p.tags()))
                .filter(p -> p.at().isAfter(begin) && !p.at().isAfter(now))
                .filter(p -> p.tags().keySet().containsAll(by))
                .collect(Collectors.groupingBy(p -> group(p.tags()), TreeMap::new, Collectors.toList()));
        var values = new TreeMap<String, Double>();
        groups.forEach((group, members) -> values.put(group, fold(time, minutes(members))));
        return values;
    }

    private String group(Map<String, String> tags) {
        return by.isEmpty()
                ? "*"
                : by.stream().map(key -> key + ":" + tags.get(key)).collect(Collectors.joining(","));
    }

    /// Minute by minute: each series comes to one value, a count to its sum and a gauge to its mean, and these are
    /// folded.
    private List<Double> minutes(List<ReceivedPoint> points) {
        var minutes = points.stream()
                .collect(Collectors.groupingBy(
                        p -> p.at().getEpochSecond() / 60,
                        TreeMap::new,
                        Collectors.groupingBy(
                                ReceivedPoint::tags, Collectors.mapping(ReceivedPoint::value, Collectors.toList()))));
        var folded = new ArrayList<Double>();
        minutes.values()
                .forEach(series -> folded.add(fold(
                        space,
                        series.values().stream()
                                .map(v -> fold(count ? "sum" : "avg", v))
                                .toList())));
        return folded;
    }

    private static double fold(String how, List<Double> values) {
        var all = values.stream().mapToDouble(v -> v).summaryStatistics();
        return switch (how) {
            case "sum" -> all.getSum();
            case "min" -> all.getMin();
            case "max" -> all.getMax();
            default -> all.getAverage();
        };
    }

    /// Whether a value is beyond a threshold.
    boolean crosses(double value, double limit) {
        return switch (operator) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "==" -> value == limit;
            default -> value != limit;
        };
    }
}
