package dev.phantom.drift.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Element;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.Input;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Resource;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.iac.Synthesis;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A root module of which only its plan is known: which resources there are, and no file that could be
/// edited.
///
/// @param file the plan, as the user knows it
public record PlanDefinition(String file, Map<String, Resource> resources)
        implements Definition, Declaration.Places, Edits {

    public PlanDefinition {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    public static PlanDefinition of(TerraformPlan plan) {
        var all = new LinkedHashMap<String, Resource>();
        plan.state()
                .forEach((address, held) -> all.put(
                        address, new Resource(address, held.at().type(), MapValue.EMPTY, null, MapValue.EMPTY)));
        return new PlanDefinition(plan.file(), all);
    }

    @Override
    public Format format() {
        return new NoFiles();
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public String notation() {
        return "plan";
    }

    @Override
    public MapValue document() {
        return MapValue.EMPTY;
    }

    @Override
    public Map<String, Input> inputs() {
        return Map.of();
    }

    @Override
    public List<Element> elements() {
        return List.of();
    }

    @Override
    public Set<Element.Id> references(PropertyPath node) {
        return Set.of();
    }

    @Override
    public Optional<Diagnostic> unsupported() {
        return Optional.empty();
    }

    @Override
    public Synthesis synthesis() {
        return Synthesis.NONE;
    }

    @Override
    public Optional<Origin> place(String address, PropertyPath property) {
        return Optional.empty();
    }

    @Override
    public Optional<Origin> place(String address) {
        return Optional.empty();
    }

    @Override
    public Declaration declare(EvaluationContext context) {
        var all = new LinkedHashMap<String, DeclaredResource>();
        resources.forEach(
                (address, resource) -> all.put(address, new DeclaredResource(resource, resource.properties(), true)));
        return new Declaration(all, Map.of(), this);
    }

    @Override
    public Origin origin(String address, PropertyPath property) {
        return Origin.ABSENT;
    }

    @Override
    public Optional<PropertyPath> node(String address, PropertyPath property) {
        return Optional.empty();
    }

    @Override
    public Edits edits(Declaration declared, SourceFiles files) {
        return this;
    }

    @Override
    public Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way) {
        throw refused(file);
    }

    @Override
    public Candidate added(String address, String type, MapValue properties) {
        throw refused(file);
    }

    @Override
    public Candidate removed(String address) {
        throw refused(file);
    }

    @Override
    public List<String> readers(String address) {
        return List.of();
    }

    private static PhantomException refused(String file) {
        return new PhantomException(new Diagnostic(
                Code.PATCH_NO_NODE, "only the plan of the module is known, not its files", "edit them by hand", file));
    }

    /// Of a plan there is no other version to be read.
    private record NoFiles() implements Format {

        @Override
        public String name() {
            return "plan";
        }

        @Override
        public boolean reads(String file, String text) {
            return false;
        }

        @Override
        public Definition read(String file, String text) {
            throw refused(file);
        }

        @Override
        public Map<String, Given> values(String file, String text) {
            throw refused(file);
        }

        @Override
        public Value document(String file, String text) {
            throw refused(file);
        }

        @Override
        public SourcePlaces places(String file, String text) {
            throw refused(file);
        }

        @Override
        public void verify(String file, String text) {
            throw refused(file);
        }
    }
}
