package dev.phantom.assembly;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.config.PhantomConfig;
import dev.phantom.datadog.DatadogEvidence;
import dev.phantom.datadog.EvidenceScope;
import dev.phantom.datadog.ServiceCall;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.Patience;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.ResourceUses;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.github.Credential;
import dev.phantom.github.GitHubCode;
import dev.phantom.github.GitHubCodeHost;
import dev.phantom.github.HeldAnswers;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.life.DryRunCodeHost;
import dev.phantom.run.History;
import dev.phantom.run.KeptChangeLog;
import dev.phantom.run.ProcessReservations;
import dev.phantom.run.Reservations;
import dev.phantom.run.RunEvents;
import dev.phantom.run.RunReport;
import dev.phantom.run.closing.Pipeline;
import dev.phantom.run.closing.Publishing;
import dev.phantom.run.closing.SideBySide;
import dev.phantom.run.walk.Adopting;
import dev.phantom.run.walk.Appraiser;
import dev.phantom.run.walk.Comparing;
import dev.phantom.run.walk.Judging;
import dev.phantom.run.walk.Ports;
import dev.phantom.run.walk.Proposing;
import dev.phantom.run.walk.StackRun;
import dev.phantom.run.walk.Suppression;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.store.files.AnswerShelf;
import dev.phantom.store.files.CaseFolder;
import dev.phantom.store.files.FileHistory;
import dev.phantom.store.files.FileReservations;
import dev.phantom.store.files.ForgetfulHistory;
import dev.phantom.telemetry.OtlpRunEvents;
import dev.phantom.wire.Network;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which adapter fills which port. The only place that constructs an edge for the walk.
public final class Wiring implements AutoCloseable {

    /// @param history  folder
    /// @param cases    folder in which the run lays its cases
    /// @param profile  of the shared AWS configuration; empty for the default chain
    /// @param reading  how live state is read
    /// @param analyst  overrides the configuration's; null = as configured
    /// @param parallel stacks that are walked at once
    public record Options(
            Path history,
            Path cases,
            Mask mask,
            String profile,
            LiveOptions reading,
            boolean dryRun,
            boolean rejudge,
            @Nullable String analyst,
            int parallel) {}

    private final PhantomConfig config;
    private final Invocation invocation;
    private final Options options;
    private final Progress progress;
    private final Network network;
    private final AwsConnection aws;
    private final Knowledge knowledge;
    private final RunEvents events;
    private final LocalEngine engine;
    private final HeldAnswers held;

    /// @throws dev.phantom.fault.PhantomException FILE_UNWRITABLE where git tracks the history
    public Wiring(PhantomConfig config, Invocation invocation, Options options, Progress progress) {
        OwnFolders.check(options.history(), "--history");
        this.config = config;
        this.invocation = invocation;
        this.options = options;
        this.progress = progress;
        this.network = new Network(config.limits(), InstantSource.system(), progress::accept);
        this.aws = AwsConnection.open(invocation, options.profile(), config.accounts(), network);
        this.knowledge = aws.knowledge(invocation, progress::accept);
        this.engine = new LocalEngine(config, invocation);
        this.events = options.dryRun() || config.otlp() == PhantomConfig.Otlp.OFF
                ? RunEvents.NONE
                : OtlpRunEvents.of(invocation.environment(), Release.VERSION, progress::accept);
        var github = config.github();
        this.held = github == null
                ? HeldAnswers.ofRun()
                : HeldAnswers.kept(
                        answers(), github.repository(), Credential.of(invocation.environment(), invocation.folder()));
    }

    public Pipeline pipeline() {
        return pipeline(UnaryOperator.identity());
    }

    /// @param judge gives who judges in place of the analyst that the options name
    public Pipeline pipeline(UnaryOperator<Analyst> judge) {
        var safe = repository().safe();
        var files = repository().files(safe);
        var clock = invocation.clock();
        var host = host(config, repository())
                .map(there -> options.dryRun() ? new DryRunCodeHost(there) : there)
                .orElse(null);
        var lost = new ArrayList<Diagnostic>();
        var comparing = comparing(safe, RepositoryFiles.orNothing(files::ignore, IgnoreRules.NONE, lost), host);
        var adopted = RepositoryFiles.orNothing(files::adopted, Adopted.NONE, lost);
        var ports = comparing.ports();
        var appraiser = appraiser(files, lost::add);
        var judging = new Judging(
                Stream.concat(Stream.of(new ResourceUses(ports.writes())), evidence().stream())
                        .toList(),
                new Candidates(appraiser.estimator()),
                new CaseRedaction(options.mask()),
                judge.apply(new ChosenAnalyst(config, invocation, network, knowledge).of(options.analyst())),
                new Undoing(knowledge),
                ports.history().decisions(),
                clock,
                options.rejudge());
        var detector = comparing.detector();
        var proposing = new Proposing(
                safe,
                detector,
                appraiser.assessor().strict(),
                new Deployers(config, aws, engine, knowledge, progress).preview(),
                answers(),
                clock);
        var adoption = new Adoption(adopted, options.mask());
        var publishing = new Publishing(host, policy(), reservations(), detector.today());
        return new Pipeline(
                new StackRun(comparing, adoption, appraiser, judging, proposing, clock),
                publishing,
                new SideBySide(options.parallel()),
                lost);
    }

