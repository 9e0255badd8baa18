package dev.phantom.iac.terraform.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands between the braces of a block, or in a whole file: attributes and blocks in the order of the text.
///
/// @param start offset behind the opening brace, or of the file's content
/// @param end   offset of the closing brace, or of the file's end
public record Body(List<Item> items, int start, int end) {

    public static final Body EMPTY = new Body(List.of(), 0, 0);

    public Body {
        items = List.copyOf(items);
    }

    public sealed interface Item {
        int start();

        /// Exclusive; a line end is no part of it.
        int end();
    }

    /// `name = value`.
    public record Attribute(String name, Expression value, int start) implements Item {
        @Override
        public int end() {
            return value.end();
        }
    }

    /// `type "label" { … }`.
    public record Block(String type, List<String> labels, Body body, int start, int end) implements Item {
        public Block {
            labels = List.copyOf(labels);
        }

        public String label(int index) {
            return index < labels.size() ? labels.get(index) : "";
        }

        /// As people call it: `resource "aws_instance" "web"`.
        public String text() {
            var text = new StringBuilder(type);
            labels.forEach(label -> text.append(" \"").append(label).append('"'));
            return text.toString();
        }
    }

    public Stream<Attribute> attributes() {
        return items.stream().filter(Attribute.class::isInstance).map(Attribute.class::cast);
    }

    public Stream<Block> blocks() {
        return items.stream().filter(Block.class::isInstance).map(Block.class::cast);
    }

    public Stream<Block> blocks(String type) {
        return blocks().filter(block -> block.type().equals(type));
    }

    public Optional<Attribute> attribute(String name) {
        return attributes().filter(a -> a.name().equals(name)).findFirst();
    }
}
