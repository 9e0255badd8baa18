"""Twenty changes as people make them in the console, here with the AWS CLI, and what each must be found as.

Each is (resource address, attribute paths, AWS CLI arguments). {address.attribute} in an argument is taken from the state.
"""

POLICY = ('{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],'
          '"Resource":"arn:aws:s3:::orders-prod-archive/*"}}]}}')

TRUST = ('{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole",'
         '"Principal":{{"Service":["ec2.amazonaws.com","lambda.amazonaws.com"]}}}}]}}')

CHANGES = [
    ("module.queue.aws_sqs_queue.main", ["/visibility_timeout_seconds"],
     "sqs set-queue-attributes --queue-url {module.queue.aws_sqs_queue.main.url} --attributes VisibilityTimeout=300"),
    ("module.queue.aws_sqs_queue.main", ["/message_retention_seconds"],
     "sqs set-queue-attributes --queue-url {module.queue.aws_sqs_queue.main.url} "
     "--attributes MessageRetentionPeriod=604800"),
    ("aws_sns_topic.alerts", ["/display_name"],
     "sns set-topic-attributes --topic-arn {aws_sns_topic.alerts.arn} --attribute-name DisplayName "
     "--attribute-value Alerts"),
    ("aws_kinesis_stream.events", ["/retention_period"],
     "kinesis increase-stream-retention-period --stream-name orders-prod-events --retention-period-hours 72"),
    ("aws_dynamodb_table.orders", ["/read_capacity", "/write_capacity"],
     "dynamodb update-table --table-name orders-prod --provisioned-throughput "
     "ReadCapacityUnits=20,WriteCapacityUnits=10"),
    ("aws_dynamodb_table.orders", ["/tags/Owner"],
     "dynamodb tag-resource --resource-arn {aws_dynamodb_table.orders.arn} --tags Key=Owner,Value=alice"),
    ("aws_s3_bucket_versioning.archive", ["/versioning_configuration/0/status"],
     "s3api put-bucket-versioning --bucket orders-prod-archive --versioning-configuration Status=Suspended"),
    ("aws_ecr_repository.service", ["/image_tag_mutability"],
     "ecr put-image-tag-mutability --repository-name orders-prod --image-tag-mutability MUTABLE"),
    ("aws_kinesis_stream.events", ["/shard_level_metrics"],
     "kinesis enable-enhanced-monitoring --stream-name orders-prod-events --shard-level-metrics IncomingBytes"),
    ("aws_security_group.app", ["/ingress"],
     "ec2 authorize-security-group-ingress --group-id {aws_security_group.app.id} --ip-permissions "
     "IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{{CidrIp=0.0.0.0/0}}]"),
    ("aws_subnet.app", ["/map_public_ip_on_launch"],
     "ec2 modify-subnet-attribute --subnet-id {aws_subnet.app.id} --map-public-ip-on-launch"),
    ("aws_instance.bastion", ["/tags/Team"],
     "ec2 create-tags --resources {aws_instance.bastion.id} --tags Key=Team,Value=platform"),
    ("aws_iam_role.service", ["/max_session_duration"],
     "iam update-role --role-name orders-prod-service --max-session-duration 7200"),
    ("aws_iam_role.service", ["/assume_role_policy"],
     "iam update-assume-role-policy --role-name orders-prod-service --policy-document '" + TRUST + "'"),
    ("aws_iam_policy.read", ["/policy"],
     "iam create-policy-version --policy-arn {aws_iam_policy.read.arn} --set-as-default --policy-document '"
     + POLICY + "'"),
    ("aws_kms_key.data", ["/enable_key_rotation"],
     "kms disable-key-rotation --key-id {aws_kms_key.data.key_id}"),
    ("aws_secretsmanager_secret.partner", ["/description"],
     "secretsmanager update-secret --secret-id orders-prod-partner --description 'Key of the new partner'"),
    ("aws_ssm_parameter.limit", ["/value"],
     "ssm put-parameter --name /orders-prod/limit --value 500 --type String --overwrite"),
    ('aws_cloudwatch_log_group.service["api"]', ["/retention_in_days"],
     "logs put-retention-policy --log-group-name /orders-prod/api --retention-in-days 90"),
    ("aws_cloudwatch_metric_alarm.cpu", ["/threshold"],
     "cloudwatch put-metric-alarm --alarm-name orders-prod-cpu --namespace AWS/EC2 --metric-name CPUUtilization "
     "--statistic Average --period 300 --evaluation-periods 3 --threshold 95 "
     "--comparison-operator GreaterThanThreshold --dimensions Name=InstanceId,Value={aws_instance.bastion.id}"),
]
