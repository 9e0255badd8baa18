package dev.phantom.iac.terraform.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression of HCL. Offsets are UTF-16 indexes into the text as read, `end` exclusive.
public sealed interface Expression {

    int start();

    int end();

    /// What an override file says in the place of what is written here, or beside it.
    ///
    /// @param by where the override file says it: `live/override.tf:3:5`
    record Overridden(String by, int start, int end) implements Expression {

        /// The override file.
        public String file() {
            return by.replaceFirst(":\\d+:\\d+$", "");
        }
    }

    /// A number, `true`, `false` or `null`, as written.
    record Literal(String text, int start, int end) implements Expression {}

    /// A text in quotes or a heredoc.
    ///
    /// @param heredoc      null for one in quotes
    /// @param contentStart offset of its first character
    /// @param contentEnd   offset behind its last one; of a heredoc, of the line that ends it
    record Template(List<Part> parts, @Nullable Heredoc heredoc, int contentStart, int contentEnd, int start, int end)
            implements Expression {
        public Template {
            parts = List.copyOf(parts);
        }

        /// Nothing in it is computed.
        public boolean isPlain() {
            return parts.stream().allMatch(Part.Text.class::isInstance);
        }

        /// The text of one that is plain.
        public String text() {
            var text = new StringBuilder();
            for (Part part : parts) {
                if (part instanceof Part.Text t) {
                    text.append(t.value());
                }
            }
            return text.toString();
        }
    }

    /// @param indented `<<-`: the indentation that all its lines share is no part of the text
    record Heredoc(String marker, boolean indented) {}

    sealed interface Part {

        /// @param value what it stands for: escapes are read, a shared indentation is gone
        record Text(String value) implements Part {}

        /// `${…}`
        record Interpolation(Expression value) implements Part {}

        /// `%{…}`, which nobody evaluates here.
        record Directive(String text) implements Part {}
    }

    record Tuple(List<Expression> items, int start, int end) implements Expression {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    record ObjectCons(List<Entry> entries, int start, int end) implements Expression {
        public ObjectCons {
            entries = List.copyOf(entries);
        }
    }

    /// @param named the key is a bare name: itself, not a reference
    /// @param colon the key is separated by `:`, not `=`
    record Entry(Expression key, boolean named, boolean colon, Expression value) {}

    /// @param expanded the last argument is a list of arguments: `f(a, b...)`
    record Call(String function, List<Expression> arguments, boolean expanded, int start, int end)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// A name that stands alone or at the root of a traversal: `var`, `local`, `each`, a resource type.
    record Name(String text, int start, int end) implements Expression {}

    record Attr(Expression of, String name, int start, int end) implements Expression {}

    record Index(Expression of, Expression key, int start, int end) implements Expression {}

    /// `of[*].rest` or `of.*.rest`.
    ///
    /// @param each what is taken of each element, which is [Item] in it
    record Splat(Expression of, Expression each, int start, int end) implements Expression {}

    /// The element of the splat that it stands in.
    record Item(int start, int end) implements Expression {}

    record Unary(char operator, Expression operand, int start, int end) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return left.start();
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    record Conditional(Expression condition, Expression yes, Expression no) implements Expression {
        @Override
        public int start() {
            return condition.start();
        }

        @Override
        public int end() {
            return no.end();
        }
    }

    record Paren(Expression inner, int start, int end) implements Expression {}

    /// `[for k, v in in : value if condition]` or `{for … : key => value...}`.
    ///
    /// @param keyName null where only the value has a name
    /// @param key     null for a list
    record For(
            @Nullable String keyName,
            String valueName,
            Expression in,
            @Nullable Expression key,
            Expression value,
            boolean grouped,
            @Nullable Expression condition,
            int start,
            int end)
            implements Expression {}
}
