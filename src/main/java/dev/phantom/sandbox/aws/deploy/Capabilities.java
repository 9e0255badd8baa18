package dev.phantom.sandbox.aws.deploy;

import dev.phantom.iac.Resource;
import dev.phantom.iac.cloudformation.template.Template;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a template may do only where its deployer says so.
public final class Capabilities {

    private static final Set<String> IAM = Set.of(
            "AWS::IAM::AccessKey",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::User",
            "AWS::IAM::UserToGroupAddition");
    private static final List<String> NAMES =
            List.of("GroupName", "InstanceProfileName", "ManagedPolicyName", "RoleName", "UserName");

    private Capabilities() {}

    public static Set<String> needed(Template template) {
        var result = new TreeSet<String>();
        var iam = template.resources().values().stream()
                .filter(r -> IAM.contains(r.type()))
                .toList();
        if (!iam.isEmpty()) {
            result.add(iam.stream().anyMatch(Capabilities::named) ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
        }
        if (!template.transforms().isEmpty()) {
            result.add("CAPABILITY_AUTO_EXPAND");
        }
        return result;
    }

    /// What is needed and was not said; named IAM covers IAM.
    public static List<String> lacking(Template template, Collection<String> said) {
        return needed(template).stream()
                .filter(c -> !said.contains(c))
                .filter(c -> !c.equals("CAPABILITY_IAM") || !said.contains("CAPABILITY_NAMED_IAM"))
                .toList();
    }

    private static boolean named(Resource resource) {
        return !resource.type().equals("AWS::IAM::UserToGroupAddition")
                && !resource.type().equals("AWS::IAM::AccessKey")
                && NAMES.stream().anyMatch(n -> resource.properties().entries().containsKey(n));
    }
}
