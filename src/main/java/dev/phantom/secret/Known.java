package dev.phantom.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Texts of secrets, found wherever they stand in others: by their first characters, so that a stack may have many.
final class Known {

    /// Long enough that looking for it everywhere finds no ordinary words.
    static final int SHORTEST = 4;

    private final Map<String, List<String>> byHead;

    /// @param texts none shorter than [#SHORTEST]
    Known(Collection<String> texts) {
        var heads = new HashMap<String, List<String>>();
        texts.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(text -> heads.merge(text.substring(0, SHORTEST), List.of(text), Known::both));
        this.byHead = Map.copyOf(heads);
    }

    boolean in(String text) {
        for (int i = 0; !byHead.isEmpty() && i + SHORTEST <= text.length(); i++) {
            if (at(text, i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// The text with something else in their place.
    String replaced(String text, String by) {
        if (!in(text)) {
            return text;
        }
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            var found = at(text, i);
            result.append(found.isPresent() ? by : text.substring(i, i + 1));
            i += found.map(String::length).orElse(1);
        }
        return result.toString();
    }

    private Optional<String> at(String text, int place) {
        if (place + SHORTEST > text.length()) {
            return Optional.empty();
        }
        return byHead.getOrDefault(text.substring(place, place + SHORTEST), List.of()).stream()
                .filter(secret -> text.startsWith(secret, place))
                .findFirst();
    }

    private static List<String> both(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
