package dev.phantom.assembly;

import dev.phantom.iac.cloudformation.read.CloudFormationJson;
import dev.phantom.iac.cloudformation.read.CloudFormationYaml;
import dev.phantom.iac.cloudformation.read.TemplateFormat;
import java.util.List;

/// The formats that templates are read in.
public final class Formats {

    public static final List<TemplateFormat> ALL = List.of(new CloudFormationJson(), new CloudFormationYaml());

    private Formats() {}
}
