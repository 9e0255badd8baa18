package dev.phantom.aws.doctor;

import dev.phantom.aws.doctor.LeastPolicy.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The actions that Phantom's own calls need: whatever it calls through the clients of AWS's SDK stands here, and
/// nothing else does.
///
/// @param sid the name of their statement
/// @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html">Actions
/// of CloudFormation</a>
record OwnActions(String sid, List<String> actions) {

    /// Of a run. None changes anything.
    private static final OwnActions READS = new OwnActions(
            "PhantomCalls",
            List.of(
                    "cloudformation:DescribeGeneratedTemplate",
                    "cloudformation:DescribeResourceScan",
                    "cloudformation:DescribeStackDriftDetectionStatus",
                    "cloudformation:DescribeStackResourceDrifts",
                    "cloudformation:DescribeStacks",
                    "cloudformation:DescribeType",
                    "cloudformation:DetectStackDrift",
                    "cloudformation:DetectStackResourceDrift",
                    "cloudformation:GetGeneratedTemplate",
                    "cloudformation:GetResource",
                    "cloudformation:GetTemplate",
                    "cloudformation:ListExports",
                    "cloudformation:ListGeneratedTemplates",
                    "cloudformation:ListResourceScanRelatedResources",
                    "cloudformation:ListResourceScanResources",
                    "cloudformation:ListResourceScans",
                    "cloudformation:ListResources",
                    "cloudformation:ListStackResources",
                    "cloudformation:ListStacks",
                    "cloudtrail:LookupEvents",
                    "pricing:GetProducts",
                    "sts:GetCallerIdentity"));

    /// These change no resource: they make and keep what the IaC Generator writes.
    private static final OwnActions KEEPS = new OwnActions(
            "PhantomKeepsGeneratedTemplates",
            List.of(
                    "cloudformation:CreateGeneratedTemplate",
                    "cloudformation:DeleteGeneratedTemplate",
                    "cloudformation:StartResourceScan",
                    "cloudformation:UpdateGeneratedTemplate"));

    /// What a change set needs that is made, read and deleted, also one that a killed run left; it changes no resource
    /// either.
    private static final OwnActions PROVES = new OwnActions(
            "PhantomProvesByChangeSetsNeverExecuted",
            List.of(
                    "cloudformation:CreateChangeSet",
                    "cloudformation:DeleteChangeSet",
                    "cloudformation:DescribeChangeSet",
                    "cloudformation:ListChangeSets"));

    /// This changes resources, with the rights of the stack's service role or of whoever calls; before, it looks for
    /// what an earlier run that was killed executed.
    private static final OwnActions REVERTS = new OwnActions(
            "PhantomReconcilesByExecutingThem",
            List.of("cloudformation:DescribeStackEvents", "cloudformation:ExecuteChangeSet"));

    /// This changes a resource past its stack, with the rights of whoever calls: those that the type's update handler
    /// asks for are needed beside it.
    private static final OwnActions UPDATES = new OwnActions(
            "PhantomReconcilesByCloudControl",
            List.of("cloudformation:GetResourceRequestStatus", "cloudformation:UpdateResource"));

    /// What `phantom doctor` needs to see which rights are too many.
    private static final OwnActions EXAMINES =
            new OwnActions("PhantomExaminesItsOwnRights", List.of("iam:SimulatePrincipalPolicy"));

    static List<OwnActions> of(Set<Use> uses) {
        var all = new ArrayList<>(List.of(READS, KEEPS));
        if (uses.contains(Use.PROOF) || uses.contains(Use.RECONCILE)) {
            all.add(PROVES);
        }
        if (uses.contains(Use.RECONCILE)) {
            all.add(REVERTS);
        }
        if (uses.contains(Use.UPDATE)) {
            all.add(UPDATES);
        }
        if (uses.contains(Use.DOCTOR)) {
            all.add(EXAMINES);
        }
        return all;
    }
}
