package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.PolicyDocument.Statement;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;

/// Somebody else may assume a role.
final class TrustPolicyOpened implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-011",
            "a role trusts a new principal",
            "Anyone who may assume the role gets all its permissions. Everyone is critical, another principal without a condition "
                    + "(external id, MFA) high, any other new trust medium.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        if (!subject.type().equals("AWS::IAM::Role")) {
            return List.of();
        }
        var risks = new ArrayList<Risk>();
        var statements = PolicyDocument.of(model.at("AssumeRolePolicyDocument")).statements();
        for (int i = 0; i < statements.size(); i++) {
            var statement = statements.get(i);
            var path = PropertyPath.of("AssumeRolePolicyDocument", "Statement").child(i);
            if (statement.allows()) {
                statement.principals().forEach(p -> risks.add(risk(p, statement, path)));
            }
        }
        return risks;
    }

    private static Risk risk(String principal, Statement statement, PropertyPath path) {
        var service = principal.endsWith(".amazonaws.com");
        var unconditioned = !statement.conditioned();
        var level = level(principal, service, unconditioned);
        var title = "%s may assume the role%s"
                .formatted(
                        principal.equals("*") ? "everybody" : principal,
                        unconditioned && !service ? " without a condition" : "");
        return new Risk(principal, path, level, title);
    }

    private static Severity level(String principal, boolean service, boolean unconditioned) {
        if (principal.equals("*") && unconditioned) {
            return CRITICAL;
        }
        return unconditioned && !service ? HIGH : MEDIUM;
    }
}
