package dev.phantom.assembly;

import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.LeastPolicy.Use;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.EnumSet;
import java.util.List;

/// The least access to AWS that Phantom works with.
public final class LeastAccess {

    private LeastAccess() {}

    /// The IAM policy, JSON.
    ///
    /// @param with what needs more than a run does, as `--with` names it: `proof`, `reconcile`
    /// @throws PhantomException USAGE for another name
    public static String policy(List<String> with) {
        var uses = EnumSet.noneOf(Use.class);
        with.forEach(name -> uses.add(use(name)));
        return LeastPolicy.json(List.of(), uses);
    }

    private static Use use(String name) {
        return switch (name) {
            case "proof" -> Use.PROOF;
            case "reconcile" -> Use.RECONCILE;
            default ->
                throw new PhantomException(new Diagnostic(
                        Code.USAGE,
                        "--with takes proof or reconcile, not '" + name + "'",
                        "see `phantom doctor --help`",
                        ""));
        };
    }
}
