package dev.phantom.sandbox.aws;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the caller may do. Reads of secrets and of data are denied always; a test denies more, or gives a whole policy.
public final class Access {

    private static final Pattern NEVER = Pattern.compile(
            "secretsmanager:(BatchGet|Get)SecretValue|ssm:GetParameter.*|s3:GetObject(?!LockConfiguration).*"
                    + "|dynamodb:(BatchGetItem|GetItem|Query|Scan|GetRecords)|kms:Decrypt|sqs:ReceiveMessage"
                    + "|kinesis:Get(Records|ShardIterator)|logs:(GetLogEvents|GetQueryResults|FilterLogEvents)");

    private final Set<String> denied = new CopyOnWriteArraySet<>();
    private volatile Predicate<String> policy = action -> true;
    private volatile BiPredicate<String, String> held = (action, resource) -> true;

    /// Denies one action, `cloudtrail:LookupEvents`.
    public void deny(String action) {
        denied.add(action);
    }

    public void allow(String action) {
        denied.remove(action);
    }

    /// Denies whatever this does not accept: the least policy, to be proved sufficient.
    public void enforce(Predicate<String> allowed) {
        policy = allowed;
    }

    /// Holds actions to resources, for whoever asks IAM: the second is an ARN, or `*`.
    public void hold(BiPredicate<String, String> allowed) {
        held = allowed;
    }

    boolean may(String action, String resource) {
        return may(action) && held.test(action, resource);
    }

    boolean may(String action) {
        return !NEVER.matcher(action).matches() && !denied.contains(action) && policy.test(action);
    }

    /// @throws AwsFault AccessDenied that names the first action that is not allowed
    void require(Caller caller, Collection<String> actions) {
        for (var action : actions) {
            if (!may(action)) {
                throw new AwsFault(403, "AccessDenied", refusal(caller, action));
            }
        }
    }

    static String refusal(Caller caller, String action) {
        return "User: arn:aws:sts::%s:assumed-role/embedded/session is not authorized to perform: %s with an explicit deny in an identity-based policy"
                .formatted(caller.account(), action);
    }
}
