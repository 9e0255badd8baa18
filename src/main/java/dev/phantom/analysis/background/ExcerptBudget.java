package dev.phantom.analysis.background;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which excerpts a case holds: in their order, whole as long as they fit, and at the end the first that did not, cut.
final class ExcerptBudget {

    /// Tokens, see [Tokens].
    static final int MOST = 8_000;

    static final String CUT = "… (cut)";

    /// Less of an element than this tells nothing.
    private static final int LEAST = 200;

    private final List<Excerpt> offered = new ArrayList<>();

    void offer(Excerpt excerpt) {
        if (!excerpt.text().isBlank()) {
            offered.add(excerpt);
        }
    }

    /// The excerpts of a case, and in words what was left out.
    Chosen chosen() {
        var chosen = new LinkedHashMap<Integer, Excerpt>();
        var skipped = new ArrayList<Integer>();
        int room = MOST;
        for (int i = 0; i < offered.size(); i++) {
            int size = Tokens.of(offered.get(i).text());
            if (size <= room) {
                chosen.put(i, offered.get(i));
                room -= size;
            } else {
                skipped.add(i);
            }
        }
        for (var i = skipped.iterator(); room >= LEAST && i.hasNext(); ) {
            int index = i.next();
            var cut = cut(offered.get(index), room);
            chosen.put(index, cut);
            room -= Tokens.of(cut.text());
            i.remove();
        }
        var inOrder = chosen.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return new Chosen(inOrder, skipped.stream().map(offered::get).toList());
    }

    record Chosen(List<Excerpt> excerpts, List<Excerpt> leftOut) {}

    /// At the end of a line, if one ends near enough.
    static Excerpt cut(Excerpt whole, int tokens) {
        var text = whole.text();
        int most = Tokens.characters(text, tokens - Tokens.of("\n" + CUT));
        int line = text.lastIndexOf('\n', most);
        return whole.with(text.substring(0, line > most / 2 ? line : most) + "\n" + CUT);
    }
}
