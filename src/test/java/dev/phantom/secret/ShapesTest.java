package dev.phantom.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Each line of `token-shapes.tsv` and `text-forms.tsv` finds its own example, and not its counter-example.
class ShapesTest {

    private final Specimen specimen = new Specimen(20_261_129);

    @Test
    void eachShapeFindsItsExampleWhereverItStands() {
        var wrong = new ArrayList<String>();
        for (var row : SecretTables.rows("token-shapes.tsv")) {
            assertThat(row).as(row.getFirst()).hasSize(7);
            var example = specimen.of(row.get(4)).text();
            for (var around : List.of("%s", "see %s for it", "\"%s\"", "x=%s;", "line\\n%s\\n")) {
                var text = around.formatted(example);
                var shown = Secrets.NONE.shown(text);
                if (left(example, shown)) {
                    wrong.add(row.getFirst() + ": " + text + " → " + shown);
                }
            }
            var counter = specimen.of(row.get(5)).text();
            if (!Secrets.NONE.shown("see " + counter + " there").equals("see " + counter + " there")) {
                wrong.add(row.getFirst() + ": masks " + counter + " → " + Secrets.NONE.shown(counter));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Whether twelve characters of it stand there in a row.
    private static boolean left(String example, String shown) {
        int from = example.startsWith("http") ? example.length() - 24 : 20;
        for (int i = Math.min(from, example.length() - 12); i + 12 <= example.length(); i++) {
            var part = example.substring(i, i + 12);
            if (part.chars().anyMatch(Character::isDigit) && shown.contains(part) && !part.contains("Credential")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void eachLineHidesItsSecretAndItsCounterExampleStays() {
        var wrong = new ArrayList<String>();
        for (var row : SecretTables.rows("text-forms.tsv")) {
            assertThat(row).as(row.getFirst()).hasSize(7);
            var example = specimen.of(row.get(4));
            var shown = Secrets.NONE.shown(example.text());
            if (example.parts().stream().anyMatch(shown::contains) || shown.equals(example.text())) {
                wrong.add(row.getFirst() + ": " + example.text() + " → " + shown);
            }
            var counter = specimen.of(row.get(5)).text();
            if (!Secrets.NONE.shown(counter).equals(counter)) {
                wrong.add(row.getFirst() + ": masks " + counter + " → " + Secrets.NONE.shown(counter));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Long texts in which every line's beginning comes again and again are read to their end.
    @Test
    void noLineIsSlow() {
        var random = new Random(7);
        var pieces = new ArrayList<String>();
        SecretTables.rows("text-forms.tsv")
                .forEach(row -> pieces.add(specimen.of(row.get(5)).text() + " "));
        SecretTables.rows("token-shapes.tsv").forEach(row -> pieces.add(row.get(2)));
        pieces.addAll(
                List.of("%2", "\\u00", "&#x", "\\x", "eyJ", "A", "AAAA", "$6$", "a@", "@a.", "4111 ", "10.", "fd00:"));
        var text = new StringBuilder();
        while (text.length() < 300_000) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        pieces.forEach(piece -> text.append(piece.repeat(Math.max(1, 2_000 / piece.length()))));
        var secret = specimen.characters('n', 20);
        assertThat(Secrets.NONE.shown(text + "\npassword=" + secret)).doesNotContain(secret);
    }
}
