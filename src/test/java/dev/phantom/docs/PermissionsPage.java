package dev.phantom.docs;

import dev.phantom.aws.ActionTables;
import dev.phantom.aws.DemoTypes;
import dev.phantom.aws.Withheld;
import dev.phantom.aws.Withheld.Kind;
import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.ManagedPolicy;
import dev.phantom.aws.doctor.PolicyScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// docs/permissions.md: how many policies there are, how large, and what is left out of them.
final class PermissionsPage {

    private static final ActionTables TABLES = ActionTables.EMBEDDED;
    private static final PolicyScope HERE = new PolicyScope("111122223333", List.of("us-east-1"));

    private PermissionsPage() {}

    static String text() {
        var all = TABLES.handlers().keySet();
        return """
                # What Phantom may do in AWS

                `phantom doctor --print-policy` prints the least IAM policies: Phantom's own calls, and what AWS's read and list handlers of the
                resource types ask for. Every action is written in full, sorted, and in one policy only; each policy is of a size that IAM takes.

                | you want | type |
                |---|---|
                | the policy for your configured stacks (asks AWS for their types) | `phantom doctor --print-policy --stacks`, or `--stacks=NAME,NAME` |
                | for named types, or all | `--types AWS::S3::Bucket,AWS::SQS::Queue`, `--types all` |
                | a start, for the 60 commonest types | no option; `--account ID --region REGION` hold it to a place |
                | `proof: change-set` as well; `phantom reconcile` as well; `doctor` may see its own rights | `--with proof`, `--with reconcile`, `--with doctor` |

                On stdout are the policies, one JSON document after the other: `… --print-policy --quiet | jq -c .` gives one a line, for
                `aws iam create-policy --policy-document`. `--output json` prints one document with sizes, counts, the quota needed and what is left out
                (`docs/schema/phantom.policy.v1.schema.json`); the same is said on stderr.

                With `accounts.roleName`, the policies belong to that role in each account, and a last one to whoever starts Phantom: `sts:AssumeRole` on
                these roles and nothing else, the only action that yields credentials in anything printed.

                ## How large

                A managed policy takes %d characters without white space; a role takes %d managed policies by default, %d when AWS raises the quota
                ([IAM quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html),
                [raising them](https://repost.aws/knowledge-center/iam-increase-policy-size)).

                | types | held to | policies | characters | actions | roles by default |
                |---|---|---|---|---|---|
                """.formatted(ManagedPolicy.LARGEST, LeastPolicy.PER_ROLE, LeastPolicy.PER_ROLE_RAISED)
                + row("none: Phantom's own calls", List.of())
                + row("the demo's stack", DemoTypes.ALL)
                + row("the 60 commonest", TABLES.common())
                + row("all " + all.size() + " that AWS can read", all)
                + """

                ## Held to a place

                An action is held to ARNs of the account and regions of the stacks where its service allows that: where
                [AWS's table of actions](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html)
                requires a resource type, and its ARNs have an account or a region. All others can only be given on `*`; most `Describe` and
                `List` actions are of that kind. What a resource refers to in another account or region is then denied, and said.

                Conditions such as `aws:RequestedRegion` are not used. The handlers' calls are made by Cloud Control with the caller's rights
                ([forward access sessions](https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html)), some to services
                with one endpoint in another region, and AWS does not document which of these keys they carry: a condition that is wrong denies silently.

                ## What is left out on purpose

                %d actions are in no policy, whatever a handler asks for
                (`src/main/resources/dev/phantom/aws/never-read.tsv`, each with its page of AWS): %s. A test holds the list against every action
                that exists. A type whose read handler needs one is read in part or not at all: `doctor --print-policy` says so, and a run lists the resource
                as `read-denied` with a gap that names the action. To have it compared anyway, allow the action in a policy of your own. What a handler asks
                for that changes something (`kms:CreateGrant`), or that does not exist, is left out as well.

                | type | left out | returns |
                |---|---|---|
                """.formatted(whole().size(), kinds())
                + left()
                + FUNCTIONS;
    }

    private static final String FUNCTIONS = """

            ## Lambda functions: what is lost, and the choice

            With the printed policy no function is compared: not its memory, time-out, role, runtime or variables. Cloud Control and the IaC Generator
            read `AWS::Lambda::Function` by a handler that calls `lambda:GetFunction` with your rights, and its answer holds a link by which
            [the deployment package can be downloaded for 10 minutes](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html).
            `lambda:GetFunctionConfiguration` returns these settings without the link, but the handler does not ask for it, so to allow it changes nothing. What
            still holds without it: what CloudTrail saw of writes to functions, and every other resource of the stack, a function's role, its log group,
            alarms and event sources included. A reference to an attribute of a function that its name does not tell is `read-denied`.

            | you want | do | who holds the role may then |
            |---|---|---|
            | no code to be readable | nothing: each function is listed as `read-denied`, with a gap | not read code |
            | some functions compared | a policy of your own: `lambda:GetFunction` on the ARNs of these functions | download the code of these |
            | all of them compared | the same on `arn:aws:lambda:REGION:ACCOUNT:function:*` | download the code of all |

            Phantom never follows the link: the handler's model has no such property, so it is in no report, case or prompt. There is no option that adds
            the action to the printed policy: whoever runs Phantom may not be the one who decides who reads code. Of a function from a container image
            `GetFunction` returns the image's address, and the image itself needs rights in ECR that no printed policy holds.
            """;

    private static List<Withheld> whole() {
        return TABLES.withheld().values().stream().filter(Withheld::whole).toList();
    }

    private static String kinds() {
        var counts = new ArrayList<String>();
        for (var kind : Kind.values()) {
            var count = whole().stream().filter(w -> w.kind() == kind).count();
            counts.add(count + " return "
                    + switch (kind) {
                        case CREDENTIAL -> "credentials";
                        case SECRET -> "secrets";
                        case DATA -> "what customers store";
                    });
        }
        return String.join(", ", counts);
    }

    private static String row(String what, Collection<String> types) {
        return row(what, "nothing (no account is known)", LeastPolicy.of(TABLES, types, Set.of(), PolicyScope.ANYWHERE))
                + row(what, "one account and region", LeastPolicy.of(TABLES, types, Set.of(), HERE));
    }

    private static String row(String what, String place, LeastPolicy policy) {
        return "| %s | %s | %d | %d | %d | %d |\n"
                .formatted(
                        what,
                        place,
                        policy.documents().size(),
                        policy.characters(),
                        policy.actions().size(),
                        policy.roles());
    }

    private static String left() {
        var rows = new TreeMap<String, List<Withheld>>();
        TABLES.handlers().keySet().forEach(type -> rows.put(type, TABLES.missing(type)));
        rows.values().removeIf(List::isEmpty);
        var text = new StringBuilder();
        rows.forEach((type, all) -> text.append("| `")
                .append(type)
                .append("` | ")
                .append(String.join(
                        ", ",
                        all.stream()
                                .map(w -> "[`" + w.action() + "`](" + w.source() + ")"
                                        + (w.whole() ? "" : " of `" + String.join("`, `", w.paths()) + "`"))
                                .toList()))
                .append(" | ")
                .append(String.join(
                        ", ", all.stream().map(w -> w.kind().text()).distinct().toList()))
                .append(" |\n"));
        return text.toString();
    }
}
