package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.rules.PolicyDocument.Statement;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Permissions that an identity newly has: everything, everything of a service, or the means to give itself more.
final class IamPolicyBroadened implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-010",
            "an IAM policy allows more",
            "Full administration, and actions by which an identity can grant itself more, are high; all actions of a "
                    + "service, all but some, or writes on every resource are medium.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1");

    private static final Pattern ESCALATION =
            Pattern.compile("iam:(\\*|passrole|create(policyversion|accesskey|loginprofile)"
                    + "|setdefaultpolicyversion|update(loginprofile|assumerolepolicy)|attach(user|group|role)policy"
                    + "|put(user|group|role)policy|addusertogroup)|sts:\\*|lambda:updatefunctioncode");
    private static final Pattern READING =
            Pattern.compile("[a-z0-9-]+:(get|list|describe|batchget|lookup|search|query|view)[a-z*]*");
    private static final Set<String> ADMINISTRATORS = Set.of("AdministratorAccess", "IAMFullAccess", "PowerUserAccess");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        if (!subject.type().startsWith("AWS::IAM::") && !subject.type().equals("AWS::SSO::PermissionSet")) {
            return List.of();
        }
        var risks = new ArrayList<Risk>();
        document(model.at("PolicyDocument"), PropertyPath.of("PolicyDocument"), risks);
        document(model.at("InlinePolicy"), PropertyPath.of("InlinePolicy"), risks);
        var inline = model.items("Policies");
        for (int i = 0; i < inline.size(); i++) {
            var path = PropertyPath.of("Policies").child(i).child("PolicyDocument");
            document(inline.get(i).at("PolicyDocument"), path, risks);
        }
        var managed = model.items("ManagedPolicyArns");
        for (int i = 0; i < managed.size(); i++) {
            var arn = managed.get(i).text().orElse("");
            if (ADMINISTRATORS.contains(arn.substring(arn.lastIndexOf('/') + 1))) {
                risks.add(new Risk(arn, PropertyPath.of("ManagedPolicyArns").child(i), HIGH, "attached: " + arn));
            }
        }
        return risks;
    }

    private static void document(
            java.util.Optional<dev.phantom.value.Value> value, PropertyPath path, List<Risk> risks) {
        var statements = PolicyDocument.of(value).statements();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).allows()) {
                statement(statements.get(i), path.child("Statement").child(i), risks);
            }
        }
    }

    private static void statement(Statement statement, PropertyPath path, List<Risk> risks) {
        var everywhere = statement.anyResource();
        if (statement.allButSome()) {
            risks.add(new Risk("NotAction", path, everywhere ? HIGH : MEDIUM, "allows every action but some"));
        }
        for (var action : statement.actions()) {
            if (action.equals("*") || action.equals("*:*")) {
                var title = everywhere ? "allows every action on every resource" : "allows every action";
                risks.add(new Risk("every action " + everywhere, path, HIGH, title));
            } else if (ESCALATION.matcher(action).matches()) {
                risks.add(new Risk(
                        action + everywhere,
                        path,
                        everywhere ? HIGH : MEDIUM,
                        "allows " + action + ", by which an identity can gain more permissions"));
            } else if (action.endsWith(":*")) {
                risks.add(new Risk(action + everywhere, path, MEDIUM, "allows " + action));
            } else if (everywhere && !READING.matcher(action).matches()) {
                risks.add(new Risk(action + "everywhere", path, MEDIUM, "allows " + action + " on every resource"));
            }
        }
    }
}
