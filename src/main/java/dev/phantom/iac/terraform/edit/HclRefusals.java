package dev.phantom.iac.terraform.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;

/// Why there is no safe edit: what stands there, where, and what to do.
final class HclRefusals {

    private HclRefusals() {}

    static PhantomException computed(HclFile file, Expression expression, String why) {
        return new PhantomException(new Diagnostic(
                Code.PATCH_NO_NODE,
                "no literal decides the value: " + why + " (" + shown(file.text(expression)) + ")",
                "edit what the expression is made of by hand",
                place(file, expression.start())));
    }

    /// An edit here would change nothing: the override file wins.
    static PhantomException overridden(HclFile file, Expression.Overridden over) {
        return byHand(
                file,
                over.start(),
                "the override file " + over.file() + " decides the value (" + over.by() + ")",
                "change " + over.file() + " by hand");
    }

    static PhantomException missing(HclFile file, int offset, String what) {
        return new PhantomException(
                new Diagnostic(Code.PATCH_NO_SUCH_PATH, what, "check the path", place(file, offset)));
    }

    static PhantomException byHand(HclFile file, int offset, String what, String todo) {
        return new PhantomException(new Diagnostic(Code.PATCH_NO_NODE, what, todo, place(file, offset)));
    }

    static String place(HclFile file, int offset) {
        return file.file() + ":" + file.line(offset) + ":" + file.column(offset);
    }

    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 80 ? line.substring(0, 79) + "…" : line;
    }
}
