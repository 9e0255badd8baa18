package dev.phantom.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.secret.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Terraform says when it fails, as one line: its own words, without secrets, and not all of them. With `-json` it
/// prints a diagnostic a line (https://developer.hashicorp.com/terraform/internals/machine-readable-ui); without, and
/// where it fails early, text.
final class EngineFailure {

    /// @param words of its summary or detail, in lower case
    private record Known(TerraformCode code, Cause cause, List<String> words) {}

    /// In the order in which they are looked for: the errors of Terraform's own, then those of backends and providers.
    private static final List<Known> KNOWN = List.of(
            new Known(TerraformCode.STALE, Cause.OTHER, List.of("saved plan is stale")),
            new Known(TerraformCode.LOCKED, Cause.AWAY, List.of("acquiring the state lock")),
            new Known(
                    TerraformCode.NOT_INITIALIZED,
                    Cause.NOT_CONFIGURED,
                    List.of(
                            "initialization required",
                            "please run \"terraform init\"",
                            "please run \"tofu init\"",
                            "required plugins are not installed",
                            "inconsistent dependency lock file",
                            "missing required provider",
                            "module not installed",
                            "module source has changed",
                            "module version requirements have changed",
                            "backend configuration changed")),
            new Known(
                    TerraformCode.CREDENTIALS,
                    Cause.DENIED,
                    List.of(
                            "no valid credential sources",
                            "invalidclienttokenid",
                            "expiredtoken",
                            "security token included in the request",
                            "failed to refresh cached credentials",
                            "retrieving aws account details",
                            "accessdenied",
                            "unauthorizedoperation")));

    private static final Pattern ERROR = Pattern.compile("(?m)^[│|\\s]*Error: (.+)$");
    private static final int LONGEST = 600;

    /// Of what it printed, which may be as long as a plan.
    private static final int MOST_READ = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineFailure() {}

    /// @param what    what was asked: `terraform plan -refresh-only`
    /// @param address the module's folder
    static Diagnostic of(String what, EngineProcess.Ended ended, String address, Secrets secrets) {
        var said = errors(ended);
        var whole = said.isEmpty()
                ? (begin(ended.err()) + " " + begin(ended.out())).strip()
                : begin(String.join(" · ", said));
        var lower = whole.toLowerCase(Locale.ROOT);
        var known = KNOWN.stream()
                .filter(k -> k.words().stream().anyMatch(lower::contains))
                .findFirst();
        var quoted = quoted(whole, secrets);
        var summary = what + " failed" + (quoted.isEmpty() ? " with exit code " + ended.exit() : ": " + quoted);
        return new Diagnostic(
                known.map(Known::code).orElse(TerraformCode.FAILED),
                summary,
                "",
                address,
                known.map(Known::cause).orElse(Cause.BROKEN));
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(text.length(), MOST_READ));
    }

    private static String quoted(String text, Secrets secrets) {
        var shown = secrets.shown(text).strip().replaceAll("\\s+", " ");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    private static List<String> errors(EngineProcess.Ended ended) {
        var told = ended.out().lines().map(EngineFailure::error).flatMap(Optional::stream);
        var written = ERROR.matcher(ended.err()).results().map(m -> m.group(1));
        return Stream.concat(told, written).distinct().limit(3).toList();
    }

    private static Optional<String> error(String line) {
        if (line.length() > MOST_READ || !line.startsWith("{") || !line.contains("\"diagnostic\"")) {
            return Optional.empty();
        }
        try {
            var diagnostic = JSON.readTree(line).path("diagnostic");
            if (!diagnostic.path("severity").asText().equals("error")) {
                return Optional.empty();
            }
            return Optional.of(Stream.of(
                            place(diagnostic),
                            diagnostic.path("summary").asText(),
                            diagnostic.path("detail").asText())
                    .filter(part -> !part.isBlank())
                    .map(String::strip)
                    .reduce((a, b) -> a + ": " + b)
                    .orElse(""));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// Which resource, else which line.
    private static String place(JsonNode diagnostic) {
        var address = diagnostic.path("address").asText();
        var range = diagnostic.path("range");
        return !address.isEmpty() || range.isMissingNode()
                ? address
                : range.path("filename").asText() + ":"
                        + range.path("start").path("line").asText();
    }
}
