package dev.phantom.terraform;

import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The environment that Terraform is run in: what it needs to reach its backend and AWS, and nothing else. What would
/// change which command runs (`TF_CLI_ARGS…`), on which state (`TF_WORKSPACE`, `TF_DATA_DIR`) or write elsewhere
/// (`TF_LOG…`) is left out, and so is every key of Phantom's own: a provider is a program of somebody else
/// (https://developer.hashicorp.com/terraform/cli/config/environment-variables).
final class EngineEnvironment {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "TMP",
            "TEMP",
            "LANG",
            "TZ",
            "SYSTEMROOT",
            "USERPROFILE",
            "APPDATA",
            "XDG_CONFIG_HOME",
            "XDG_CONFIG_DIRS",
            "XDG_DATA_HOME",
            "XDG_DATA_DIRS",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "TERRAFORM_CONFIG",
            "TF_CLI_CONFIG_FILE",
            "TF_PLUGIN_CACHE_DIR",
            "TF_REGISTRY_CLIENT_TIMEOUT",
            "TF_REGISTRY_DISCOVERY_RETRY",
            "TF_CLOUD_HOSTNAME",
            "TF_CLOUD_ORGANIZATION",
            "TF_CLOUD_PROJECT");

    /// Variables of modules, and credentials of AWS, of registries and of the backends that Terraform comes with.
    private static final List<String> PREFIXES = List.of(
            "LC_",
            "AWS_",
            "TF_VAR_",
            "TF_TOKEN_",
            "TF_HTTP_",
            "TF_ENCRYPTION",
            "ARM_",
            "GOOGLE_",
            "CONSUL_",
            "PG",
            "KUBE_");

    /// Secrets whatever they look like; of the others the name decides.
    private static final Set<String> SECRET = Set.of(
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_SSE_CUSTOMER_KEY",
            "ARM_ACCESS_KEY",
            "ARM_CLIENT_CERTIFICATE",
            "ARM_CLIENT_CERTIFICATE_PASSWORD",
            "ARM_CLIENT_SECRET",
            "ARM_OIDC_REQUEST_TOKEN",
            "ARM_OIDC_TOKEN",
            "ARM_SAS_TOKEN",
            "CONSUL_HTTP_AUTH",
            "CONSUL_HTTP_TOKEN",
            "GOOGLE_ENCRYPTION_KEY",
            "GOOGLE_OAUTH_ACCESS_TOKEN",
            "KUBE_CLIENT_KEY_DATA",
            "KUBE_PASSWORD",
            "KUBE_TOKEN",
            "PGPASSWORD",
            "PG_CONN_STR");

    private static final String VARIABLE = "TF_VAR_";

    private EngineEnvironment() {}

    /// @param all       of Phantom
    /// @param workspace that the command is for; empty for a command that is for none
    static Map<String, String> of(Map<String, String> all, String workspace) {
        Map<String, String> kept = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (isKept(name)) {
                kept.put(name, value);
            }
        });
        kept.put("TF_IN_AUTOMATION", "1");
        kept.put("CHECKPOINT_DISABLE", "1");
        kept.put("TF_INPUT", "0");
        if (!workspace.isEmpty()) {
            kept.put("TF_WORKSPACE", workspace);
        }
        return kept;
    }

    private static boolean isKept(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return NAMES.contains(upper) || PREFIXES.stream().anyMatch(upper::startsWith);
    }

    /// What must not stand in a message that Terraform or a provider wrote.
    static Secrets secrets(Map<String, String> all) {
        Map<String, Value> given = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (SECRET.contains(name) || name.startsWith("TF_TOKEN_") || name.startsWith("TF_HTTP_PASSWORD")) {
                given.put(name, new Value.Sensitive(value));
            } else if (isKept(name)) {
                given.put(name.startsWith(VARIABLE) ? name.substring(VARIABLE.length()) : name, Value.string(value));
            }
        });
        return new SecretCollector().model(new MapValue(given)).secrets();
    }
}
