package dev.phantom.evidence;

import dev.phantom.evidence.Hours.Hour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The slope of a series beside its rhythm.
///
/// Over several days like hours are compared with like (the same hour, working days and weekends apart), so that a
/// rhythm
/// is no trend: a least-squares fit with a level of its own for each group. A series without a daily rhythm that falls
/// back again and again, as memory does with each restart, gets a level for each stretch between two falls instead.
final class Trend {
    private Trend() {}

    /// Fewer hours tell no slope.
    private static final int FEWEST = 6;

    /// A fall by more than this share of the usual range is a restart.
    private static final double FALL = 0.5;

    private static final double FAR = 6;
    private static final double STICKY = 0.95;

    static Optional<Slope> of(List<Sample> samples) {
        var hours = Hours.of(samples);
        if (!hours.hasDays()) {
            return fit(hours.all(), stretches(hours.all()));
        }
        var like = hours.all().stream().map(Hour::like).toList();
        var seasonal = fit(hours.all(), like);
        return Rhythm.daily(hours).isPresent()
                ? seasonal
                : fit(hours.all(), falls(hours) > 0 ? stretches(hours.all()) : like);
    }

    /// The slope of a phase whose hours are few: what is usual at these hours is taken off first.
    static Optional<Slope> beside(List<Sample> usual, List<Sample> phase) {
        var before = Hours.of(usual);
        var hours = Hours.of(phase);
        if (hours.hasDays()) {
            return of(phase);
        }
        if (Rhythm.daily(before).isEmpty()) {
            return fit(hours.all(), stretches(hours.all()));
        }
        return fit(level(before, hours), hours.all().stream().map(h -> 0).toList());
    }

    /// The hours of a phase without the rhythm of the days before, in proportion to its own level.
    private static List<Hour> level(Hours before, Hours phase) {
        var profile = before.means(Hour::ofDay);
        var usual = phase.all().stream()
                .mapToDouble(h -> profile.getOrDefault(h.ofDay(), before.mean()))
                .average()
                .orElse(0);
        var scale = Math.abs(usual) < 1e-12 ? 1 : phase.mean() / usual;
        return phase.all().stream()
                .map(h ->
                        new Hour(h.at(), h.value() - scale * (profile.getOrDefault(h.ofDay(), before.mean()) - usual)))
                .toList();
    }

    private static int falls(Hours hours) {
        var stretches = stretches(hours.all());
        return stretches.isEmpty() ? 0 : stretches.getLast();
    }

    /// The number of falls before each hour: falls by more than half of the range, and by far more than hours differ
    /// otherwise, for noise falls too.
    private static List<Integer> stretches(List<Hour> hours) {
        var values = hours.stream().mapToDouble(Hour::value).toArray();
        var moves = new double[Math.max(0, values.length - 1)];
        for (var i = 0; i < moves.length; i++) {
            moves[i] = Math.abs(values[i + 1] - values[i]);
        }
        var least = moves.length == 0 ? 0 : Math.max(FALL * range(values), FAR * Statistics.median(moves));
        var stretches = new ArrayList<Integer>();
        for (var i = 0; i < values.length; i++) {
            var before = i == 0 ? 0 : stretches.getLast();
            stretches.add(i > 0 && values[i - 1] - values[i] > least ? before + 1 : before);
        }
        return stretches;
    }

    private static double range(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (0.95 * (sorted.length - 1))] - sorted[(int) (0.05 * (sorted.length - 1))];
    }

    /// Least squares with a level for each group.
    private static Optional<Slope> fit(List<Hour> hours, List<Integer> groups) {
        if (hours.size() < FEWEST) {
            return Optional.empty();
        }
        Map<Integer, double[]> sums = new HashMap<>();
        for (var i = 0; i < hours.size(); i++) {
            var sum = sums.computeIfAbsent(groups.get(i), g -> new double[3]);
            sum[0] += hours.get(i).at();
            sum[1] += hours.get(i).value();
            sum[2]++;
        }
        var free = hours.size() - sums.size() - 1;
        var times = new double[hours.size()];
        var values = new double[hours.size()];
        for (var i = 0; i < times.length; i++) {
            var sum = sums.getOrDefault(groups.get(i), new double[] {0, 0, 1});
            times[i] = hours.get(i).at() - sum[0] / sum[2];
            values[i] = hours.get(i).value() - sum[1] / sum[2];
        }
        return free < 2 ? Optional.empty() : line(hours, times, values, free);
    }

    private static Optional<Slope> line(List<Hour> hours, double[] times, double[] values, int free) {
        var spread = product(times, times);
        if (spread <= 0) {
            return Optional.empty();
        }
        var slope = product(times, values) / spread;
        var rest = new double[times.length];
        for (var i = 0; i < rest.length; i++) {
            rest[i] = values[i] - slope * times[i];
        }
        var sticky = stickiness(hours, rest);
        var error = Math.sqrt(product(rest, rest) / free / spread * (1 + sticky) / (1 - sticky));
        return Optional.of(new Slope(Statistics.rounded(24 * slope), Statistics.rounded(24 * error)));
    }

    /// How much an hour repeats the one before: neighbours that do are fewer observations than they look.
    private static double stickiness(List<Hour> hours, double[] rest) {
        var together = 0.0;
        for (var i = 1; i < rest.length; i++) {
            together += hours.get(i).at() - hours.get(i - 1).at() == 1 ? rest[i] * rest[i - 1] : 0;
        }
        var all = product(rest, rest);
        return all <= 0 ? 0 : Math.clamp(together / all, 0, STICKY);
    }

    private static double product(double[] a, double[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
