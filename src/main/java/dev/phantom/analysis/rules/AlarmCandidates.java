package dev.phantom.analysis.rules;

import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Settings of an alarm between the safe and the live one: a threshold as far above what is usual as below the weakest
/// time of suffering, a number of periods half-way.
final class AlarmCandidates {
    private AlarmCandidates() {}

    static List<Offer> of(Drift drift, Evidence evidence) {
        var all = new ArrayList<Offer>();
        AlarmSetting.threshold(drift)
                .filter(AlarmSetting::later)
                .ifPresent(t -> thresholds(drift, evidence, t).forEach(all::add));
        AlarmSetting.wait(drift)
                .filter(AlarmSetting::later)
                .filter(w -> !w.path().last().equals("Period"))
                .ifPresent(w -> periods(w).forEach(all::add));
        return List.copyOf(all);
    }

    private static List<Offer> thresholds(Drift drift, Evidence evidence, AlarmSetting t) {
        var levels = AlarmSetting.metric(drift, evidence.exhibits()).stream()
                .flatMap(own -> AlarmLevels.of(t, own, evidence.exhibits()).stream())
                .findFirst();
        if (levels.isEmpty()) {
            return List.of();
        }
        var found = levels.get();
        double value = Math.rint(found.between());
        var between = t.above() ? value > t.safe() && value < t.live() : value < t.safe() && value > t.live();
        return between
                ? List.of(offer(
                        t,
                        value,
                        String.format(
                                Locale.ROOT,
                                "%.0f would have rung at each of the %d times when users suffered, the weakest of which reached %.4g,"
                                        + " and lies above what is usual, %.4g",
                                value,
                                found.times(),
                                found.weakest(),
                                found.noise())))
                : List.of();
    }

    private static List<Offer> periods(AlarmSetting w) {
        var half = Math.floor((w.safe() + w.live()) / 2);
        return half > w.safe() && half < w.live()
                ? List.of(offer(
                        w,
                        half,
                        String.format(
                                Locale.ROOT,
                                "%.0f still sleeps through what is over within that many periods, and rings %.0f periods earlier than %.0f",
                                half,
                                w.live() - half,
                                w.live())))
                : List.of();
    }

    private static Offer offer(AlarmSetting setting, double value, String why) {
        return new Offer(setting.path(), Value.plain(Long.toString(Math.round(value))), why);
    }
}
