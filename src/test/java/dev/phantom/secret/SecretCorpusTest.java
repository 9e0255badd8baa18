package dev.phantom.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Secrets of known kinds, in places and encodings of known kinds, and texts that hold none: what leaves, and what is
/// masked for nothing. The rates stand in `docs/security-secrets.md`; a third of the kinds is only counted.
class SecretCorpusTest {

    private static final Path PAGE = Path.of("docs/security-secrets.md");
    private static final double FEW = 0.01;

    /// A secret in a text.
    ///
    /// @param secrets what must not come out
    private record Planted(String kind, boolean counted, String text, List<String> secrets) {}

    private enum Encoding {
        PLAIN(text -> text),
        BASE64(SecretCorpusTest::base64),
        BASE64_TWICE(text -> base64(base64(text))),
        GZIP(text -> Base64.getEncoder().encodeToString(gzip(text))),
        INSIDE(text -> "config " + base64(text) + " end"),
        PERCENT(text -> URLEncoder.encode(text, UTF_8)),
        UNICODE(SecretCorpusTest::unicode),
        HEX(text -> HexFormat.of().formatHex(text.getBytes(UTF_8))),
        ENTITIES(SecretCorpusTest::entities),
        JSON(text -> JsonRendering.quoted(text)),
        JSON_TWICE(text -> JsonRendering.quoted("{\"config\":" + JsonRendering.quoted(text) + "}"));

        private final UnaryOperator<String> way;

        Encoding(UnaryOperator<String> way) {
            this.way = way;
        }
    }

    /// Where a text stands, and how it comes out.
    private enum Home {
        LOG(text -> Secrets.NONE.shown("11:02 worker-3 says " + text)),
        VALUE(text -> shown(Map.of("Description", Value.string(text)))),
        DOCUMENT(text -> shown(Map.of("Body", Value.string("{\"note\":" + JsonRendering.quoted(text) + "}")))),
        CHANGE(text -> {
            var shown = Secrets.NONE.shown(MapValue.EMPTY, PropertyPath.of("Comment"), Value.string(text));
            return shown instanceof Value.Sensitive ? "(secret)" : shown.toString();
        });

        private final UnaryOperator<String> exit;

        Home(UnaryOperator<String> exit) {
            this.exit = exit;
        }
    }

    private static String shown(Map<String, Value> model) {
        return Secrets.NONE.shown(new MapValue(model)).toString();
    }

    @Test
    void noKnownKindLeavesAndLittleIsMaskedForNothing() throws IOException {
        var planted = planted();
        var leaks = new ArrayList<Planted>();
        var told = new ArrayList<String>();
        for (var one : planted) {
            var home = Home.values()[Math.floorMod(one.text().hashCode(), Home.values().length)];
            var out = home.exit.apply(one.text());
            if (one.secrets().stream().anyMatch(out::contains)) {
                leaks.add(one);
                told.add(one.kind() + " in " + home + ": " + one.text().replace("\n", "\\n") + " → " + out);
            }
        }
        var harmless = harmless();
        var masked = new ArrayList<String>();
        for (var text : harmless) {
            for (var home : List.of(Home.LOG, Home.VALUE)) {
                if (!home.exit
                        .apply(text)
                        .contains(home == Home.LOG ? text : Value.string(text).toString())) {
                    masked.add(home + ": " + text + " → " + home.exit.apply(text));
                }
            }
        }
        var named = named();
        for (var model : named) {
            if (!Secrets.NONE.shown(model).equals(model)) {
                masked.add(model + " → " + Secrets.NONE.shown(model));
            }
        }
        int plain = 2 * harmless.size() + named.size();
        var tuned = planted.stream().filter(p -> !p.counted()).toList();
        var counted = planted.stream().filter(Planted::counted).toList();
        var page = page(
                rate(tuned.size(), leaks.stream().filter(p -> !p.counted()).count()),
                rate(counted.size(), leaks.stream().filter(Planted::counted).count()),
                rate(plain, masked.size()),
                kinds(planted));
        System.out.println(page);
        if (System.getProperty("phantom.docs", "").equals("write")) {
            Files.writeString(PAGE, withTable(Files.readString(PAGE), page));
        }
        assertThat(told).as("leaks; masked for nothing: " + masked).isEmpty();
        assertThat(tuned).hasSizeGreaterThanOrEqualTo(400);
        assertThat(harmless).doesNotHaveDuplicates();
        assertThat(plain).isGreaterThanOrEqualTo(400);
        assertThat((double) masked.size() / plain).as("masked: " + masked).isLessThanOrEqualTo(FEW);
        assertThat(Files.readString(PAGE)).contains(page);
    }

