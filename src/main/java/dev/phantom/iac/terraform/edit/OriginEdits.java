package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.evaluate.Site.Decision;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Optional;

/// An edit where a value really comes from.
record OriginEdits(ModuleEdits edits, Instance instance) {

    Candidate edit(PropertyPath property, Intent intent) {
        return switch (intent) {
            case Intent.Set(Value value) -> set(property, value);
            case Intent.Append(Value value) -> append(property, value);
            case Intent.Remove r -> remove(property);
        };
    }

    private Worked worked() {
        return edits.worked();
    }

    private ValueEdits values() {
        return new ValueEdits(worked());
    }

    private Bodies bodies(HclFile file) {
        return new Bodies(new SourceLines(file), instance.env().scope().address());
    }

    private Site site(PropertyPath property) {
        var site = worked().site(instance, property);
        if (site instanceof Site.Decided d) {
            if (d.own() instanceof Expression.Overridden over) {
                throw HclRefusals.overridden(d.file(), over);
            }
            ValueEdits.refuseOverridden(d.last());
        }
        return site;
    }

    private Candidate set(PropertyPath property, Value value) {
        return switch (site(property)) {
            case Site.Decided d
            when d.last().kind().equals("policy") -> at(d.last(), new PolicyEdits(worked()).set(d.last(), value));
            case Site.Decided d -> at(d.last(), values().set(d.last(), value));
            case Site.Lacking l -> own(added(l.file(), l.in(), l.rest(), value));
            case Site.Blocks b -> own(exchanged(b, value));
            case Site.Nested n
            when !n.dynamic() && value instanceof MapValue map && n.block() != n.in() ->
                own(exchanged(
                        new Site.Blocks(n.file(), n.in(), n.block().type(), List.of(n.block()), false),
                        Value.list(map)));
            case Site.Nested n -> throw dynamic(n.file(), n.block());
            case Site.Hidden h -> throw hidden(h);
        };
    }

    private Candidate append(PropertyPath property, Value value) {
        return switch (site(property)) {
            case Site.Decided d -> at(d.last(), values().append(d.last(), value));
            case Site.Lacking l -> own(added(l.file(), l.in(), l.rest(), Value.list(value)));
            case Site.Blocks b
            when b.dynamic() -> throw dynamic(b.file(), b.all().getLast());
            case Site.Blocks b when value instanceof MapValue map -> own(inserted(b.file(), b.in(), b.type(), map));
            case Site.Blocks b ->
                throw HclRefusals.missing(b.file(), b.in().start(), property + " is not a list of values");
            case Site.Nested n -> throw HclRefusals.missing(n.file(), n.block().start(), property + " is not a list");
            case Site.Hidden h -> throw hidden(h);
        };
    }

    private Candidate remove(PropertyPath property) {
        return switch (site(property)) {
            case Site.Decided d when !d.rest().isRoot() || !d.last().kind().isEmpty() -> removedBelow(d);
            case Site.Decided d -> own(withoutAttribute(d));
            case Site.Nested n
            when n.dynamic() -> {
                var each = worked().each(n.block(), n.env());
                yield at(each, values().removed(each, Integer.toString(n.index())));
            }
            case Site.Nested n -> own(without(n.file(), n.in(), n.block()));
            case Site.Blocks b
            when b.all().size() == 1 && !b.dynamic() ->
                own(without(b.file(), b.in(), b.all().getFirst()));
            case Site.Blocks b ->
                throw HclRefusals.byHand(
                        b.file(),
                        b.all().getFirst().start(),
                        "every block " + b.type() + " would be removed",
                        "remove them by hand");
            case Site.Lacking l -> throw HclRefusals.missing(l.file(), l.in().start(), "nothing is set at " + property);
            case Site.Hidden h -> throw hidden(h);
        };
    }

    /// An element is taken out of the whole that holds it; a value that something else gives becomes null.
    private Candidate removedBelow(Site.Decided d) {
        if (d.rest().isRoot()) {
            return at(d.last(), values().set(d.last(), Value.plain("null")));
        }
        var whole = worked().decision(d.own(), d.env(), d.rest().parent());
        return at(whole, values().removed(whole, d.rest().last()));
    }

