package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deployments, tickets, announcements: what was noted about the service, the resource and the stack.
class EventSignalsTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void aDeploymentOfTheWeekBeforeAndTheLastOneBeforeThatAreFound() throws Exception {
        world.file("events", """
                {"data":[{"id":1,"title":"web v7 deployed","text":"","date_happened":"2026-11-14T05:00:00Z","source":"github","tags":["service:web"]},
                         {"id":2,"title":"web v6 deployed","text":"","date_happened":"2026-11-02T05:00:00Z","source":"github","tags":["service:web"]}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS), Signal.Event.class))
                .extracting(Signal::summary)
                .containsExactly("web v7 deployed");
        world.file(
                "events",
                "{\"data\":[{\"id\":2,\"title\":\"web v6 deployed\",\"text\":\"\",\"date_happened\":\"2026-11-02T05:00:00Z\",\"source\":\"github\",\"tags\":[\"service:web\"]}]}");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS), Signal.Event.class))
                .extracting(Signal::summary)
                .containsExactly("web v6 deployed");
    }

    /// The title alone says that there is a notice; the text says what it is.
    @Test
    void whatAnEventSaysIsItsTitleAndItsText() throws Exception {
        world.scope(new EvidenceScope(20, List.of(new ServiceCall("web", "ledger"))));
        world.file("events", """
                {"data":[
                 {"id":1,"title":"Status page of idp: resolved","text":"%%% \\n All systems operational\\nsince 01:43 \\n %%%","date_happened":"2026-11-20T01:44:00Z","source":"statuspage","tags":["service:web"]},
                 {"id":2,"title":"Flag fast-cart set to 100 %","text":"Flag fast-cart set to 100 % by dora: rollout finished","date_happened":"2026-11-20T01:45:00Z","source":"launchdarkly","tags":["service:web"]},
                 {"id":3,"title":"thing-1: backup finished","text":"thing-1: backup finished","date_happened":"2026-11-20T01:46:00Z","source":"rds","tags":["service:web"]},
                 {"id":4,"title":"LEDGER-4 closed","text":"moved to the new queue","date_happened":"2026-11-20T01:47:00Z","source":"jira","tags":["service:ledger"]},
                 {"id":5,"title":"long","text":"LONG","date_happened":"2026-11-20T01:48:00Z","source":"email","tags":["service:web"]}]}""".replace("LONG", "y".repeat(3_000)));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Event.class))
                .extracting(Signal::summary)
                .contains(
                        "Status page of idp: resolved: All systems operational since 01:43",
                        "Flag fast-cart set to 100 % by dora: rollout finished",
                        "thing-1: backup finished")
                .allSatisfy(summary -> assertThat(summary).hasSizeLessThan(520));
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal::summary)
                .containsExactly("ledger (called by this service): LEDGER-4 closed: moved to the new queue");
    }

    /// What explains a change is announced weeks before it, and closed weeks after it.
    @Test
    void theMonthBeforeTheChangeAndAllThatCameAfterItAreRead() throws Exception {
        world.later();
        world.file("events", """
                {"data":[
                 {"id":1,"title":"CHG-12 approved: larger thing-1 until the season ends","text":"","date_happened":"2026-10-25T10:00:00Z","source":"jira","tags":[]},
                 {"id":2,"title":"CHG-9 closed","text":"for thing-1","date_happened":"2026-10-10T10:00:00Z","source":"jira","tags":[]},
                 {"id":3,"title":"web v1 deployed","text":"","date_happened":"2026-10-24T10:00:00Z","source":"github","tags":["service:web"]},
                 {"id":4,"title":"web v2 deployed","text":"","date_happened":"2026-11-01T10:00:00Z","source":"github","tags":["service:web"]},
                 {"id":5,"title":"CHG-12 closed, the season is over","text":"thing-1 may shrink","date_happened":"2026-12-10T10:00:00Z","source":"jira","tags":[]},
                 {"id":6,"title":"ledger v3 deployed, without thing-1","text":"","date_happened":"2026-11-19T10:00:00Z","source":"github","tags":["service:ledger"]},
                 {"id":7,"title":"AWS Health: maintenance is scheduled","text":"on 20 November","date_happened":"2026-10-30T10:00:00Z","source":"aws_health","tags":["region:us-east-1"]}]}""");
        world.file("alerts", """
                {"data":[{"id":"a","attributes":{"timestamp":"2026-12-05T01:30:00Z","message":"m","tags":["service:web"],
                  "attributes":{"title":"[Triggered] errors","monitor":{"id":9,"name":"errors","transition":{"transition_type":"alert"}}}}}]}""");
        world.file("incidents", """
                {"data":[
                 {"id":"i-1","attributes":{"public_id":7,"title":"slow","created":"2026-11-02T01:40:00Z","resolved":"2026-11-02T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}},
                 {"id":"i-2","attributes":{"public_id":8,"title":"slow again","created":"2026-12-08T01:40:00Z","resolved":"2026-12-08T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}},
                 {"id":"i-3","attributes":{"public_id":9,"title":"nobody's","created":"2026-11-02T01:40:00Z","resolved":"2026-11-02T04:00:00Z"}},
                 {"id":"i-4","attributes":{"public_id":6,"title":"long ago","created":"2026-09-02T01:40:00Z","resolved":"2026-09-02T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}}]}""");
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.values());
        assertThat(of(collected, Signal.Event.class).map(e -> e.kind() + " " + e.summary()))
                .containsExactlyInAnyOrder(
                        "OTHER CHG-9 closed: for thing-1",
                        "OTHER CHG-12 approved: larger thing-1 until the season ends",
                        "OTHER CHG-12 closed, the season is over: thing-1 may shrink",
                        "OTHER ledger (another service): ledger v3 deployed, without thing-1",
                        "DEPLOY web v2 deployed");
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal::summary)
                .containsExactly("AWS where the stack runs: AWS Health: maintenance is scheduled: on 20 November");
        assertThat(of(collected, Signal.Alert.class))
                .extracting(Signal.Alert::monitor)
                .containsExactly("errors");
        var incidents = of(collected, Signal.Incident.class).toList();
        assertThat(incidents).extracting(Signal.Incident::id).containsExactlyInAnyOrder("7", "8");
        assertThat(incidents).noneMatch(i -> i.touches(world.window()));
        assertThat(world.calls()).hasSizeLessThanOrEqualTo(20);
    }

    /// An end is announced long before; what comes every month is no announcement, and what is older is nobody's.
    @Test
    void whatWasAnnouncedOnceInTheHalfYearBeforeIsTold() throws Exception {
        world.file("events", """
                {"data":[
                 {"id":1,"title":"The carrier ends on 15 November","text":"mail of the provider","date_happened":"2026-07-01T09:00:00Z","source":"zendesk","tags":["service:web"]},
                 {"id":2,"title":"report of May","text":"","date_happened":"2026-06-01T09:00:00Z","source":"cron","tags":["service:web"]},
                 {"id":3,"title":"report of May","text":"","date_happened":"2026-07-02T09:00:00Z","source":"cron","tags":["service:web"]},
                 {"id":4,"title":"a year ago","text":"","date_happened":"2025-11-01T09:00:00Z","source":"jira","tags":["service:web"]}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS), Signal.Event.class))
                .extracting(Signal::summary)
                .containsExactly("The carrier ends on 15 November: mail of the provider");
    }

    /// A nightly backup leaves room for the ticket.
    @Test
    void whatComesOftenLeavesRoomForWhatComesOnce() throws Exception {
        var events = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            events.add(
                    "{\"id\":%d,\"title\":\"backup %d finished\",\"text\":\"\",\"date_happened\":\"%s\",\"source\":\"rds\",\"tags\":[\"service:web\"]}"
                            .formatted(i, i, EvidenceWorld.CHANGE.minus(Duration.ofHours(i))));
        }
        events.add(
                "{\"id\":99,\"title\":\"CHG-12 approved\",\"text\":\"\",\"date_happened\":\"2026-10-25T10:00:00Z\",\"source\":\"jira\",\"tags\":[\"service:web\"]}");
        world.file("events", "{\"data\":[%s]}".formatted(String.join(",", events)));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Event.class))
                .extracting(Signal::summary)
                .hasSize(40)
                .contains("CHG-12 approved");
        assertThat(collected.notAsked())
                .contains("events: of 61 that are no deployment the 40 nearest to the change are told");
    }
}
