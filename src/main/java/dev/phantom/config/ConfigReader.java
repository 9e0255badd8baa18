package dev.phantom.config;

import dev.phantom.analysis.Confidence;
import dev.phantom.config.PhantomConfig.Accounts;
import dev.phantom.config.PhantomConfig.Analyst;
import dev.phantom.config.PhantomConfig.Datadog;
import dev.phantom.config.PhantomConfig.GitHub;
import dev.phantom.config.PhantomConfig.Otlp;
import dev.phantom.config.PhantomConfig.Policy;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.RepositoryName;
import dev.phantom.secret.People;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.severity.CostGrowth;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads `phantom.yaml`. Every key has a default where one can serve; an unknown key is an error that names the nearest
/// known one. Unknown keys are told first, all of them; then whatever else is wrong, each section's first problem.
public final class ConfigReader {

    private static final LoadSettings YAML = LoadSettings.builder()
            .setLabel("phantom.yaml")
            .setMaxAliasesForCollections(20)
            .build();

    private ConfigReader() {}

    /// @param file   its name, for messages
    /// @param inside whether a folder lies in the folder of the file: whoever may push names no other one
    /// @throws PhantomException CONFIG_UNREADABLE, CONFIG_UNKNOWN_KEY or CONFIG_BAD_VALUE, with file, line and column
    public static PhantomConfig read(String file, String text, Predicate<String> inside) {
        var root = root(file, text);
        var problems = new ConfigProblems();
        ConfigKeys.check(root, problems);
        problems.raise();
        var defaults = root.get("defaults");
        var folder = root.get("safe").get("folder");
        problems.of(() -> version(root.get("version")));
        var privacy = problems.of(() -> defaults.get("privacy").choice(Privacy.class, Privacy.MASKED));
        var variables = problems.of(() -> variables(root.get("secrets").get("shownVariables")));
        var safe = problems.of(() -> folder(folder, inside));
        var github = folder.isPresent() ? Optional.<GitHub>empty() : problems.of(() -> gitHub(root.get("github")));
        var datadog = problems.of(() -> datadog(root.get("datadog")));
        var evidence = problems.of(() -> evidence(root.get("evidence").get("send"), oldSend(root)));
        var analyst = problems.of(() -> analyst(root.get("analyst")));
        var policy = problems.of(() -> policy(root.get("policy")));
        var growth = problems.of(() -> growth(root.get("severity").get("cost")));
        var stacks = problems.of(() -> root.get("stacks").items()).orElse(List.of()).stream()
                .map(s -> problems.of(() -> stack(s, defaults)))
                .flatMap(Optional::stream)
                .toList();
        var accounts = problems.of(() -> accounts(root.get("accounts")));
        var otlp = problems.of(() -> root.get("telemetry").get("otlp").choice(Otlp.class, Otlp.AUTO));
        var channels = NotifyReader.read(root.get("notify"), problems);
        var limits = problems.of(() -> limits(root.get("limits")));
        problems.raise();
        return new PhantomConfig(
                privacy.orElseThrow(),
                new ShowPolicy(
                        variables.orElseThrow(),
                        People.valueOf(privacy.orElseThrow().name())),
                safe.orElseThrow().orElse(null),
                github.orElse(null),
                datadog.orElseThrow(),
                evidence.orElseThrow(),
                analyst.orElseThrow(),
                policy.orElseThrow(),
                growth.orElseThrow(),
                stacks,
                accounts.orElseThrow(),
                otlp.orElseThrow(),
                channels,
                limits.orElseThrow(),
                notes(oldSend(root)));
    }

    /// The `github.base` that a file sets, whatever else is wrong with it; empty where it sets none or is not YAML.
    public static String base(String text) {
        try {
            return root("phantom.yaml", text).get("github").get("base").text("");
        } catch (PhantomException e) {
            return "";
        }
    }

    private static Optional<String> folder(ConfigNode node, Predicate<String> inside) {
        var folder = node.text();
        if (folder.filter(inside.negate()).isPresent()) {
            throw node.fail(
                    Code.CONFIG_BAD_VALUE,
                    node.path() + " '" + folder.get() + "' is outside the folder of this file",
                    "move the file, or pass the folder on the command line, with --safe");
        }
        return folder;
    }

    private static Set<String> variables(ConfigNode node) {
        var names = node.texts(List.of());
        if (!names.stream().allMatch(name -> name.matches("[A-Za-z_][\\w.-]{0,255}"))) {
            throw node.bad("a list of names of environment variables");
        }
        return Set.copyOf(names);
    }

