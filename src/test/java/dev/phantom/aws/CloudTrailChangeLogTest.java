package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Write;
import dev.phantom.stack.Write.Via;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The change log through the real SDK against the embedded AWS.
class CloudTrailChangeLogTest {

    private static Writes writes(SandboxAws sandbox, LiveState live, Duration back) {
        var now = Instant.now();
        return new CloudTrailChangeLog(sandbox.clients, InstantSource.system())
                .writes(SandboxAws.NETWORK, live.resources(), now.minus(back), now);
    }

    @Test
    void saysWhoWroteWhatByWhichHandOldestFirst() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var log = writes(sandbox, sandbox.live(LiveOptions.RUN), Duration.ofDays(40));
            assertThat(log.writes().stream()
                            .map(w -> w.name() + " " + w.actor() + " " + w.via())
                            .collect(Collectors.joining("\n")))
                    .isEqualTo("""
                    UpdateFunctionConfiguration20150331v2 cloudformation.amazonaws.com IAC
                    TagResource20170331v2 role/deployer CI
                    ModifySubnetAttribute autoscaling.amazonaws.com AWS_SERVICE
                    AuthorizeSecurityGroupIngress dana@example.com CONSOLE
                    UpdateFunctionConfiguration20150331v2 kim CLI
                    PutRolePolicy dana@example.com CONSOLE""");
            assertThat(log.gaps()).isEmpty();
            assertThat(log.writes()).filteredOn(Write::isOutOfBand).hasSize(4);
        }
    }

    @Test
    void writesOfOneSessionShareItsKeyAndShowNoCredential() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var log = writes(sandbox, sandbox.live(LiveOptions.RUN), Duration.ofDays(40));
            var sessions = log.writes().stream()
                    .filter(w -> w.via() == Via.CONSOLE)
                    .map(Write::session)
                    .distinct()
                    .toList();
            assertThat(sessions).hasSize(1).noneMatch(s -> s.contains("ASIA"));
        }
    }

    @Test
    void findsAWriteThatNamesTheArn() {
        try (var sandbox = new SandboxAws(Quirks.REAL.pageSize(1))) {
            var log = writes(sandbox, sandbox.live(LiveOptions.RUN), Duration.ofDays(5));
            assertThat(log.writes())
                    .anySatisfy(w -> assertThat(w.request().toString()).contains("timeout"));
        }
    }

    /// Who used a role is asked in two rounds, which are waited for once.
    @Test
    void theSecondRoundOfQuestionsHasNoTimeOfItsOwn() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var role = sandbox.live(LiveOptions.RUN).resources().stream()
                    .filter(r -> r.type().equals("AWS::IAM::Role"))
                    .findFirst()
                    .orElseThrow();
            var begin = Instant.now();
            var limit = sandbox.clients
                    .waiting(SandboxAws.NETWORK, InstantSource.fixed(begin))
                    .limit();
            var looks = new AtomicInteger();
            InstantSource slow = () ->
                    begin.plus(limit.multipliedBy(looks.getAndIncrement()).dividedBy(3));
            var uses = new CloudTrailChangeLog(sandbox.clients, slow)
                    .uses(SandboxAws.NETWORK, role, List.of("s-1", "s-2"), begin.minus(Duration.ofDays(5)), begin);
            assertThat(uses.gaps())
                    .extracting(Gap::text)
                    .contains("CloudTrail was too slow: 0 of 2 names looked up");
        }
    }

    @Test
    void whatCannotBeAskedIsAGap() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var live = sandbox.live(LiveOptions.RUN);
            sandbox.aws.access().deny("cloudtrail:LookupEvents");
            var log = writes(sandbox, live, Duration.ofDays(400));
            assertThat(log.writes()).isEmpty();
            assertThat(log.gaps()).hasSize(2);
            assertThat(log.gaps().getFirst().text()).startsWith("CloudTrail keeps 90 days");
            assertThat(log.gaps().getLast().text()).contains("cloudtrail:LookupEvents is not allowed");
            assertThat(log.gaps().getLast().cause()).isEqualTo(Cause.DENIED);
        }
    }
}
