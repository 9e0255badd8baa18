package dev.phantom.cli.command;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Input;
import dev.phantom.stack.ParameterValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parameters of a template, against what somebody says of them.
record DeclaredParameters(Definition template) {

    private static final int MOST = 8;

    /// @param where it is given: the option, or the file
    /// @throws PhantomException USAGE if nothing takes the value
    void check(String name, String where) {
        var known = declared().keySet();
        if (!known.contains(name)) {
            var meant = Nearest.slip(name, known).map(near -> "did you mean '" + near + "'?");
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    template.file() + " has no parameter '" + name + "'",
                    meant.orElse(
                            known.isEmpty()
                                    ? "the template has no parameters"
                                    : "the template has " + listed(List.copyOf(known))),
                    where));
        }
    }

    /// Says of which ones the default is taken, because nobody gave their value; not of SSM parameters, whose default
    /// is a name and no value.
    Optional<String> defaulted(List<ParameterValue> given) {
        var names = given.stream().map(ParameterValue::name).collect(Collectors.toSet());
        var taken = declared().entrySet().stream()
                .filter(p -> !names.contains(p.getKey()) && hasDefault(p.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var one = taken.size() == 1;
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s the template default: %s; pass --stack-description or --parameters for what %s deployed with"
                                .formatted(
                                        one ? "1 parameter uses" : taken.size() + " parameters use",
                                        listed(taken),
                                        one ? "it was" : "they were"));
    }

    private Map<String, Input> declared() {
        return template.inputs();
    }

    private static boolean hasDefault(Input parameter) {
        return parameter.fallback() != null && !parameter.lookedUp();
    }

    private static String listed(List<String> names) {
        int more = names.size() - MOST;
        return names.stream().limit(MOST).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
