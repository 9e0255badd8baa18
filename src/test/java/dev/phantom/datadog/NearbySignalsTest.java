package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby.Direction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happened to the services around.
class NearbySignalsTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void whatHappenedToOthersSaysWhoseItIs() throws Exception {
        world.scope(new EvidenceScope(20, List.of(new ServiceCall("web", "ledger"))));
        world.file("dependencies", "{\"web\":{\"calls\":[\"billing\"]},\"edge\":{\"calls\":[\"web\"]}}");
        world.file("alerts", """
                {"data":[{"id":"a","attributes":{"timestamp":"2026-11-20T01:30:00Z","message":"m","tags":["service:billing"],
                  "attributes":{"title":"[Triggered] errors","monitor":{"id":9,"name":"errors","transition":{"transition_type":"alert"}}}}}]}""");
        world.file("events", """
                {"data":[
                 {"id":1,"title":"edge v2 deployed","text":"","date_happened":"2026-11-20T01:20:00Z","source":"github","tags":["service:edge"]},
                 {"id":2,"title":"ledger v4 rolled back","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:ledger"]},
                 {"id":3,"title":"stranger v1 deployed","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:stranger"]},
                 {"id":6,"title":"JOB-7 approved","text":"","date_happened":"2026-11-20T01:00:00Z","source":"jira","tags":["team:shop"]},
                 {"id":4,"title":"AWS Health: errors of S3","text":"","date_happened":"2026-11-20T01:10:00Z","source":"aws_health","tags":["region:us-east-1"]},
                 {"id":5,"title":"AWS Health: errors of S3","text":"","date_happened":"2026-11-20T01:11:00Z","source":"aws_health","tags":["region:eu-west-1"]}]}""");
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(
                        Signal.Nearby::service, Signal.Nearby::direction, Signal.Nearby::kind, Signal.Nearby::summary)
                .containsExactlyInAnyOrder(
                        tuple(
                                "billing",
                                Direction.CALLED,
                                Signal.Nearby.Kind.ALERT,
                                "billing (called by this service): monitor \"errors\" alerts; no recovery seen"),
                        tuple(
                                "edge",
                                Direction.CALLS,
                                Signal.Nearby.Kind.DEPLOY,
                                "edge (calls this service): edge v2 deployed"),
                        tuple(
                                "ledger",
                                Direction.CALLED,
                                Signal.Nearby.Kind.ROLLBACK,
                                "ledger (called by this service): ledger v4 rolled back"),
                        tuple(
                                "team shop",
                                Direction.TEAM,
                                Signal.Nearby.Kind.OTHER,
                                "team shop (of the same team): JOB-7 approved"),
                        tuple(
                                "",
                                Direction.AWS,
                                Signal.Nearby.Kind.HEALTH,
                                "AWS where the stack runs: AWS Health: errors of S3"));
        // another's trouble is not the stack's own
        assertThat(of(collected, Signal.Alert.class)).isEmpty();
        assertThat(of(collected, Signal.Event.class)).isEmpty();
    }

    /// What is not traced may be written down.
    @Test
    void theSoftwareCatalogNamesNeighboursWhereNoTraceDoes() throws Exception {
        var relation =
                "{\"type\":\"relation\",\"attributes\":{\"type\":\"%s\",\"from\":{\"kind\":\"service\",\"name\":\"web\"},\"to\":{\"kind\":\"%s\",\"name\":\"%s\"}}}";
        world.file(
                "catalog",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                relation.formatted("RelationTypeDependsOn", "service", "billing"),
                                relation.formatted("RelationTypeDependencyOf", "service", "edge"),
                                relation.formatted("RelationTypeOwnedBy", "team", "shop")));
        world.file("events", """
                {"data":[
                 {"id":1,"title":"edge v2 deployed","text":"","date_happened":"2026-11-20T01:20:00Z","source":"github","tags":["service:edge"]},
                 {"id":2,"title":"billing v4 rolled back","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:billing"]}]}""");
        assertThat(of(
                        world.collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS),
                        Signal.Nearby.class))
                .extracting(Signal.Nearby::service, Signal.Nearby::direction)
                .containsExactlyInAnyOrder(tuple("edge", Direction.CALLS), tuple("billing", Direction.CALLED));
    }
}
