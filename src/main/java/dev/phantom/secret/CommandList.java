package dev.phantom.secret;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
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

    /// Whether a value holds one where it stands in a list of a model.
    static boolean holds(Value model, PropertyPath path, Scalar value) {
        if (path.isRoot() || !path.last().matches("\\d{1,9}")) {
            return false;
        }
        var list = model;
        for (var segment : path.parent().segments()) {
            list = SecretPlaces.below(list, segment);
        }
        int index = Integer.parseInt(path.last());
        if (!(list.settled() instanceof ListValue all) || index >= all.items().size()) {
            return false;
        }
        var items = new ArrayList<>(all.items());
        items.set(index, value);
        return marks(new ListValue(items)).get(index);
    }
}
