package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Index;
import dev.phantom.iac.terraform.syntax.Expression.Item;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Splat;

/// Reads what is taken of a value: `.name`, `.0`, `[key]`, `[*]`, `.*`.
record StepsReader(HclCursor cursor) {

    Expression steps(Expression of) {
        return steps(of, true);
    }

    private Expression steps(Expression of, boolean indexes) {
        var value = of;
        int taken = 0;
        while (true) {
            int end = cursor.at();
            cursor.blank();
            var next = step(value, indexes);
            if (next == value) {
                cursor.at(end);
                return value;
            }
            value = next;
            if (++taken > 200) {
                throw cursor.limit("a traversal has more than 200 steps");
            }
        }
    }

    private Expression step(Expression of, boolean indexes) {
        if (cursor.here() == '.' && cursor.peek(1) != '.') {
            return named(of);
        }
        if (cursor.here() != '[' || !indexes) {
            return of;
        }
        if (cursor.sees("[*]")) {
            cursor.take("[*]");
            return splat(of, true);
        }
        cursor.take("[");
        boolean before = cursor.inBrackets(true);
        var key = new ExpressionReader(cursor).expression();
        cursor.expect("]", "to close the index");
        cursor.inBrackets(before);
        return new Index(of, key, of.start(), cursor.at());
    }

    private Expression named(Expression of) {
        cursor.take(".");
        if (cursor.take("*")) {
            return splat(of, false);
        }
        int start = cursor.at();
        if (Character.isDigit(cursor.here())) {
            while (Character.isDigit(cursor.here())) {
                cursor.at(cursor.at() + 1);
            }
            var key = new Literal(cursor.text().substring(start, cursor.at()), start, cursor.at());
            return new Index(of, key, of.start(), cursor.at());
        }
        return new Attr(of, cursor.name("a name after '.'"), of.start(), cursor.at());
    }

    private Expression splat(Expression of, boolean indexes) {
        cursor.deeper();
        var each = steps(new Item(cursor.at(), cursor.at()), indexes);
        cursor.higher();
        return new Splat(of, each, of.start(), cursor.at());
    }
}
