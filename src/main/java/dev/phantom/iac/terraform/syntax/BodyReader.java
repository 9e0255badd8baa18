package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Body.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads attributes and blocks.
record BodyReader(HclCursor cursor) {

    Body file() {
        int start = cursor.at();
        var items = items(false);
        return new Body(items, start, cursor.text().length());
    }

    private List<Item> items(boolean inBlock) {
        List<Item> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        cursor.lines();
        while (!cursor.ended() && !(inBlock && cursor.here() == '}')) {
            items.add(item(names));
            endOfItem(inBlock);
            cursor.lines();
        }
        return items;
    }

    private void endOfItem(boolean inBlock) {
        cursor.blank();
        boolean closes = inBlock && cursor.here() == '}';
        if (!cursor.ended() && !cursor.isLineEnd() && !closes) {
            throw cursor.fault("expected the end of the line");
        }
    }

    private Item item(Set<String> names) {
        int start = cursor.at();
        String name = cursor.name("an attribute or a block");
        cursor.blank();
        if (cursor.here() == '=' && cursor.peek(1) != '=') {
            if (!names.add(name)) {
                cursor.at(start);
                throw cursor.fault("the attribute '" + name + "' is set twice");
            }
            cursor.take("=");
            return new Attribute(name, new ExpressionReader(cursor).expression(), start);
        }
        return block(name, start);
    }

    private Block block(String type, int start) {
        List<String> labels = new ArrayList<>();
        while (cursor.here() != '{') {
            if (cursor.here() == '"') {
                labels.add(new QuotedReader(cursor).quoted().text());
            } else {
                labels.add(cursor.name("'=' or '{' after '" + type + "'"));
            }
            cursor.blank();
        }
        cursor.take("{");
        cursor.deeper();
        boolean before = cursor.inBrackets(false);
        int inside = cursor.at();
        var items = items(true);
        if (!cursor.take("}")) {
            throw cursor.fault("the block '" + type + "' is not closed: expected '}'");
        }
        cursor.inBrackets(before);
        cursor.higher();
        return new Block(type, labels, new Body(items, inside, cursor.at() - 1), start, cursor.at());
    }
}
