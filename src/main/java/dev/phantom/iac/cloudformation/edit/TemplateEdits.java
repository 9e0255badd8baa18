package dev.phantom.iac.cloudformation.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The edits of a template and its parameter files.
///
/// @param declared the template, evaluated with those files
public record TemplateEdits(Template template, Declaration declared, SourceFiles files) implements Edits {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    @Override
    public Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way) {
        refuseNull(intent);
        var edits = new PropertyEdits(template, declared, address);
        Optional<PropertyEdit> edit = switch (way) {
            case VALUES_FILE -> inParameterFile(edits, property, intent);
            case ORIGIN -> Optional.of(edits.atOrigin(property, intent));
            case OVERRIDE -> Optional.empty();
            case IN_PLACE -> Optional.of(edits.inPlace(property, intent));
        };
        return edit.map(e -> e.applied(files));
    }

    /// "'null' values are not allowed in templates" (CloudFormation's own words): what is null is left out.
    private static void refuseNull(Intent intent) {
        var value = switch (intent) {
            case Intent.Set(Value set) -> set;
            case Intent.Append(Value appended) -> appended;
            case Intent.Remove remove -> MapValue.EMPTY;
        };
        if (hasNull(value)) {
            throw new PhantomException(
                    Code.PATCH_REFUSED, "a template cannot hold null; remove the property instead of setting it");
        }
    }

    private static boolean hasNull(Value value) {
        return switch (value) {
            case Scalar s -> s.isPlain() && NULL.contains(s.text());
            case ListValue list -> list.items().stream().anyMatch(TemplateEdits::hasNull);
            case MapValue map -> map.entries().values().stream().anyMatch(TemplateEdits::hasNull);
            case Intrinsic i -> hasNull(i.argument());
            case Value.Reference r -> false;
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }

    /// In the last one, which wins.
    private Optional<PropertyEdit> inParameterFile(PropertyEdits edits, PropertyPath property, Intent intent) {
        if (files.values().isEmpty()) {
            return Optional.empty();
        }
        String file = files.values().getLast();
        return edits.inParameterFile(
                property, intent, file, (name, value) -> ParameterEntry.of(file, files.text(file), name, value));
    }

    @Override
    public Candidate added(String address, String type, MapValue properties) {
        Map<String, Value> resource = new LinkedHashMap<>();
        resource.put("Type", Value.string(type));
        resource.put("DeletionPolicy", Value.string("Retain"));
        if (!properties.entries().isEmpty()) {
            resource.put("Properties", properties);
        }
        return whole(new Edit.Put(path(address), new MapValue(resource)));
    }

    @Override
    public Candidate removed(String address) {
        return whole(new Edit.Remove(path(address)));
    }

    private Candidate whole(Edit edit) {
        var placed = new Placed(template.file(), edit);
        return new PropertyEdit(List.of(placed), Origin.ABSENT, "the resource itself", List.of(), List.of())
                .applied(files);
    }

    @Override
    public List<String> readers(String address) {
        var own = path(address);
        return Readers.of(template, address).stream()
                .filter(use -> !use.startsWith(own))
                .map(Readers::describe)
                .toList();
    }

    private static PropertyPath path(String address) {
        return PropertyPath.of("Resources", address);
    }
}
