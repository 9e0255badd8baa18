package dev.phantom.assembly;

import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.terraform.Terraform;
import java.util.List;

/// The formats that infrastructure is declared in.
public final class KnownFormats {

    public static final Formats ALL = new Formats(List.of(new Terraform(), new CloudFormation()));

    private KnownFormats() {}
}
