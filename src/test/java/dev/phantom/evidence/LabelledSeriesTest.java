package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.docs.AccuracyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Spikes in series whose incidents somebody else has labelled: how many are found, and how many windows without one are
/// flagged. The thresholds were chosen on the tuned half; the other is only counted.
@Tag("corpus")
class LabelledSeriesTest {

    private static final Path CORPUS = Path.of(System.getenv().getOrDefault("PHANTOM_CORPUS", ""));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DAY = Duration.ofDays(1);
    private static final int WINDOW = 5;
    private static final Set<String> TUNED = Set.of(
            "art_daily_flatmiddle",
            "art_daily_jumpsup",
            "art_increase_spike_density",
            "art_daily_no_noise",
            "art_daily_small_noise",
            "art_flatline");

    /// Found and all, of one kind of windows.
    private static final class Count {
        int hit;
        int all;

        void add(boolean is) {
            hit += is ? 1 : 0;
            all++;
        }

        Count plus(Count other) {
            var sum = new Count();
            sum.hit = hit + other.hit;
            sum.all = all + other.all;
            return sum;
        }

        double share() {
            return all == 0 ? 0 : 100.0 * hit / all;
        }

        @Override
        public String toString() {
            return "%d of %d (%.1f %%)".formatted(hit, all, share());
        }
    }

    private record Row(Count incidents, Count quiet) {
        Row() {
            this(new Count(), new Count());
        }

        Row plus(Row other) {
            return new Row(incidents.plus(other.incidents), quiet.plus(other.quiet));
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final TreeSet<String> missed = new TreeSet<>();

    @Test
    void incidentsAreFoundAndQuietWindowsAreQuiet() throws IOException {
        for (var part : List.of("tuned", "counted")) {
            rows.put("artificial series, " + part, new Row());
            rows.put("an application, " + part, new Row());
        }
        artificial();
        application();
        var tuned = row("artificial series, tuned").plus(row("an application, tuned"));
        var counted = row("artificial series, counted").plus(row("an application, counted"));
        AccuracyPage.holds("spikes", table(tuned, counted));
        for (var sum : List.of(tuned, counted)) {
            assertThat(sum.incidents().share()).isGreaterThanOrEqualTo(90);
            assertThat(sum.quiet().share()).isLessThanOrEqualTo(5);
        }
    }

    private Row row(String name) {
        return rows.getOrDefault(name, new Row());
    }

    private String table(Row tuned, Row counted) {
        var all = new LinkedHashMap<>(rows);
        all.put("all, tuned", tuned);
        all.put("all, counted", counted);
        var text = new StringBuilder("| series | incidents found | windows without one that are flagged |\n|---|---|---|\n");
        all.forEach((name, row) -> text.append("| %s | %s | %s |%n".formatted(name, row.incidents(), row.quiet())));
        return text + "\nNot found: " + (missed.isEmpty() ? "none" : String.join(", ", missed)) + ".";
    }

    /// Two weeks of five-minute points: each day of the second against the seven before it.
    private void artificial() throws IOException {
        var folder = CORPUS.resolve("nab-artificial");
        var labels = JSON.readTree(folder.resolve("labels/combined_windows.json").toFile());
        for (var series : labels.properties()) {
            var name = Path.of(series.getKey()).getFileName().toString().replace(".csv", "");
            var row = row("artificial series, " + (TUNED.contains(name) ? "tuned" : "counted"));
            var samples = Files.readAllLines(folder.resolve("data").resolve(series.getKey())).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Sample(local(cells[0]), Double.parseDouble(cells[1])))
                    .toList();
            var found = false;
            for (var day = 7; day < 14; day++) {
                var from = samples.getFirst().at().plus(DAY.multipliedBy(day));
                var window = Rhythm.between(samples, from, from.plus(DAY));
                var spikes = SpikeDetector.find(
                        Rhythm.between(samples, from.minus(DAY.multipliedBy(7)), from), List.of(), window);
                if (touches(series.getValue(), from, from.plus(DAY))) {
                    found |= spikes.stream().anyMatch(s -> touches(series.getValue(), s.from(), s.to()));
                } else {
                    row.quiet().add(!spikes.isEmpty());
                }
            }
            if (!series.getValue().isEmpty()) {
                count(row, name, found);
            }
        }
    }

