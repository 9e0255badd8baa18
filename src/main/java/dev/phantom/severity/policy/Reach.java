package dev.phantom.severity.policy;

/// How far a policy admits, in rising order.
///
/// AWS's own definitions of public: S3's,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html,
/// and IAM Access Analyzer's, https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html
public enum Reach {
    NOBODY("nobody"),
    OWN("the own account"),
    SERVICE("an AWS service"),
    /// Principals or accounts by name.
    NAMED("named principals"),
    ORGANIZATION("an organization"),
    /// Whoever comes from named addresses or networks.
    NETWORK("named networks"),
    /// A part that nobody can tell: it may be any of the others.
    UNKNOWN("a principal that is not known"),
    /// Whoever has an account with a public identity provider.
    FEDERATED("every user of an identity provider"),
    ANY_ACCOUNT("every AWS account"),
    EVERYBODY("everybody");

    private final String text;

    Reach(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public boolean isPublic() {
        return compareTo(FEDERATED) >= 0;
    }

    Reach narrowed(Reach other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Reach widened(Reach other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
