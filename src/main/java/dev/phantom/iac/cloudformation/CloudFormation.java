package dev.phantom.iac.cloudformation;

import dev.phantom.iac.Definition;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.iac.cloudformation.read.NodePlaces;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.iac.cloudformation.read.Passages;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.util.Map;

/// CloudFormation templates in YAML and JSON, with the parameter files that AWS's own tools take.
public final class CloudFormation implements Format {

    @Override
    public String name() {
        return "cloudformation";
    }

    /// Any: what is not JSON is read as YAML, which says itself what it is not. So it is the last one to be asked.
    @Override
    public boolean reads(String file, String text) {
        return true;
    }

    @Override
    public Definition read(String file, String text) {
        return new TemplateDefinition(this, TemplateReader.read(file, text));
    }

    /// `UsePreviousValue`.
    @Override
    public boolean keepsInputs() {
        return true;
    }

    @Override
    public Map<String, Given> values(String file, String text) {
        return ParameterFile.read(file, text).parameters();
    }

    @Override
    public Value document(String file, String text) {
        return DocumentReader.value(file, text);
    }

    @Override
    public SourcePlaces places(String file, String text) {
        return Passages.of(file, text);
    }

    @Override
    public void verify(String file, String text) {
        NodePlaces.verify(file, text);
    }
}
