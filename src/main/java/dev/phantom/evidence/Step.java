package dev.phantom.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The one moment at which a series changed its level for good: what dates a change that no write tells of. A spike
/// comes
/// back, a ramp has no moment, a rhythm is no step.
///
/// @param at    the first point of the new level
/// @param share how much of the series' variance the step explains, 0 to 1
public record Step(Instant at, double before, double after, double share) {

    /// Points that each level must have.
    private static final int FEWEST = 12;

    private static final double EXPLAINS = 0.6;
    private static final double CHANGE = 0.2;
    private static final double FAR = 5;

    /// Points around the moment that must be at the old and at the new level already.
    private static final int SHARP = 3;
    private static final double NORMAL = 1.4826;

    /// @param samples in time order
    /// @param from    no step before is looked for
    /// @param to      none after
    public static Optional<Step> find(List<Sample> samples, Instant from, Instant to) {
        var values = flat(samples);
        if (values.length < 2 * FEWEST) {
            return Optional.empty();
        }
        var split = split(values);
        var at = samples.get(split).at();
        var before = Statistics.median(Arrays.copyOfRange(values, 0, split));
        var after = Statistics.median(Arrays.copyOfRange(values, split, values.length));
        var step = new Step(at, before, after, share(values, split));
        return at.isBefore(from) || at.isAfter(to) || !step.isClear(values, split)
                ? Optional.empty()
                : Optional.of(step);
    }

    private boolean isClear(double[] values, int split) {
        var height = Math.abs(after - before);
        return share >= EXPLAINS
                && height >= CHANGE * Math.max(Math.abs(before), 1e-9)
                && height >= FAR * noise(values, split)
                && near(values, split - SHARP, before, height)
                && near(values, split, after, height);
    }

    /// Whether the points from there on are at a level already.
    private static boolean near(double[] values, int from, double level, double height) {
        return Math.abs(Statistics.median(Arrays.copyOfRange(values, from, from + SHARP)) - level) < 0.3 * height;
    }

    /// The median deviation from the level that each point belongs to.
    private double noise(double[] values, int split) {
        var apart = new double[values.length];
        for (var i = 0; i < values.length; i++) {
            apart[i] = Math.abs(values[i] - (i < split ? before : after));
        }
        return NORMAL * Statistics.median(apart);
    }

    /// Without the rhythm of the day, where there are days. The rhythm is that around the two levels: a step would hide
    /// it.
    private static double[] flat(List<Sample> samples) {
        var raw = samples.stream().mapToDouble(Sample::value).toArray();
        if (raw.length < 2 * FEWEST) {
            return raw;
        }
        var split = split(raw);
        var before = Arrays.stream(raw, 0, split).average().orElse(0);
        var after = Arrays.stream(raw, split, raw.length).average().orElse(0);
        var around = new ArrayList<Sample>();
        for (var i = 0; i < raw.length; i++) {
            around.add(new Sample(samples.get(i).at(), raw[i] - (i < split ? before : after) + before));
        }
        var hours = Hours.of(around);
        if (Rhythm.daily(hours).isEmpty()) {
            return raw;
        }
        var profile = hours.means(Hours.Hour::ofDay);
        for (var i = 0; i < raw.length; i++) {
            var hour = (int) Math.floorMod(samples.get(i).at().getEpochSecond() / 3600, 24L);
            raw[i] -= profile.getOrDefault(hour, before) - before;
        }
        return raw;
    }

    /// The place that leaves the least variance on its two sides.
    private static int split(double[] values) {
        var total = Arrays.stream(values).sum();
        var left = 0.0;
        var best = FEWEST;
        var most = -1.0;
        for (var i = 0; i < values.length - FEWEST; i++) {
            left += values[i];
            var count = i + 1;
            var gain = count < FEWEST ? -1 : gain(left, count, total - left, values.length - count);
            if (gain > most) {
                most = gain;
                best = count;
            }
        }
        return best;
    }

    private static double gain(double left, int count, double right, int rest) {
        var apart = left / count - right / rest;
        return (double) count * rest / (count + rest) * apart * apart;
    }

    private static double share(double[] values, int split) {
        var total = Arrays.stream(values).sum();
        var left = Arrays.stream(values, 0, split).sum();
        var mean = total / values.length;
        var all = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return all <= 0 ? 0 : gain(left, split, total - left, values.length - split) / all;
    }
}
