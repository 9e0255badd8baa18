package dev.phantom.run.walk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.detect.States;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.Workspace;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ContentDigest;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.Mask;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What whoever deploys said of patches: kept for a week, for the same files, patch and decisions on the same
/// deployment, and the same live state of the resources that these are about. Only an answer that confirmed a patch, or
/// could not hold it against what runs,
/// is kept; what failed is asked again.
record KeptProofs(KeptAnswers answers, Mask mask, InstantSource clock) {

    static final Duration KEPT = Duration.ofDays(7);

    private static final String NAME = "proofs";
    private static final int FORM = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Kept(Instant at, Line line) {}

    /// The preview of patches of one stack, asked about what is not kept.
    ChangePreview over(ChangePreview preview, States states, Secrets secrets) {
        var place = KeptAnswers.of(states.id(), NAME);
        return (base, plan, decisions) -> {
            var key = key(base, plan, decisions, states, secrets);
            var all = read(answers.find(place).orElse(""));
            var known = all.get(key);
            if (known != null) {
                return known.line();
            }
            var line = preview.check(base, plan, decisions);
            if (line.result() == Result.PASS || line.lasting()) {
                all.put(key, new Kept(clock.instant(), shown(line, secrets)));
                answers.keep(place, written(all));
            }
            return line;
        };
    }

    private static Line shown(Line line, Secrets secrets) {
        return new Line(line.check(), line.result(), secrets.shown(line.detail()), line.owed(), line.lasting());
    }

    /// Everything that a change set, and what is made of it, depends on.
    private String key(
            PatchBase base, Planned plan, List<PatchBase.Decision> decisions, States states, Secrets secrets) {
        var all = new ContentDigest(mask);
        var deployed = states.deployed();
        all.add(deployed.stackArn(), deployed.status(), String.valueOf(deployed.lastUpdated()));
        deployed.effective().ifPresent(template -> all.add(template.text()));
        deployed.parameters().forEach(p -> all.add(p.name()).add(p.value()));
        deployed.tags().forEach(all::add);
        var concerned = concerned(base, plan, decisions);
        states.live().resources().stream()
                .filter(r -> concerned.contains(r.logicalId()))
                .map(r -> r.shown(secrets.hashed()))
                .forEach(r -> all.add(r.logicalId(), r.physicalId(), r.status().name())
                        .add(r.properties()));
        add(all, base.files());
        add(all, plan.after());
        plan.patch().pass().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> all.add(e.getKey(), e.getValue()));
        decisions.forEach(d -> all.add(
                d.drift().driftId(),
                d.drift().contentHash(),
                d.verdict().recommendation().text()));
        return all.hex();
    }

    /// The resources that are decided on, and those that the patch says something else of: what else runs is the same
    /// before and after it.
    private static Set<String> concerned(PatchBase base, Planned plan, List<PatchBase.Decision> decisions) {
        var ids = new HashSet<String>();
        decisions.forEach(d -> ids.add(d.drift().logicalId()));
        var before = base.files().evaluate(base.own()).resources();
        plan.after().evaluate(base.own()).resources().forEach((id, then) -> {
            var now = before.get(id);
            if (now == null || !now.properties().equals(then.properties())) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static void add(ContentDigest all, Workspace files) {
        all.add(files.template());
        files.texts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> all.add(e.getKey(), e.getValue()));
    }

    private static String written(Map<String, Kept> all) {
        var root = JSON.createObjectNode().put("form", FORM);
        var kept = root.putObject("proofs");
        all.forEach((key, one) -> kept.putObject(key)
                .put("at", one.at().toString())
                .put("result", one.line().result().name())
                .put("detail", one.line().detail())
                .put("owed", one.line().owed())
                .put("lasting", one.line().lasting()));
        return root.toPrettyString() + "\n";
    }

    /// Those that still hold; nothing of what is no such file.
    private Map<String, Kept> read(String text) {
        var oldest = clock.instant().minus(KEPT);
        var all = new LinkedHashMap<String, Kept>();
        try {
            var root = JSON.readTree(text);
            if (root.path("form").asInt() != FORM) {
                return all;
            }
            for (var one : root.path("proofs").properties()) {
                var node = one.getValue();
                var at = Instant.parse(node.path("at").asText());
                var line = new Line(
                        Check.CHANGE_SET,
                        Result.valueOf(node.path("result").asText()),
                        node.path("detail").asText(),
                        node.path("owed").asBoolean(),
                        node.path("lasting").asBoolean());
                if (at.isAfter(oldest) && !at.isAfter(clock.instant())) {
                    all.put(one.getKey(), new Kept(at, line));
                }
            }
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return new LinkedHashMap<>();
        }
        return all;
    }
}
