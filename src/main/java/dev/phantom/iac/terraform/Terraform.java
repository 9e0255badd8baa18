package dev.phantom.iac.terraform;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.iac.terraform.evaluate.Configuration;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Root modules of Terraform. What it reads is a folder, whose name stands for the file.
public final class Terraform implements Format {

    public static final String NAME = "terraform";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reads(String file, String text) {
        return wants(file);
    }

    /// One file as a root module of its own.
    @Override
    public Definition read(String file, String text) {
        return read(Configuration.directory(file), Map.of(file, text));
    }

    @Override
    public Definition read(String root, Map<String, String> texts) {
        var configuration = new Configuration(root, texts);
        configuration.directories().forEach(configuration::module);
        return new TerraformDefinition(this, configuration);
    }

    @Override
    public List<String> directories(String root, Map<String, String> texts) {
        return new Configuration(root, texts).directories();
    }

    @Override
    public boolean wants(String file) {
        return Configuration.isConfiguration(file)
                || Configuration.isOfOpenTofu(file)
                || file.endsWith(".tfvars")
                || file.endsWith(".tfvars.json")
                || file.endsWith("terragrunt.hcl");
    }

    @Override
    public String secretReference() {
        return "read it with data.aws_secretsmanager_secret_version";
    }

    @Override
    public Map<String, Given> values(String file, String text) {
        if (!file.endsWith(".tfvars") && !file.endsWith(".tfvars.json")) {
            return Map.of();
        }
        var read = HclFile.read(file, text);
        var worked = new Worked(new Configuration("", Map.of()), EvaluationContext.NONE);
        Map<String, Given> values = new LinkedHashMap<>();
        read.body()
                .attributes()
                .forEach(a -> values.put(
                        a.name(),
                        new Given(
                                worked.constant(read, a.value()),
                                new Origin(
                                        Origin.Kind.PARAMETER_FILE,
                                        a.name(),
                                        file,
                                        PropertyPath.of(a.name()),
                                        read.line(a.value().start()),
                                        read.column(a.value().start())))));
        if (read.body().blocks().findAny().isPresent()) {
            throw new PhantomException(
                    Code.PARAMETERS_SHAPE, file + " contains blocks; a file of values contains only name = value");
        }
        return values;
    }

    @Override
    public Value document(String file, String text) {
        return new HclDocument(HclFile.read(file, text)).value();
    }

    @Override
    public SourcePlaces places(String file, String text) {
        var read = HclFile.read(file, text);
        var document = new HclDocument(read);
        return new SourcePlaces() {
            @Override
            public Optional<SourceSpan> node(PropertyPath path) {
                return document.span(path);
            }

            @Override
            public Optional<SourceSpan> passage(PropertyPath path) {
                return document.span(path).map(span -> Passage.of(read, span));
            }
        };
    }

    @Override
    public void verify(String file, String text) {
        var read = HclFile.read(file, text);
        read.body().blocks().forEach(block -> {
            if (!text.startsWith(block.type(), block.start()) && !read.isJson()) {
                throw new PhantomException(
                        Code.INTERNAL_ERROR, "the block " + block.text() + " is not where it was read in " + file);
            }
        });
    }
}
