package measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Made refresh-only plans: queues, roles and security groups in turn. Every 150th resource, a queue, has drifted; of the
/// others the provider reports what is no drift.
public final class Plans {

    private static final String AWS = "registry.terraform.io/hashicorp/aws";

    private Plans() {}

    /// Writes one, as `terraform show -json` prints it.
    public static Path write(Path file, int resources) throws Exception {
        var drift = new ArrayList<String>();
        var state = new ArrayList<String>();
        var blocks = new ArrayList<String>();
        for (int r = 0; r < resources; r++) {
            String type = List.of("aws_sqs_queue", "aws_iam_role", "aws_security_group").get(r % 3);
            String head = "\"address\":\"%1$s.r%2$d\",\"mode\":\"managed\",\"type\":\"%1$s\",\"name\":\"r%2$d\"".formatted(type, r);
            String before = attributes(r, "30", "null");
            String after = attributes(r, r % 150 == 0 ? "60" : "30", "{}");
            drift.add(("{%s,\"provider_name\":\"%s\",\"change\":{\"actions\":[\"update\"],\"before\":%s,\"after\":%s,"
                    + "\"before_sensitive\":{\"tags_all\":{}},\"after_sensitive\":{\"tags\":{},\"tags_all\":{}}}}").formatted(head, AWS, before, after));
            state.add("{%s,\"provider_name\":\"%s\",\"values\":%s,\"sensitive_values\":{\"tags_all\":{}}}".formatted(head, AWS, after));
            blocks.add("{%s,\"expressions\":{\"name\":{\"constant_value\":\"n%d\"},\"visibility_timeout_seconds\":{\"constant_value\":30}}}".formatted(head, r));
        }
        String all = String.join(",", state);
        return Files.writeString(file, ("{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\","
                + "\"planned_values\":{\"root_module\":{\"resources\":[%s]}},\"resource_drift\":[%s],"
                + "\"prior_state\":{\"values\":{\"root_module\":{\"resources\":[%s]}}},"
                + "\"configuration\":{\"root_module\":{\"resources\":[%s]}},\"timestamp\":\"2026-11-29T16:00:00Z\"}")
                .formatted(all, String.join(",", drift), all, String.join(",", blocks)));
    }

    private static String attributes(int r, String timeout, String tags) {
        String common = "\"id\":\"id-%1$d\",\"name\":\"n%1$d\",\"name_prefix\":\"\",\"tags\":%2$s,\"tags_all\":{\"Team\":\"shop\"},".formatted(r, tags);
        return "{" + common + switch (r % 3) {
            case 0 -> """
                    "arn":"arn:aws:sqs:us-east-1:111122223333:n%d","visibility_timeout_seconds":%s,"delay_seconds":0,"fifo_queue":false,
                    "max_message_size":262144,"message_retention_seconds":345600,"receive_wait_time_seconds":0,"sqs_managed_sse_enabled":true,
                    "kms_master_key_id":"","kms_data_key_reuse_period_seconds":300,"policy":"","redrive_policy":"","deduplication_scope":""}"""
                    .formatted(r, timeout);
            case 1 -> """
                    "arn":"arn:aws:iam::111122223333:role/n%d","path":"/","max_session_duration":3600,"description":"","force_detach_policies":false,
                    "assume_role_policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"lambda.amazonaws.com\\"},\\"Action\\":\\"sts:AssumeRole\\"}]}",
                    "inline_policy":[],"managed_policy_arns":[],"permissions_boundary":"","unique_id":"AROA"}"""
                    .formatted(r);
            default -> """
                    "arn":"arn:aws:ec2:us-east-1:111122223333:security-group/sg-%d","description":"Managed by Terraform","vpc_id":"vpc-1",
                    "egress":[],"ingress":[{"from_port":443,"to_port":443,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"],"description":"",
                    "ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[],"self":false}],"owner_id":"111122223333","revoke_rules_on_delete":false}"""
                    .formatted(r);
        };
    }
}
