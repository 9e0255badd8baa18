package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import java.util.List;

/// What stands in the files for an argument of a resource.
public sealed interface Site {

    HclFile file();

    /// An expression decides it.
    ///
    /// @param in   the block that the argument stands in
    /// @param own  what the resource itself says there
    /// @param env  of that expression
    /// @param rest what of the argument lies below that expression
    /// @param last where its value really comes from
    record Decided(HclFile file, Block in, Expression own, Env env, PropertyPath rest, Decision last) implements Site {}

    /// The place that decides a value.
    ///
    /// @param file  that the expression stands in
    /// @param rest  what it lacks, or what lies inside its text
    /// @param kind  `variable`, `values`, `local`, `argument`, `output`, `policy`; empty for the resource itself
    /// @param name  of what the kind says
    /// @param fixed why no edit of it is safe; empty if one may be
    record Decision(
            HclFile file, Expression expression, Env env, PropertyPath rest, String kind, String name, String fixed) {}

    /// One nested block.
    ///
    /// @param in    the block that it stands in
    /// @param block the nested one, or the `dynamic` one that makes it
    /// @param index of those that the `dynamic` block makes
    record Nested(HclFile file, Block in, Block block, Env env, boolean dynamic, int index) implements Site {}

    /// Every nested block of a type.
    record Blocks(HclFile file, Block in, String type, List<Block> all, boolean dynamic) implements Site {}

    /// Nothing is written of it.
    ///
    /// @param in   the block that it would stand in
    /// @param rest below that block
    record Lacking(HclFile file, Block in, PropertyPath rest) implements Site {}

    /// Nobody can say.
    record Hidden(HclFile file, Block in, String why) implements Site {}
}
