package dev.phantom.config;

import static dev.phantom.evidence.EvidenceClass.ALERTS;
import static dev.phantom.evidence.EvidenceClass.DEPLOYS;
import static dev.phantom.evidence.EvidenceClass.INCIDENTS;
import static dev.phantom.evidence.EvidenceClass.METRICS;

import dev.phantom.analysis.Confidence;
import dev.phantom.config.PhantomConfig.Accounts;
import dev.phantom.config.PhantomConfig.Analyst;
import dev.phantom.config.PhantomConfig.Datadog;
import dev.phantom.config.PhantomConfig.GitHub;
import dev.phantom.config.PhantomConfig.Otlp;
import dev.phantom.config.PhantomConfig.Policy;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.template.read.TemplateReader;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads `phantom.yaml`. Every key has a default where one can serve; an unknown key is an error that names the nearest
/// known one.
public final class ConfigReader {

    private static final LoadSettings YAML = LoadSettings.builder()
            .setLabel("phantom.yaml")
            .setMaxAliasesForCollections(20)
            .build();

    private ConfigReader() {}

    /// @param file its name, for messages
    /// @throws PhantomException CONFIG_UNREADABLE, CONFIG_UNKNOWN_KEY or CONFIG_BAD_VALUE, with file, line and column
    public static PhantomConfig read(String file, String text) {
        var root = root(file, text)
                .allow(
                        "version",
                        "defaults",
                        "safe",
                        "github",
                        "datadog",
                        "analyst",
                        "policy",
                        "stacks",
                        "accounts",
                        "telemetry");
        if (!root.get("version").required().equals("1")) {
            throw root.get("version").bad("1, the only version this Phantom reads");
        }
        var defaults = root.get("defaults").allow("region", "environment", "mode", "privacy");
        var folder = root.get("safe").allow("folder").get("folder").text().orElse(null);
        return new PhantomConfig(
                defaults.get("privacy").choice(Privacy.class, Privacy.MASKED),
                folder,
                folder == null ? gitHub(root.get("github")) : null,
                datadog(root.get("datadog")),
                analyst(root.get("analyst")),
                policy(root.get("policy")),
                root.get("stacks").items().stream().map(s -> stack(s, defaults)).toList(),
                accounts(root.get("accounts")),
                root.get("telemetry").allow("otlp").get("otlp").choice(Otlp.class, Otlp.AUTO));
    }

    private static ConfigNode root(String file, String text) {
        bounded(file, text);
        try {
            var node = new Compose(YAML).composeString(text);
            return new ConfigNode(file, "", node.orElse(null));
        } catch (YamlEngineException e) {
            throw new PhantomException(
                    new Diagnostic(Code.CONFIG_UNREADABLE, "not valid YAML: " + e.getMessage(), "", file), e);
        }
    }

    /// Whether it is a document at all, of bounded size and depth, in which no alias goes in a circle.
    private static void bounded(String file, String text) {
        try {
            TemplateReader.yaml(file, text.isBlank() ? "{}" : text);
        } catch (PhantomException e) {
            var d = e.diagnostic();
            throw new PhantomException(new Diagnostic(Code.CONFIG_UNREADABLE, d.summary(), "", d.address()), e);
        }
    }

    private static GitHub gitHub(ConfigNode node) {
        node.allow("repository", "base", "roots");
        var repository = node.get("repository").required();
        if (!repository.matches("[\\w.-]+/[\\w.-]+")) {
            throw node.get("repository").bad("owner/name");
        }
        return new GitHub(
                repository,
                node.get("base").text("main"),
                node.get("roots").texts(List.of("")).stream()
                        .map(r -> root(node, r))
                        .toList());
    }

    private static String root(ConfigNode node, String root) {
        if (root.startsWith("/") || root.contains("..") || root.startsWith(".git")) {
            throw node.get("roots").bad("folders of the repository");
        }
        return root.isEmpty() || root.endsWith("/") ? root : root + "/";
    }

    private static Datadog datadog(ConfigNode node) {
        node.allow("site", "send");
        return new Datadog(
                node.get("site").text("datadoghq.com"),
                node.get("send").choices(EvidenceClass.class, List.of(METRICS, ALERTS, INCIDENTS, DEPLOYS)));
    }

    private static Analyst analyst(ConfigNode node) {
        node.allow("kind", "provider", "model", "budgetUsd");
        var model = node.get("model").allow("default", "critical");
        return new Analyst(
                node.get("kind").choice(Analyst.Kind.class, Analyst.Kind.RULES),
                node.get("provider").text("anthropic"),
                model.get("default").text("claude-sonnet-5-5"),
                model.get("critical").text("claude-opus-5-5"),
                node.get("budgetUsd").decimal("5"));
    }

    private static Policy policy(ConfigNode node) {
        node.allow("draftBelow", "maxOpenPullRequests", "maxPerStack", "proof", "paused");
        return new Policy(
                node.get("draftBelow").choice(Confidence.Level.class, Confidence.Level.MEDIUM),
                node.get("maxOpenPullRequests").count(10),
                node.get("maxPerStack").count(2),
                node.get("proof").choice(Policy.Proof.class, Policy.Proof.LOCAL),
                node.get("paused").flag(false));
    }

    private static Stack stack(ConfigNode node, ConfigNode defaults) {
        node.allow("name", "account", "region", "environment", "mode", "template", "parameters", "service", "team");
        var account = node.get("account").required();
        if (!account.matches("\\d{12}")) {
            throw node.get("account").bad("an account id of 12 digits in quotes");
        }
        return new Stack(
                new StackId(
                        account,
                        inherited(node, defaults, "region", "us-east-1"),
                        node.get("name").required()),
                inherited(node, defaults, "environment", "prod"),
                node.get("template").required(),
                node.get("parameters").texts(List.of()),
                node.get("service").text(""),
                node.get("team").text(""),
                node.get("mode")
                        .choice(Stack.Mode.class, defaults.get("mode").choice(Stack.Mode.class, Stack.Mode.REPORT)));
    }

    private static String inherited(ConfigNode node, ConfigNode defaults, String key, String otherwise) {
        return node.get(key).text(defaults.get(key).text(otherwise));
    }

    private static Accounts accounts(ConfigNode node) {
        node.allow("roleName", "externalId");
        return new Accounts(
                node.get("roleName").text(""), node.get("externalId").text(""));
    }
}
