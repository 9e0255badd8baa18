package dev.phantom.secret;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A text for each kind of secret that is known, for a world to hold; and what must not come out of it.
public final class PlantedTexts {

    private final Specimen specimen;
    private final List<String> texts = new ArrayList<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    public PlantedTexts(long seed) {
        specimen = new Specimen(seed);
        SecretTables.rows("token-shapes.tsv").forEach(row -> plant(row.get(4)));
        SecretTables.rows("text-forms.tsv").forEach(row -> plant(row.get(4)));
    }

    private void plant(String example) {
        var made = specimen.of(example);
        var encoded = Base64.getEncoder().encodeToString(made.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        texts.add(texts.size() % 3 == 2 ? "see " + encoded : made.text());
        made.parts().stream().filter(part -> part.length() > 7).forEach(hidden::add);
        hidden.add(encoded);
    }

    public List<String> texts() {
        return List.copyOf(texts);
    }

    /// What a variable holds that nothing but its place gives away: the same each time.
    public String variable(String name) {
        return variables.computeIfAbsent(name, n -> {
            var value = specimen.characters('n', 11);
            hidden.add(value);
            return value;
        });
    }

    public String of(String name) {
        return variables.getOrDefault(name, "");
    }

    /// A token of a kind.
    public String one() {
        var token = specimen.of("ghp_{n36}").text();
        hidden.add(token);
        return token;
    }

    public Set<String> hidden() {
        return hidden;
    }
}