    private void count(Row row, String name, boolean found) {
        row.incidents().add(found);
        if (!found) {
            missed.add(name);
        }
    }

    private static boolean touches(JsonNode labels, Instant from, Instant to) {
        return labels.valueStream()
                .anyMatch(l -> !local(l.path(0).asText()).isAfter(to)
                        && !local(l.path(1).asText()).isBefore(from));
    }

    private static Instant local(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    /// One column of a metrics file.
    private record Column(String node, String metric, String statistic) {}

    /// Five points around each incident, of the service that suffers and of the one whose parameter drifted, against a
    /// fault-free series; and windows of the same size of that series, each half against the other.
    private void application() throws IOException {
        var folder = CORPUS.resolve("petshop");
        var usual = columns(folder.resolve("dataset/low_traffic/noissue/metrics.csv"));
        var kinds = new TreeSet<String>();
        for (var line : Files.readAllLines(folder.resolve("incidents.jsonl"))) {
            var incident = JSON.readTree(line);
            var nodes = Set.of(
                    incident.path("targetService").asText(), incident.path("rootCause").asText());
            var metric = incident.path("targetMetric").asText();
            kinds.add(metric + "|" + String.join("|", new TreeSet<>(nodes)));
            var since = Instant.ofEpochSecond(incident.path("issueStart").asLong()).minus(Duration.ofMinutes(5));
            var found = columns(folder.resolve(incident.path("metrics").asText())).entrySet().stream()
                    .filter(c -> nodes.contains(c.getKey().node()) && c.getKey().metric().equals(metric))
                    .flatMap(c -> SpikeDetector.find(List.of(), usual.getOrDefault(c.getKey(), List.of()), c.getValue())
                            .stream())
                    .anyMatch(spike -> !spike.to().isBefore(since));
            var id = incident.path("id").asText();
            var even = (id.charAt(id.length() - 1) - '0') % 2 == 0;
            count(row("an application, " + (even ? "tuned" : "counted")), id, found);
        }
        var points = usual.values().stream().mapToInt(List::size).max().orElse(0);
        var first = usual.values().stream().map(s -> s.getFirst().at()).min(Instant::compareTo).orElseThrow();
        for (var kind : kinds) {
            IntStream.range(0, points / WINDOW).forEach(i -> quiet(usual, kind, first, points / WINDOW, i));
        }
    }

    private void quiet(Map<Column, List<Sample>> usual, String kind, Instant first, int windows, int index) {
        var names = List.of(kind.split("\\|"));
        var step = Duration.ofMinutes(5L * WINDOW);
        var middle = first.plus(step.multipliedBy(windows / 2));
        var from = first.plus(step.multipliedBy(index));
        var early = from.isBefore(middle);
        var flagged = usual.entrySet().stream()
                .filter(c -> names.subList(1, names.size()).contains(c.getKey().node())
                        && c.getKey().metric().equals(names.getFirst()))
                .anyMatch(c -> {
                    var other = Rhythm.between(
                            c.getValue(), early ? middle : Instant.MIN, early ? Instant.MAX : middle);
                    var window = Rhythm.between(c.getValue(), from, from.plus(step));
                    return !SpikeDetector.find(List.of(), other, window).isEmpty();
                });
        row("an application, " + (early ? "tuned" : "counted")).quiet().add(flagged);
    }

    private static Map<Column, List<Sample>> columns(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream().map(l -> l.split(",", -1)).toList();
        var columns = new LinkedHashMap<Column, List<Sample>>();
        for (var i = 1; i < lines.getFirst().length; i++) {
            var samples = new ArrayList<Sample>();
            for (var line : lines.subList(4, lines.size())) {
                if (i < line.length && !line[i].isEmpty()) {
                    samples.add(new Sample(
                            Instant.ofEpochSecond((long) Double.parseDouble(line[0])), Double.parseDouble(line[i])));
                }
            }
            if (samples.size() >= WINDOW - 2) {
                columns.put(new Column(lines.get(0)[i], lines.get(1)[i], lines.get(2)[i]), samples);
            }
        }
        return columns;
    }
}
