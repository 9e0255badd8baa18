package dev.phantom.run.days;

import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.RunReport;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Sixty days of two stacks: people, deployments of parts, merged and closed pull requests, renamed resources, stacks
/// that are made anew, late events, runs that fail. What happens is the seed's; after each run the laws are checked.
final class SixtyDays {

    private static final int DAYS = 60;
    private static final List<String> ACTORS = List.of("role/OnCall", "role/Deploy", "ana", "ben");

    private final Random random;
    private final DaysWorld world;
    private final DaysPhantom phantom;
    private final DaysLaws laws;
    private final List<String> journal = new ArrayList<>();

    SixtyDays(long seed, Path folder) {
        this.random = new Random(seed);
        this.world = new DaysWorld(folder);
        this.phantom = new DaysPhantom(world, folder);
        this.laws = new DaysLaws(world);
    }

    /// @throws AssertionError with what happened until then
    void play() {
        try (world) {
            run();
            for (var day = 1; day <= DAYS; day++) {
                var morning = DaysWorld.FIRST.plus(Duration.ofDays(day));
                var minute = 0;
                for (var left = random.nextInt(4); left > 0; left--) {
                    minute += 1 + random.nextInt(400);
                    world.now = morning.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(minute));
                    act(random.nextInt(16));
                }
                world.now = morning.plus(Duration.ofMinutes(random.nextInt(11) - 5L));
                trouble();
                run();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n  " + String.join("\n  ", journal), e);
        }
    }

    private void run() {
        var report = phantom.run();
        note("run: " + said(report));
        laws.check(report, phantom.asked);
        world.unread = "";
        world.logAway = false;
        world.liveAway = false;
        world.github.trouble(request -> Optional.empty());
    }

    private static String said(RunReport report) {
        return report.reports().stream()
                        .flatMap(r -> r.drifts().stream())
                        .map(d -> d.drift().logicalId() + " "
                                + d.drift().driftId().substring(0, 6) + " "
                                + d.decision().text()
                                + (d.pullRequest() == null
                                        ? ""
                                        : " " + d.pullRequest().line()))
                        .toList()
                + (report.failures().isEmpty() ? "" : " failed: " + report.failures());
    }

