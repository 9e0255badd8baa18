package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.policy.PolicyReader;
import dev.phantom.severity.policy.Topic;
import java.util.List;

/// A rule on policies: it tells what one evaluator found about its topic.
record PolicyRule(Card card, Topic topic) implements SeverityRule {
    private static final PolicyReader POLICIES = new PolicyReader();

    static final PolicyRule IDENTITY = new PolicyRule(
            new Card(
                    "PH-SEV-010",
                    "an IAM policy allows more",
                    "Full administration, and actions by which an identity can grant itself more, alone or together, are "
                            + "high on every resource and medium on some; all actions of a service, all but some, or writes "
                            + "and reads of data on every resource are medium; anything else is low.",
                    "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1"),
            Topic.IDENTITY);

    static final PolicyRule TRUST = new PolicyRule(
            new Card(
                    "PH-SEV-011",
                    "a role trusts a new principal",
                    "Anyone who may assume the role gets all its permissions. Everyone is critical; every subject of an "
                            + "identity provider, and another principal without a condition (external id, MFA), are high; any "
                            + "other new trust is medium.",
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"),
            Topic.TRUST);

    static final PolicyRule PUBLIC = new PolicyRule(
            new Card(
                    "PH-SEV-012",
                    "a resource policy grants access to everyone",
                    "A principal of *, or all but some, is the whole world, other AWS accounts included, unless a condition "
                            + "says who is meant: TLS, a referer or every address says nothing of it. Critical where data lies "
                            + "behind it, else high.",
                    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"),
            Topic.PUBLIC);

    static final PolicyRule DENIAL = new PolicyRule(
            new Card(
                    "PH-SEV-013",
                    "a policy no longer denies what it denied",
                    "An explicit Deny beats every Allow; it is usually there for a reason such as refusing plain HTTP.",
                    "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5"),
            Topic.DENIAL);

    static final PolicyRule FUNCTION = new PolicyRule(
            new Card(
                    "PH-SEV-015",
                    "a function can be called by everybody",
                    "The caller runs our code with the function's role, and each call is billed.",
                    "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1"),
            Topic.FUNCTION);

    static final PolicyRule ADMITTED = new PolicyRule(
            new Card(
                    "PH-SEV-021",
                    "a resource policy grants access to a new principal",
                    "An account, role or user that the repository does not name may now use the resource; from another account "
                            + "that is access from outside. Medium; low under a condition that says who is meant.",
                    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html"),
            Topic.ADMITTED);

    static final PolicyRule CONDITION = new PolicyRule(
            new Card(
                    "PH-SEV-022",
                    "a policy's condition is looser",
                    "The same principal may do the same as before, where a network, an organization, a source, a second factor "
                            + "or encryption was asked for.",
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"),
            Topic.CONDITION);

    static final PolicyRule DEPUTY = new PolicyRule(
            new Card(
                    "PH-SEV-023",
                    "a service may use a resource for any account",
                    "A service acts for all its customers; without aws:SourceAccount or aws:SourceArn another account can have "
                            + "it act on this resource.",
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"),
            Topic.DEPUTY);

    @Override
    public List<Finding> findings(Subject subject) {
        return POLICIES.risks(subject).stream()
                .filter(risk -> risk.topic() == topic)
                .map(risk -> new Finding(card.id(), risk.level(), risk.path(), risk.title(), true, card.reference()))
                .toList();
    }
}
