package dev.phantom.secret;

import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Texts of secrets, found wherever they stand in others: by their first characters, so that a stack may have many.
final class KnownSecrets {

    /// Long enough that looking for it everywhere finds no ordinary words.
    static final int SHORTEST = 4;

    /// From here on it is worth remembering what a text was found to be.
    private static final int LONG = 4_096;

    private static final int HEADS = 1 << 16;

    private final Map<String, List<String>> byHead;

    /// Of which heads there may be one: most places of most texts are passed with no object made.
    private final BitSet heads = new BitSet(HEADS);

    /// Whether long texts hold a secret: a change is shown more often than once. As long as the text itself is in use.
    private final Map<String, Boolean> looked = Collections.synchronizedMap(new WeakHashMap<>());

    /// @param texts none shorter than [#SHORTEST]
    KnownSecrets(Collection<String> texts) {
        var all = new HashMap<String, List<String>>();
        texts.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(text -> all.merge(text.substring(0, SHORTEST), List.of(text), KnownSecrets::both));
        this.byHead = Map.copyOf(all);
        byHead.keySet().forEach(head -> heads.set(head(head, 0)));
    }

    KnownSecrets and(KnownSecrets more) {
        if (more.byHead.isEmpty()) {
            return this;
        }
        return new KnownSecrets(Stream.of(byHead, more.byHead)
                .flatMap(texts -> texts.values().stream())
                .flatMap(List::stream)
                .distinct()
                .toList());
    }

    /// What a search in a text for these and others finds; in a long text it is made once.
    boolean once(String text, Predicate<String> search) {
        if (text.length() < LONG) {
            return search.test(text);
        }
        var found = looked.get(text);
        if (found == null) {
            found = search.test(text);
            looked.put(text, found);
        }
        return found;
    }

    boolean in(String text) {
        if (byHead.isEmpty()) {
            return false;
        }
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            if (at(text, i) > 0) {
                return true;
            }
        }
        return false;
    }

    void find(String text, SecretSpans found) {
        if (byHead.isEmpty()) {
            return;
        }
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            int length = at(text, i);
            if (length > 0) {
                found.add(i, i + length);
                i += length - 1;
            }
        }
    }

    /// How long the secret is that stands at a place; 0 if none does.
    private int at(String text, int place) {
        if (place + SHORTEST > text.length() || !heads.get(head(text, place))) {
            return 0;
        }
        return byHead.getOrDefault(text.substring(place, place + SHORTEST), List.of()).stream()
                .filter(secret -> text.startsWith(secret, place))
                .findFirst()
                .map(String::length)
                .orElse(0);
    }

    private static int head(String text, int place) {
        int head = 0;
        for (int i = place; i < place + SHORTEST; i++) {
            head = head * 31 + text.charAt(i);
        }
        return head & HEADS - 1;
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
