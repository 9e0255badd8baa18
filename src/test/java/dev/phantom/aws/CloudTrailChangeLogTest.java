package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Cause;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Write;
import dev.phantom.stack.Write.Via;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
