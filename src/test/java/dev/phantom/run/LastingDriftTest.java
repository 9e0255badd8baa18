package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Occurred;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.stack.LiveResource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was known of a drift stays known, whatever else is deployed.
class LastingDriftTest extends LastingStack {

    private void sshIsOpened() {
        web(OPEN_443, OPEN_22);
        write(
                NIGHT,
                "AuthorizeSecurityGroupIngress",
                "web",
                "{'groupId':'web','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':22,'toPort':22,"
                        + "'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}");
    }

    @Test
    void whoOpenedSshOnFridayIsKnownAfterADeploymentOfSomethingElse() {
        run(THURSDAY);
        sshIsOpened();
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);

        deployed.put("Db", FRIDAY.plusSeconds(3600));
        var after = run(SATURDAY);

        assertThat(occurred(after).precision()).isEqualTo(Occurred.Precision.EXACT);
        assertThat(occurred(after).at()).isEqualTo(NIGHT);
        assertThat(occurred(after).actor()).isEqualTo("role/OnCall");
        assertThat(after.drifts().getFirst().isNew()).isFalse();
        assertThat(after.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
    }

    /// The first run comes after the deployment of something else: the search goes back to what touched the resource.
    @Test
    void theSearchBeginsAtTheDeploymentThatTouchedTheResource() {
        sshIsOpened();
        deployed.put("Db", FRIDAY);
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    @Test
    void whatTheChangeLogForgetsIsKnownStill() {
        run(THURSDAY);
        sshIsOpened();
        run(FRIDAY);
        writes.clear();
        gaps = List.of(new Gap("throttled", Cause.AWAY));
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    /// CloudTrail was late: the run of Friday saw the rule and no event.
    @Test
    void aLateEventIsFoundByTheNextRun() {
        run(THURSDAY);
        web(OPEN_443, OPEN_22);
        var friday = occurred(run(FRIDAY));
        assertThat(friday.precision()).isEqualTo(Occurred.Precision.BRACKETED);
        assertThat(friday.from()).isEqualTo(THURSDAY);
        assertThat(friday.at()).isEqualTo(FRIDAY);

        deployed.put("Db", FRIDAY.plusSeconds(3600));
        assertThat(occurred(run(FRIDAY.plusSeconds(7200)))).isEqualTo(friday);

        sshIsOpened();
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    /// A write before the look that saw another value made another value.
    @Test
    void anEarlierWriteToThePropertyIsNotTheOneThatIsLate() {
        deployed.put("Db", THURSDAY);
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.m5.large'}");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);

        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.r5.large'}");
        var saturday = occurred(run(SATURDAY));

        assertThat(saturday.precision()).isEqualTo(Occurred.Precision.BRACKETED);
        assertThat(saturday.from()).isEqualTo(FRIDAY);
    }

    /// Another port was opened by another call.
    @Test
    void whoOpenedOnePortDidNotOpenTheOther() {
        run(THURSDAY);
        sshIsOpened();
        web(OPEN_443, OPEN_22, "{'IpProtocol':'tcp','FromPort':8080,'ToPort':8080,'CidrIp':'10.2.0.0/16'}");
        var changes = run(FRIDAY).drifts().stream()
                .flatMap(d -> d.drift().changes().stream())
                .map(c -> c.circumstances().occurred().precision())
                .toList();
        assertThat(changes).containsExactlyInAnyOrder(Occurred.Precision.EXACT, Occurred.Precision.BRACKETED);
    }

    /// It went and came back between two looks: whoever did it last is who did it.
    @Test
    void theSameValueAgainIsTheLaterWritersWhereTheLogHasBoth() {
        run(THURSDAY);
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.m5.large'}");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);
        var noon = FRIDAY.plusSeconds(21_600);
        write(noon, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.t3.micro'}");
        write(
                noon.plusSeconds(60),
                "ModifyDBInstance",
                "db",
                "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(noon.plusSeconds(60));
    }

    @Test
    void undeclaredDriftIsThereAfterADeploymentOfSomethingElse() {
        db("'PubliclyAccessible':true");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','publiclyAccessible':true}");
        var friday = run(FRIDAY);
        assertThat(friday.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");

        deployed.put("Web", FRIDAY.plusSeconds(3600));
        writes.clear();
        var saturday = run(SATURDAY);

        assertThat(saturday.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");
        assertThat(saturday.drifts().getFirst().verdict())
                .isEqualTo(friday.drifts().getFirst().verdict());
        assertThat(occurred(saturday).at()).isEqualTo(NIGHT);
        assertThat(saturday.comparison().inventory()).isEmpty();

        db("'PubliclyAccessible':false");
        assertThat(run(SATURDAY.plusSeconds(60)).drifts()).isEmpty();
    }

    /// What a deployment changed on its resource is no drift, though no template declares it.
    @Test
    void aDeploymentThatTouchedAResourceMovesItsBaseline() {
        db("'PubliclyAccessible':false,'BackupRetentionPeriod':7");
        run(THURSDAY);
        db("'PubliclyAccessible':false,'BackupRetentionPeriod':1");
        deployed.put("Db", NIGHT);
        assertThat(run(FRIDAY).drifts()).isEmpty();

        db("'PubliclyAccessible':false,'BackupRetentionPeriod':3");
        deployed.put("Web", FRIDAY.plusSeconds(3600));
        assertThat(run(SATURDAY).drifts()).hasSize(1);
    }

    /// What could not be read is neither decided nor gone.
    @Test
    void whatCannotBeReadOnceIsNotNewAfterwards() {
        run(THURSDAY);
        sshIsOpened();
        run(FRIDAY);
        statuses.put("Web", LiveResource.Status.FAILED);
        assertThat(run(FRIDAY.plusSeconds(60)).drifts()).isEmpty();
        assertThat(history(FRIDAY).lastLook(ID).orElseThrow().open()).hasSize(1);

        statuses.clear();
        deployed.put("Db", FRIDAY.plusSeconds(3600));
        writes.clear();
        var saturday = run(SATURDAY);
        assertThat(saturday.drifts().getFirst().isNew()).isFalse();
        assertThat(saturday.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
        assertThat(occurred(saturday).at()).isEqualTo(NIGHT);
    }

    /// A rule with an end hides it for a time; then it is drift again, and as well known as before.
    @Test
    void whatARuleHidForATimeComesBackAsItWas() {
        db("'PubliclyAccessible':true");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','publiclyAccessible':true}");
        run(FRIDAY);
        writes.clear();
        rules = "{resource: Db, path: /PubliclyAccessible, reason: moving, until: 2026-11-21}";
        assertThat(run(SATURDAY).drifts()).isEmpty();

        var sunday = run(SATURDAY.plusSeconds(86_400));
        assertThat(occurred(sunday).at()).isEqualTo(NIGHT);
        assertThat(sunday.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
    }

    /// The same value a second time is another drift: another person, another time, another verdict.
    @Test
    void whatWasGoneAndComesBackIsNew() {
        run(THURSDAY);
        sshIsOpened();
        var friday = run(FRIDAY).drifts().getFirst().drift();
        assertThat(history(FRIDAY).judged(ID, friday.driftId(), friday.contentHash()))
                .isPresent();
        web(OPEN_443);
        assertThat(run(FRIDAY.plusSeconds(600)).drifts()).isEmpty();
        assertThat(history(FRIDAY).judged(ID, friday.driftId(), friday.contentHash()))
                .isEmpty();
        assertThat(history(FRIDAY).ofResource(ID, "Web")).hasSize(1);

        web(OPEN_443, OPEN_22);
        writes.clear();
        var saturday = run(SATURDAY);
        assertThat(saturday.drifts().getFirst().isNew()).isTrue();
        assertThat(occurred(saturday).from()).isEqualTo(FRIDAY.plusSeconds(600));
    }
}
