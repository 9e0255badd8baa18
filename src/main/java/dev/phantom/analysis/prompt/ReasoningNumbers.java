package dev.phantom.analysis.prompt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The figures of a text, held against those of the case as it was sent: each must stand there, or be one that stands
/// there with fewer digits. A share may be told in per cent.
final class ReasoningNumbers {

    private static final Pattern CLOCK = Pattern.compile("(?<![\\d:])([01]?\\d|2[0-3]):[0-5]\\d(?![\\d:])");

    /// Not part of a name, a version, an id, a date or an address.
    private static final Pattern FIGURE = Pattern.compile("(?<![\\w.:/])(?<!\\w-)\\d{1,15}(?:,\\d{3})*(?:\\.\\d{1,6})?"
            + "(?=\\s?(?:%|ms|s|h|min|days?|GiB|MiB|GB|MB|KiB|TB|USD|x|k)(?![\\w])|(?![\\w/:])(?!\\.\\d)(?!-\\w))");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String shown;
    private final Set<BigDecimal> known = new HashSet<>();

    /// @param shown the case as it was sent
    ReasoningNumbers(String shown) {
        this.shown = shown;
        NUMBER.matcher(shown).results().forEach(m -> known.add(new BigDecimal(m.group())));
    }

    /// Those of a text that the case does not have, as they are written.
    List<String> unknown(String text) {
        var clocks = CLOCK.matcher(text)
                .results()
                .map(m -> m.group())
                .filter(clock -> !shown.contains(clock.length() == 4 ? "0" + clock : clock));
        var plain = CLOCK.matcher(text).replaceAll(" ");
        var figures = FIGURE.matcher(plain).results().map(m -> m.group()).filter(figure -> !stands(figure));
        return java.util.stream.Stream.concat(clocks, figures).distinct().toList();
    }

    private boolean stands(String figure) {
        var told = new BigDecimal(figure.replace(",", ""));
        return known.contains(told)
                || known.stream().anyMatch(n -> rounds(n, told) || rounds(n.multiply(HUNDRED), told));
    }

    private static boolean rounds(BigDecimal exact, BigDecimal told) {
        return exact.scale() > told.scale()
                        && (exact.setScale(told.scale(), RoundingMode.HALF_UP).compareTo(told) == 0
                                || exact.setScale(told.scale(), RoundingMode.HALF_EVEN)
                                                .compareTo(told)
                                        == 0)
                || exact.compareTo(told) == 0;
    }
}
