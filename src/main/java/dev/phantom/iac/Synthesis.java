package dev.phantom.iac;

import java.util.Map;
import java.util.Optional;

/// What a definition that the CDK wrote says of the program. Such a file is written anew by each synthesis, so nothing
/// in
/// it is worth an edit.
///
/// @param byCdk      somebody's program wrote the file
/// @param constructs path of the construct (`Shop/Orders/Resource`) by logical id; a resource may have none
public record Synthesis(boolean byCdk, Map<String, String> constructs) {

    /// A person wrote it.
    public static final Synthesis NONE = new Synthesis(false, Map.of());

    public Synthesis {
        constructs = Map.copyOf(constructs);
    }

    public Optional<String> construct(String logicalId) {
        return Optional.ofNullable(constructs.get(logicalId));
    }
}
