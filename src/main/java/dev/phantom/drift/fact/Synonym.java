package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two words for one value: `6` is `tcp`, `1 vCPU` is `1024`.
///
/// @param words each with the other that stands for it
/// @param unit  in which a value may be given instead; empty if in none
/// @param times how many there are in one of the unit
public record Synonym(PropertyPath path, Map<String, String> words, String unit, int times, FactSource source)
        implements Fact {

    private static final Pattern NUMBER = Pattern.compile("\\d{0,9}\\.?\\d{1,9}");

    public Synonym {
        words = Map.copyOf(words);
    }

    public boolean same(String one, String other) {
        return one.equals(words.get(other)) || other.equals(words.get(one)) || counts(one, other) || counts(other, one);
    }

    private boolean counts(String measured, String counted) {
        int end = measured.length() - unit.length();
        if (unit.isEmpty() || end <= 0 || !measured.regionMatches(true, end, unit, 0, unit.length())) {
            return false;
        }
        var amount = measured.substring(0, end).strip();
        return isNumber(amount)
                && isNumber(counted)
                && new BigDecimal(amount).multiply(BigDecimal.valueOf(times)).compareTo(new BigDecimal(counted)) == 0;
    }

    private static boolean isNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches();
    }
}
