package dev.phantom.analysis.rules;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Days that a text names, at their begin.
final class NamedDay {
    private static final String MONTHS = Arrays.stream(Month.values())
            .map(Month::name)
            .map(name -> name.substring(0, 3) + "(?:" + name.substring(3) + ")?")
            .collect(Collectors.joining("|"));

    private static final Pattern ISO = Pattern.compile("\\b(20\\d\\d)-(\\d\\d)-(\\d\\d)\\b");
    private static final Pattern WRITTEN =
            Pattern.compile("\\b(\\d{1,2})\\.? (" + MONTHS + ")\\b", Pattern.CASE_INSENSITIVE);

    /// `31/10/2026`, `31.10.`, `24/06`: the day first, as everywhere but in the United States; a second number above
    /// twelve is theirs.
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![\\d/.])(\\d{1,2})[/.](\\d{1,2})(?:[/.](20\\d\\d))?(?![\\d/])");

    private static final Pattern WEEKDAY = Pattern.compile(
            "\\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TODAY = Pattern.compile(
            "(?i)\\b(until|till|back|again|off|remove(d| it)?|revert(ed)?|undo) (\\w+ ){0,2}(tonight|today|this evening|tomorrow)\\b");

    /// A day of the last months is over; what is longer ago was named for next year.
    private static final int LATELY = 4;

    /// Words after which a day is the last one.
    private static final Pattern ENDING = Pattern.compile(
            "(?i)(\\buntil|\\btill|\\bby|\\bto|\\bthrough|\\bend(s|ing)?( on)?|\\bexpires?( on)?|[–-]) ?(the )?([\\w-]+ ){0,3}(on )?(end of )?$");

    private NamedDay() {}

    /// Days that a text names as its last ones; each at its end.
    static Stream<Instant> ends(String text, Instant written) {
        return Stream.of(
                        ISO.matcher(text)
                                .results()
                                .filter(found -> last(text, found))
                                .map(NamedDay::iso),
                        WRITTEN.matcher(text)
                                .results()
                                .filter(found -> last(text, found))
                                .map(found -> nearest(found, written)),
                        NUMBERS.matcher(text)
                                .results()
                                .filter(found -> last(text, found))
                                .map(found -> numbered(found, written)),
                        WEEKDAY.matcher(text)
                                .results()
                                .filter(found -> last(text, found))
                                .map(found -> Optional.of(next(found, written))),
                        TODAY.matcher(text).results().map(found -> Optional.of(soon(written, found))))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static boolean last(String text, MatchResult found) {
        return ENDING.matcher(text.substring(0, found.start())).find();
    }

    /// @param written when the text was: a day without a year is the nearest one, in doubt the one to come
    static Stream<Instant> in(String text, Instant written) {
        return Stream.concat(
                        ISO.matcher(text).results().map(NamedDay::iso),
                        WRITTEN.matcher(text).results().map(found -> nearest(found, written)))
                .flatMap(Optional::stream)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Optional<LocalDate> numbered(MatchResult found, Instant written) {
        int first = Integer.parseInt(found.group(1));
        int second = Integer.parseInt(found.group(2));
        int day = second > 12 ? second : first;
        int month = second > 12 ? first : second;
        var from = written.atZone(ZoneOffset.UTC).toLocalDate();
        if (found.group(3) != null) {
            return day(Integer.parseInt(found.group(3)), month, day);
        }
        return month < 1 || month > 12
                ? Optional.empty()
                : Stream.of(from.getYear() - 1, from.getYear(), from.getYear() + 1)
                        .flatMap(year -> day(year, month, day).stream())
                        .filter(each -> !each.isBefore(from.minusMonths(LATELY)))
                        .findFirst();
    }

    private static LocalDate next(MatchResult found, Instant written) {
        var letters = found.group(1).toUpperCase(Locale.ROOT);
        var weekday = Arrays.stream(DayOfWeek.values())
                .filter(d -> d.name().startsWith(letters))
                .findFirst()
                .orElseThrow();
        return written.atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.next(weekday));
    }

    private static LocalDate soon(Instant written, MatchResult found) {
        return written.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(found.group().toLowerCase(Locale.ROOT).contains("tomorrow") ? 1 : 0);
    }

    private static Optional<LocalDate> iso(MatchResult found) {
        return day(
                Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
    }

    private static Optional<LocalDate> nearest(MatchResult found, Instant written) {
        var from = written.atZone(ZoneOffset.UTC).toLocalDate();
        var letters = found.group(2).substring(0, 3).toUpperCase(Locale.ROOT);
        var month = Arrays.stream(Month.values())
                .filter(m -> m.name().startsWith(letters))
                .findFirst()
                .orElseThrow();
        return Stream.of(from.getYear() - 1, from.getYear(), from.getYear() + 1)
                .flatMap(year -> day(year, month.getValue(), Integer.parseInt(found.group(1))).stream())
                .filter(day -> !day.isBefore(from.minusMonths(LATELY)))
                .findFirst();
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