    private FileSpans withoutAttribute(Site.Decided d) {
        var attribute =
                d.in().body().attributes().filter(a -> a.value() == d.own()).findFirst();
        return attribute
                .map(a -> without(d.file(), d.in(), a))
                .orElseThrow(() -> HclRefusals.computed(d.file(), d.own(), "it is not written in an attribute"));
    }

    private FileSpans without(HclFile file, Body.Block in, Body.Item item) {
        return FileSpans.at(file, item.start(), Optional.empty(), bodies(file).removed(in, item))
                .widened(item instanceof Body.Block);
    }

    private FileSpans added(HclFile file, Body.Block in, PropertyPath rest, Value value) {
        String name = rest.segments().getFirst();
        Value whole = value;
        for (String segment : rest.segments().subList(1, rest.segments().size()).reversed()) {
            whole = PropertyPath.index(segment) >= 0
                    ? Value.list(whole)
                    : new MapValue(java.util.Map.of(segment, whole));
        }
        if (Bodies.isBlocks(whole) && whole instanceof ListValue(List<Value> items)) {
            if (items.size() > 1) {
                return FileSpans.at(
                        file, in.start(), Optional.of(name), bodies(file).blocks(in, name, items));
            }
            return inserted(file, in, name, (MapValue) items.getFirst());
        }
        boolean block = name.equals("timeouts") && whole instanceof MapValue;
        return block
                ? inserted(file, in, name, (MapValue) whole)
                : FileSpans.at(file, in.start(), Optional.of(name), bodies(file).attribute(in, name, whole));
    }

    private FileSpans inserted(HclFile file, Body.Block in, String type, MapValue content) {
        return FileSpans.at(file, in.start(), Optional.of(type), bodies(file).block(in, type, content));
    }

    /// Other blocks in the place of those that are there.
    private FileSpans exchanged(Site.Blocks b, Value value) {
        if (b.dynamic()) {
            throw dynamic(b.file(), b.all().getFirst());
        }
        if (!(value instanceof ListValue(List<Value> items)) || !Bodies.isBlocks(value)) {
            throw HclRefusals.byHand(
                    b.file(), b.in().start(), "no block " + b.type() + " would be left", "remove it by hand");
        }
        return FileSpans.at(
                        b.file(),
                        b.all().getFirst().start(),
                        Optional.empty(),
                        bodies(b.file()).exchanged(b.all(), items))
                .widened(true);
    }

    private static RuntimeException dynamic(HclFile file, Body.Block block) {
        return HclRefusals.byHand(
                file,
                block.start(),
                "a dynamic block makes the blocks " + block.label(0),
                "change what its for_each iterates over");
    }

    private static RuntimeException hidden(Site.Hidden h) {
        return HclRefusals.byHand(h.file(), h.in().start(), h.why(), "change it by hand");
    }

    private Candidate own(FileSpans spans) {
        return edits.candidate(spans, Origin.Kind.LITERAL, "", "the resource itself");
    }

    private Candidate at(Decision d, FileSpans spans) {
        return switch (d.kind()) {
            case "variable" ->
                edits.candidate(spans, Origin.Kind.PARAMETER_DEFAULT, d.name(), "the default of variable " + d.name());
            case "values" ->
                edits.candidate(
                        spans,
                        Origin.Kind.PARAMETER_FILE,
                        d.name(),
                        "variable " + d.name() + " in " + d.file().file());
            case "local" ->
                edits.candidate(spans, Origin.Kind.LITERAL, "local." + d.name(), "the local value " + d.name());
            case "argument" -> edits.candidate(spans, Origin.Kind.LITERAL, d.name(), "the argument " + d.name());
            case "output" -> edits.candidate(spans, Origin.Kind.LITERAL, d.name(), "the output " + d.name());
            case "policy" -> edits.candidate(spans, Origin.Kind.LITERAL, d.name(), "the policy document " + d.name());
            case String own -> own(spans);
        };
    }
}
