package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.read.NodeValues;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.YamlComposer;

/// CloudFormation in YAML, with its short forms.
final class CloudFormationYaml {
    private CloudFormationYaml() {}

    static Template read(String file, String text) {
        SourceNode root = YamlComposer.compose(file, text);
        Template.Positions positions = path -> root.at(path).map(SourceNode::span);
        return TemplateShape.of(file, text, NodeValues.of(file, root), positions);
    }
}
