package dev.phantom.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// A series in means of whole hours (UTC), in time order: near points repeat each other, hours do so less.
record Hours(List<Hour> all) {

    private static final int DAYS = 3;

    /// @param at hours since the epoch
    record Hour(long at, double value) {

        int ofDay() {
            return (int) Math.floorMod(at, 24L);
        }

        boolean isWeekend() {
            return Instant.ofEpochSecond(at * 3600)
                            .atOffset(ZoneOffset.UTC)
                            .getDayOfWeek()
                            .getValue()
                    >= 6;
        }

        /// Hours that are compared with each other: the same hour of the same kind of day.
        int like() {
            return ofDay() + (isWeekend() ? 24 : 0);
        }
    }

    static Hours of(List<Sample> samples) {
        var sums = new TreeMap<Long, double[]>();
        for (var sample : samples) {
            var sum = sums.computeIfAbsent(Math.floorDiv(sample.at().getEpochSecond(), 3600L), h -> new double[2]);
            sum[0] += sample.value();
            sum[1]++;
        }
        var hours = new ArrayList<Hour>();
        sums.forEach((at, sum) -> hours.add(new Hour(at, sum[0] / sum[1])));
        return new Hours(List.copyOf(hours));
    }

    /// Whether there are enough days to speak of hours of the day.
    boolean hasDays() {
        return all.stream().map(h -> Math.floorDiv(h.at(), 24L)).distinct().count() > DAYS && all.size() >= DAYS * 24;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    double mean() {
        return all.stream().mapToDouble(Hour::value).average().orElse(0);
    }

    /// Means of groups of hours.
    Map<Integer, Double> means(ToIntFunction<Hour> group) {
        return groups(group, values -> Arrays.stream(values).average().orElse(0));
    }

    /// Medians of groups of hours, which an incident does not move.
    Map<Integer, Double> medians(ToIntFunction<Hour> group) {
        return groups(group, Statistics::median);
    }

    private Map<Integer, Double> groups(ToIntFunction<Hour> group, ToDoubleFunction<double[]> middle) {
        var values = new HashMap<Integer, List<Double>>();
        all.forEach(hour -> values.computeIfAbsent(group.applyAsInt(hour), g -> new ArrayList<>())
                .add(hour.value()));
        var middles = new HashMap<Integer, Double>();
        values.forEach((key, some) -> middles.put(
                key, middle.applyAsDouble(some.stream().mapToDouble(v -> v).toArray())));
        return middles;
    }

    /// Without a trend.
    Hours less(double perHour) {
        if (all.isEmpty()) {
            return this;
        }
        var middle = (all.getFirst().at() + all.getLast().at()) / 2;
        return new Hours(all.stream()
                .map(h -> new Hour(h.at(), h.value() - perHour * (h.at() - middle)))
                .toList());
    }
}
