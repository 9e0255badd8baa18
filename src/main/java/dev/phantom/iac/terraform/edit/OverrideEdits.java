package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;

/// A variable of the root module that has its value from its default gets one in the stack's last file of values.
record OverrideEdits(ModuleEdits edits, Instance instance) {

    Optional<Candidate> edit(PropertyPath property, Intent intent) {
        if (edits.files().values().isEmpty()
                || !(intent instanceof Intent.Set(Value value))
                || !(edits.worked().site(instance, property) instanceof Site.Decided site)
                || !site.last().kind().equals("variable")
                || !site.last().fixed().isEmpty()
                || !site.last().env().scope().address().isEmpty()) {
            return Optional.empty();
        }
        String name = site.last().name();
        return whole(site, name, value).map(all -> {
            HclFile file = edits.configuration().file(edits.files().values().getLast());
            return edits.candidate(
                    added(file, name, all),
                    Origin.Kind.PARAMETER_FILE,
                    name,
                    "variable " + name + " in " + file.file());
        });
    }

    /// The variable's whole value, of which the property may be a part.
    private Optional<Value> whole(Site.Decided site, String name, Value value) {
        Value now = edits.worked().variable(name);
        var written = edits.worked().value(site.last().expression(), site.last().env());
        if (written.equals(now) && site.last().rest().isRoot()) {
            return Optional.of(value);
        }
        return places(now, written, PropertyPath.ROOT)
                .map(place -> ModelEdit.apply(
                        now, new Edit.Put(place.append(site.last().rest()), value)));
    }

    /// The one place at which a part stands in the whole; empty if it cannot be told.
    private static Optional<PropertyPath> places(Value whole, Value part, PropertyPath at) {
        if (whole.equals(part)) {
            return Optional.of(at);
        }
        List<PropertyPath> found = switch (whole) {
            case Value.MapValue m ->
                m.entries().entrySet().stream()
                        .flatMap(e -> places(e.getValue(), part, at.child(e.getKey())).stream())
                        .toList();
            case Value.ListValue l ->
                java.util.stream.IntStream.range(0, l.items().size())
                        .boxed()
                        .flatMap(i -> places(l.items().get(i), part, at.child(i)).stream())
                        .toList();
            case Value other -> List.of();
        };
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private FileSpans added(HclFile file, String name, Value value) {
        var source = new SourceLines(file);
        if (file.isJson()) {
            var document =
                    HclFile.expression(file.file(), file.text(), 0, file.text().length());
            return new ValueEdits(edits.worked())
                    .entry(
                            file,
                            (dev.phantom.iac.terraform.syntax.Expression.ObjectCons) document,
                            instance.env(),
                            name,
                            value);
        }
        String text = file.text();
        String apart = text.isEmpty() || text.endsWith("\n") ? "" : source.eol();
        String line = apart + name + " = " + new HclText(false, "", source.eol(), "").of(value) + source.eol();
        return new FileSpans(file, List.of(new SpanEdit(text.length(), text.length(), line)), PropertyPath.of(name));
    }
}
