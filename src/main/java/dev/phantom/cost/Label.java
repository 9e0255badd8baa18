package dev.phantom.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a billed part is called: text, and operands in braces.
///
/// @param words literals and operands, in order
record Label(List<Operand> words) {
    private static final Pattern NAMED = Pattern.compile("\\{([^}]+)}");

    static Label of(String text) {
        var words = new ArrayList<Operand>();
        var named = NAMED.matcher(text);
        int from = 0;
        while (named.find()) {
            words.add(Operand.literal(text.substring(from, named.start())));
            words.add(Operand.of("$" + named.group(1)));
            from = named.end();
        }
        words.add(Operand.literal(text.substring(from)));
        return new Label(List.copyOf(words));
    }

    String of(Settings settings) {
        var text = new StringBuilder();
        words.forEach(word -> text.append(word.needed(settings)));
        return text.toString();
    }

    /// Without what the settings say.
    String plain() {
        var text = new StringBuilder();
        words.forEach(word ->
                text.append(word.reads() ? word.names().getLast() : word.names().getFirst()));
        return text.toString();
    }
}