    private static String rate(long of, long bad) {
        return of + " | " + bad + " | " + (of == 0 ? "" : "%.1f %%".formatted(100.0 * bad / of));
    }

    private static String kinds(List<Planted> planted) {
        return planted.stream()
                .map(p -> p.kind().split(" ")[0])
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String page(String tuned, String counted, String harmless, String kinds) {
        return "<!-- counted by SecretCorpusTest; `make docs` -->\n\n| what | texts | wrong | rate |\n|---|---|---|---|\n"
                + "| secrets of kinds that were tuned to: came out | " + tuned + " |\n"
                + "| secrets of kinds that were only counted at first: came out | " + counted + " |\n"
                + "| texts without a secret: masked | " + harmless + " |\n\nKinds: " + kinds
                + "; most plain and in two of ten encodings, in a sentence, a value, a document or a change.\n\n<!-- end -->";
    }

    private static String withTable(String page, String table) {
        int start = page.indexOf("<!-- counted by");
        int end = page.indexOf("<!-- end -->") + "<!-- end -->".length();
        return page.substring(0, start) + table + page.substring(end);
    }

    /// Each line plain, and in two encodings that take turns; each shape and each form as well.
    private static List<Planted> planted() {
        var all = new ArrayList<Planted>();
        var specimen = new Specimen(20_261_130);
        int turn = 0;
        for (var line : lines("positives.tsv")) {
            var cells = line.split("\t", 2);
            for (var encoding : List.of(Encoding.PLAIN, way(turn), way(turn + 5))) {
                all.add(encoded(cells[0].replace("?", ""), cells[0].startsWith("?"), specimen.of(cells[1]), encoding));
            }
            turn++;
        }
        for (var row : SecretTables.rows("token-shapes.tsv")) {
            all.add(encoded("shape", false, specimen.of(row.get(4)), way(turn++)));
        }
        for (var row : SecretTables.rows("text-forms.tsv")) {
            all.add(encoded("form", false, specimen.of(row.get(4)), way(turn++)));
        }
        return all;
    }

    private static Encoding way(int turn) {
        var ways = Encoding.values();
        return ways[1 + turn % (ways.length - 1)];
    }

    /// Neither the secret nor what it is encoded as may come out.
    private static Planted encoded(String kind, boolean counted, Specimen.Made made, Encoding encoding) {
        var text = encoding.way.apply(made.text());
        var secrets = made.parts().stream()
                .filter(part -> part.length() > 5)
                .flatMap(part -> java.util.stream.Stream.of(part, encoding.way.apply(part)))
                .filter(part -> part.length() > 5)
                .collect(Collectors.toCollection(ArrayList::new));
        if (List.of(Encoding.BASE64, Encoding.BASE64_TWICE, Encoding.GZIP, Encoding.HEX)
                .contains(encoding)) {
            secrets.add(text);
        }
        return new Planted(kind + " " + encoding.name().toLowerCase(java.util.Locale.ROOT), counted, text, secrets);
    }

    private static List<MapValue> named() {
        var specimen = new Specimen(20_261_202);
        return lines("named-negatives.tsv").stream()
                .map(line -> line.split("\t", 2))
                .map(cells -> new MapValue(
                        Map.of(cells[0], Value.string(specimen.of(cells[1]).text()))))
                .toList();
    }

    private static List<String> harmless() {
        var specimen = new Specimen(20_261_201);
        return lines("negatives.txt").stream()
                .map(line -> specimen.of(line).text())
                .toList();
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/dev/phantom/secret", name)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unicode(String text) {
        return text.chars().mapToObj(c -> "\\u%04x".formatted(c)).collect(Collectors.joining());
    }

    private static String entities(String text) {
        return text.chars().mapToObj(c -> "&#%d;".formatted(c)).collect(Collectors.joining());
    }
}