    private void note(String what) {
        journal.add(world.now + " " + what);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void trouble() {
        switch (random.nextInt(20)) {
            case 0, 1 -> {
                world.unread = any(List.copyOf(any(world.stacks).running.keySet()));
                note("next run cannot read " + world.unread);
            }
            case 2 -> {
                world.logAway = true;
                note("next run has no CloudTrail");
            }
            case 3 -> {
                world.liveAway = true;
                note("next run has no AWS");
            }
            case 4 -> {
                world.github.trouble(request -> request.method().equals("POST")
                        ? Optional.of(EmbeddedGitHub.Trouble.serverError(false))
                        : Optional.empty());
                note("GitHub takes no pull request in the next run");
            }
            default -> {}
        }
    }

    private void act(int what) {
        switch (what) {
            case 0, 1, 2, 3, 4 -> person();
            case 5 -> undo();
            case 6, 7 -> part();
            case 8 -> deploy(any(world.stacks));
            case 9, 10 -> open().ifPresent(this::merge);
            case 11 ->
                open().ifPresent(pull -> {
                    world.github.reviewer().close(pull.number());
                    note("closed #" + pull.number());
                });
            case 12 -> apply();
            case 13 -> {
                var stack = any(world.stacks);
                if (random.nextInt(3) == 0) {
                    stack.anew(world.now);
                    note(stack.name() + " is deleted and made anew");
                }
            }
            case 14 -> rename();
            default -> keep();
        }
    }

    /// Some events are in CloudTrail only after the next run.
    private Duration late() {
        return Duration.ofMinutes(random.nextInt(8) == 0 ? 1_500 : random.nextInt(15));
    }

    private void person() {
        var stack = any(world.stacks);
        var resource = any(List.copyOf(stack.running.keySet()));
        var there = stack.running.get(resource);
        var actor = any(ACTORS);
        if (there.type.equals("AWS::EC2::SecurityGroup")) {
            var port = any(List.of(22, 8080, 9090));
            if (!there.episodes.containsKey("SecurityGroupIngress#" + port) && !isOpen(there, port)) {
                world.open(stack, resource, port, actor, late());
                note(actor + " opens " + resource + " " + port);
            }
            return;
        }
        var knobs = DaysTemplates.KNOBS.stream()
                .filter(k -> k.type().equals(there.type))
                .toList();
        var knob = any(knobs);
        var value = any(knob.values());
        if (!DaysWorld.isSame(value, there.properties.get(knob.key()))) {
            world.change(stack, resource, knob, value, actor, late());
            note(actor + " sets " + resource + " " + knob.key() + " to " + value);
        }
    }

    private static boolean isOpen(DaysStack.Running group, int port) {
        return group.properties
                .get("SecurityGroupIngress")
                .toString()
                .contains(DaysTemplates.rule(port).toString());
    }

    private void undo() {
        var stack = any(world.stacks);
        if (!stack.episodes().isEmpty()) {
            var episode = any(stack.episodes());
            world.undo(stack, episode, false);
            note("taken back by hand: " + episode);
        }
    }

    /// A commit to something else is deployed, with whatever else is on the base branch.
    private void part() {
        var stack = any(world.stacks);
        var number = 60 + random.nextInt(800);
        commit(
                stack,
                world.file(stack)
                        .replaceFirst("MessageRetentionPeriod: \\d+", "MessageRetentionPeriod: " + 100 * number)
                        .replaceFirst("DelaySeconds: \\d+", "DelaySeconds: " + number));
        deploy(stack);
    }

    private void commit(DaysStack stack, String text) {
        world.github.reviewer().commit("main", stack.stack.template(), text, "Change it");
    }

    private void deploy(DaysStack stack) {
        stack.deploy(world.file(stack), world.now);
        note(stack.name() + " is deployed");
    }

    private void rename() {
        var stack = world.stacks.getFirst();
        var text = world.file(stack);
        commit(
                stack,
                text.contains("\n  Jobs:")
                        ? text.replace("\n  Jobs:", "\n  Work:")
                        : text.replace("\n  Work:", "\n  Jobs:"));
        deploy(stack);
        note("the queue has another name");
    }

    private Optional<PullRequest> open() {
        var open = world.pulls().stream()
                .filter(Register.Entry::isOpen)
                .map(Register.Entry::pullRequest)
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(any(open));
    }

    private void merge(PullRequest pull) {
        try {
            world.github.reviewer().merge(pull.number());
            note("merged #" + pull.number() + " " + pull.title());
        } catch (RuntimeException e) {
            note("#" + pull.number() + " cannot be merged: " + e.getMessage());
        }
    }

    private void apply() {
        for (var entry : world.pulls()) {
            if (entry.isMergedRevert()) {
                for (var episode : laws.of(entry)) {
                    if (!episode.over) {
                        world.undo(world.named(episode.stack).orElseThrow(), episode, true);
                        note("applied #" + entry.pullRequest().number() + ": " + episode);
                    }
                }
            }
        }
    }

    private void keep() {
        var all = world.stacks.stream()
                .flatMap(s -> s.episodes().stream())
                .filter(e -> !e.place.contains("#"))
                .toList();
        if (!all.isEmpty()) {
            var episode = any(all);
            var until = java.time.LocalDate.ofInstant(world.now, java.time.ZoneOffset.UTC)
                    .plusDays(4);
            world.ignore("{stack: %s, resource: %s, path: /%s, reason: kept, until: %s}"
                    .formatted(episode.stack, episode.resource, episode.place, until));
            laws.rule(episode.stack, episode.resource, episode.place, until);
            note("kept until " + until + ": " + episode);
        }
    }
}
