package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.docs.JudgedTemplates.Pair;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// One scenario walked by `phantom run` in an embedded world of its own, and everything that came out of it.
final class Played {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedWorld world;
    private final Path folder;
    private final Shell shell;

    Played(Path scenario, EmbeddedWorld world, Path folder) {
        this.world = world;
        this.folder = folder;
        this.shell = new Shell().in(folder);
        world.environment().forEach(shell::set);
        // the SDK looks for credentials in this process, not in the shell's environment
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        shell.set("PHANTOM_MASK_KEY", "scenario").at(Clock.fixed(Scenario.moment(scenario), ZoneOffset.UTC));
    }

    Shell.Result run() {
        return shell.run("run", "--quiet", "--out", "out", "--show-all");
    }

    /// Once more, and nothing is written; in another format.
    String shown(String format) {
        var shown = shell.run("run", "--quiet", "--out", "dry", "--dry-run", "--show-all", "--output", format);
        assertThat(shown.code()).as(shown.err()).isZero();
        return shown.out() + shown.err();
    }

    CallLog calls() {
        return world.log();
    }

    JsonNode report() throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("out/report.json")));
    }

    TreeMap<String, String> outputs(Shell.Result run) throws IOException {
        var outputs = new TreeMap<String, String>();
        outputs.put("drift.txt", neutral(run.out()));
        outputs.put("report.json", neutral(Files.readString(folder.resolve("out/report.json"))));
        outputs.put("findings.txt", findings());
        outputs.put("cost.txt", costs());
        outputs.put("prompt.md", prompts());
        var bodies = new StringBuilder();
        var diffs = new StringBuilder();
        for (var branch : branches()) {
            world.github().pullRequest(branch).ifPresent(shown -> {
                bodies.append(shown.title()).append("\n\n").append(shown.body()).append("\n\n");
                diffs.append(shown.diff());
            });
        }
        outputs.put("pull-request.md", neutral(bodies.toString()));
        outputs.put("patch.diff", neutral(diffs.toString()));
        return outputs;
    }

    /// Templates that pull requests edit, as they are on both branches.
    List<Pair> templates() throws IOException {
        var pairs = new ArrayList<Pair>();
        try (var git = Git.open(world.github().repository().toFile()).getRepository();
                var walk = new RevWalk(git);
                var format = new DiffFormatter(OutputStream.nullOutputStream())) {
            format.setRepository(git);
            for (var branch : branches()) {
                var tip = git.resolve(branch);
                if (tip == null) {
                    continue; // no pull request came of it
                }
                var head = walk.parseCommit(tip);
                for (var file : format.scan(walk.parseCommit(head.getParent(0)), head)) {
                    if (file.getChangeType() == ChangeType.MODIFY
                            && file.getNewPath().matches(".*\\.(ya?ml|json)")) {
                        var text = text(git, file.getOldId());
                        if (text.contains("Resources")) {
                            pairs.add(new Pair(branch + " " + file.getNewPath(), text, text(git, file.getNewId()), ""));
                        }
                    }
                }
            }
        }
        return pairs;
    }

    private static String text(Repository git, AbbreviatedObjectId id) throws IOException {
        return new String(git.open(id.toObjectId()).getBytes(), StandardCharsets.UTF_8);
    }

    private List<String> branches() throws IOException {
        var branches = new ArrayList<String>();
        report().findValues("branch").stream()
                .map(JsonNode::asText)
                .filter(b -> !b.isEmpty())
                .distinct()
                .sorted()
                .forEach(branches::add);
        return branches;
    }

    private String findings() throws IOException {
        var lines = new StringBuilder();
        for (var report : report().get("reports")) {
            for (var drift : report.get("drifts")) {
                for (var finding : drift.at("/severity/findings")) {
                    lines.append(String.join(
                                    " ",
                                    drift.get("logicalId").asText(),
                                    finding.get("rule").asText(),
                                    finding.get("level").asText(),
                                    finding.get("path").asText(),
                                    finding.get("title").asText()))
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }

    private String costs() throws IOException {
        var lines = new StringBuilder();
        for (var report : report().get("reports")) {
            for (var drift : report.get("drifts")) {
                var cost = drift.get("cost");
                if (cost != null) {
                    lines.append(drift.get("logicalId").asText() + " " + cost.get("monthlyDeltaUsd") + " "
                            + cost.get("lines") + " unpriced " + cost.get("unpriced") + "\n");
                }
            }
        }
        return lines.toString();
    }

    private String prompts() throws IOException {
        var all = new StringBuilder();
        for (var file : cases()) {
            var shown = shell.run(
                    "analyze", "--print-prompt", "--case", file.getParent().toString());
            assertThat(shown.code()).as(shown.err()).isZero();
            // the instructions before it are the same for every case, and have tests of their own
            var text = shown.out();
            all.append(text.substring(Math.max(0, text.indexOf("# User")))).append('\n');
        }
        return neutral(all.toString());
    }

    private List<Path> cases() throws IOException {
        var home = folder.resolve("out/cases");
        if (!Files.exists(home)) {
            return List.of();
        }
        try (var files = Files.walk(home)) {
            return files.filter(f -> f.endsWith("case.json")).sorted().toList();
        }
    }

    private String neutral(String text) {
        return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://embedded")
                .replaceAll("\\(request [0-9a-f-]{36}\\)", "(request …)")
                .replaceAll("USD and \\d+\\.\\d s\\b", "USD and … s")
                .replaceAll("\"millis\" : \\d+", "\"millis\" : 0")
                .replace(folder.toString(), "FOLDER");
    }

    /// What a person could ever see of the run: output, files, prompts, pull requests.
    List<String> everything(Shell.Result run) throws IOException {
        var shown = new ArrayList<>(List.of(run.out(), run.err(), prompts()));
        try (var files = Files.walk(folder.resolve("out"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                shown.add(Files.readString(file));
            }
        }
        for (var branch : branches()) {
            world.github().pullRequest(branch).ifPresent(it -> shown.add(it.body() + it.title() + it.diff()));
        }
        return shown;
    }
}
