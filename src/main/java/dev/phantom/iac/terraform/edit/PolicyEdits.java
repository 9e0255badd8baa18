package dev.phantom.iac.terraform.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.evaluate.Site.Decision;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A policy that `data "aws_iam_policy_document"` writes is edited in its statement blocks: one argument of one
/// statement, or one element of it.
record PolicyEdits(Worked worked) {

    /// The arguments of a statement, by the member of the policy that they write.
    private static final Map<String, String> ARGUMENTS = Map.of(
            "Sid",
            "sid",
            "Effect",
            "effect",
            "Action",
            "actions",
            "NotAction",
            "not_actions",
            "Resource",
            "resources",
            "NotResource",
            "not_resources");

    FileSpans set(Decision policy, Value wanted) {
        var data = worked.instance(policy.name())
                .orElseThrow(
                        () -> HclRefusals.computed(policy.file(), policy.expression(), "a policy document writes it"));
        var now = statements(policy, worked.value(policy.expression(), policy.env()));
        var next = statements(policy, wanted);
        if (now.size() != next.size()) {
            return new StatementEdits(worked, data)
                    .edit(now, next)
                    .orElseThrow(() -> refused(
                            policy,
                            data,
                            "the number of its statements changes by more than one block that is written there"));
        }
        List<FileSpans> found = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            statement(policy, data, i, (MapValue) now.get(i), (MapValue) next.get(i), found);
        }
        if (found.size() != 1) {
            throw refused(policy, data, found.isEmpty() ? "nothing of it changes" : "more than one argument changes");
        }
        return found.getFirst();
    }

    private List<Value> statements(Decision policy, Value json) {
        var parsed = json.settled() instanceof Scalar s
                ? JsonEdits.parsed(worked, s.text())
                : java.util.Optional.<Value>empty();
        if (parsed.isPresent()
                && parsed.get() instanceof MapValue document
                && document.get("Statement") instanceof Value all) {
            List<Value> list = all instanceof ListValue l ? l.items() : List.of(all);
            if (list.stream().allMatch(MapValue.class::isInstance)) {
                return list;
            }
        }
        throw HclRefusals.computed(policy.file(), policy.expression(), "what the policy document writes is not known");
    }

    private void statement(
            Decision policy, Instance data, int index, MapValue now, MapValue next, List<FileSpans> found) {
        var keys = new java.util.LinkedHashSet<>(now.entries().keySet());
        keys.addAll(next.entries().keySet());
        for (String key : keys) {
            var before = elements(now.get(key));
            var after = elements(next.get(key));
            if (before.containsAll(after) && after.containsAll(before)) {
                continue;
            }
            String argument = ARGUMENTS.get(key);
            if (argument == null) {
                throw refused(policy, data, key + " of statement " + (index + 1) + " changes");
            }
            found.add(argument(data, PropertyPath.of("statement", Integer.toString(index), argument), before, after));
        }
    }

    private static List<Value> elements(@org.jspecify.annotations.Nullable Value value) {
        return value == null ? List.of() : value instanceof ListValue l ? l.items() : List.of(value);
    }

    private FileSpans argument(Instance data, PropertyPath path, List<Value> before, List<Value> after) {
        var edits = new ValueEdits(worked);
        boolean scalar = path.last().equals("sid") || path.last().equals("effect");
        if (!(worked.site(data, path) instanceof Site.Decided site)) {
            throw new PhantomException(
                    Code.PATCH_NO_NODE, data.address() + " " + path + " is not written; add it by hand");
        }
        if (scalar && after.size() == 1) {
            return edits.set(site.last(), after.getFirst());
        }
        var gone = new ArrayList<>(before);
        gone.removeAll(after);
        var come = new ArrayList<>(after);
        come.removeAll(before);
        if (gone.size() == 1 && come.size() == 1) {
            return edits.set(
                    worked.decision(site.own(), site.env(), PropertyPath.of(index(site, gone))), come.getFirst());
        }
        if (gone.isEmpty() && come.size() == 1) {
            return edits.append(site.last(), come.getFirst());
        }
        if (come.isEmpty() && gone.size() == 1 && before.size() > 1) {
            return edits.removed(site.last(), index(site, gone));
        }
        return edits.set(site.last(), new ListValue(after));
    }

    private String index(Site.Decided site, List<Value> gone) {
        var written = elements(worked.value(site.own(), site.env()).settled());
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).settled() instanceof Scalar s
                    && gone.getFirst() instanceof Scalar g
                    && s.text().equals(g.text())) {
                return Integer.toString(i);
            }
        }
        throw HclRefusals.computed(site.file(), site.own(), "the element is not written there");
    }

    private static PhantomException refused(Decision policy, Instance data, String why) {
        HclFile file = data.written().file();
        return HclRefusals.byHand(
                file,
                data.written().block().start(),
                policy.name() + " writes the policy, and " + why,
                "change the statements of the policy document by hand");
    }
}
