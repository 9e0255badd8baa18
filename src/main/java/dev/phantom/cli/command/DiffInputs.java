package dev.phantom.cli.command;

import dev.phantom.assembly.KnownFormats;
import dev.phantom.assembly.NamedFiles;
import dev.phantom.assembly.NamedModule;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.PlanReader;
import dev.phantom.drift.plan.PlanStates;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Origin;
import dev.phantom.severity.control.SeverityFile;
import dev.phantom.severity.control.TeamSeverity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.stack.file.GeneratedResource;
import dev.phantom.stack.file.LiveStateReader;
import dev.phantom.stack.file.StackFiles;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files that one comparison is made from, under the names of the options.
///
/// @param folder     where relative names stand
/// @param below      how messages name that folder; empty for the user's own
/// @param files      option name (`safe`, `live`, `deployed`, …) → file as the user wrote it
/// @param parameters `K=V` of the command line
/// @param identity   what the command line says of the stack; empty parts are not said
/// @param types      what is known of resource types
record DiffInputs(
        Path folder,
        String below,
        Map<String, String> files,
        List<String> parameters,
        StackId identity,
        TypeCatalogs types) {

    static final String PLAN = "plan";
    static final String DIRECTORY = "directory";

    /// Options that name a file; the same names are the files of a `--batch` folder.
    static final List<String> FILES = List.of(
            "safe",
            "live",
            "live-resources",
            "deployed",
            "stack-resources",
            "stack-description",
            "parameters",
            "previous",
            "ignore",
            "severity",
            PLAN);

    /// What a plan says by itself.
    static final Set<String> OF_A_TEMPLATE = Set.of(
            "safe",
            "live",
            "live-resources",
            "deployed",
            "stack-resources",
            "stack-description",
            "parameters",
            "previous");

    /// @param providers what is known of the types of a plan
    States states(ProviderSchemas providers) {
        return files.containsKey(PLAN) ? planned(providers) : states();
    }

    /// Of a stack of CloudFormation.
    States states() {
        var live = live("live").orElseThrow(() -> missing("live"));
        var description = description();
        var id = identity(description.id(), live.id());
        return new States(id, safe(), deployed(description, id), live, baseline(id));
    }

    /// What Terraform's own comparison says, by itself.
    private States planned(ProviderSchemas providers) {
        var name = name(PLAN);
        var bytes = NamedFiles.bytes(folder.resolve(files.getOrDefault(PLAN, "")), name);
        var plan = PlanReader.read(name, new ByteArrayInputStream(bytes), providers);
        var id = PlanStates.identity(plan, identity);
        var module = files.get(DIRECTORY);
        var safe = module == null ? PlanStates.safe(plan) : NamedModule.read(folder, module);
        return new States(id, safe, PlanStates.deployed(plan, id), PlanStates.live(plan, id), Baseline.none(id), plan);
    }

    IgnoreRules ignore() {
        return text("ignore")
                .map(text -> IgnoreRulesReader.read(name("ignore"), text))
                .orElse(IgnoreRules.NONE);
    }

    /// A team's word on severity; files with its own controls lie in the same folder.
    TeamSeverity severity(Knowledge knowledge, LocalDate today) {
        return text("severity")
                .map(text -> SeverityFile.read(
                        name("severity"),
                        text,
                        this::read,
                        RuleCatalogue.against(knowledge.of(new StackId("", "", ""))),
                        today))
                .orElse(TeamSeverity.NONE);
    }

    private String read(String file) {
        NamedFiles.within(folder, folder.resolve(file), file);
        return DocumentReader.decode(file, NamedFiles.bytes(folder.resolve(file), file));
    }

    /// The template of the repository with its parameters.
    SafeState safe() {
        var template = template("safe").orElseThrow(() -> missing("safe"));
        var given = new LinkedHashMap<String, ParameterValue>();
        var declared = new DeclaredParameters(template);
        text("parameters")
                .ifPresent(text -> template.format()
                        .values(name("parameters"), text)
                        .forEach((key, value) -> {
                            declared.check(key, name("parameters"));
                            given.put(key, new ParameterValue(key, value.value(), value.origin()));
                        }));
        for (var pair : parameters) {
            var at = pair.indexOf('=');
            if (at < 1) {
                throw new PhantomException(new Diagnostic(
                        Code.USAGE, "'" + pair + "' is not K=V", "use the form DbClass=db.r5.large", "--parameter"));
            }
            var key = pair.substring(0, at);
            if (below.isEmpty()) { // in a batch it is for whichever stack has the parameter
                declared.check(key, "--parameter");
            }
            given.put(key, new ParameterValue(key, Value.string(pair.substring(at + 1)), Origin.ABSENT));
        }
        return new SafeState(
                SafeState.Source.FILE, "", "", name("safe"), template, Map.of(), List.copyOf(given.values()));
    }

    private Optional<Definition> template(String option) {
        return text(option).map(text -> KnownFormats.ALL.read(name(option), text));
    }

    private Optional<LiveState> live(String option) {
        return text(option).map(text -> one(option, text));
    }

    private LiveState one(String option, String text) {
        Map<String, GeneratedResource> described = option.equals("live")
                ? text("live-resources")
                        .map(t -> GeneratedResource.read(name("live-resources"), t))
                        .orElse(Map.of())
                : Map.of();
        var reader = new LiveStateReader(KnownFormats.ALL.all(), types.of(identity)::identifiers);
        if (identity.name().isEmpty()) {
            return reader.read(name(option), text, described);
        }
        var all = new ArrayList<LiveState>();
        reader.each(name(option), new StringReader(text), described, all::add);
        return all.stream()
                .filter(state -> all.size() == 1 || state.id().name().equals(identity.name()))
                .findFirst()
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.LIVE_UNREADABLE,
                        "contains no stack '" + identity.name() + "'",
                        "check --stack",
                        name(option))));
    }

    private DeployedState description() {
        return text("stack-description")
                .map(text -> StackFiles.description(name("stack-description"), text, identity.name()))
                .orElseGet(() -> DeployedState.unknown(new StackId("", "", "")));
    }

    private DeployedState deployed(DeployedState said, StackId id) {
        Map<String, StackResource> resources = text("stack-resources")
                .map(text -> StackFiles.resources(name("stack-resources"), text))
                .orElse(said.resources());
        Definition original = template("deployed").orElse(null);
        return new DeployedState(
                id,
                said.stackArn(),
                said.status(),
                original,
                null,
                said.parameters(),
                said.tags(),
                resources,
                said.exports(),
                said.lastUpdated());
    }

    private Baseline baseline(StackId id) {
        return live("previous")
                .map(earlier -> new Baseline(id, earlier.capturedAt(), earlier.resources()))
                .orElseGet(() -> Baseline.none(id));
    }

    private StackId identity(StackId described, StackId live) {
        return new StackId(
                first(identity.account(), described.account(), live.account()),
                first(identity.region(), described.region(), live.region()),
                first(identity.name(), described.name(), live.name()));
    }

    private static String first(String... candidates) {
        for (var candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private Optional<String> text(String option) {
        @Nullable String file = files.get(option);
        return file == null
                ? Optional.empty()
                : Optional.of(
                        DocumentReader.decode(name(option), NamedFiles.bytes(folder.resolve(file), name(option))));
    }

    private String name(String option) {
        var file = files.getOrDefault(option, "");
        return below.isEmpty() || file.isEmpty() ? file : below + "/" + file;
    }

    /// Which further file would have told what could not be compared, or was taken for granted.
    List<String> advice(SafeState safe, List<Unchecked> unchecked) {
        if (files.containsKey(PLAN)) {
            return List.of();
        }
        var advice = new ArrayList<String>();
        if (!files.containsKey("parameters") && !files.containsKey("stack-description")) {
            new DeclaredParameters(safe.template()).defaulted(safe.parameters()).ifPresent(advice::add);
        }
        long unresolved = count(unchecked, Unchecked.Reason.UNRESOLVED);
        if (unresolved > 0 && !files.containsKey("stack-description")) {
            advice.add("%s unknown from these files: --stack-description provides parameters, account and region%s"
                    .formatted(
                            unresolved == 1 ? "1 value is" : unresolved + " values are",
                            files.containsKey("parameters") ? "" : ", --parameters the parameters alone"));
        }
        long unmatched =
                count(unchecked, Unchecked.Reason.NOT_IN_LIVE) + count(unchecked, Unchecked.Reason.AMBIGUOUS_IDENTITY);
        if (unmatched > 0 && !files.containsKey("stack-resources")) {
            advice.add("%s could not be matched: --stack-resources provides the physical ids"
                    .formatted(unmatched == 1 ? "1 resource" : unmatched + " resources"));
        }
        return advice;
    }

    private static long count(List<Unchecked> unchecked, Unchecked.Reason reason) {
        return unchecked.stream().filter(u -> u.reason() == reason).count();
    }

    private static PhantomException missing(String option) {
        return new PhantomException(
                new Diagnostic(Code.USAGE, "--" + option + " is missing", "see `phantom diff --help`", ""));
    }
}
