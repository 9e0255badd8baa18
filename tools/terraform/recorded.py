"""The root modules of the scenarios, and what happens to each before its plan is recorded.

Each is a dict: `module` and `plan` (below the repository's root), `vars` (files, as `-var-file`), `env` (sensitive variables), `applied` (what
the files said when they were last applied: file, text now, text then), `changes` (arguments of the AWS CLI; {address.attribute} is
taken from the state), `options` of `terraform plan`, and `at`: the moment that the scenario says the plan was made.
"""

DEMO = "src/main/resources/dev/phantom/sandbox/scenarios/payments-night/input"
TESTS = "src/test/scenarios"

RECORDED = {
    "storefront": {
        "module": f"{DEMO}/safe/live/storefront",
        "plan": f"{DEMO}/plans/storefront.json",
        "vars": ["prod.tfvars"],
        "applied": [("main.tf", "worker = 60", "worker = 14")],
        "changes": [
            "dynamodb update-table --table-name storefront-prod-carts --provisioned-throughput "
            "ReadCapacityUnits=75,WriteCapacityUnits=160",
            "ec2 authorize-security-group-ingress --group-id {aws_security_group.search.id} --ip-permissions "
            "'IpProtocol=tcp,FromPort=9200,ToPort=9200,IpRanges=[{CidrIp=0.0.0.0/0,Description=debug}]'",
        ],
        "options": [],
        "at": "2026-11-22T08:20:00Z",
    },
    "print": {
        "module": f"{TESTS}/19-print-works/input/safe/live/print",
        "plan": f"{TESTS}/19-print-works/input/plans/print.json",
        "vars": [],
        "env": {"TF_VAR_partner_key": "b1nd-5529-mill-quartz", "TF_VAR_ink_password": "cyan.7718.magenta"},
        "applied": [],
        "changes": [
            "dynamodb update-table --table-name print-books --provisioned-throughput "
            "ReadCapacityUnits=5,WriteCapacityUnits=25",
            "logs put-retention-policy --log-group-name /print/proofs --retention-in-days 90",
            "ssm put-parameter --name /print/partner-key --type SecureString --overwrite --value b1nd-9904-loom-basalt",
        ],
        "options": ["-refresh-only"],
        "at": "2026-11-22T08:20:00Z",
    },
    "kiln": {
        "module": f"{TESTS}/20-kiln-floor/input/safe/live/kiln",
        "plan": f"{TESTS}/20-kiln-floor/input/plans/kiln.json",
        "vars": ["prod.tfvars"],
        "applied": [],
        "changes": [
            "ec2 stop-instances --instance-ids {aws_instance.planner.id}",
            "ec2 modify-instance-attribute --instance-id {aws_instance.planner.id} --instance-type Value=m5.4xlarge",
            "ec2 start-instances --instance-ids {aws_instance.planner.id}",
        ],
        "options": ["-refresh-only"],
        "at": "2026-11-22T08:20:00Z",
    },
    "ferry": {
        "module": f"{TESTS}/21-ferry-office/input/safe/live/ferry",
        "plan": f"{TESTS}/21-ferry-office/input/plans/ferry.json",
        "vars": [],
        "applied": [
            ("main.tf", "retention_in_days = 90", "retention_in_days = 30"),
            ("main.tf", 'value = "250"', 'value = "200"'),
            ("main.tf", '''
resource "aws_cloudwatch_log_group" "quay" {
  name              = "/ferry/quay"
  retention_in_days = 30
}
''', ""),
        ],
        "changes": ["sns set-topic-attributes --topic-arn {aws_sns_topic.delays.arn} --attribute-name DisplayName "
                    "--attribute-value Ferry"],
        "options": ["-refresh=false"],
        "at": "2026-11-22T08:20:00Z",
    },
}
