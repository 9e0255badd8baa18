package dev.phantom.iac.terraform.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.terraform.evaluate.Configuration;
import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.ModuleSource;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.iac.terraform.syntax.HclMentions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The edits of a root module, of its local modules and of its files of values.
///
/// @param worked   the module, worked out with those files
/// @param declared what it declares
public record ModuleEdits(Configuration configuration, Worked worked, Declaration declared, SourceFiles files)
        implements Edits {

    @Override
    public Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way) {
        var instance = instance(address);
        return switch (way) {
            case VALUES_FILE -> Optional.empty();
            case ORIGIN -> Optional.of(new OriginEdits(this, instance).edit(property, intent));
            case OVERRIDE -> new OverrideEdits(this, instance).edit(property, intent);
            case IN_PLACE -> new InPlaceEdits(this, instance).edit(property, intent);
        };
    }

    private Instance instance(String address) {
        configuration.ofOpenTofu().stream().findFirst().ifPresent(file -> {
            throw new PhantomException(new Diagnostic(
                    Code.PATCH_NO_NODE,
                    "OpenTofu reads the file in the place of Terraform's own, so what decides the value is not known",
                    "change it by hand",
                    file));
        });
        var instance = worked.instance(address);
        if (instance.isEmpty()) {
            throw new PhantomException(notThere(address));
        }
        Generated.refuse(instance.get().written().file());
        if (!instance.get().sure()) {
            throw HclRefusals.byHand(
                    instance.get().written().file(),
                    instance.get().written().block().start(),
                    "how many " + address + " there are is not known",
                    "change it by hand");
        }
        return instance.get();
    }

    private Diagnostic notThere(String address) {
        for (var module : configuration.rootModule().all("module")) {
            String name = ModuleSource.name(module.block());
            boolean within = address.startsWith(name + ".") || address.startsWith(name + "[");
            if (within
                    && Configuration.local(configuration.root(), module.block()).isEmpty()) {
                return new Diagnostic(
                        Code.PATCH_NO_NODE,
                        address + " is declared by a module that is not in the repository",
                        "change the arguments of " + name + ", or the module where it is kept",
                        HclRefusals.place(module.file(), module.block().start()));
            }
        }
        return new Diagnostic(
                Code.PATCH_NO_SUCH_PATH,
                "the configuration declares no " + address,
                "check the address",
                configuration.root());
    }

    Candidate candidate(FileSpans spans, Origin.Kind kind, String name, String where) {
        HclFile file = spans.file();
        Generated.refuse(file);
        int at = spans.spans().isEmpty() ? 0 : spans.spans().getFirst().start();
        var origin = new Origin(kind, name, file.file(), spans.node(), file.line(at), file.column(at));
        return new Candidate(List.of(spans.applied()), origin, where, List.of(), List.of());
    }

    /// A resource that nobody manages comes in by an import, whose identifier only its provider knows.
    @Override
    public Candidate added(String address, String type, MapValue properties) {
        throw new PhantomException(new Diagnostic(
                Code.PATCH_REFUSED,
                "another resource needs an import block with its identifier",
                "write the import block, and `terraform plan -generate-config-out` writes the resource",
                configuration.root()));
    }

    @Override
    public Candidate removed(String address) {
        var instance = instance(address);
        var written = instance.written();
        var body = written.block().body();
        body.attributes()
                .filter(a -> a.value() instanceof Expression.Overridden)
                .findFirst()
                .ifPresent(a -> {
                    throw HclRefusals.overridden(written.file(), (Expression.Overridden) a.value());
                });
        if (body.attribute("count").isPresent()
                || body.attribute("for_each").isPresent()
                || address.startsWith("module.")) {
            throw HclRefusals.byHand(
                    written.file(),
                    written.block().start(),
                    address + " is one of several instances of its block",
                    "remove it from what count, for_each or the call of its module is given");
        }
        var spans = new Bodies(new SourceLines(written.file()), "").removed(written.block(), written.block());
        return candidate(
                FileSpans.at(written.file(), written.block().start(), Optional.empty(), spans),
                Origin.Kind.LITERAL,
                "",
                "the resource itself");
    }

    @Override
    public List<String> readers(String address) {
        return worked.instance(address).map(this::readers).orElse(List.of());
    }

    private List<String> readers(Instance instance) {
        String name = ModuleSource.name(instance.written().block());
        var module = instance.env().scope().source();
        List<String> readers = new ArrayList<>();
        module.blocks().forEach((other, written) -> {
            if (!other.equals(name) && HclMentions.in(written.block().body()).contains(name)) {
                readers.add(other);
            }
        });
        module.locals().forEach((local, written) -> {
            if (HclMentions.in(written.attribute().value()).contains(name)) {
                readers.add("local." + local);
            }
        });
        return readers;
    }
}
