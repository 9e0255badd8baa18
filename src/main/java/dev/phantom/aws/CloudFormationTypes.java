package dev.phantom.aws;

import dev.phantom.drift.schema.SchemaFault;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import software.amazon.awssdk.services.cloudformation.model.RegistryType;
import software.amazon.awssdk.services.cloudformation.model.TypeNotFoundException;

/// The CloudFormation registry of one account in one region: AWS's own types, and the private and third-party types
/// that
/// are registered or activated there.
///
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeType.html">DescribeType</a>
public final class CloudFormationTypes {

    private final AwsClients clients;
    private final String account;
    private final String region;

    /// @param account empty for the caller's
    /// @param region  empty for the SDK's own choice
    public CloudFormationTypes(AwsClients clients, String account, String region) {
        this.clients = clients;
        this.account = account;
        this.region = region;
    }

    /// Whose registry it is.
    public String account() {
        return account.isEmpty() ? clients.callerAccount(region) : account;
    }

    /// @throws PhantomException AWS_NO_TYPE if the registry has no such type, AWS_FAILED if its schema is not
    /// understood
    public SchemaRow describe(String type) {
        var what = "describing the type " + type;
        var schema = AwsErrors.mapped(what, () -> {
            try {
                return String.valueOf(clients.cloudFormation(account, region)
                        .describeType(r -> r.type(RegistryType.RESOURCE).typeName(type))
                        .schema());
            } catch (TypeNotFoundException e) {
                throw new PhantomException(
                        new Diagnostic(
                                Code.AWS_NO_TYPE,
                                "the registry of " + region + " has no type '" + type + "'",
                                "AWS returned \"%s\" (request %s); check the name and the region, and activate a third-party type in this account"
                                        .formatted(AwsErrors.text(e), e.requestId()),
                                ""),
                        e);
            }
        });
        try {
            var row = SchemaRow.of(schema, region);
            if (!row.type().equals(type)) {
                throw new PhantomException(new Diagnostic(
                        Code.AWS_FAILED, what + " failed: the answer is about '" + row.type() + "'", "", ""));
            }
            return row;
        } catch (SchemaFault e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.AWS_FAILED, what + " failed: its schema cannot be parsed: " + e.getMessage(), "", ""),
                    e);
        }
    }
}
