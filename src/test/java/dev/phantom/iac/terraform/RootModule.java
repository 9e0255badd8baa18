package dev.phantom.iac.terraform;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Given;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourceFiles;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A root module of a test: its files, and what is asked of it in one line each.
///
/// @param values its files of values, as `-var-file` names them
record RootModule(Map<String, String> texts, List<String> values) {

    private static final Terraform FORMAT = new Terraform();

    /// The file `live/main.tf` alone.
    static RootModule main(String text) {
        return new RootModule(Map.of("live/main.tf", text), List.of());
    }

    RootModule with(String file, String text) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put(file, text);
        return new RootModule(all, values);
    }

    RootModule given(String... files) {
        return new RootModule(texts, List.of(files));
    }

    Definition read() {
        return FORMAT.read("live", texts);
    }

    EvaluationContext context() {
        Map<String, Given> given = new LinkedHashMap<>();
        values.forEach(file -> given.putAll(FORMAT.values(file, texts.getOrDefault(file, ""))));
        given.put("terraform.workspace", new Given(Value.string("prod"), Origin.ABSENT));
        var none = EvaluationContext.NONE;
        return new EvaluationContext(given, none.pseudo(), none.imports(), none.references());
    }

    Declaration declared() {
        return read().declare(context());
    }

    Value value(String address, String path) {
        var resource = declared().resources().get(address);
        return resource == null
                ? Value.string("no " + address + " in " + declared().resources().keySet())
                : ModelEdit.find(resource.properties(), PropertyPath.parse(path))
                        .orElse(Value.string("nothing"));
    }

    String text(String address, String path) {
        return value(address, path).settled() instanceof Value.Scalar s
                ? s.text()
                : value(address, path).toString();
    }

    /// `live/main.tf:3:5 LITERAL name`.
    String origin(String address, String path) {
        var origin = declared().origin(address, PropertyPath.parse(path));
        return "%s:%d:%d %s %s"
                .formatted(origin.file(), origin.line(), origin.column(), origin.kind(), origin.name())
                .strip();
    }

    Candidate edit(String address, String path, Intent intent, Way way) {
        var read = read();
        return read.edits(read.declare(context()), new SourceFiles(texts, values))
                .property(address, PropertyPath.parse(path), intent, way)
                .orElseThrow();
    }

    /// The module after an edit at the origin.
    RootModule edited(String address, String path, Intent intent) {
        var edit = edit(address, path, intent, Way.ORIGIN).edits().getFirst();
        return with(edit.file(), edit.text());
    }

    RootModule set(String address, String path, String value) {
        return edited(address, path, new Intent.Set(Value.string(value)));
    }

    /// Why there is no edit, in the line that people see.
    String refusal(String address, String path, Intent intent) {
        try {
            return edit(address, path, intent, Way.ORIGIN).toString();
        } catch (PhantomException e) {
            return e.diagnostic().line();
        }
    }

    String main() {
        return texts.getOrDefault("live/main.tf", "");
    }

    /// The lines that differ from another text of the main file, those of the other first.
    List<String> changed(RootModule after) {
        var own = main().lines().toList();
        var other = after.main().lines().toList();
        return java.util.stream.Stream.concat(
                        own.stream().filter(l -> !other.contains(l)).map(l -> "-" + l),
                        other.stream().filter(l -> !own.contains(l)).map(l -> "+" + l))
                .toList();
    }
}
