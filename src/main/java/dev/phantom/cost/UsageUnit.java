package dev.phantom.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a unit price is for, as the price book writes it: `GB`, `1M requests`, `10k requests`.
///
/// @param size how many of one it is for
/// @param name of one, or of one for an hour or a month
record UsageUnit(BigDecimal size, String name) {
    private static final Pattern MANY = Pattern.compile("(\\d+)([kM]?) (.+)");

    static UsageUnit of(String unit) {
        var many = MANY.matcher(unit);
        if (!many.matches()) {
            return new UsageUnit(BigDecimal.ONE, unit);
        }
        var power = switch (many.group(2)) {
            case "k" -> 3;
            case "M" -> 6;
            default -> 0;
        };
        return new UsageUnit(new BigDecimal(many.group(1)).scaleByPowerOfTen(power), many.group(3));
    }

    /// `1,204,500 requests a month`; of what is billed by the hour, how many there are on average.
    String words(BigDecimal quantity) {
        var amount = quantity.multiply(size);
        var places = amount.abs().compareTo(BigDecimal.TEN) < 0 ? 2 : 0;
        var text = String.format(Locale.ROOT, "%,." + places + "f", amount.setScale(places, RoundingMode.HALF_UP));
        return name.endsWith("-hour")
                ? "%s %s on average".formatted(text, several(name.substring(0, name.length() - "-hour".length())))
                : "%s %s".formatted(text, name.endsWith("-month") ? name : several(name) + " a month");
    }

    /// `GB` stays what it is.
    private static String several(String one) {
        var last = one.charAt(one.length() - 1);
        return Character.isLowerCase(last) && last != 's' ? one + "s" : one;
    }
}
