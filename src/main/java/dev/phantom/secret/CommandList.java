package dev.phantom.secret;

import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import java.util.BitSet;

/// A command as a list of its words: `["curl", "-u", "ops:…", "https://…"]`.
final class CommandList {

    private static final int LONGEST = 10_000;
    private static final BitSet NONE = new BitSet(0);

    private CommandList() {}

    /// Which elements hold a secret that the line of the command gives away.
    static BitSet marks(ListValue list) {
        var line = new StringBuilder();
        var starts = new int[list.items().size() + 1];
        for (int i = 0; i < list.items().size(); i++) {
            starts[i] = line.length();
            if (!(list.items().get(i) instanceof Scalar s) || line.length() > LONGEST) {
                return NONE;
            }
            line.append(s.text()).append(' ');
        }
        starts[list.items().size()] = line.length();
        if (list.items().size() < 2) {
            return NONE;
        }
        var found = new SecretSpans();
        TextForms.find(line.toString(), found);
        var marks = new BitSet();
        for (var span : found.all()) {
            for (int i = 0; i < list.items().size(); i++) {
                marks.set(i, marks.get(i) || span.start() < starts[i + 1] - 1 && span.end() > starts[i]);
            }
        }
        return marks;
    }
}