    private static String version(ConfigNode node) {
        var version = node.required();
        if (!version.equals("1")) {
            throw node.bad("1, the only supported version");
        }
        return version;
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
            DocumentReader.yaml(file, text.isBlank() ? "{}" : text);
        } catch (PhantomException e) {
            var d = e.diagnostic();
            throw new PhantomException(new Diagnostic(Code.CONFIG_UNREADABLE, d.summary(), "", d.address()), e);
        }
    }

    private static GitHub gitHub(ConfigNode node) {
        var repository = node.get("repository").required("add it, or a safe.folder");
        if (!RepositoryName.isOne(repository)) {
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
            throw node.get("roots").bad("a list of folders in the repository");
        }
        return root.isEmpty() || root.endsWith("/") ? root : root + "/";
    }

    /// What `evidence.send` was called before it governed more than one source.
    private static ConfigNode oldSend(ConfigNode root) {
        return root.get("datadog").get("send");
    }

    private static EvidenceChoice evidence(ConfigNode send, ConfigNode old) {
        if (send.isPresent() && old.isPresent()) {
            throw old.fail(
                    Code.CONFIG_BAD_VALUE,
                    old.path() + " and " + send.path() + " are both set, and the first is the old name of the second",
                    "remove " + old.path());
        }
        var given = old.isPresent() ? old : send;
        var classes = given.choices(EvidenceClass.class, EvidenceClass.BY_DEFAULT);
        return new EvidenceChoice(Set.copyOf(classes), given.path());
    }

    private static List<String> notes(ConfigNode old) {
        return old.isPresent()
                ? List.of(old.note("is the old name of evidence.send; write evidence: { send: […] }"))
                : List.of();
    }

    private static Analyst analyst(ConfigNode node) {
        var model = node.get("model");
        return new Analyst(
                node.get("kind").choice(Analyst.Kind.class, Analyst.Kind.RULES),
                node.get("provider").text("anthropic"),
                model.get("default").text("claude-sonnet-5-5"),
                model.get("critical").text("claude-opus-5-5"),
                node.get("budgetUsd").decimal(Analyst.USUAL_BUDGET.toString()));
    }

    private static Policy policy(ConfigNode node) {
        return new Policy(
                node.get("draftBelow").choice(Confidence.Level.class, Confidence.Level.MEDIUM),
                node.get("maxOpenPullRequests").count(10),
                node.get("maxPerStack").count(2),
                node.get("proof").choice(Policy.Proof.class, Policy.Proof.LOCAL),
                node.get("paused").flag(false),
                node.get("reverts").get("updateResource").flag(false));
    }

    private static CostGrowth growth(ConfigNode node) {
        var usual = CostGrowth.DEFAULT;
        return new CostGrowth(
                node.get("medium").decimal(usual.medium().toString()),
                node.get("high").decimal(usual.high().toString()),
                node.get("critical").decimal(usual.critical().toString()),
                node.get("mediumPercent").decimal(usual.mediumOf().toString()),
                node.get("highPercent").decimal(usual.highOf().toString()),
                node.get("mediumPercentFrom").decimal(usual.mediumFrom().toString()),
                node.get("highPercentFrom").decimal(usual.highFrom().toString()));
    }

    private static Stack stack(ConfigNode node, ConfigNode defaults) {
        var account = node.get("account").required();
        if (!account.matches("\\d{12}")) {
            throw node.get("account").bad("a 12-digit account id in quotes");
        }
        var planned = StackFormatReader.planned(node);
        return new Stack(
                new StackId(
                        account,
                        inherited(node, defaults, "region", "us-east-1"),
                        node.get("name").required()),
                inherited(node, defaults, "environment", "prod"),
                planned == null
                        ? node.get("template").required()
                        : planned.module().directory(),
                planned == null ? node.get("parameters").texts(List.of()) : StackFormatReader.varFiles(planned),
                node.get("service").text(""),
                node.get("team").text(""),
                node.get("mode")
                        .choice(Stack.Mode.class, defaults.get("mode").choice(Stack.Mode.class, Stack.Mode.REPORT)),
                planned);
    }

    private static String inherited(ConfigNode node, ConfigNode defaults, String key, String otherwise) {
        return node.get(key).text(defaults.get(key).text(otherwise));
    }

    private static Datadog datadog(ConfigNode node) {
        return new Datadog(
                node.get("site").text("datadoghq.com"),
                node.get("callsPerDrift").count(Datadog.CALLS_PER_DRIFT),
                node.get("dependencies").items().stream()
                        .map(d -> new Datadog.Dependency(
                                d.get("service").required(), d.get("calls").texts(List.of())))
                        .toList(),
                alerting(node));
    }

    private static Datadog.Alerting alerting(ConfigNode node) {
        var usual = Datadog.Alerting.DEFAULT;
        var interval = node.get("runIntervalMinutes").count(usual.runIntervalMinutes());
        if (interval < 1 || interval > Datadog.Alerting.LONGEST_INTERVAL) {
            throw node.get("runIntervalMinutes")
                    .bad("a number of minutes from 1 to " + Datadog.Alerting.LONGEST_INTERVAL
                            + ": a monitor looks back a week at most");
        }
        var production = node.get("production").texts(usual.production());
        if (production.isEmpty() || !production.stream().allMatch(e -> e.matches("[\\w./-]+"))) {
            throw node.get("production").bad("a list of environments");
        }
        var handles = node.get("alertHandles").texts(usual.handles());
        if (!handles.stream().allMatch(h -> h.matches("@\\S+"))) {
            throw node.get("alertHandles").bad("a list of handles such as @slack-drift or @oncall@example.com");
        }
        return new Datadog.Alerting(interval, production, handles);
    }

    private static Limits limits(ConfigNode node) {
        var usual = Limits.DEFAULT;
        return new Limits(
                node.get("callSeconds").seconds(usual.call()),
                node.get("modelCallSeconds").seconds(usual.modelCall()),
                node.get("stackSeconds").seconds(usual.stack()),
                node.get("responseMegabytes").megabytes(usual.bytes()));
    }

    private static Accounts accounts(ConfigNode node) {
        return new Accounts(
                node.get("roleName").text(""), node.get("externalId").text(""));
    }
}
