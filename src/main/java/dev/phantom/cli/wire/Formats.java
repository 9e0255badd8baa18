package dev.phantom.cli.wire;

import dev.phantom.template.CloudFormationJson;
import dev.phantom.template.CloudFormationYaml;
import dev.phantom.template.TemplateFormat;
import java.util.List;

/// The formats that templates are read in.
public final class Formats {

    public static final List<TemplateFormat> ALL = List.of(new CloudFormationJson(), new CloudFormationYaml());

    private Formats() {}
}
