package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Binary;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Conditional;
import dev.phantom.iac.terraform.syntax.Expression.For;
import dev.phantom.iac.terraform.syntax.Expression.Index;
import dev.phantom.iac.terraform.syntax.Expression.Item;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Part;
import dev.phantom.iac.terraform.syntax.Expression.Splat;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.Expression.Unary;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a part of a file refers to, as references call it: `var.size`, `local.tags`, `aws_vpc.main`,
/// `data.aws_ami.linux`, `module.db`.
public final class HclMentions {

    private final Set<String> found = new LinkedHashSet<>();

    private HclMentions() {}

    public static Set<String> in(Body body) {
        var mentions = new HclMentions();
        mentions.body(body);
        return mentions.found;
    }

    public static Set<String> in(Expression expression) {
        var mentions = new HclMentions();
        mentions.expression(expression);
        return mentions.found;
    }

    private void body(Body body) {
        for (Body.Item item : body.items()) {
            switch (item) {
                case Attribute a -> expression(a.value());
                case Block b -> body(b.body());
            }
        }
    }

    private void expression(Expression expression) {
        switch (expression) {
            case Attr a -> attr(a);
            case Template t ->
                t.parts().forEach(p -> {
                    if (p instanceof Part.Interpolation(Expression e)) {
                        expression(e);
                    }
                });
            case Tuple t -> t.items().forEach(this::expression);
            case ObjectCons o ->
                o.entries().forEach(e -> {
                    if (!e.named()) {
                        expression(e.key());
                    }
                    expression(e.value());
                });
            case Call c -> c.arguments().forEach(this::expression);
            case Index i -> {
                expression(i.of());
                expression(i.key());
            }
            case Splat s -> {
                expression(s.of());
                expression(s.each());
            }
            case Unary u -> expression(u.operand());
            case Binary b -> {
                expression(b.left());
                expression(b.right());
            }
            case Conditional c -> {
                expression(c.condition());
                expression(c.yes());
                expression(c.no());
            }
            case Paren p -> expression(p.inner());
            case For f -> comprehension(f);
            case Literal l -> {}
            case Expression.Overridden o -> {}
            case Name n -> {}
            case Item i -> {}
        }
    }

    private void attr(Attr a) {
        if (a.of() instanceof Name n) {
            found.add(n.text() + "." + a.name());
        } else if (a.of() instanceof Attr(Name(String root, int s, int e), String type, int start, int end)
                && root.equals("data")) {
            found.add("data." + type + "." + a.name());
        } else {
            expression(a.of());
        }
    }

    private void comprehension(For f) {
        expression(f.in());
        if (f.key() != null) {
            expression(f.key());
        }
        expression(f.value());
        if (f.condition() != null) {
            expression(f.condition());
        }
    }
}
