package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.HclFile;
import java.util.regex.Pattern;

/// Comments within a list or an object that is written out.
final class HclComments {

    private static final Pattern BEGIN = Pattern.compile("#|//|/\\*");

    private HclComments() {}

    static boolean in(HclFile file, Expression expression) {
        var text = new StringBuilder(file.text(expression));
        blank(expression, expression.start(), text);
        return BEGIN.matcher(text).find();
    }

    /// What looks like a comment in a text is none.
    private static void blank(Expression expression, int from, StringBuilder text) {
        switch (expression) {
            case Template t -> text.replace(t.start() - from, t.end() - from, " ".repeat(t.end() - t.start()));
            case Tuple t -> t.items().forEach(item -> blank(item, from, text));
            case ObjectCons o ->
                o.entries().forEach(entry -> {
                    blank(entry.key(), from, text);
                    blank(entry.value(), from, text);
                });
            case Expression other -> {}
        }
    }
}