    /// The walk as far as `phantom adopt` goes.
    ///
    /// @param grave whether findings of level high and critical are adopted, too, for as long as that is possible
    public Adopting adopting(boolean grave) {
        var safe = repository().safe();
        var files = repository().files(safe);
        var comparing = comparing(safe, files.ignore(), null);
        var detector = comparing.detector();
        var appraiser = appraiser(files, problem -> {
            throw new PhantomException(problem);
        });
        return new Adopting(
                comparing,
                new Adoption(files.adopted(), options.mask()),
                new Suppression(appraiser, detector),
                grave ? Suppression.last(detector.today()) : null);
    }

    /// The same run with what of its messages failed.
    public RunReport told(RunReport run) {
        var host = host(config, repository());
        return new Messengers(config, invocation, options.history(), options.dryRun(), progress, host).told(run);
    }

    private Repository repository() {
        return new Repository(config, invocation, network, held);
    }

    /// @param lost hears of each entry of the team's file that cannot be used
    private Appraiser appraiser(RepositoryFiles files, Consumer<Diagnostic> lost) {
        var team = files.severity(knowledge, today());
        team.problems().forEach(lost);
        var history = Optional.of(options.history()).filter(folder -> !options.dryRun());
        var prices = aws.prices(invocation, history, progress::accept);
        return OfflineComparison.appraiser(knowledge, prices, config.growth(), team);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC);
    }

    private Comparing comparing(SafeStateSource safe, IgnoreRules ignore, @Nullable CodeHost host) {
        var clock = invocation.clock();
        var live = aws.live(options.reading(), knowledge);
        var plans = new ConfiguredPlans(invocation, knowledge.providers(), engine::plans);
        var writes = new KeptChangeLog(aws.changeLog(), answers());
        var ports = new Ports(safe, aws.deployed(), live, writes, aws.detection(), plans, host, history(), events);
        var detector = new DriftDetector(knowledge, options.mask(), ignore, today(), config.show());
        return new Comparing(ports, detector, clock, progress);
    }

    /// Null where the safe state is a folder.
    public @Nullable CodeHost host() {
        return host(config, repository()).orElse(null);
    }

    /// The commit that the base branch is at.
    ///
    /// @throws PhantomException if there is no such branch
    public String base(CodeHost host) {
        var branch = host.base();
        return host.branch(branch)
                .orElseThrow(() -> new PhantomException(GitHubCode.NOT_FOUND, "there is no branch " + branch))
                .sha();
    }

    /// The configured repository's host; empty where the safe state is a folder.
    public static Optional<CodeHost> host(PhantomConfig config, Invocation invocation) {
        return host(config, invocation, new Network(config.limits(), InstantSource.system(), note -> {}));
    }

    private static Optional<CodeHost> host(PhantomConfig config, Invocation invocation, Network network) {
        return host(config, new Repository(config, invocation, network));
    }

    private static Optional<CodeHost> host(PhantomConfig config, Repository repository) {
        return Optional.ofNullable(config.github())
                .map(github -> new GitHubCodeHost(repository.access(), github.roots()));
    }

    private List<EvidenceSource> evidence() {
        var hasKeys = !invocation.env("DD_API_KEY").isEmpty()
                || !invocation.env("DD_APP_KEY").isEmpty();
        if (!hasKeys) {
            return List.of(new NoDatadog());
        }
        return List.of(new DatadogEvidence(
                invocation.environment(),
                config.datadog().site(),
                config.evidence(),
                new EvidenceScope(
                        config.datadog().callsPerDrift(),
                        config.datadog().dependencies().stream()
                                .flatMap(d -> d.calls().stream().map(to -> new ServiceCall(d.service(), to)))
                                .toList()),
                invocation.clock(),
                Patience.RUN,
                network));
    }

    private History history() {
        var clock = invocation.clock();
        var history = options.dryRun()
                ? ForgetfulHistory.of(History.in(FileHistory.untouched(options.history(), options.mask(), clock)))
                : History.in(new FileHistory(options.history(), options.mask(), clock));
        return history.with(new CaseFolder(history.decisions(), options.cases()))
                .with(answers());
    }

    /// Read by a dry run, and not written.
    private KeptAnswers answers() {
        return new AnswerShelf(options.history(), !options.dryRun(), progress::accept);
    }

    /// In the history, so that runs that share it keep the caps together.
    private Reservations reservations() {
        var github = config.github();
        return options.dryRun() || github == null
                ? new ProcessReservations(invocation.clock())
                : new FileReservations(options.history(), github.repository(), invocation.clock());
    }

    private PublishPolicy policy() {
        var site = config.datadog().site();
        var app = DatadogAccess.appUri(invocation.environment(), site).getHost();
        return new PublishPolicy(
                config.policy().draftBelow(),
                config.policy().maxOpenPullRequests(),
                config.policy().maxPerStack(),
                config.policy().paused(),
                config.privacy(),
                app == null ? Set.of() : Set.of(app),
                config.policy().updates());
    }

    /// Tells of new drift that is grave; that it could not be told is one line of the progress.
    public void announce(RunReport run) {
        if (!options.dryRun()) {
            new DriftAnnouncement(config, invocation, network).send(run).ifPresent(progress::accept);
        }
    }

    @Override
    public void close() {
        held.save();
        events.close();
        aws.close();
    }
}
