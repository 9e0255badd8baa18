package dev.phantom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.print.Format;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// For results that come as text or as JSON and in no other format.
final class TextOrJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TextOrJson() {}

    /// @return whether JSON is asked for
    /// @throws ParameterException for a format that this command does not print
    static boolean json(ParseResult args, Terminal terminal) {
        var format = Globals.of(args, terminal).output();
        if (format != Format.TEXT && format != Format.JSON) {
            throw new ParameterException(
                    args.commandSpec().commandLine(),
                    "this command prints text or json, not " + format.name().toLowerCase(Locale.ROOT));
        }
        return format == Format.JSON;
    }

    static String pretty(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own tree", e);
        }
    }
}
