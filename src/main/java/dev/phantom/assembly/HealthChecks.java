package dev.phantom.assembly;

import dev.phantom.channel.Channels;
import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.datadog.DatadogDoctor;
import dev.phantom.datadog.api.Patience;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.Limits;
import dev.phantom.github.BaseFile;
import dev.phantom.github.Credential;
import dev.phantom.github.GitHubDoctor;
import dev.phantom.notify.Channel;
import dev.phantom.stack.RootModule;
import dev.phantom.wire.Network;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What `doctor` asks of the code host and of the source of evidence, with or without a configuration. AWS is asked
/// over an [AwsConnection].
///
/// @param invocation with the secrets of `.env`
public record HealthChecks(Optional<PhantomConfig> config, Invocation invocation) {

    /// @throws dev.phantom.fault.PhantomException CONFIG_BAD_VALUE for an address that is none
    public List<HealthCheck> gitHub() {
        var credential = Credential.of(invocation.environment(), invocation.folder());
        var url = invocation.env("PHANTOM_GITHUB_URL").strip();
        return noted(
                "github",
                network -> config.map(PhantomConfig::github)
                        .map(github -> new GitHubDoctor(
                                url, credential, github.repository(), github.base(), network, ConfigReader::base))
                        .orElseGet(() -> new GitHubDoctor(url, credential, "", "", network, BaseFile.NONE))
                        .signs());
    }

    /// What cannot be used of the files in which a team says what it wants hidden, and how grave things are to it;
    /// nothing of one that is not there. Knows types as they come with Phantom.
    public List<HealthCheck> teamFiles() {
        return config.map(there -> noted("files", network -> signs(new Repository(there, invocation, network))))
                .orElse(List.of());
    }

    private List<HealthCheck> signs(Repository repository) {
        var files = repository.files(repository.safe());
        var lost = new ArrayList<Diagnostic>();
        RepositoryFiles.orNothing(files::ignore, IgnoreRules.NONE, lost);
        RepositoryFiles.orNothing(files::adopted, Adopted.NONE, lost);
        var today = LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC);
        var team = files.severity(KnownTypes.offline(invocation, note -> {}), today);
        lost.addAll(team.problems());
        var signs = new ArrayList<HealthCheck>();
        lost.stream().distinct().forEach(why -> signs.add(HealthCheck.fail("files", why.line(), "")));
        if (!team.own().isEmpty() || !team.adjustments().all().isEmpty()) {
            signs.add(HealthCheck.ok(
                    "severity",
                    team.own().size() + " own controls, "
                            + team.adjustments().all().size() + " adjustments"));
        }
        return signs;
    }

    /// What a vendor's clock says, and that it was given up, stand below what was asked.
    private List<HealthCheck> noted(String name, Function<Network, List<HealthCheck>> asked) {
        var notes = new ArrayList<String>();
        var limits = config.map(PhantomConfig::limits).orElse(Limits.DEFAULT);
        var signs = new ArrayList<>(asked.apply(new Network(limits, InstantSource.system(), notes::add)));
        notes.forEach(note -> signs.add(HealthCheck.warn(name, note, "")));
        return signs;
    }

    /// Whether each channel of `notify:` has an address and keys. Nothing is sent.
    public List<HealthCheck> channels() {
        return config.map(there -> {
                    try (var channels = Channels.of(invocation.environment(), there.limits())) {
                        return there.channels().stream()
                                .map(one -> sign(Messengers.channel(channels, one)))
                                .toList();
                    }
                })
                .orElse(List.of());
    }

    private static HealthCheck sign(Channel channel) {
        var name = "notify " + channel.name();
        return channel.lacks()
                .map(why -> HealthCheck.fail(name, why.line(), ""))
                .orElseGet(() -> HealthCheck.ok(name, "address and keys are set; nothing was sent"));
    }

    /// The Terraform of this machine, and the root modules that it plans here.
    ///
    /// @param own without the secrets of `.env`: they are none of Terraform's
    public List<HealthCheck> terraform(Invocation own) {
        return config.map(there -> {
                    var modules = new LinkedHashMap<String, RootModule>();
                    for (var stack : there.stacks()) {
                        var planned = stack.planned();
                        if (planned != null && planned.plan().isEmpty()) {
                            modules.put(stack.id().name(), planned.module());
                        }
                    }
                    return LocalEngine.doctor(there, own, modules).signs();
                })
                .orElse(List.of());
    }

    public List<HealthCheck> datadog() {
        var site = config.map(c -> c.datadog().site()).orElse("datadoghq.com");
        var send = config.map(PhantomConfig::evidence).orElse(EvidenceChoice.DEFAULT);
        return noted(
                "datadog",
                network -> new DatadogDoctor(
                                invocation.environment(), site, send, invocation.clock(), Patience.INTERACTIVE, network)
                        .signs());
    }
}
