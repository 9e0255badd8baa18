package dev.phantom.sandbox.datadog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// `avg:aws.rds.cpuutilization{dbinstanceidentifier:db} by {host}.rollup(max,300)`, evaluated over told series.
///
/// @param rollup seconds; 0 for Datadog's own choice, which grows with the window
record MetricQuery(
        String aggregator, String metric, List<String> filter, List<String> by, String rollupBy, long rollup) {

    private static final Pattern SHAPE = Pattern.compile(
            "(?:(avg|sum|min|max|p\\d+):)?([A-Za-z][\\w.]*)\\{([^}]*)}(?:\\s*by\\s*\\{([^}]*)})?((?:\\.\\w+\\([^)]*\\))*)");
    private static final Pattern ROLLUP = Pattern.compile("\\.rollup\\((\\w+)(?:,\\s*(\\d+))?\\)");

    /// @param group values of the `by` tags
    record Result(List<String> group, String unit, long interval, TreeMap<Long, Double> points) {}

    /// Comma-separated queries of one call.
    ///
    /// @throws IllegalArgumentException with Datadog's kind of words
    static List<MetricQuery> parse(String text) {
        var queries = new ArrayList<MetricQuery>();
        var matcher = SHAPE.matcher(text.strip());
        var end = 0;
        while (end < text.strip().length()) {
            if (!matcher.find(end)
                    || !text.strip().substring(end, matcher.start()).isBlank()) {
                throw new IllegalArgumentException("Error parsing query: unable to parse " + text);
            }
            var rollup = ROLLUP.matcher(matcher.group(5));
            var has = rollup.find();
            var aggregator = matcher.group(1) == null ? "avg" : matcher.group(1);
            queries.add(new MetricQuery(
                    aggregator,
                    matcher.group(2),
                    split(matcher.group(3).replaceAll("(?i)\\s+AND\\s+", ",")),
                    split(matcher.group(4) == null ? "" : matcher.group(4)),
                    has ? rollup.group(1) : "avg",
                    has && rollup.group(2) != null ? Long.parseLong(rollup.group(2)) : 0));
            end = matcher.end();
            if (end < text.strip().length() && text.strip().charAt(end) == ',') {
                end++;
            }
        }
        return queries;
    }

    /// The same with points that far apart.
    MetricQuery every(long seconds) {
        return new MetricQuery(aggregator, metric, filter, by, rollupBy, seconds);
    }

    List<Result> over(List<MetricSeries> world, long from, long to) {
        var groups = new LinkedHashMap<List<String>, List<MetricSeries>>();
        for (var told : world) {
            if (told.metric().equals(metric) && told.tags().containsAll(filter)) {
                groups.computeIfAbsent(group(told), g -> new ArrayList<>()).add(told);
            }
        }
        var results = new ArrayList<Result>();
        groups.forEach((group, members) -> {
            var step = interval(members.getFirst(), to - from);
            var buckets = new TreeMap<Long, List<Double>>();
            for (var told : members) {
                rolled(told, from, to, step)
                        .forEach((at, v) -> buckets.computeIfAbsent(at, a -> new ArrayList<>())
                                .add(v));
            }
            var points = new TreeMap<Long, Double>();
            buckets.forEach((at, values) -> points.put(at, fold(aggregator, values)));
            if (!points.isEmpty()) {
                results.add(new Result(group, members.getFirst().unit(), step, points));
            }
        });
        return results;
    }

    private List<String> group(MetricSeries told) {
        return by.stream()
                .map(key -> told.tags().stream()
                        .filter(t -> t.startsWith(key + ":"))
                        .findFirst()
                        .orElse(key + ":n/a"))
                .toList();
    }

    /// At most about 300 points a window, unless asked otherwise.
    private long interval(MetricSeries told, long window) {
        if (rollup > 0) {
            return rollup;
        }
        for (var step : List.of(20L, 60L, 120L, 300L, 600L, 1200L, 1800L, 3600L, 7200L, 14_400L)) {
            if (step >= told.interval() && window / step <= 300) {
                return step;
            }
        }
        return 86_400L;
    }

    private Map<Long, Double> rolled(MetricSeries told, long from, long to, long step) {
        var buckets = new TreeMap<Long, List<Double>>();
        told.points()
                .subMap(Math.floorDiv(from, step) * step, true, to, true)
                .forEach((at, v) -> buckets.computeIfAbsent(Math.floorDiv(at, step) * step, a -> new ArrayList<>())
                        .add(v));
        var result = new TreeMap<Long, Double>();
        buckets.forEach((at, values) -> result.put(at, fold(rollupBy, values)));
        return result;
    }

    private static double fold(String how, List<Double> values) {
        var stats = values.stream().mapToDouble(v -> v).summaryStatistics();
        return switch (how) {
            case "sum" -> stats.getSum();
            case "min" -> stats.getMin();
            case "max" -> stats.getMax();
            default -> stats.getAverage();
        };
    }

    private static List<String> split(String tags) {
        return List.of(tags.toLowerCase(Locale.ROOT).split(",")).stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty() && !tag.equals("*"))
                .toList();
    }
}
