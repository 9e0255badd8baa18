package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.Template;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.NodeValues;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.YamlComposer;

/// CloudFormation in YAML, with its short forms.
public final class CloudFormationYaml implements TemplateFormat {

    @Override
    public String name() {
        return "yaml";
    }

    /// YAML reads what is not JSON.
    @Override
    public boolean reads(String file, String text) {
        return !DocumentReader.isJson(file, text);
    }

    @Override
    public Template read(String file, String text) {
        SourceNode root = nodes(file, text);
        Template.Positions positions = path -> root.at(path).map(SourceNode::span);
        return TemplateShape.of(file, text, NodeValues.of(file, root), positions);
    }

    @Override
    public SourceNode nodes(String file, String text) {
        return YamlComposer.compose(file, text);
    }
}
