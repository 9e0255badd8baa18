package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Expression.Binary;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Conditional;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.For;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.Expression.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads expressions, the operators that bind least first.
record ExpressionReader(HclCursor cursor) {

    private static final List<List<String>> OPERATORS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));
    private static final int MOST_OPERATORS = 500;
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");

    Expression expression() {
        cursor.deeper();
        var condition = binary(0);
        cursor.blank();
        if (cursor.take("?")) {
            cursor.blank();
            var yes = expression();
            cursor.expect(":", "of the conditional");
            condition = new Conditional(condition, yes, expression());
        }
        cursor.higher();
        return condition;
    }

    private Expression binary(int level) {
        if (level == OPERATORS.size()) {
            return unary();
        }
        var left = binary(level + 1);
        for (int operators = 0; operators < MOST_OPERATORS; operators++) {
            cursor.blank();
            var operator = OPERATORS.get(level).stream().filter(cursor::sees).findFirst();
            if (operator.isEmpty() || cursor.sees("=>")) {
                return left;
            }
            cursor.take(operator.get());
            left = new Binary(operator.get(), left, binary(level + 1));
        }
        throw cursor.limit("an expression has more than " + MOST_OPERATORS + " operators in a row");
    }

    private Expression unary() {
        cursor.blank();
        int start = cursor.at();
        char operator = cursor.here();
        if (operator == '-' || (operator == '!' && cursor.peek(1) != '=')) {
            cursor.at(start + 1);
            cursor.deeper();
            var operand = unary();
            cursor.higher();
            return new Unary(operator, operand, start, operand.end());
        }
        return new StepsReader(cursor).steps(term());
    }

    private Expression term() {
        int start = cursor.at();
        char c = cursor.here();
        if (c == '"') {
            return new QuotedReader(cursor).quoted();
        }
        if (cursor.sees("<<")) {
            return new QuotedReader(cursor).heredoc();
        }
        if (c == '(') {
            return parenthesis(start);
        }
        if (c == '[') {
            return tuple(start);
        }
        if (c == '{') {
            return object(start);
        }
        if (c >= '0' && c <= '9') {
            return number(start);
        }
        String name = cursor.name("a value");
        if (CONSTANTS.contains(name)) {
            return new Literal(name, start, cursor.at());
        }
        return called(name, start);
    }

    private Expression called(String name, int start) {
        int end = cursor.at();
        String function = name;
        while (cursor.sees("::")) { // of a provider: provider::aws::arn_parse
            cursor.take("::");
            function += "::" + cursor.name("the name of a function");
        }
        cursor.blank();
        if (cursor.here() == '(') {
            return call(function, start);
        }
        cursor.at(end);
        return new Name(name, start, end);
    }

    private Expression number(int start) {
        digits();
        if (cursor.here() == '.' && Character.isDigit(cursor.peek(1))) {
            cursor.take(".");
            digits();
        }
        if (cursor.here() == 'e' || cursor.here() == 'E') {
            cursor.at(cursor.at() + 1);
            if (cursor.here() == '+' || cursor.here() == '-') {
                cursor.at(cursor.at() + 1);
            }
            digits();
        }
        return new Literal(cursor.text().substring(start, cursor.at()), start, cursor.at());
    }

    private void digits() {
        while (cursor.here() >= '0' && cursor.here() <= '9') {
            cursor.at(cursor.at() + 1);
        }
    }

    private Expression parenthesis(int start) {
        boolean before = open("(");
        var inner = expression();
        cursor.expect(")", "to close the parenthesis");
        cursor.inBrackets(before);
        return new Paren(inner, start, cursor.at());
    }

    private boolean open(String bracket) {
        cursor.take(bracket);
        boolean before = cursor.inBrackets(true);
        cursor.blank();
        return before;
    }

    private Expression tuple(int start) {
        boolean before = open("[");
        if (seesFor()) {
            return comprehension(start, before, "]");
        }
        List<Expression> items = new ArrayList<>();
        while (!cursor.take("]")) {
            items.add(expression());
            cursor.blank();
            if (!cursor.take(",") && cursor.here() != ']') {
                throw cursor.fault("expected ',' or ']' in the list");
            }
            cursor.blank();
        }
        cursor.inBrackets(before);
        return new Tuple(items, start, cursor.at());
    }

    private Expression call(String function, int start) {
        boolean before = open("(");
        List<Expression> arguments = new ArrayList<>();
        boolean expanded = false;
        while (!cursor.take(")")) {
            arguments.add(expression());
            cursor.blank();
            expanded = cursor.take("...");
            cursor.blank();
            if (!cursor.take(",") && cursor.here() != ')') {
                throw cursor.fault("expected ',' or ')' in the call of " + function);
            }
            cursor.blank();
        }
        cursor.inBrackets(before);
        return new Call(function, arguments, expanded, start, cursor.at());
    }

    private Expression object(int start) {
        boolean before = open("{");
        if (seesFor()) {
            return comprehension(start, before, "}");
        }
        cursor.inBrackets(false);
        List<Entry> entries = new ArrayList<>();
        cursor.lines();
        while (!cursor.take("}")) {
            entries.add(entry());
            cursor.blank();
            if (!cursor.take(",") && !cursor.isLineEnd() && cursor.here() != '}') {
                throw cursor.fault("expected ',', a new line or '}' in the object");
            }
            cursor.lines();
        }
        cursor.inBrackets(before);
        return new ObjectCons(entries, start, cursor.at());
    }

    private Entry entry() {
        var key = expression();
        cursor.lines();
        boolean colon = cursor.here() == ':';
        if (!colon && (cursor.here() != '=' || cursor.peek(1) == '=')) {
            throw cursor.fault("expected '=' or ':' after the key");
        }
        cursor.at(cursor.at() + 1);
        cursor.lines();
        boolean named = key instanceof Name || (key instanceof Literal);
        return new Entry(key, named, colon, expression());
    }

    private boolean seesFor() {
        return cursor.sees("for") && !HclCursor.isNamePart(cursor.peek(3));
    }

    private Expression comprehension(int start, boolean before, String close) {
        cursor.take("for");
        cursor.blank();
        String first = cursor.name("a name after 'for'");
        cursor.blank();
        String second = null;
        if (cursor.take(",")) {
            cursor.blank();
            second = cursor.name("a second name after ','");
        }
        cursor.expect("in", "of the for expression");
        var in = expression();
        cursor.expect(":", "of the for expression");
        var value = expression();
        Expression key = null;
        cursor.blank();
        if (cursor.take("=>")) {
            key = value;
            value = expression();
            cursor.blank();
        }
        boolean grouped = cursor.take("...");
        cursor.blank();
        var condition = cursor.take("if") ? expression() : null;
        cursor.expect(close, "to close the for expression");
        cursor.inBrackets(before);
        return second == null
                ? new For(null, first, in, key, value, grouped, condition, start, cursor.at())
                : new For(first, second, in, key, value, grouped, condition, start, cursor.at());
    }
}
