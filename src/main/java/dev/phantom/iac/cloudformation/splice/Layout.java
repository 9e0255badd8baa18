package dev.phantom.iac.cloudformation.splice;

import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.Form;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;

/// The habits of one file, so that what is added looks like what is there.
///
/// @param eol        line end
/// @param step       columns per level
/// @param listOffset columns of a list's dash right of its key: 0 or more
/// @param quote      for text that needs quotes
/// @param shortForms functions are written as tags
/// @param colon      between key and value in JSON: `": "`, `" : "`
record Layout(String eol, int step, int listOffset, Form quote, boolean shortForms, String colon) {

    static Layout of(SourceText source) {
        var habits = new Habits(source);
        habits.visit(source.root(), -1);
        int step = habits.step > 0 ? habits.step : 2;
        return new Layout(
                source.text().contains("\r\n") ? "\r\n" : "\n",
                step,
                habits.listOffset >= 0 ? habits.listOffset : step,
                habits.single > habits.doubled ? Form.SINGLE : Form.DOUBLE,
                habits.tags > 0 || habits.longForms == 0,
                habits.colon.isEmpty() ? ": " : habits.colon);
    }

    private static final class Habits {
        private final SourceText source;
        private int step;
        private int listOffset = -1;
        private int single;
        private int doubled;
        private int tags;
        private int longForms;
        private String colon = "";

        Habits(SourceText source) {
            this.source = source;
        }

        /// @param column of the key above, -1 if none
        void visit(SourceNode node, int column) {
            tags += node.function().isPresent() ? 1 : 0;
            switch (node) {
                case ScalarNode s -> {
                    single += s.form() == Form.SINGLE ? 1 : 0;
                    doubled += s.form() == Form.DOUBLE ? 1 : 0;
                }
                case SequenceNode s -> {
                    noteList(s, column);
                    s.items().forEach(item -> visit(item, -1));
                }
                case MappingNode m -> {
                    noteMap(m, column);
                    m.entries().forEach(entry -> {
                        longForms += entry.name()
                                        .filter(n -> n.startsWith("Fn::") || n.equals("Ref"))
                                        .isPresent()
                                ? 1
                                : 0;
                        visit(entry.value(), source.column(entry.key().span().start()));
                    });
                }
                case AliasNode a -> tags += 0;
            }
        }

        private void noteList(SequenceNode list, int column) {
            if (!list.flow()
                    && listOffset < 0
                    && column >= 0
                    && source.startsLine(list.place().content())) {
                listOffset = Math.max(0, source.column(list.place().content()) - column);
            }
        }

        private void noteMap(MappingNode map, int column) {
            if (map.entries().isEmpty()) {
                return;
            }
            var first = map.entries().getFirst();
            int start = first.key().span().start();
            if (map.flow() && colon.isEmpty() && source.json()) {
                String between = source.text()
                        .substring(
                                Math.min(
                                        first.key().span().end(),
                                        first.value().span().start()),
                                first.value().span().start());
                colon = between.isBlank() || between.contains("\n") ? ": " : between;
            }
            if (step == 0 && column >= 0 && source.startsLine(start)) {
                step = source.column(start) - column;
            }
        }
    }
}
