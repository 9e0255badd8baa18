package dev.phantom.cli.wire;

import dev.phantom.template.read.CloudFormationJson;
import dev.phantom.template.read.CloudFormationYaml;
import dev.phantom.template.read.TemplateFormat;
import java.util.List;

/// The formats that templates are read in.
public final class Formats {

    public static final List<TemplateFormat> ALL = List.of(new CloudFormationJson(), new CloudFormationYaml());

    private Formats() {}
}
