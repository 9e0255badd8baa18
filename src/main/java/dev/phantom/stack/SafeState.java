package dev.phantom.stack;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the repository says a stack should be.
///
/// @param repository `owner/name`, a folder, or empty for a single file
/// @param commit     full SHA; empty where there is none
/// @param path       of the template in the repository
/// @param files      the template and the parameter files, path → text
/// @param parameters from parameter files and the command line, not the template's defaults
public record SafeState(
        Source source,
        String repository,
        String commit,
        String path,
        Definition template,
        Map<String, String> files,
        List<ParameterValue> parameters) {

    /// What kind of place it was read from.
    ///
    /// @param name as reports call it; a code host brings its own
    public record Source(String name) {
        public static final Source FOLDER = new Source("folder");
        public static final Source FILE = new Source("file");
        public static final Source DEPLOYED = new Source("deployed");
    }

    /// Where no repository says anything of the stack: what CloudFormation was last told.
    ///
    /// @throws PhantomException AWS_NO_STACK if it shows no template
    public static SafeState deployed(DeployedState deployed) {
        var template = deployed.effective()
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.AWS_NO_STACK,
                        "the template of the stack cannot be read",
                        "",
                        deployed.id().name())));
        return new SafeState(Source.DEPLOYED, "", "", "", template, Map.of(), deployed.parameters());
    }

    public SafeState {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        parameters = List.copyOf(parameters);
    }
}
